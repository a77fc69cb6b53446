"""What the pages read: the catalogue, kept open and up to date, and the documents themselves.

All that a reader is shown goes through here, with what the permission table lets this reader see.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from litestar import Request
from sqlalchemy import ColumnElement, Select, func, select

from verbale.archive import Store
from verbale.archive.keeping import store_path
from verbale.catalogue import Catalogue, Entry, Found
from verbale.catalogue.asking import Sight
from verbale.document import Document, Language, decode
from verbale.errors import NoSuchDocument, SymbolError
from verbale.profiles import Profile
from verbale.registry import Registry, entries, numbering
from verbale.registry.entries import Entry as Registered
from verbale.registry.people.asking import Asker
from verbale.registry.people.seeing import documents_seen, look, sights
from verbale.registry.schema import cases, documents, versions
from verbale.service.desk import Desk, desk_of
from verbale.service.who import asker_of

__all__ = ["Shelf", "shelf_of"]


@dataclass(frozen=True)
class Shelf:
    """The documents that one reader may see, for one request."""

    desk: Desk
    asker: Asker
    sights: tuple[Sight, ...]

    @property
    def profile(self) -> Profile:
        """The organization's profile."""
        return self.desk.profile

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue with all that was issued and imported when the request came: a page looks up every citation in it,
        and asks once whether it is current."""
        return self.desk.catalogue()

    @property
    def registry(self) -> Registry:
        """The registry, under the reader's own name."""
        return self.desk.registry_of(self.asker.name) if self.asker.person else self.desk.registry

    def shows(self, entry: Entry) -> bool:
        """Whether this reader may see a document."""
        return any(sight.shows(entry) for sight in self.sights)

    def find(self, query: str = "", **options: Any) -> Found:
        """What a query finds of what this reader may see; ``options`` as the catalogue's ``find`` has them."""
        return self.catalogue.find(query, sights=self.sights, **options)

    def every(self, query: str = "", **options: Any) -> Iterator[Entry]:
        """All that a query finds of what this reader may see."""
        return self.catalogue.every(query, sights=self.sights, **options)

    def versions(self, symbol: str) -> list[Entry]:
        """The language versions of a document that this reader may see, in the order of the profile's languages.

        Raises NoSuchDocument where there are none, for whatever reason, and SymbolError where the text is no symbol.
        """
        halves = numbering.halves_of(symbol, self.profile)
        found = [entry for entry in self.catalogue.of_symbol(halves[0]) if self._shows_now(entry)]
        if not found or not set(halves) <= set(found[0].symbols):
            raise NoSuchDocument(f"no document here has the symbol {numbering.whole(halves)}")
        order = [*self.profile.languages.official]
        return sorted(found, key=lambda e: order.index(e.language) if e.language in order else len(order))

    def _shows_now(self, entry: Entry) -> bool:
        """Whether it may be seen, as the books say at this moment: a withdrawn document is not shown as if it stood."""
        if entry.origin != "issued" or not entry.symbols:
            return self.shows(entry)
        with self.registry.books.read() as connection:
            return look(connection, entry.symbols, self.asker, self.profile).answer == "seen"

    def document(self, entry: Entry) -> Document | None:
        """The document of an entry, as it was issued or read; None where its file is gone."""
        if entry.origin == "issued" and entry.symbols:
            held = self.registered(entry)
            if held is not None:
                files = [f for f in held.files if f.format == "json" and f.language == entry.language]
                path = self.registry.folder.root / files[-1].path if files else None
                return decode(path.read_bytes()) if path and path.exists() else self.registry.document(held)
        if store_path(self.registry).exists():
            with Store(store_path(self.registry)) as store:
                return store.document_of(entry.key)
        return None

    def registered(self, entry: Entry) -> Registered | None:
        """The entry of the books, of a document that was issued here."""
        if entry.origin != "issued" or not entry.symbols:
            return None
        try:
            return self.registry.entry(entry.symbols[0])
        except (NoSuchDocument, SymbolError):
            return None

    def counts(self, facet: str, filters: dict[str, tuple[str, ...]] | None = None) -> dict[str, int]:
        """How many language versions have each value of a facet, all of its values."""
        return self.catalogue.counts(facet, filters=filters, sights=self.sights)

    def citing(self, symbol: str) -> list[Entry]:
        """The documents that cite a symbol, oldest first."""
        return [entry for entry in self.catalogue.citing(symbol) if self.shows(entry)]

    def holds(self, symbol: str) -> bool:
        """Whether a document of this symbol can be shown."""
        return any(self.shows(entry) for entry in self.catalogue.of_symbol(symbol))

    def issued_by_day(self, first: str, last: str) -> dict[str, int]:
        """How many versions of documents were issued on each day (UTC) from ``first`` to ``last``, both included."""
        day = func.substr(versions.c.issued, 1, 10)
        counted = self._issued(day, func.count()).where(day >= first, day <= last).group_by(day)
        with self.registry.books.read() as connection:
            return {str(name): int(count) for name, count in connection.execute(counted)}

    def last_issued(self) -> str | None:
        """The newest day (UTC) on which something was issued that this reader may see."""
        with self.registry.books.read() as connection:
            found = connection.execute(self._issued(func.max(versions.c.issued))).scalar()
        return str(found)[:10] if found else None

    def issued_on(self, day: str) -> list[Registered]:
        """The documents of which something was issued on a day (UTC), in the order of issue."""
        query = (
            self._issued(cases.c.id, func.min(versions.c.issued))
            .group_by(cases.c.id)
            .order_by(func.min(versions.c.issued))
        )
        with self.registry.books.read() as connection:
            found = connection.execute(query.where(func.substr(versions.c.issued, 1, 10) == day)).all()
            return [entries.by_case(connection, case) for case, _ in found]

    def listed(self, *, where: ColumnElement[bool], limit: int) -> list[Registered]:
        """The newest documents of the books that fit."""
        with self.registry.books.read() as connection:
            return list(entries.listing(connection, where=where, limit=limit))

    def _issued(self, *columns: ColumnElement[Any]) -> Select[Any]:
        """A query about what was issued and this reader may see."""
        return (
            select(*columns)
            .select_from(versions)
            .join(documents, documents.c.id == versions.c.document_id)
            .join(cases, cases.c.id == documents.c.case_id)
            .where(versions.c.issued.is_not(None), documents_seen(self.asker, self.profile))
        )


def shelf_of(request: Request[Any, Any, Any]) -> Shelf:
    """What the reader of a request may see."""
    desk, asker = desk_of(request), asker_of(request)
    seen = tuple(Sight(distribution=s.distribution, organs=s.organs) for s in sights(asker, desk.profile))
    return Shelf(desk, asker, seen)


def first_language(profile: Profile) -> Language:
    """The language of the organization's house: its first working language."""
    return next(iter(profile.languages.working or profile.languages.official))
