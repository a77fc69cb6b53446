"""What is sent for a notice: the message of an e-mail, or the body of a call."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from verbale.circulation.about import About, file_address, is_public, site_address
from verbale.circulation.digesting import digest_message
from verbale.circulation.mail import Letterbox
from verbale.circulation.settings import PostSettings
from verbale.document import Language
from verbale.registry import Registry, entries
from verbale.registry.outbox import Notice

__all__ = ["Composer", "Told", "ToldFile"]


class ToldFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the version, in the body of a call."""

    format: str
    media_type: str
    size: int
    sha256: str
    address: str | None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """The body of a call to a webhook: what was issued, and why its receiver is told. ``id`` is the notice's key."""

    id: str
    type: str
    timestamp: str
    organization: str
    symbol: str
    symbols: tuple[str, ...]
    title: str | None
    date: str
    kind: str
    language: str
    distribution: str | None
    public: bool
    member: str | None
    reason: str
    address: str | None
    files: tuple[ToldFile, ...]


class Composer:
    """Makes what is sent, from the books; the same notice gives the same bytes."""

    def __init__(self, registry: Registry, settings: PostSettings) -> None:
        self._registry = registry
        self._settings = settings
        self._profile = registry.profile
        self._of_case = lru_cache(maxsize=32)(self._about)

    def message(self, notice: Notice) -> bytes:
        """The message of a notice by e-mail."""
        if notice.case is not None:
            return self._of_case(notice.case, notice.created)[1].message(notice)
        items = self._registry.post.digest_items(notice)
        listed = {item.case: self._of_case(item.case, notice.created)[0].entry for item in items}
        return digest_message(notice, items, listed, self._profile, self._settings)

    def body(self, notice: Notice) -> bytes:
        """The body of a call to a webhook: JSON."""
        about = self._of_case(notice.case or 0, notice.created)[0]
        entry, site = about.entry, self._settings.site
        language: Language = notice.version or entry.language  # type: ignore[assignment]
        told = Told(
            id=notice.key,
            type="document.issued",
            timestamp=notice.created,
            organization=self._profile.name_of("en"),
            symbol=entry.symbol,
            symbols=entry.symbols,
            title=entry.title,
            date=entry.date,
            kind=entry.kind,
            language=language,
            distribution=entry.distribution,
            public=is_public(entry, self._profile),
            member=notice.member or None,
            reason=notice.reason,
            address=site_address(site, entry, language) if site else about.address(language),
            files=tuple(
                ToldFile(
                    format=file.format,
                    media_type=file.media_type,
                    size=file.size,
                    sha256=file.sha256,
                    address=file_address(site, entry, file) if site else None,
                )
                for file in about.files(notice.version)
            ),
        )
        return msgspec.json.encode(told)

    def _about(self, case: int, created: str) -> tuple[About, Letterbox]:
        """A document as it was when a notice of it was ``created``, or later: never as it was before."""
        with self._registry.books.read() as connection:
            entry = entries.by_case(connection, case)
            record = entries.record(connection, entry.id)
        about = About(entry, record, self._profile)
        return about, Letterbox(about, self._settings, self._registry.folder.root)
