"""The query language, and its one parser.

    water treaty              both words
    "water treaty"            the phrase
    water OR treaty           either;  AND and NOT likewise, in capitals;  -word is NOT word
    (water OR river) treaty   brackets group
    sender:PT organ:A         fields, listed in FIELDS
    date:2020-01..2020-06     ranges, open at either end: date:2020-01..
    A/74/783, a 74 783        a symbol in any spelling

A title that was pasted is a title: signs that make no sense as an operator are words, and the whole text is looked for
among the titles too. What can only be a mistake is refused with its place and a suggestion.
"""

from __future__ import annotations

import calendar
import datetime
import difflib
import re
from dataclasses import dataclass
from typing import get_args

from verbale.document import Distribution, Kind, Language
from verbale.errors import Place, VerbaleError

__all__ = [
    "FIELDS",
    "And",
    "Field",
    "Node",
    "Not",
    "Or",
    "Phrase",
    "QueryError",
    "Range",
    "Word",
    "parse_query",
]

# Name -> what it holds, for the reference and for messages.
FIELDS: dict[str, str] = {
    "addressee": "the office addressed (secretary-general …)",
    "cited-by": "documents that this document cites",
    "cites": "documents that cite this symbol",
    "date": "the document's date: 2020, 2020-04, 2020-04-01, or a range",
    "distribution": "general, limited, restricted, provisional",
    "item": "an agenda item's number: 32, 69(b)",
    "kind": "letter, note-verbale, resolution …",
    "language": "ar zh en fr ru es",
    "organ": "an organ, by its prefix (A, S, E, A/HRC) or its name",
    "origin": "issued (by this registry) or imported",
    "sender": "the sending State, by its ISO code or its name",
    "session": "a session: 74, A/74, ES-10",
    "symbol": "the symbol, in any spelling",
    "title": "words of the title",
}


# What a field can hold, where that is a short list.
_CLOSED: dict[str, tuple[str, ...]] = {
    "distribution": get_args(Distribution),
    "kind": get_args(Kind),
    "language": get_args(Language),
    "origin": ("issued", "imported"),
}


class QueryError(VerbaleError):
    """A query that cannot be meant; ``where.position`` is the character at which it goes wrong."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word anywhere in the text."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words one after another."""

    text: str


