"""One linear pass over a text for everything that a citation can start from: numbers, symbols, nouns, organs, names.

The pass runs on UTF-8 bytes (google-re2, no backtracking), over many texts at once; offsets are turned into code points
only at hits. Long words are looked for by their beginnings, which keeps the automaton small, and looked up whole where a
beginning is met.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import accumulate
from typing import Any, NamedTuple

import re2

from verbale.citing.vocabulary import Sense, vocabulary

__all__ = ["ARABIC_LETTERS", "LETTER", "LETTER_JOIN", "Hit", "Scanned", "place_of", "scan", "scan_one"]

# Letters of composite resolutions: Latin, Cyrillic look-alikes, and the names of Arabic letters.
ARABIC_LETTERS = {
    "ألف": "A", "باء": "B", "جيم": "C", "دال": "D", "هاء": "E", "واو": "F", "زاي": "G", "حاء": "H", "طاء": "I",
    "ياء": "J", "كاف": "K", "لام": "L", "ميم": "M", "نون": "N", "سين": "O", "عين": "P", "فاء": "Q", "صاد": "R",
    "قاف": "S", "راء": "T", "شين": "U", "تاء": "V", "ثاء": "W", "خاء": "X", "ذال": "Y",
}  # fmt: skip
LETTER = rf"(?:[A-ZАВСЕКМНОРТХ]{{1,2}}|(?:{'|'.join(ARABIC_LETTERS)})(?: (?:{'|'.join(ARABIC_LETTERS)}))?)"
LETTER_JOIN = r"(?: and | to | et | à | y | a | и | по | und | bis |–|-|, |، |和|及|、|至| و ?| إلى )"

BEGINNING = 8  # characters of a word that the automaton holds
SHORT = 4
MEMORY = 64 << 20
_SESSION = r"(?:[IVXLC]+|E?S-[IVX]+|ORG-[0-9]{2}|(?:د|دإ|دإط)(?:-[0-9]+|[0-9]+-))"
_NUMBERS = (
    r"(?:ES|S|دإط|دإ)-[0-9]+/[0-9]+",
    rf"[0-9]+(?: ?{LETTER}(?:{LETTER_JOIN}{LETTER})*)? ?[(\[](?:[0-9]{{4}}|{_SESSION})[)\]( ]",
    r"[0-9]+/[0-9]+",
    r"[)(]?(?:19|20)[0-9]{2}[()] ?[0-9]{1,4}\)?",
    r"[0-9]+/(?:CP|CMA|CMP)\.[0-9]+",
    r"[EFSRCAM]\.[0-9]{2}\.[IVX]+\.",
)
_SYMBOL = r"[A-ZАЕС][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*/[A-Za-z0-9(]|(?:A|S|E|T) / [0-9A-Z]"

# One for one, so that offsets stay true. The en dash stays: it makes ranges and joint symbols.
_PLAIN = {
    **{first + i: str(i) for first in (0x0660, 0x06F0, 0xFF10) for i in range(10)},
    0xFF08: "(", 0xFF09: ")", 0xFF0F: "/", 0xFF0D: "-", 0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2212: "-",
    0xA0: " ", 0x202F: " ", 0x2009: " ", 0x3000: " ", 0x09: " ", 0x0A: " ", 0x0D: " ",
}  # fmt: skip
# Marks of direction, joiners, soft hyphens, the Arabic kashida and short vowels: no part of a word.
_MARKS = (
    0xAD, 0x61C, 0x640, *range(0x64B, 0x653), 0x670, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060,
    *range(0x2066, 0x206A), 0xFEFF,
)  # fmt: skip
_ODD = "".join(map(chr, (*_MARKS, *_PLAIN)))
_ESCAPES = (
    "\\(",
    "\\)",
    "\\[",
    "\\]",
)  # Markdown's backslash before brackets is no more seen than those marks
_UNSEEN = re.compile(rf"[{''.join(map(chr, _MARKS))}]|\\(?=[()\[\]])")
_TO_READ = re.compile(rf"[{_ODD}\\]")
# The grammar reads texts without these: one that holds any is made readable first.
_UNREAD = rf"[{_ODD}]|{'|'.join(map(re.escape, _ESCAPES))}"
_BETWEEN = "\0"  # between two texts: no part of any pattern
_ALONE = frozenset(
    ("instrument", "short", "series", "meeting", "reference")
)  # these words cite without a number
_DIGIT = re.compile(r"\d")
_NEAR = 7  # characters from a noun to its number


Hit = tuple[int, int, Sense | None]
"""Something of interest at [start, end), and what the word means where it is one."""


class Scanned(NamedTuple):
    """A text as the grammar reads it, its hits, and where characters that do not show were left out (see ``place_of``)."""

    text: str
    hits: list[Hit]
    unseen: list[int]


def _readable(text: str) -> tuple[str, list[int]]:
    """The text as the grammar reads it, and where characters that do not show were left out.

    Digits, brackets, slashes, hyphens and spaces of every kind become the plain ones, one for one.
    """
    left_out = False
    for character in set(
        _TO_READ.findall(text)
    ):  # a few kinds in one text: replacing each is far faster than str.translate
        plain = _PLAIN.get(ord(character))
        if plain is None:
            left_out = True
        else:
            text = text.replace(character, plain)
    if not left_out:
        return text, []
    unseen = [match.start() - i for i, match in enumerate(_UNSEEN.finditer(text))]
    return (_UNSEEN.sub("", text), unseen) if unseen else (text, [])


def place_of(position: int, unseen: list[int]) -> int:
    """Where a character of the readable text stands in the whole text."""
    return position + bisect_right(unseen, position)


def _is_short(beginning: str) -> bool:
    """Short words are looked for whole: "res" is no part of "responsible"."""
    return len(beginning) <= SHORT and beginning.isascii() and beginning[-1].isalpha()


def _pattern(beginning: str) -> str:
    return rf"\b{re2.escape(beginning)}\b" if _is_short(beginning) else str(re2.escape(beginning))


@cache
def _scanner() -> Any:
    """The automaton. It grows while it reads, by what texts hold: where beginnings that begin alike stand together, it
    grows half as fast. Of two that begin alike the longer stands first, as the first that fits is taken.
    """
    options = re2.Options()
    options.max_mem = MEMORY
    beginnings = sorted({word[:BEGINNING] for word in vocabulary().senses}, reverse=True)
    beginnings.sort(key=_is_short)
    return re2.compile("|".join([_UNREAD, *_NUMBERS, _SYMBOL, *map(_pattern, beginnings)]).encode(), options)


@cache
def _words() -> dict[bytes, tuple[tuple[str, Sense], ...]]:
    """For each beginning, the words that may stand there, the longest first; none for what must be made readable."""
    senses = vocabulary().senses
    table: dict[str, set[str]] = {word[:BEGINNING]: set() for word in senses}
    for word in senses:
        table[word[:BEGINNING]].add(word)
    for beginning, found in table.items():
        found.update(beginning[:n] for n in range(1, len(beginning)) if beginning[:n] in senses)
    return {
        beginning.encode(): tuple((word, senses[word]) for word in sorted(found, key=len, reverse=True))
        for beginning, found in table.items()
    } | {unread.encode(): () for unread in (*_ODD, *_ESCAPES)}


@cache
def _matcher() -> Callable[[bytes, int, int], Sequence[tuple[int, int]]]:
    """From a place in the bytes on, where the next hit is; (-1, -1) where there is none.

    google-re2's own match objects cost more than its scan, so the spans are taken from below them where that is open.
    """
    scanner = _scanner()
    below = getattr(getattr(scanner, "_regexp", None), "Match", None)
    unanchored = getattr(getattr(re2, "_Anchor", None), "UNANCHORED", None)
    if below is not None and unanchored is not None:
        return partial(below, unanchored)

    def spans(data: bytes, start: int, end: int) -> Sequence[tuple[int, int]]:
        match = scanner.search(data, start, end)
        return [match.span()] if match else [(-1, -1)]

    return spans


def scan(texts: Sequence[str]) -> Iterator[tuple[int, Scanned]]:
    """Those of the texts that may cite, each with its place among them: all are read in one pass.

    Left out are texts with nothing that a citation can start from, or only with words that need a number, and none there.
    """
    whole = _BETWEEN.join(texts)
    if whole.count(_BETWEEN) >= len(texts):  # a text holds the mark itself
        for row, text in enumerate(texts):
            if scanned := scan_one(text):
                yield row, scanned
        return
    ends = list(accumulate(map(len, texts), lambda end, size: end + 1 + size))
    for row, hits in _hits(whole, ends):
        scanned = Scanned(texts[row], hits, []) if hits is not None else _scan_readable(texts[row])
        if scanned:
            yield row, scanned


def scan_one(text: str) -> Scanned | None:
    """A text that may cite; None where it cannot (see ``scan``)."""
    for _, hits in _hits(text, [len(text)]):
        return Scanned(text, hits, []) if hits is not None else _scan_readable(text)
    return None


def _scan_readable(text: str) -> Scanned | None:
    shown, unseen = _readable(text)
    for _, hits in _hits(shown, [len(shown)], readable=True):
        return Scanned(shown, hits or [], unseen)
    return None


def _hits(whole: str, ends: list[int], *, readable: bool = False) -> Iterator[tuple[int, list[Hit] | None]]:
    """For each text of the whole that may cite, by where they end: where something of interest stands in it, in order.

    None stands for the hits of a text that must be made readable first.
    """
    data = whole.encode("utf-8", "surrogatepass")
    match, size = _matcher(), len(data)
    first, last = match(data, 0, size)[0]
    if first < 0:
        return
    words = _words()
    plain = size == len(whole)
    found: list[Hit] = []
    kept = False  # whether a hit that needs no number is among them
    row, low, high = 0, 0, ends[0] if ends else 0
    at = start = 0
    while first >= 0:
        hit = data[first:last]
        if plain:
            start = first
        else:
            start += len(data[at:first].decode("utf-8", "surrogatepass"))
            at = first
        if start >= high:
            if kept or (found and _numbered(whole, low, high, found)):
                yield row, found
            found, kept = [], False
            row = bisect_right(ends, start)
            low, high = ends[row - 1] + 1, ends[row]
        known = words.get(hit)
        if known is None:
            found.append((start - low, start - low + (last - first if plain else len(hit.decode())), None))
            kept = True
        elif known:
            for word, sense in known:
                if whole.startswith(word, start):
                    found.append((start - low, start - low + len(word), sense))
                    kept = kept or sense[0] in _ALONE
                    break
            else:
                last = first + 1  # only the beginning of a word: another may begin inside it
        elif not readable:
            yield row, None
            found, kept = [], False
            last = data.find(0, last)
            if last < 0:
                return
        first, last = match(data, last, size)[0]
    if kept or (found and _numbered(whole, low, high, found)):
        yield row, found


def _numbered(whole: str, low: int, high: int, found: list[Hit]) -> bool:
    """Whether a number stands after one of the words."""
    return any(_DIGIT.search(whole, low + end, min(low + end + _NEAR, high)) for _, end, _ in found)
