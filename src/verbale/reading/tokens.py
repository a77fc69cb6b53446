"""The words of a masthead, whatever they stand in: a column, a line of their own, or one line with all the others.

A line is taken from its start: each known piece (symbol, organ, session, items, date …) is one token; what is not known
ends it, and is free text: a title. Rules: UN mastheads, sections "what every masthead holds" and "the grid".
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import Literal

import msgspec

from verbale.errors import SymbolError
from verbale.languages.dates import find_dates
from verbale.languages.labels import languages_named
from verbale.languages.nomenclature import Nomenclature
from verbale.languages.ordinals import find_sessions
from verbale.reading.folding import fold, folded
from verbale.reading.items import Items, find_items
from verbale.reading.phrases import languages_read, match
from verbale.symbol import Symbol

__all__ = ["Token", "TokenKind", "symbol_at", "take_tokens"]

TokenKind = Literal[
    "symbol",
    "organ",
    "publisher",
    "distribution-label",
    "distribution",
    "date",
    "period",
    "language",
    "original",
    "session",
    "items",
]


class Token(msgspec.Struct, frozen=True, gc=False):
    """A piece of a masthead at [start, end) of its line. ``value`` is by kind: a symbol's normal form, an organ's prefix,
    a language's code …; for a session its kind and ``number`` its number."""

    kind: TokenKind
    start: int
    end: int
    value: str = ""
    number: int = 0
    date: datetime.date | None = None
    items: Items | None = None
    languages: tuple[str, ...] = ()


_SYMBOL = re.compile(
    r"(?P<symbol>[A-Z][A-Za-z0-9.]{0,14}(?:\s?/\s?(?:[A-Za-z0-9.]|[-‑–](?![A-Z][A-Za-z.]{0,9}/)|"
    r"\s?\((?:\d{4}|[A-Za-z0-9. -]{1,12})\)|\[[^\]]{1,12}\])+)+)\**"
)
_SEPARATOR = re.compile(r"[\s|*\\•·_,;:：\u3000]*(?:[-–—‑]\s*(?=[A-Z][A-Za-z.]{0,9}/))?")
_DASH = r"\s?[-–—‑]\s?"
_PLACE = r"(?:[^\W\d_][\w’'. -]{1,30},\s*)?"
_PERIOD = re.compile(
    rf"{_PLACE}\d{{1,2}}(?:er|º|\.)?\s*(?:(?:de\s+)?[^\W\d_]+(?:\s?/\s?[^\W\d_]+)?\s*(?:(?:de\s+)?\d{{4}})?)?\s*{_DASH}$|"
    rf"{_PLACE}(?:\d{{4}}年)?\d{{1,2}}月(?:\d{{1,2}}日?)?\s?(?:[-–—‑]|至)\s?$|"
    r"(?:du|del?|с|من)\s+\d{1,2}(?:er)?\s*(?:(?:de\s+)?[^\W\d_]+(?:\s?/\s?[^\W\d_]+)?)?\s+(?:au|al|по|إلى)\s+$"
)
_CHINESE_PERIOD = re.compile(
    r"(?:\d{4}\s?年\s?)?\d{1,2}\s?月\s?\d{1,2}\s?日?\s?(?:[-–—‑]|至)\s?(?:\d{4}\s?年\s?)?(?:\d{1,2}\s?月\s?)?\d{1,2}\s?日(?:,?\s?[\u4e00-\u9fff]{2,5}(?=$|\s))?"
)
_TO = ("-", "–", "—", "‑", "至", "au", "al", "по", "إلى")
_WORD = re.compile(r"[^\W\d_]+")


def symbol_at(text: str, at: int) -> tuple[str, int] | None:
    """The normal form of the document symbol that begins at ``at``, and where it ends."""
    found = _SYMBOL.match(text, at) if "/" in text else None
    while found:
        written = found["symbol"].rstrip(" .,-–‑")
        try:
            return str(Symbol.parse(written)), found.end()
        except SymbolError:
            # the words behind a symbol may have been taken for a part of it
            shorter = re.sub(r"\s*\([^)]*\)$|\s?/[^/]*$", "", written)
            if shorter == written or "/" not in shorter:
                return None
            found = _SYMBOL.fullmatch(text, at, at + len(shorter))
    return None


def _label(text: str, at: int, language: str) -> Token | None:
    """A label with its value, or the label alone where the value stands elsewhere."""
    rest = folded(text[at:])
    for code in languages_read(language):
        whole = match("distribution-whole", rest.text, code)
        if whole:
            return Token("distribution", at, at + rest.back(0, whole.end)[1], whole.value)
        said = match("distribution-label", rest.text, code)
        if said and said.start == 0:
            value = None
            after = said.end + (rest.text[said.end : said.end + 1] == " ")
            for other in languages_read(language):
                value = value or match("distribution", rest.text, other, after)
            end = value.end if value else said.end
            if not value and not re.search(r"[.:]$", rest.text[: said.end].strip()):
                continue
            stop = at + rest.back(0, end)[1]
            return Token(
                "distribution" if value else "distribution-label", at, stop, value.value if value else ""
            )
        said = match("original", rest.text, code)
        if said:
            stop, named = _languages_from(text, at + rest.back(0, said.end)[1])
            return Token("original", at, stop, languages=named)
    return None