@dataclass(frozen=True, slots=True)
class Range:
    """A span of dates as numbers yyyymmdd, both ends included, None where open."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Field:
    """A field and what it must hold."""

    name: str
    value: Word | Phrase | Range


@dataclass(frozen=True, slots=True)
class And:
    """All of these."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """None of this."""

    part: Node


Node = Word | Phrase | Field | And | Or | Not

_TOKEN = re.compile(
    r"""(?P<field>[A-Za-z][A-Za-z-]*):(?=[^\s)])
      | (?P<phrase>["“„«](?P<quoted>[^"”“»]*)["”“»])
      | (?P<open>\() | (?P<close>\))
      | (?P<minus>(?<!\S)-(?=[^\W\d_"“(]))
      | (?P<word>[^\s()"“”„«»]+)
      | (?P<stray>["“”„«»])
    """,
    re.VERBOSE,
)
_BRACKETED = re.compile(r"\S*\([^()\s]*\)\S*")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int


def parse_query(text: str) -> Node | None:
    """The meaning of a query; None for one without a word.

    Raises QueryError where a field does not exist, or its value cannot be one.
    """
    tokens = _tokens(text)
    reader = _Reader(tokens, text)
    node = reader.expression()
    while not reader.done:  # a closing bracket that was never opened is no operator
        reader.skip()
        rest = reader.expression()
        if rest is not None:
            node = rest if node is None else And((node, rest))
    return node


def _tokens(text: str) -> list[_Token]:
    tokens = []
    balanced = text.count("(") == text.count(")")
    at = 0
    while at < len(text):
        # A bracket inside a word belongs to it: "822 (1993)" is two words, "69(b)" is one.
        glued = _BRACKETED.match(text, at)
        if glued and text[at] != "(":
            lead = re.match(r"[A-Za-z][A-Za-z-]*:", text[at:])
            if not lead:
                tokens.append(_Token("word", glued[0], at))
                at = glued.end()
                continue
        match = _TOKEN.match(text, at)
        if not match:
            at += 1
            continue
        kind = match.lastgroup if match.lastgroup != "quoted" else "phrase"
        if kind in ("open", "close") and not balanced:
            kind = "stray"
        value = match["quoted"] if match["phrase"] is not None else match[0]
        if match["field"]:
            value = match["field"]
        if kind and kind != "stray":
            tokens.append(_Token(kind, value, at))
        at = match.end()
    return tokens


class _Reader:
    def __init__(self, tokens: list[_Token], text: str) -> None:
        self._tokens = tokens
        self._text = text
        self._at = 0

    @property
    def done(self) -> bool:
        return self._at >= len(self._tokens)

    def skip(self) -> None:
        self._at += 1

    def _peek(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _operator(self, word: str) -> bool:
        """Whether the next token is this operator, with something on both sides of it."""
        token = self._peek()
        return (
            token is not None
            and token.kind == "word"
            and token.text == word
            and (self._at > 0 or word == "NOT")
            and self._at + 1 < len(self._tokens)
            and self._tokens[self._at + 1].kind != "close"
        )

    def expression(self) -> Node | None:
        parts = [self._all_of()]
        while self._operator("OR"):
            self.skip()
            parts.append(self._all_of())
        kept = tuple(part for part in parts if part is not None)
        return None if not kept else kept[0] if len(kept) == 1 else Or(kept)

    def _all_of(self) -> Node | None:
        parts: list[Node] = []
        while (token := self._peek()) is not None and token.kind != "close" and not self._operator("OR"):
            if self._operator("AND"):
                self.skip()
            part = self._one()
            if part is not None:
                parts.append(part)
        return None if not parts else parts[0] if len(parts) == 1 else And(tuple(parts))

    def _one(self) -> Node | None:
        token = self._tokens[self._at]
        if token.kind == "minus" or self._operator("NOT"):
            self.skip()
            part = self._one() if not self.done else None
            return None if part is None else Not(part)
        self.skip()
        if token.kind == "open":
            inner = self.expression()
            closing = self._peek()
            if closing and closing.kind == "close":
                self.skip()
            return inner
        if token.kind == "phrase":
            return Phrase(token.text) if token.text.strip() else None
        if token.kind == "field":
            return self._field(token)
        return Word(token.text) if any(c.isalnum() for c in token.text) else None

    def _field(self, token: _Token) -> Node:
        value = self._peek()
        name = token.text.lower()
        if name not in FIELDS:
            near = difflib.get_close_matches(name, FIELDS, 1, 0.7)
            if near:
                raise QueryError(
                    f'there is no field "{token.text}"',
                    where=Place(position=token.start),
                    fix=f'Did you mean "{near[0]}:"?',
                )
            return Word(token.text)  # a word with a colon behind it, as titles have
        if value is None or value.kind not in ("word", "phrase"):
            raise QueryError(
                f'nothing is asked of the field "{name}"',
                where=Place(position=token.start + len(name)),
                fix=f"Write a value behind the colon: {name} holds {FIELDS[name]}.",
            )
        self.skip()
        if name == "date":
            return Field(name, _dates(value))
        if name in _CLOSED:
            _must_be_one_of(name, value)
        return Field(name, Phrase(value.text) if value.kind == "phrase" else Word(value.text))


def _must_be_one_of(name: str, value: _Token) -> None:
    known = _CLOSED[name]
    if value.text.lower() in known:
        return
    near = difflib.get_close_matches(value.text.lower(), known, 1, 0.6)
    raise QueryError(
        f'there is no {name} "{value.text}"',
        where=Place(position=value.start),
        fix=f'Did you mean "{near[0]}"?' if near else f"Write one of {', '.join(known)}.",
    )


def _dates(token: _Token) -> Range:
    first, dots, last = token.text.partition("..")
    if not dots:
        span = _span(first, token)
        return Range(span[0], span[1])
    return Range(_span(first, token)[0] if first else None, _span(last, token)[1] if last else None)


def _span(text: str, token: _Token) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text)
    try:
        if match:
            year, month, day = (int(part) if part else None for part in match.groups())
            if year is not None and month is None:
                return year * 10000 + 101, year * 10000 + 1231
            if year is not None and month is not None:
                last = calendar.monthrange(year, month)[1]
                if day is None:
                    return year * 10000 + month * 100 + 1, year * 10000 + month * 100 + last
                number = int(datetime.date(year, month, day).strftime("%Y%m%d"))
                return number, number
    except (ValueError, calendar.IllegalMonthError):
        pass
    raise QueryError(
        f'"{text}" is not a date',
        where=Place(position=token.start + token.text.find(text)),
        fix="Write 2020, 2020-04, 2020-04-01, or a range such as 2020-01..2020-06.",
    )
