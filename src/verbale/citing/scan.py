"""One linear pass over a text for everything that a citation can start from: numbers, symbols, nouns, organs, names.

The pass runs on UTF-8 bytes (google-re2, no backtracking); offsets are turned into code points only at hits. Long words
are looked for by their beginnings, which keeps the automaton small, and looked up whole where a beginning is met.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

import re2

from verbale.citing.vocabulary import Sense, vocabulary

__all__ = ["ARABIC_LETTERS", "LETTER", "LETTER_JOIN", "Hit", "hits", "may_cite", "place_of", "readable"]

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
    r"(?:ES|S|دإط|دإ)[-\x{2010}\x{2011}][0-9]+/[0-9]+",
    rf"[0-9]+(?: ?{LETTER}(?:{LETTER_JOIN}{LETTER})*)?[ \x{{a0}}\x{{202f}}]?[(\[](?:[0-9]{{4}}|{_SESSION})[)\]( ]",
    r"[0-9]+/[0-9]+",
    r"[)(]?(?:19|20)[0-9]{2}[()] ?[0-9]{1,4}\)?",
    r"[0-9]+/(?:CP|CMA|CMP)\.[0-9]+",
    r"[EFSRCAM]\.[0-9]{2}\.[IVX]+\.",
)
# What the grammar only reads once it is plain (see ``readable``): other digits, escaped brackets.
_UNREAD = r"[\x{660}-\x{669}\x{6f0}-\x{6f9}\x{ff10}-\x{ff19}]|\\[(\[]"
_SYMBOL = r"[A-ZАЕС][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*/[A-Za-z0-9(]|(?:A|S|E|T) / [0-9A-Z]"

# One for one, so that offsets stay true. The en dash stays: it makes ranges and joint symbols.
_PLAIN = {
    **{first + i: str(i) for first in (0x0660, 0x06F0, 0xFF10) for i in range(10)},
    0xFF08: "(", 0xFF09: ")", 0xFF0F: "/", 0xFF0D: "-", 0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2212: "-",
    0xA0: " ", 0x202F: " ", 0x2009: " ", 0x3000: " ", 0x09: " ", 0x0A: " ", 0x0D: " ",
}  # fmt: skip
_LINE_ENDS = re.compile(r"[\t\n\r]")
# Marks of direction, joiners, soft hyphens, the Arabic kashida and short vowels: no part of a word.
_UNSEEN_SET = "\u00ad\u061c\u0640\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
# Markdown's backslash before brackets is no more seen by a reader than they are.
_UNSEEN = re.compile(rf"[{_UNSEEN_SET}]|\\(?=[()\[\]])")
_ODD = re.compile(rf"[{_UNSEEN_SET}{''.join(map(chr, _PLAIN))}\\]")


Hit = tuple[int, int, Sense | None]
"""Something of interest at [start, end), and what the word means where it is one."""


def readable(text: str) -> tuple[str, list[int]]:
    """The text as the grammar reads it, and where characters that do not show were left out (see ``place_of``).

    Digits, brackets, slashes, hyphens and spaces of every kind become the plain ones, one for one.
    """
    if text.isascii():
        if _LINE_ENDS.search(text):
            text = text.replace("\n", " ").replace("\t", " ").replace("\r", " ")
        return _shown(text) if "\\" in text else (text, [])
    odd = set(_ODD.findall(text))
    left_out = False
    for character in odd:  # a few kinds in one text: replacing each is far faster than str.translate
        plain = _PLAIN.get(ord(character))
        if plain is None:
            left_out = True
        else:
            text = text.replace(character, plain)
    return _shown(text) if left_out else (text, [])


def _shown(text: str) -> tuple[str, list[int]]:
    unseen = [match.start() - i for i, match in enumerate(_UNSEEN.finditer(text))]
    return (_UNSEEN.sub("", text), unseen) if unseen else (text, [])


def place_of(position: int, unseen: list[int]) -> int:
    """Where a character of the readable text stands in the whole text."""
    return position + bisect_right(unseen, position)


def _pattern(beginning: str) -> str:
    """Short words are looked for whole: "res" is no part of "responsible"."""
    whole = len(beginning) <= SHORT and beginning.isascii() and beginning[-1].isalpha()
    return rf"\b{re2.escape(beginning)}\b" if whole else str(re2.escape(beginning))


@cache
def _scanner() -> Any:
    options = re2.Options()
    options.max_mem = MEMORY
    beginnings = sorted({word[:BEGINNING] for word in vocabulary().senses}, key=len, reverse=True)
    return re2.compile("|".join([*_NUMBERS, _SYMBOL, _UNREAD, *map(_pattern, beginnings)]).encode(), options)


@cache
def _words() -> dict[bytes, tuple[tuple[str, Sense], ...]]:
    """For each beginning, the words that may stand there, the longest first."""
    senses = vocabulary().senses
    table: dict[str, set[str]] = {word[:BEGINNING]: set() for word in senses}
    for word in senses:
        table[word[:BEGINNING]].add(word)
    for beginning, found in table.items():
        found.update(beginning[:n] for n in range(1, len(beginning)) if beginning[:n] in senses)
    return {
        beginning.encode(): tuple((word, senses[word]) for word in sorted(found, key=len, reverse=True))
        for beginning, found in table.items()
    }


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


def may_cite(data: bytes) -> bool:
    """Whether a text, as it came and in UTF-8, holds anything that a citation can start from: many hold nothing."""
    return _matcher()(data, 0, len(data))[0][0] >= 0


def hits(text: str, data: bytes | None = None) -> list[Hit]:
    """Where something of interest may stand in the readable text (``data`` in UTF-8), in code points, in order."""
    data = data or text.encode("utf-8", "surrogatepass")
    match, size = _matcher(), len(data)
    first, last = match(data, 0, size)[0]
    if first < 0:
        return []
    found: list[Hit] = []
    words = _words()
    plain = size == len(text)
    at = start = 0
    while first >= 0:
        hit = data[first:last]
        if plain:
            start = first
        else:
            start += len(data[at:first].decode("utf-8", "surrogatepass"))
            at = first
        known = words.get(hit)
        if known is None:
            found.append((start, start + (last - first if plain else len(hit.decode())), None))
        else:
            for word, sense in known:
                if text.startswith(word, start):
                    found.append((start, start + len(word), sense))
                    break
            else:
                last = first + 1  # only the beginning of a word: another may begin inside it
        first, last = match(data, last, size)[0]
    return found
