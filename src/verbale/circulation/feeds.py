"""Feeds of documents, newest issue first: Atom (RFC 4287) and JSON Feed 1.1. Only public documents stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Literal
from urllib.parse import quote
from uuid import UUID, uuid5

import msgspec
from sqlalchemy import Connection, func, select

from verbale.circulation.about import is_public, site_address, title_of
from verbale.circulation.words import one_line, word
from verbale.document import Language
from verbale.profiles import Profile
from verbale.registry import Registry, entries, log
from verbale.registry.entries import Entry
from verbale.registry.schema import versions

__all__ = ["Feed", "FeedFormat", "feed_of", "opened"]

FeedFormat = Literal["atom", "json"]
_NEWEST = 50
_LOOK = 500


class Feed:
    """Documents with the moments of their issue, newest first. ``query`` is what they match, if they do.

    ``own`` is the feed's own address, ``site`` where the service is reached; without them links are relative to the
    registry's folder.
    """

    def __init__(
        self,
        registry_id: UUID,
        opened_at: str,
        shown: Sequence[tuple[str, Entry]],
        profile: Profile,
        language: Language,
        *,
        query: str = "",
        own: str = "",
        site: str = "",
    ) -> None:
        self._id = registry_id
        self._updated = shown[0][0] if shown else opened_at
        self._shown = shown
        self._language = language
        self._organization = profile.name_of(language)
        self._query = query
        self._own = own
        self._site = site

    @property
    def title(self) -> str:
        """What the feed is called."""
        if self._query:
            return word("matching", self._language, organization=self._organization, query=self._query)
        return word("newest", self._language, organization=self._organization)

    def atom(self) -> bytes:
        """The feed as Atom."""
        identity = uuid5(self._id, f"feed {self._query}") if self._query else self._id
        parts = [
            '<?xml version="1.0" encoding="utf-8"?>',
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{self._language}">',
            f"  <id>urn:uuid:{identity}</id>",
            f"  <title>{_text(self.title)}</title>",
            f"  <updated>{self._updated}</updated>",
            f"  <author><name>{_text(self._organization)}</name></author>",
            f'  <link rel="self" type="application/atom+xml" href={_attribute(self._own or "feed.atom")}/>',
            *(line for at, entry in self._shown for line in self._entry(at, entry)),
            "</feed>",
            "",
        ]
        return "\n".join(parts).encode()

    def json(self) -> bytes:
        """The feed as JSON Feed."""
        made: dict[str, object] = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title,
            "language": self._language,
            "authors": [{"name": self._organization}],
            "items": [self._item(at, entry) for at, entry in self._shown],
        }
        if self._own:
            made["feed_url"] = self._own
        if self._site:
            made["home_page_url"] = self._site
        return msgspec.json.format(msgspec.json.encode(made)) + b"\n"

    def _identity(self, entry: Entry) -> str:
        return f"urn:uuid:{uuid5(self._id, f'{entry.symbol} {entry.case}')}"

    def _entry(self, at: str, entry: Entry) -> Iterable[str]:
        yield f'  <entry xml:lang="{entry.language}">'
        yield f"    <id>{self._identity(entry)}</id>"
        yield f"    <title>{_text(f'{entry.symbol}: {title_of(entry)}')}</title>"
        yield f"    <updated>{at}</updated>"
        if self._site:
            for version in dict.fromkeys(file.language for file in entry.files):
                place = _attribute(site_address(self._site, entry, version))
                yield f'    <link rel="alternate" type="text/html" href={place} hreflang="{version}"/>'
        else:
            for file in entry.files:
                relation = "alternate" if file.format == "html" else "enclosure"
                where = f"href={_attribute(quote(file.path))} hreflang={_attribute(file.language)}"
                size = f' length="{file.size}"' if relation == "enclosure" else ""
                yield f"    <link rel={_attribute(relation)} type={_attribute(file.media_type)} {where}{size}/>"
        yield "  </entry>"

    def _item(self, at: str, entry: Entry) -> dict[str, object]:
        item: dict[str, object] = {
            "id": self._identity(entry),
            "title": f"{entry.symbol}: {title_of(entry)}",
            "content_text": title_of(entry),
            "date_published": at,
            "language": entry.language,
            "tags": list(entry.symbols),
        }
        if self._site:
            item["url"] = site_address(self._site, entry)
        else:
            item["attachments"] = [
                {"url": quote(file.path), "mime_type": file.media_type, "size_in_bytes": file.size}
                for file in entry.files
            ]
        return item


def feed_of(
    registry: Registry,
    language: Language,
    *,
    query: str = "",
    own: str = "",
    site: str = "",
    limit: int = _NEWEST,
) -> Feed:
    """The feed of the documents that match a query of the catalogue, or of all. Raises QueryError.

    What was issued last is looked through, as far as the newest 500 that match by their date.
    """
    profile = registry.profile
    with registry.books.read() as connection:
        opened_by = opened(connection)
        if not query:
            found = list(entries.newest_issued(connection, limit))
    if query:
        found = _matching(registry, query)
    shown = [(at, entry) for at, entry in found if is_public(entry, profile) and entry.state != "withdrawn"]
    return Feed(
        UUID(str(opened_by.data["registry"])),
        opened_by.at,
        shown[:limit],
        profile,
        language,
        query=query,
        own=own,
        site=site,
    )


def opened(connection: Connection) -> log.Event:
    """The event by which the registry was opened: it holds its identity."""
    return next(log.read(connection, kind="opened"))


def _matching(registry: Registry, query: str) -> list[tuple[str, Entry]]:
    from verbale.archive.keeping import catalogue

    public = tuple(category.id for category in registry.profile.distributions if category.public)
    asked = catalogue(registry).find(
        query,
        limit=_LOOK,
        order="newest",
        facets=False,
        snippets=False,
        filters={"origin": ("issued",)},
        distributions=public,
    )
    symbols = dict.fromkeys(hit.entry.symbols[0] for hit in asked.hits if hit.entry.symbols)
    with registry.books.read() as connection:
        held = [entry for symbol in symbols if (entry := entries.by_symbol(connection, symbol)) is not None]
        at = _issued_at(connection, [entry.id for entry in held])
    return sorted(((at[entry.id], entry) for entry in held if entry.id in at), reverse=True, key=_moment)


def _issued_at(connection: Connection, documents: Sequence[int]) -> dict[int, str]:
    last = func.max(versions.c.issued).label("last")
    query = select(versions.c.document_id, last).where(versions.c.document_id.in_(documents))
    return {row.document_id: row.last for row in connection.execute(query.group_by(versions.c.document_id))}


def _moment(pair: tuple[str, Entry]) -> str:
    return pair[0]


def _attribute(text: str) -> str:
    return f'"{escape(text)}"'


def _text(text: str) -> str:
    return escape(one_line(text), quote=False)
