"""What a query means to the index: its nodes, and the readings of the whole text as a symbol, a citation or a title."""

from __future__ import annotations

import re
from collections.abc import Callable

import tantivy

from verbale.catalogue.analysis import analyse, languages_of, prepare, title_key
from verbale.catalogue.query import And, Field, Node, Not, Or, Phrase, Range, Word
from verbale.catalogue.spelling import look_up_key, symbol_in
from verbale.errors import SymbolError
from verbale.symbol import Symbol

__all__ = ["meaning"]

_Query = tantivy.Query
_Occur = tantivy.Occur
_LONGEST = 400  # characters of a text that may be a title
_SINGLE_HAN = re.compile(r"[㐀-鿿]")
_NAMED = re.compile(r"(?P<before>[^\d第]*)第?(?P<number>\d[\d/]*(?:\s?\(\d{4}\))?)\s?号?(?P<after>\D*)")
_LEAVES_OUT = re.compile(r"(?:^|\s)-\w")  # no title is written so

# The readings of a whole text, surest first: each stands above all that the words alone can score.
_SYMBOL, _TITLE, _SPELLING, _CITED, _TITLE_PHRASE, _CITING = 8e4, 4e4, 2e4, 1e4, 5e3, 1.0


def meaning(
    schema: tantivy.Schema, node: Node, text: str, cited: Callable[[Symbol], tuple[str, ...]]
) -> tantivy.Query:
    """The query of a parsed text. ``cited`` tells the symbols that a document cites."""
    return _Maker(schema, text, cited).whole(node)


class _Maker:
    def __init__(self, schema: tantivy.Schema, text: str, cited: Callable[[Symbol], tuple[str, ...]]) -> None:
        self._schema = schema
        self._text = text
        self._cited = cited

    def whole(self, node: Node) -> tantivy.Query:
        """The parsed query, or the whole text as a symbol in any spelling, as a citation, or as a title."""
        readings = [self.of(node)]
        if len(self._text) <= _LONGEST and not _LEAVES_OUT.search(self._text):
            if _is_plain(node):
                readings += self._as_symbol()
            readings += self._as_title()
        if len(readings) == 1:
            return readings[0]
        return _Query.boolean_query([(_Occur.Should, reading) for reading in readings])

    def _as_symbol(self) -> list[tantivy.Query]:
        if not any(c.isdigit() for c in self._text):
            return []
        found = []
        symbol = symbol_in(self._text)
        if symbol is not None:
            halves = [str(half) for half in symbol.halves]
            # the document, and behind it those that cite it
            found += [self._sure("symbol", halves, _SYMBOL), self._sure("cites", halves, _CITING)]
        key = look_up_key(self._text)
        if len(key) <= 80:
            found.append(self._sure("spelling", [key], _SPELLING))
        if symbol is None:
            from verbale.citing import cite

            named = list(dict.fromkeys(c.symbol for c in cite(self._text) if c.symbol))
            # what is named first is what the text is about
            found += [self._sure("symbol", [name], _CITED / place) for place, name in enumerate(named[:8], 1)]
            if named:
                return found
            if number := _numbered(self._text):
                found.append(self._sure("spelling", [number], _CITED))
        return found

    def _as_title(self) -> list[tantivy.Query]:
        key = title_key(self._text)
        if " " not in key and languages_of(self._text) != ("zh",):
            return []
        found = [self._sure("titled", [key], _TITLE)]
        for language in languages_of(self._text):
            terms = analyse(prepare(self._text, language), language)
            if len(terms) > 1:
                phrase = _Query.phrase_query(self._schema, f"title_{language}", list(terms))
                found.append(_Query.const_score_query(phrase, _TITLE_PHRASE))
        return found

    def _sure(self, field: str, values: list[str], score: float) -> tantivy.Query:
        query = (
            _Query.term_query(self._schema, field, values[0])
            if len(values) == 1
            else _Query.term_set_query(self._schema, field, values)
        )
        return _Query.const_score_query(query, score)

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
                one = self._terms(f"{field}_{language}", terms)
                choices.append(_Query.boost_query(one, 4.0) if field == "title" else one)
        if not choices:
            return _Query.empty_query()
        return choices[0] if len(choices) == 1 else _Query.disjunction_max_query(choices)

    def _terms(self, field: str, terms: list[str]) -> tantivy.Query:
        if len(terms) > 1:  # one word of a text may be several terms: they stand one after another
            return _Query.phrase_query(self._schema, field, list(terms))
        if _SINGLE_HAN.fullmatch(terms[0]):  # one character is the half of any pair that holds it
            return _Query.regex_query(self._schema, field, f"({terms[0]}.?|.{terms[0]})")
        return _Query.term_query(self._schema, field, terms[0], "freq")

    def _field(self, field: Field) -> tantivy.Query:
        value = field.value
        if isinstance(value, Range):
            first, last = value.first or 1, value.last
            return _Query.range_query(self._schema, "date", tantivy.FieldType.Integer, first, last)
        text = value.text
        match field.name:
            case "symbol":
                symbol = symbol_in(text)
                named = [] if symbol is None else [self._sure("symbol", [str(h) for h in symbol.halves], 1.0)]
                spelled = self._sure("spelling", [look_up_key(text)], 1.0)
                return _Query.boolean_query([(_Occur.Should, query) for query in (spelled, *named)])
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
            case "organ":
                from verbale.languages.organs import organ_named

                return _Query.term_query(self._schema, "organ", organ_named(text) or text.upper())
            case "sender":
                from verbale.languages.states import state_named

                values = {text.upper(), state_named(text) or text}
                return _Query.term_set_query(self._schema, "sender", sorted(values))
            case _:
                return _Query.term_query(self._schema, field.name, text.lower())

    def _named(self, name: str, text: str) -> tantivy.Query:
        symbol = symbol_in(text)
        halves = [text] if symbol is None else [str(half) for half in symbol.halves]
        return _Query.term_set_query(self._schema, name, halves)

    def _cited_by(self, text: str) -> tuple[str, ...]:
        try:
            return self._cited(Symbol.parse(text))
        except SymbolError:
            return ()


def _is_plain(node: Node) -> bool:
    """Whether a query is words alone, which may be the name of a document; operators and fields narrow what is meant."""
    match node:
        case Word() | Phrase():
            return True
        case And(parts):
            return all(map(_is_plain, parts))
        case _:
            return False


def _numbered(text: str) -> str | None:
    """The number of a resolution or decision that is named without its organ: "резолюция 822", "第822号决议"."""
    from verbale.citing.vocabulary import vocabulary

    match = _NAMED.fullmatch(text.strip())
    if not match:
        return None
    senses = vocabulary().senses
    nouns = (senses.get(match[part].strip()) for part in ("before", "after"))
    return look_up_key(match["number"]) if any(noun and noun.kind == "noun" for noun in nouns) else None


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isalnum() or c == "-")


def _item(text: str) -> str:
    """An item's number in the form of the contract: "69(b)" is "69 (b)"."""
    number, bracket, letter = text.partition("(")
    return f"{number.strip()} ({letter.rstrip(')').strip()})" if bracket else text.strip()
