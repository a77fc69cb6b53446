"""Issuing languages of a document together: each written in all formats, each reader told of the one in its language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from verbale import writing
from verbale.circulation.recipients import Recipients, recipients
from verbale.document import Document
from verbale.registry import Entry, Issued, NewFile, NewNotice, NewVersion, Registry
from verbale.writing import MEDIA_TYPES, SUFFIXES, Format

if TYPE_CHECKING:
    from verbale.circulation.writing_apart import WritingApart
    from verbale.registry.versions import Release

__all__ = ["issue_languages", "new_version", "shared_out"]


def issue_languages(
    registry: Registry,
    entry: Entry,
    document: Document,
    release: Release,
    *,
    writer: WritingApart | None = None,
) -> tuple[Issued, Recipients]:
    """Issue languages of a document, all in one transaction. ``document`` is its record; ``writer`` is ready to write that.

    Raises NoSuchVersion, WrongState, WriteError and RegistryReadOnly; then nothing was issued.
    """
    first = document.language in release.languages
    if first and writer:
        writer.begin(document)
    texts = {
        language: document if language == document.language else registry.versions.document(entry, language)
        for language in release.languages
    }
    told = recipients(registry, document, date.fromisoformat(entry.date))
    shares = shared_out(told.notices, list(texts), document.language if first else None)
    written: dict[str, Mapping[Format, bytes]] = {
        language: writing.write_all(text, registry.profile)
        for language, text in texts.items()
        if not (writer and language == document.language)
    }
    if first and writer:
        written[document.language] = writer.written()
    versions = [
        new_version(text, written[language], shares[language], job_number=document.masthead.job_number)
        for language, text in texts.items()
    ]
    made = registry.issue(entry, *versions, ahead=release.ahead)
    kept = {id(notice) for share in shares.values() for notice in share}
    return made, Recipients(
        rule=tuple(notice for notice in told.rule if id(notice) in kept),
        subscriptions=tuple(notice for notice in told.subscriptions if id(notice) in kept),
        digest=tuple(notice for notice in told.digest if id(notice) in kept),
        unclear=told.unclear,
    )


def shared_out(
    notices: Iterable[NewNotice], languages: Sequence[str], rest: str | None
) -> dict[str, tuple[NewNotice, ...]]:
    """Notices by the version that each tells of: the one in its reader's language, else ``rest``; without that, nobody is
    told who reads another language."""
    shares: dict[str, list[NewNotice]] = {language: [] for language in languages}
    for notice in notices:
        language = notice.language if notice.language in shares else rest
        if language is not None:
            shares[language].append(notice)
    return {language: tuple(share) for language, share in shares.items()}


def new_version(
    text: Document,
    written: Mapping[Format, bytes],
    notices: tuple[NewNotice, ...],
    *,
    job_number: str | None,
    reissue: int = 0,
    told: Mapping[str, str] | None = None,
) -> NewVersion:
    """A version with its files, ready for the registry; ``told`` is what its event says besides."""
    return NewVersion(
        language=text.language,
        files=tuple(
            NewFile(format=name, media_type=MEDIA_TYPES[name], suffix=SUFFIXES[name], data=data)
            for name, data in written.items()
        ),
        notices=notices,
        job_number=job_number,
        reissue=reissue,
        told=dict(told or {}),
    )