def _languages_from(text: str, at: int) -> tuple[int, tuple[str, ...]]:
    """The languages named one after another from ``at``, and where they end."""
    named: list[str] = []
    end = seen = at
    for word in _WORD.finditer(text, at):
        if text[seen : word.start()].strip(" ,、，،/:："):
            break
        seen = word.end()
        codes = languages_named(word[0])
        if codes:
            named += codes
            end = word.end()
        elif fold(word[0]) not in {"and", "et", "y", "e", "и", "و", "only", "language", "язык", "языке"}:
            break
        elif named and not text[word.end() :].strip(" ,"):
            end = len(text)  # the list goes on in the next line
    return end, tuple(dict.fromkeys(named))


def take_tokens(
    text: str, language: str, names: Nomenclature, *, before: Token | None = None
) -> tuple[list[Token], int]:
    """The tokens from the start of a line, and the offset at which free text begins.

    ``before`` is the last token of the line before: the value of a label may stand on the line below it.
    """
    spans = _spans(text, language, names)
    tokens: list[Token] = []
    at = 0
    while True:
        gap = _SEPARATOR.match(text, at)
        at = gap.end() if gap else at
        if at >= len(text):
            return tokens, len(text)
        last = tokens[-1] if tokens else before
        token = _token_at(text, at, language, spans, last)
        if token is None or token.end <= at:
            return tokens, at
        tokens.append(token)
        at = token.end


def _spans(text: str, language: str, names: Nomenclature) -> dict[int, list[Token]]:
    """What is known by its name, by the place where it begins."""
    spans: dict[int, list[Token]] = {}
    for organ in names.find_organs(text):
        spans.setdefault(organ.start, []).append(Token("organ", organ.start, organ.end, organ.code))
    for token in _counted(text, language):
        spans.setdefault(token.start, []).append(token)
    return spans


@lru_cache(maxsize=64)  # a line of a masthead is taken more than once
def _counted(text: str, language: str) -> tuple[Token, ...]:
    """Sessions, items, dates and periods: what has a number and is the same in every organization."""
    tokens = [
        Token("session", one.start, one.end, one.kind, one.number) for one in find_sessions(text, language)
    ]
    tokens += [Token("items", one.start, one.end, items=one) for one in find_items(text, language)]
    for day in find_dates(text, language):
        before = text[: day.start]
        # a period ends in a dash or a word for "to": told by its last characters
        lead = _PERIOD.search(before) if before.rstrip().endswith(_TO) else None
        if lead:
            tokens.append(Token("period", lead.start(), day.end))
        tokens.append(Token("date", day.start, day.end, date=day.date))
    if "月" in text:
        tokens += [Token("period", *period.span()) for period in _CHINESE_PERIOD.finditer(text)]
    return tuple(tokens)


def _token_at(
    text: str, at: int, language: str, spans: dict[int, list[Token]], last: Token | None
) -> Token | None:
    best = max(spans.get(at, ()), key=lambda token: token.end, default=None)
    if best is not None and best.kind in {"session", "items", "period"}:
        return best
    symbol = symbol_at(text, at)
    if symbol:
        return Token("symbol", at, symbol[1], symbol[0])
    label = _label(text, at, language)
    if label:
        return label
    if last is not None and last.kind == "distribution-label":
        rest = folded(text[at:])
        for code in languages_read(language):
            said = match("distribution", rest.text, code)
            if said:
                return Token("distribution", at, at + rest.back(0, said.end)[1], said.value)
    if last is not None and last.kind == "original" and not last.languages:
        stop, named = _languages_from(text, at)
        if named:
            return Token("original", at, stop, languages=named)
    publisher = _publisher_at(text, at, language)
    if publisher:
        return Token("publisher", at, publisher)
    if best is not None and best.kind == "date" and "\u4e00" <= text[best.end : best.end + 1] <= "\u9fff":
        return None  # "2021年5月3日…的信": the date opens a title
    if best is not None:
        return best
    word = _WORD.match(text, at)
    if word:
        codes = languages_named(word[0])
        if codes:
            end = word.end()
            only = re.compile(r"\s+only\b", re.IGNORECASE).match(text, end)
            return Token("language", at, only.end() if only else end, codes[0])
    return None


_PUBLISHERS: dict[str, tuple[str, ...]] = {}


def _publisher_at(text: str, at: int, language: str) -> int | None:
    """Where the name of the United Nations ends, if it begins at ``at``; each of its words may stand alone."""
    from verbale.languages.labels import labels

    rest = folded(text[at:])
    for code in languages_read(language):
        if code not in _PUBLISHERS:
            names = [fold(name) for name in labels("united-nations", code)]
            _PUBLISHERS[code] = (*names, *(word for name in names for word in name.split()))
        for index, name in enumerate(_PUBLISHERS[code]):
            if not rest.text.startswith(name):
                continue
            whole = len(rest.text) == len(name) and at == 0
            bounded = code == "zh" or rest.text[len(name) : len(name) + 1] in {"", " "}
            if bounded and (whole or (" " in name or index == 0)):
                return at + rest.back(0, len(name))[1]
    return None
