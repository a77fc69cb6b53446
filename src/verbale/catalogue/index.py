"""The index in a folder: entries in, entries out, made anew from what it holds when its fields change."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import tantivy

from verbale.catalogue.analysis import LANGUAGES, analyser, pairs, prepare, title_key
from verbale.catalogue.asking import Asked, Found, Order, Sight, ask, count, distribution_of, export
from verbale.catalogue.entry import Entry, decode_entry, encode_entry
from verbale.catalogue.schema import VERSION, schema
from verbale.catalogue.spelling import look_up_key, spellings
from verbale.errors import Place, RegistryError, SymbolError
from verbale.symbol import Symbol
from verbale.symbol.address import JOINT

__all__ = ["Catalogue", "added_at", "indexed"]


class Catalogue:
    """A catalogue in ``folder``, made where there is none.

    One writer at a time: a second process that adds waits its turn in Tantivy's own lock. Readers see the state of the
    last ``commit``.
    """

    def __init__(self, folder: Path, *, heap: int = 64_000_000, threads: int = 1) -> None:
        """Open or make the index; ``heap`` is the writer's memory in bytes, shared by its ``threads``.

        Raises RegistryError where the folder cannot be used, or its index was made by another version.
        """
        self.folder = folder
        self._heap = heap
        self._threads = threads
        self._writer: tantivy.IndexWriter | None = None
        mark = folder / "catalogue.json"
        if mark.exists() and json.loads(mark.read_text("utf-8")).get("version") != VERSION:
            raise RegistryError(
                "the search index was made by another version",
                where=Place(file=str(folder)),
                fix="Run verbale index rebuild.",
            )
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(schema(), path=str(folder), reuse=True)
            if not mark.exists():
                mark.write_text(json.dumps({"version": VERSION}), "utf-8")
        except (OSError, ValueError) as error:
            raise RegistryError(
                f"the search index cannot be opened: {error}",
                where=Place(file=str(folder)),
                fix="Look at the rights of the folder, or run verbale index rebuild.",
            ) from error
        for language in LANGUAGES:
            self._index.register_tokenizer(f"verbale_{language}", analyser(language))

    @classmethod
    def empty(cls, folder: Path) -> Catalogue:
        """A catalogue in ``folder`` without an entry; what the folder held is removed."""
        shutil.rmtree(folder, ignore_errors=True)
        return cls(folder)

    def add(self, entries: Iterable[Entry], *, fresh: bool = False) -> int:
        """Add entries, each in place of the one with its key; seen by readers after ``commit``.

        ``fresh`` says that no key is there yet, which spares a look for each. Gives the number of entries.
        """
        writer = self._writing()
        added = 0
        for entry in entries:
            if not fresh:
                writer.delete_documents_by_term("key", entry.key)
            writer.add_document(indexed(entry))
            added += 1
        return added

    def remove(self, key: str) -> None:
        """Take the entry out; seen by readers after ``commit``."""
        self._writing().delete_documents_by_term("key", key)

    def commit(self) -> None:
        """Make what was added and removed durable, and seen by readers."""
        if self._writer is not None:
            self._writer.commit()
        self._index.reload()

    def close(self) -> None:
        """Commit, and let the next writer in."""
        if self._writer is not None:
            self._writer.commit()
            self._writer.wait_merging_threads()
            self._writer = None
        self._index.reload()

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return self._index.searcher().num_docs

    def find(
        self,
        query: str = "",
        *,
        limit: int = 20,
        offset: int = 0,
        order: Order = "relevance",
        facets: bool = True,
        snippets: bool = True,
        filters: dict[str, tuple[str, ...]] | None = None,
        distributions: tuple[str, ...] | None = None,
        sights: tuple[Sight, ...] | None = None,
    ) -> Found:
        """Search. ``filters`` narrow by facets; ``distributions`` and ``sights`` are what the reader may see
        (None: all).

        Raises QueryError for a query that cannot be meant.
        """
        asked = Asked(
            text=query, order=order, filters=filters or {}, distributions=distributions, sights=sights
        )
        return ask(
            self._index,
            asked,
            limit=limit,
            offset=offset,
            facets=facets,
            snippets=snippets,
            cited=lambda symbol: self._cited_by_document(symbol, asked.seen),
        )

    def every(
        self,
        query: str = "",
        *,
        order: Order = "relevance",
        filters: dict[str, tuple[str, ...]] | None = None,
        distributions: tuple[str, ...] | None = None,
        sights: tuple[Sight, ...] | None = None,
    ) -> Iterator[Entry]:
        """All entries that ``find`` would find, in its order, one at a time. Raises QueryError."""
        asked = Asked(
            text=query, order=order, filters=filters or {}, distributions=distributions, sights=sights
        )
        return export(self._index, asked, cited=lambda symbol: self._cited_by_document(symbol, asked.seen))

    def counts(
        self,
        facet: str,
        *,
        filters: dict[str, tuple[str, ...]] | None = None,
        sights: tuple[Sight, ...] | None = None,
    ) -> dict[str, int]:
        """How many entries have each value of a facet, all of its values, the most frequent first."""
        asked = Asked(text="", filters=filters or {}, sights=sights)
        return count(self._index, asked, facet, cited=self._cited_by_document)

    def get(self, key: str) -> Entry | None:
        """The entry with this key, as of the last commit, or None."""
        return next(iter(self._all("key", key)), None)

    def taken_in(
        self,
        first: int,
        last: int,
        *,
        limit: int,
        filters: dict[str, tuple[str, ...]] | None = None,
    ) -> tuple[list[Entry], int]:
        """Entries in the order in which they were taken in, from ``first`` to ``last`` (microseconds since 1970, both
        included), and how many there are in all."""
        added = tantivy.Query.range_query(self._index.schema, "added", tantivy.FieldType.Integer, first, last)
        parts = [(tantivy.Occur.Must, added)]
        for name, values in (filters or {}).items():
            parts.append(
                (tantivy.Occur.Must, tantivy.Query.term_set_query(self._index.schema, name, list(values)))
            )
        searcher = self._index.searcher()
        result = searcher.search(
            tantivy.Query.boolean_query(parts), limit, order_by_field="added", order=tantivy.Order.Asc
        )
        total = int(getattr(result, "count", 0) or 0)
        return [decode_entry(searcher.doc(address)) for _, address in result.hits], total

    def of_symbol(self, symbol: str) -> list[Entry]:
        """The language versions of the document of this symbol, English first; [] where there is none.

        Either half of a joint document will do.
        """
        entries = [entry for half in _halves(symbol)[:1] for entry in self._all("symbol", half)]
        return sorted(entries, key=lambda entry: (entry.language != "en", entry.language))

    def citing(self, symbol: str) -> list[Entry]:
        """The documents that cite this symbol or its joint other half, one version each, oldest first."""
        own = self.of_symbol(symbol)
        names = {*_halves(symbol), *(half for entry in own[:1] for half in entry.symbols)}
        found: dict[str, Entry] = {}
        for name in sorted(names):
            for entry in self._all("cites", name):
                held = found.get(entry.symbol or entry.key)
                if held is None or (entry.language == "en" and held.language != "en"):
                    found[entry.symbol or entry.key] = entry
        return sorted(found.values(), key=lambda e: (e.date is not None, e.date or datetime.date.min, e.key))

    def _all(self, field: str, value: str) -> list[Entry]:
        searcher = self._index.searcher()
        query = tantivy.Query.term_query(self._index.schema, field, value)
        count = int(getattr(searcher.search(query, 1), "count", 0) or 0)
        hits = searcher.search(query, max(count, 1), count=False).hits if count else []
        return [decode_entry(searcher.doc(address)) for _, address in hits]

    def _cited_by_document(self, symbol: Symbol, sights: tuple[Sight, ...] | None = None) -> tuple[str, ...]:
        cited = (
            half
            for entry in self.of_symbol(str(symbol))
            if sights is None or any(sight.shows(entry) for sight in sights)
            for c in entry.citations
            for half in _halves(c.symbol)
        )
        return tuple(dict.fromkeys(cited))

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            try:
                self._writer = self._index.writer(self._heap, self._threads)
            except ValueError as error:
                raise RegistryError(
                    f"the search index cannot be written: {error}",
                    where=Place(file=str(self.folder)),
                    fix="Another process is writing to it, or the folder cannot be written.",
                ) from error
        return self._writer


@lru_cache(maxsize=65_536)
def _halves(symbol: str) -> tuple[str, ...]:
    try:
        return tuple(str(half) for half in Symbol.parse(symbol).halves)
    except SymbolError:  # the halves of organs that only a profile knows are not told apart by the grammar
        return tuple(symbol.split(JOINT))


@lru_cache(maxsize=65_536)
def _names(printed: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The halves of a printed symbol, and the spellings under which it is found."""
    try:
        symbol = Symbol.parse(printed)
    except SymbolError:
        return (printed,), frozenset({look_up_key(printed)})
    return tuple(map(str, symbol.halves)), spellings(symbol)


