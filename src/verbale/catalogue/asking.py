"""A query put to the index: its answer becomes hits with passages, and counts by facet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import msgspec
import tantivy

from verbale.catalogue.entry import Entry, decode_entry
from verbale.catalogue.meaning import meaning
from verbale.catalogue.query import Node, parse_query
from verbale.catalogue.schema import FACETS
from verbale.catalogue.snippets import Snippets
from verbale.symbol import Symbol

__all__ = ["Asked", "Found", "Hit", "Order", "Sight", "ask", "count", "distribution_of", "export"]

Order = Literal["relevance", "newest", "oldest"]
_EVERY = 10_000
_Query = tantivy.Query
_Occur = tantivy.Occur


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One document found: its entry, and the passage that matches, in HTML with ``<b>`` round the words."""

    entry: Entry
    score: float
    snippet: str = ""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a search found: ``total`` documents, of them ``hits``; counts by facet, largest first."""

    query: str
    total: int
    offset: int
    hits: tuple[Hit, ...]
    facets: dict[str, dict[str, int]]


class Sight(msgspec.Struct, frozen=True, kw_only=True):
    """Documents of a distribution that the reader may see: all of them, or those of some organs."""

    distribution: str
    organs: tuple[str, ...] | None = None

    def shows(self, entry: Entry) -> bool:
        """Whether a document is among them."""
        if distribution_of(entry) != self.distribution:
            return False
        return self.organs is None or not set(self.organs).isdisjoint(entry.organs)


def distribution_of(entry: Entry) -> str:
    """The distribution by which a document is found. One that was issued here without any is for nobody by it; one that
    was issued elsewhere is general, as is the habit where nothing is printed."""
    return entry.distribution or ("general" if entry.origin == "imported" else "untold")


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked: the query, in what order, narrowed by facets, and by what the reader may see (``sights``, together;
    None: everything)."""

    text: str
    order: Order = "relevance"
    filters: dict[str, tuple[str, ...]] = {}
    distributions: tuple[str, ...] | None = None
    sights: tuple[Sight, ...] | None = None

    @property
    def seen(self) -> tuple[Sight, ...] | None:
        """What the reader may see, however it was told; None: everything."""
        if self.sights is not None or self.distributions is None:
            return self.sights
        return tuple(Sight(distribution=name) for name in self.distributions)


def ask(
    index: tantivy.Index,
    asked: Asked,
    *,
    limit: int,
    offset: int,
    facets: bool,
    snippets: bool,
    cited: Callable[[Symbol], tuple[str, ...]],
) -> Found:
    """Put a query. Raises QueryError for one that cannot be meant."""
    node, query = _query(index, asked, cited)
    searcher = index.searcher()
    result = _search(searcher, query, _turn(node, asked), limit, offset=offset, count=True)
    maker = Snippets(asked.text) if snippets and node is not None else None
    hits = []
    for score, address in result.hits:
        entry = decode_entry(searcher.doc(address))
        hits.append(
            Hit(
                entry=entry,
                score=float(score) if asked.order == "relevance" else 0.0,
                snippet=maker.of(entry) if maker else "",
            )
        )
    return Found(
        query=asked.text,
        total=int(getattr(result, "count", 0) or 0),
        offset=offset,
        hits=tuple(hits),
        facets=_counts(searcher, query) if facets else {},
    )


def count(
    index: tantivy.Index, asked: Asked, facet: str, *, cited: Callable[[Symbol], tuple[str, ...]]
) -> dict[str, int]:
    """How many of what is found has each value of a facet, largest first. Raises QueryError."""
    _, query = _query(index, asked, cited)
    answer = index.searcher().aggregate(query, {facet: {"terms": {"field": facet, "size": _EVERY}}})
    return {str(b["key"]): int(b["doc_count"]) for b in answer[facet]["buckets"]}


def export(
    index: tantivy.Index, asked: Asked, *, cited: Callable[[Symbol], tuple[str, ...]]
) -> Iterator[Entry]:
    """Every entry found, in order, one at a time. Raises QueryError."""
    node, query = _query(index, asked, cited)
    searcher = index.searcher()
    result = _search(searcher, query, _turn(node, asked), max(searcher.num_docs, 1), count=False)
    for _, address in result.hits:
        yield decode_entry(searcher.doc(address))


def _query(
    index: tantivy.Index, asked: Asked, cited: Callable[[Symbol], tuple[str, ...]]
) -> tuple[Node | None, tantivy.Query]:
    node = parse_query(asked.text)
    query = meaning(index.schema, node, asked.text, cited) if node is not None else _Query.all_query()
    narrowed = dict(asked.filters)
    if asked.distributions is not None:
        narrowed["distribution"] = asked.distributions
    within = [_Query.term_set_query(index.schema, name, list(values)) for name, values in narrowed.items()]
    if asked.sights is not None:
        within.append(_seen(index.schema, asked.sights))
    if not within:
        return node, query
    parts = [(_Occur.Must, query)]
    parts += [(_Occur.Must, _Query.const_score_query(one, 0.0)) for one in within]
    return node, _Query.boolean_query(parts)


def _seen(schema: tantivy.Schema, sights: tuple[Sight, ...]) -> tantivy.Query:
    """What the reader may see; nothing where there are no sights."""
    either = []
    for sight in sights:
        of = _Query.term_query(schema, "distribution", sight.distribution)
        if sight.organs is not None:
            theirs = _Query.term_set_query(schema, "organ", list(sight.organs))
            of = _Query.boolean_query([(_Occur.Must, of), (_Occur.Must, theirs)])
        either.append((_Occur.Should, of))
    return _Query.boolean_query(either) if either else _Query.empty_query()


def _turn(node: Node | None, asked: Asked) -> tantivy.Order | None:
    """The order by date; None for that of relevance, which a query without a word does not have."""
    if asked.order == "relevance" and node is not None:
        return None
    return tantivy.Order.Asc if asked.order == "oldest" else tantivy.Order.Desc


def _search(
    searcher: tantivy.Searcher,
    query: tantivy.Query,
    turn: tantivy.Order | None,
    limit: int,
    *,
    offset: int = 0,
    count: bool,
) -> tantivy.SearchResult:
    if turn is None:
        return searcher.search(query, limit, count=count, offset=offset)
    return searcher.search(query, limit, count=count, order_by_field="date", offset=offset, order=turn)


def _counts(searcher: tantivy.Searcher, query: tantivy.Query) -> dict[str, dict[str, int]]:
    asked = {name: {"terms": {"field": name, "size": 50}} for name in FACETS}
    answer = searcher.aggregate(query, asked)
    return {name: {str(b["key"]): int(b["doc_count"]) for b in answer[name]["buckets"]} for name in FACETS}
