"""A query put to the index: what was meant becomes Tantivy's own query, and its answer becomes hits and counts."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Literal

import msgspec
import tantivy

from verbale.catalogue.analysis import analyse, languages_of, prepare
from verbale.catalogue.entry import Entry, decode_entry
from verbale.catalogue.query import And, Field, Node, Not, Or, Phrase, Range, Word, parse_query
from verbale.catalogue.schema import FACETS
from verbale.catalogue.spelling import look_up_key
from verbale.errors import SymbolError
from verbale.symbol import Symbol

__all__ = ["Found", "Hit", "Order", "ask"]

Order = Literal["relevance", "newest", "oldest"]
_Query = tantivy.Query
_Occur = tantivy.Occur
_PASSAGE = 220  # characters of a snippet


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


def ask(
    index: tantivy.Index,
    text: str,
    *,
    limit: int,
    offset: int,
    order: Order,
    facets: bool,
    snippets: bool,
    filters: dict[str, tuple[str, ...]],
    distributions: tuple[str, ...] | None,
    cited: Callable[[Symbol], tuple[str, ...]],
) -> Found:
    """Put a query. Raises QueryError for one that cannot be meant."""
    node = parse_query(text)
    maker = _Maker(index.schema, cited)
    query = maker.whole(node, text) if node is not None else _Query.all_query()
    narrowed = [(_Occur.Must, query)]
    for name, values in filters.items():
        narrowed.append(
            (
                _Occur.Must,
                _Query.const_score_query(_Query.term_set_query(index.schema, name, list(values)), 0.0),
            )
        )
    if distributions is not None:
        seen = _Query.term_set_query(index.schema, "distribution", list(distributions))
        narrowed.append((_Occur.Must, _Query.const_score_query(seen, 0.0)))
    if len(narrowed) > 1:
        query = _Query.boolean_query(narrowed)
    searcher = index.searcher()
    if order == "relevance" and node is not None:
        result = searcher.search(query, limit, count=True, offset=offset)
    else:
        turn = tantivy.Order.Asc if order == "oldest" else tantivy.Order.Desc
        result = searcher.search(query, limit, count=True, order_by_field="date", offset=offset, order=turn)
    hits = []
    for score, address in result.hits:
        entry = decode_entry(searcher.doc(address))
        passage = _snippet(index, searcher, query, entry, text) if snippets and node is not None else ""
        hits.append(Hit(entry=entry, score=float(score) if order == "relevance" else 0.0, snippet=passage))
    return Found(
        query=text,
        total=int(getattr(result, "count", 0) or 0),
        offset=offset,
        hits=tuple(hits),
        facets=_counts(searcher, query) if facets else {},
    )


def _counts(searcher: tantivy.Searcher, query: tantivy.Query) -> dict[str, dict[str, int]]:
    asked = {name: {"terms": {"field": name, "size": 50}} for name in FACETS}
    answer = searcher.aggregate(query, asked)
    return {name: {str(b["key"]): int(b["doc_count"]) for b in answer[name]["buckets"]} for name in FACETS}


def _snippet(
    index: tantivy.Index, searcher: tantivy.Searcher, query: tantivy.Query, entry: Entry, asked: str
) -> str:
    """The passage that matches, escaped, with ``<b>`` round the words; else the beginning of the text."""
    if entry.language == "zh":
        return _chinese_snippet(entry.text, asked)
    field = f"text_{entry.language}"
    generator = tantivy.SnippetGenerator.create(searcher, query, index.schema, field)
    generator.set_max_num_chars(_PASSAGE)
    text = tantivy.Document()
    text.add_text(field, entry.text)
    return generator.snippet_from_doc(text).to_html() or html.escape(entry.text[:_PASSAGE])


def _chinese_snippet(text: str, asked: str) -> str:
    """Chinese is indexed by pairs, which no reader should see: the runs that were asked for are marked in the text."""
    runs = sorted(set(re.findall(r"[\u3400-\u9fff]{2,}", asked)), key=len, reverse=True)
    wanted = re.compile("|".join(runs)) if runs else None
    first = wanted.search(text) if wanted else None
    start = max(0, first.start() - _PASSAGE // 4) if first else 0
    passage = html.escape(text[start : start + _PASSAGE // 2])
    return wanted.sub(lambda match: f"<b>{match[0]}</b>", passage) if wanted else passage


class _Maker:
    """Turns what was meant into Tantivy's query."""

    def __init__(self, schema: tantivy.Schema, cited: Callable[[Symbol], tuple[str, ...]]) -> None:
        self._schema = schema
        self._cited = cited

    def whole(self, node: Node, text: str) -> tantivy.Query:
        """The parsed query, or the whole text as a symbol in any spelling, or as a title."""
        readings: list[tuple[tantivy.Occur, tantivy.Query]] = [(_Occur.Should, self.of(node))]
        key = look_up_key(text)
        if any(c.isdigit() for c in key) and len(key) < 80:
            readings.append(
                (_Occur.Should, _Query.boost_query(_Query.term_query(self._schema, "spelling", key), 60.0))
            )
        pasted = not re.search(r"(?:^|\s)-\w", text)  # "-word" leaves out, and no title is written so
        if pasted and (len(text.split()) > 1 or languages_of(text) == ("zh",)):
            for language in languages_of(text):
                terms = analyse(prepare(text, language), language)
                if len(terms) > 1:
                    phrase = _Query.phrase_query(self._schema, f"title_{language}", list(terms))
                    readings.append((_Occur.Should, _Query.boost_query(phrase, 30.0)))
        return readings[0][1] if len(readings) == 1 else _Query.boolean_query(readings)

    def of(self, node: Node) -> tantivy.Query:
        """The query of one node."""
        match node:
            case Word(text):
                return self._word(text)
            case Phrase(text):
                return self._words(text)
            case Field():
                return self._field(node)
            case And(parts):
                if all(isinstance(part, Not) for part in parts):
                    return _Query.boolean_query(
                        [(_Occur.Must, _Query.all_query()), *map(self._occurring, parts)]
                    )
                return _Query.boolean_query([self._occurring(part) for part in parts])
            case Or(parts):
                return _Query.boolean_query([(_Occur.Should, self.of(part)) for part in parts])
            case Not(part):
                return _Query.boolean_query(
                    [(_Occur.Must, _Query.all_query()), (_Occur.MustNot, self.of(part))]
                )

    def _occurring(self, node: Node) -> tuple[tantivy.Occur, tantivy.Query]:
        return (_Occur.MustNot, self.of(node.part)) if isinstance(node, Not) else (_Occur.Must, self.of(node))

    def _word(self, text: str) -> tantivy.Query:
        words = self._words(text)
        if not any(c.isdigit() for c in text):
            return words
        spelled = _Query.boost_query(_Query.term_query(self._schema, "spelling", look_up_key(text)), 20.0)
        return _Query.boolean_query([(_Occur.Should, words), (_Occur.Should, spelled)])

    def _words(self, text: str, fields: tuple[str, ...] = ("title", "text")) -> tantivy.Query:
        """The words in the fields of each language that they can be of; a title counts for more."""
        choices: list[tantivy.Query] = []
        for language in languages_of(text):
            terms = analyse(prepare(text, language), language)
            if not terms:
                continue
            for field in fields:
                name = f"{field}_{language}"
                if len(terms) == 1:
                    one = _Query.term_query(self._schema, name, terms[0], "freq")
                else:  # one word of a text may be several terms: they stand one after another
                    one = _Query.phrase_query(self._schema, name, list(terms))
                choices.append(_Query.boost_query(one, 4.0) if field == "title" else one)
        if not choices:
            return _Query.empty_query()
        return choices[0] if len(choices) == 1 else _Query.disjunction_max_query(choices)

    def _field(self, field: Field) -> tantivy.Query:
        value = field.value
        if isinstance(value, Range):
            return _Query.range_query(
                self._schema, "date", tantivy.FieldType.Integer, value.first or 1, value.last
            )
        text = value.text
        match field.name:
            case "symbol":
                return _Query.term_query(self._schema, "spelling", look_up_key(text))
            case "cites":
                return self._named("cites", text)
            case "cited-by":
                cited = self._cited_by(text)
                return (
                    _Query.term_set_query(self._schema, "symbol", list(cited))
                    if cited
                    else _Query.empty_query()
                )
            case "title":
                return self._words(text, ("title",))
            case "session":
                if "/" in text:
                    return _Query.term_query(self._schema, "session", text.upper())
                return _Query.regex_query(self._schema, "session", f"[A-Z/.0-9]*/{_plain(text.upper())}")
            case "item":
                return _Query.term_query(self._schema, "item", _item(text))
            case "organ" | "sender":
                return _Query.term_query(self._schema, field.name, text.upper())
            case _:
                return _Query.term_query(self._schema, field.name, text.lower())

    def _named(self, name: str, text: str) -> tantivy.Query:
        try:
            halves = [str(half) for half in Symbol.parse(text).halves]
        except SymbolError:
            halves = [text]
        return _Query.term_set_query(self._schema, name, halves)

    def _cited_by(self, text: str) -> tuple[str, ...]:
        try:
            return self._cited(Symbol.parse(text))
        except SymbolError:
            return ()


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isalnum() or c == "-")


def _item(text: str) -> str:
    """An item's number in the form of the contract: "69(b)" is "69 (b)"."""
    number, bracket, letter = text.partition("(")
    return f"{number.strip()} ({letter.rstrip(')').strip()})" if bracket else text.strip()