def added_at(entry: Entry) -> int:
    """When an entry was taken in, in microseconds since 1970; 0 where it does not say."""
    if entry.added is None:
        return 0
    since = datetime.datetime.fromisoformat(entry.added) - datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    return since // datetime.timedelta(microseconds=1)


def indexed(entry: Entry) -> tantivy.Document:
    """The entry as the fields of the index."""
    document = tantivy.Document()
    document.add_text("key", entry.key)
    named = [_names(printed) for printed in entry.symbols]
    for half in dict.fromkeys(half for halves, _ in named for half in halves):
        document.add_text("symbol", half)
    joined = [frozenset({look_up_key(" ".join(entry.symbols))})] if len(named) > 1 else []
    for spelling in frozenset().union(*(found for _, found in named), *joined):
        document.add_text("spelling", spelling)
    if entry.title:
        document.add_text("titled", title_key(entry.title))
    for half in dict.fromkeys(half for citation in entry.citations for half in _halves(citation.symbol)):
        document.add_text("cites", half)
    many = {
        "organ": entry.organs,
        "session": entry.sessions,
        "item": entry.items,
        "sender": entry.senders,
        "addressee": entry.addressees,
        "kind": (entry.kind,),
        "language": (entry.language,),
        "distribution": (distribution_of(entry),),
        "year": (str(entry.date.year),) if entry.date else (),
        "origin": (entry.origin,),
    }
    for name, values in many.items():
        for value in values:
            document.add_text(name, value)
    document.add_integer("date", int(entry.date.strftime("%Y%m%d")) if entry.date else 0)
    document.add_integer("added", added_at(entry))
    language = entry.language if entry.language in LANGUAGES else "en"
    items = "\n".join(item.title for item in entry.agenda if item.title)
    title, text = prepare(entry.title, language), prepare(f"{entry.text}\n{items}", language)
    if language == "zh":
        title, text = pairs(title), pairs(text)
    document.add_text(f"title_{language}", title)
    document.add_text(f"text_{language}", text)
    document.add_bytes("entry", encode_entry(entry))
    return document
