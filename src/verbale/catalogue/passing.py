"""Queries put to one document as it passes: the same language and the same answers as a search, without the index."""

from __future__ import annotations

import tantivy

from verbale.catalogue.analysis import LANGUAGES, analyser
from verbale.catalogue.entry import Entry
from verbale.catalogue.index import indexed
from verbale.catalogue.meaning import meaning
from verbale.catalogue.query import And, Field, Node, Not, Or, QueryError, parse_query
from verbale.catalogue.schema import schema
from verbale.errors import Place

__all__ = ["Passing", "checked_query"]

_HEAP = 15_000_000  # the least that the engine takes


class Passing:
    """One document, against which any number of queries are put."""

    def __init__(self, entry: Entry) -> None:
        self._index = tantivy.Index(schema())
        for language in LANGUAGES:
            self._index.register_tokenizer(f"verbale_{language}", analyser(language))
        writer = self._index.writer(_HEAP, 1)
        writer.add_document(indexed(entry))
        writer.commit()
        self._index.reload()

    def matches(self, query: str) -> bool:
        """Whether a search with this query would find the document. Raises QueryError."""
        node = parse_query(query)
        if node is None:
            return True
        wanted = meaning(self._index.schema, node, query, lambda _: ())
        return bool(self._index.searcher().search(wanted, 1, count=False).hits)


def checked_query(query: str) -> str:
    """A query that can be put to a document as it passes. Raises QueryError for one that cannot be meant, or that asks
    what other documents cite."""
    text = query.strip()
    node = parse_query(text)
    if node is not None and _asks_others(node):
        raise QueryError(
            "cited-by: asks another document, so a new one cannot be matched with it",
            where=Place(position=text.find("cited-by:")),
            fix="Use cites: for documents that cite a symbol",
        )
    return text


def _asks_others(node: Node) -> bool:
    match node:
        case Field(name=name):
            return name == "cited-by"
        case And(parts=parts) | Or(parts=parts):
            return any(_asks_others(part) for part in parts)
        case Not(part=part):
            return _asks_others(part)
        case _:
            return False
