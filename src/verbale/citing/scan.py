"""One linear pass over a text for everything that a citation can start from: numbers, symbols, nouns, organs.

The pass runs on UTF-8 bytes (google-re2); offsets are turned into code points only in texts that have hits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import re2

from verbale.citing.vocabulary import vocabulary

__all__ = ["ARABIC_LETTERS", "LETTER", "LETTER_JOIN", "fold", "hits", "unseen"]

# Letters of composite resolutions: Latin, Cyrillic look-alikes, and the names of Arabic letters.
ARABIC_LETTERS = {
    "ألف": "A", "باء": "B", "جيم": "C", "دال": "D", "هاء": "E", "واو": "F", "زاي": "G", "حاء": "H", "طاء": "I",
    "ياء": "J", "كاف": "K", "لام": "L", "ميم": "M", "نون": "N", "سين": "O", "عين": "P", "فاء": "Q", "صاد": "R",
    "قاف": "S", "راء": "T", "شين": "U", "تاء": "V", "ثاء": "W", "خاء": "X", "ذال": "Y",
}  # fmt: skip
LETTER = rf"(?:[A-ZАВСЕКМНОРТХ]{{1,2}}|(?:{'|'.join(ARABIC_LETTERS)})(?: (?:{'|'.join(ARABIC_LETTERS)}))?)"
LETTER_JOIN = r"(?: and | to | et | à | y | a | и | по | und | bis |–|-|, |، |和|及|、|至| و ?| إلى )"

_SESSION = r"(?:[IVXLC]+|E?S-[IVX]+|ORG-[0-9]{2}|د-[0-9]+|دإ-[0-9]+|دإط-[0-9]+)"
_NUMBERS = [
    r"(?:ES|S|دإط|دإ)-[0-9]+/[0-9]+",
    rf"[0-9]+(?: ?{LETTER}(?:{LETTER_JOIN}{LETTER})*)? ?[(\[](?:[0-9]{{4}}|{_SESSION})[)\]( ]",
    r"[0-9]+/[0-9]+",
    r"[0-9]+/(?:CP|CMA|CMP)\.[0-9]+",
    r"[EFSRCAM]\.[0-9]{2}\.[IVX]+\.",
]
_SYMBOL = r"[A-ZАЕС][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*/[A-Za-z0-9(]|(?:A|S|E|T) / [0-9A-Z]"

# One for one, so that offsets stay true. The en dash stays: it makes ranges and joint symbols.
_UNUSUAL = re.compile(
    "[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19\uff08\uff09\uff0f\uff0d\u2010-\u2012\u2212\u00a0\u202f\u2009\u3000\t\n\r]"
)
_PLAIN = {
    **{first + i: str(i) for first in (0x0660, 0x06F0, 0xFF10) for i in range(10)},
    0xFF08: "(", 0xFF09: ")", 0xFF0F: "/", 0xFF0D: "-", 0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2212: "-",
    0xA0: " ", 0x202F: " ", 0x2009: " ", 0x3000: " ", 0x09: " ", 0x0A: " ", 0x0D: " ",
}  # fmt: skip


def fold(text: str) -> str:
    """Digits, brackets, slashes, hyphens and spaces of every kind as the plain ones, one for one."""
    return text.translate(_PLAIN) if _UNUSUAL.search(text) else text


# Marks of direction, joiners, soft hyphens, the Arabic kashida and short vowels: no part of a word.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u0640\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


def unseen(text: str) -> list[int] | None:
    """Where the characters stand that remain when those that do not show are left out; None where none is to leave out."""
    if not _UNSEEN.search(text):
        return None
    skip = {match.start() for match in _UNSEEN.finditer(text)}
    return [i for i in range(len(text)) if i not in skip]


@cache
def _scanner() -> Any:
    literals = sorted(vocabulary().senses, key=len, reverse=True)
    options = re2.Options()
    options.max_mem = 64 << 20
    pattern = "|".join([*_NUMBERS, _SYMBOL, *map(re2.escape, literals)])
    return re2.compile(pattern.encode(), options)


def hits(text: str) -> Iterator[tuple[int, int]]:
    """Where something of interest may stand, as [start, end) in code points of the (folded) text, in order."""
    data = text.encode("utf-8", "surrogatepass")
    if len(data) == len(text):
        for match in _scanner().finditer(data):
            yield match.span()
        return
    at = chars = 0
    for match in _scanner().finditer(data):
        start, end = match.span()
        chars += len(data[at:start].decode("utf-8", "replace"))
        begin = chars
        chars += len(data[start:end].decode("utf-8", "replace"))
        at = end
        yield begin, chars
