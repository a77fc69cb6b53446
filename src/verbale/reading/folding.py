"""Text folded for comparison, with the way back to the text as printed.

Formulas are matched on folded text: lower case, Latin accents, Arabic hamza forms, kashida and vowel marks, kinds of
dash, apostrophe, bracket and space do not count, nor do spaces beside Chinese characters. The offsets of a match are
carried back to the printed text, which is never changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from verbale.languages.characters import replaced

__all__ = ["Folded", "clean", "fold", "fold_pattern", "folded"]

_DELETED = (
    # soft hyphen, zero width, bidi marks, byte order mark
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_HAN = "\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_HAN_CHARACTER = re.compile(rf"[{_HAN}]")
_BESIDE_HAN = re.compile(rf"(?<=[{_HAN}])\s+|\s+(?=[{_HAN}])")
_UNEVEN = re.compile(rf"(?<=[{_HAN}]) | (?=[{_HAN}])")
_INVISIBLE = re.compile(f"[{_DELETED}]")
_ARABIC = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ؤ": "و", "ئ": "ي"}
_SIGNS = {
    "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'",
    "“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "‟": '"',
    "（": "(", "）": ")", "：": ":", "，": ",", "；": ";", "［": "[", "］": "]", "＊": "*", "．": ".",
    "،": ",", "؛": ";", "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "―": "-", "−": "-", "－": "-",
    "ё": "е", "ı": "i", "ﬁ": "f", "\u066a": "%",
}  # fmt: skip


def _fold_character(character: str) -> str:
    """One character, lower case and bare; empty where it does not count."""
    if character in _DELETED or character == "\u0640" or "\u064b" <= character <= "\u065f":
        return ""
    if character.isspace():
        return " "
    character = character.lower()[:1]
    if character in _SIGNS:
        return _SIGNS[character]
    if character in _ARABIC:
        return _ARABIC[character]
    if character.isdigit() and not character.isascii():
        return str(unicodedata.digit(character, -1)) if unicodedata.digit(character, -1) >= 0 else character
    if character.isalpha() and not character.isascii():
        base = unicodedata.normalize("NFD", character)[0]
        if base.isascii():
            return base
    return character


class _Table(dict[int, str]):
    """What each character is folded to, made as characters come."""

    def __missing__(self, code: int) -> str:
        self[code] = made = _fold_character(chr(code))
        return made


_TABLE = _Table()


class Folded(msgspec.Struct, frozen=True, gc=False):
    """``text`` is folded; ``at[i]`` is the offset in ``printed`` of its i-th character, and ``at[-1]`` its length."""

    printed: str
    text: str
    at: Sequence[int]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span of the printed text behind a span of the folded one."""
        return (self.at[start], self.at[end - 1] + 1) if end > start else (self.at[start], self.at[start])

    def slice(self, start: int, end: int) -> str:
        """The printed text behind a span of the folded one, without outer space."""
        begin, stop = self.back(start, end)
        return self.printed[begin:stop].strip()


# One line is folded and cleaned by several readers one after another; more than a document's lines need not be kept.
_KEPT = 512


@lru_cache(maxsize=_KEPT)
def folded(text: str) -> Folded:
    """``text`` folded, with runs of space as one, and the way back."""
    joined = replaced(text, _TABLE)
    if len(joined) == len(text) and _is_even(joined):
        # the common case: one for one
        return Folded(text, joined, range(len(text) + 1))
    characters: list[str] = []
    at: list[int] = []
    for offset, character in enumerate(text):
        one = _TABLE[ord(character)]
        if not one or (one == " " and (not characters or characters[-1] == " ")):
            continue
        characters.append(one)
        at.append(offset)
    if characters and characters[-1] == " ":
        characters.pop()
        at.pop()
    joined = "".join(characters)
    if _BESIDE_HAN.search(joined):
        gone = {index for match in _BESIDE_HAN.finditer(joined) for index in range(*match.span())}
        at = [offset for index, offset in enumerate(at) if index not in gone]
        joined = "".join(one for index, one in enumerate(joined) if index not in gone)
    return Folded(text, joined, (*at, len(text)))


def _is_even(joined: str) -> bool:
    """Whether no space is to be taken out."""
    if "  " in joined or joined[:1] == " " or joined[-1:] == " ":
        return False
    return joined.isascii() or not _HAN_CHARACTER.search(joined) or not _UNEVEN.search(joined)


@lru_cache(maxsize=_KEPT)
def fold(text: str) -> str:
    """``text`` folded, without the way back."""
    joined = replaced(text, _TABLE)
    if "  " in joined or joined[:1] == " " or joined[-1:] == " ":
        joined = " ".join(joined.split())
    return joined if joined.isascii() or not _HAN_CHARACTER.search(joined) else _BESIDE_HAN.sub("", joined)


def fold_pattern(pattern: str) -> str:
    """A regular expression of the data, folded like the text that it is matched on."""
    out: list[str] = []
    for index, character in enumerate(pattern):
        if character.isascii():
            # \\S is not \\s, and a named group begins with (?P
            keep = index > 0 and (pattern[index - 1] == "\\" or pattern[index - 1] == "?")
            out.append(character if keep else character.lower())
        else:
            out.append(_fold_character(character))
    return "".join(out)


@lru_cache(maxsize=_KEPT)
def clean(text: str) -> str:
    """``text`` as it is kept: direction and zero-width marks gone, each run of space one space."""
    # marks, and spaces other than the plain one, are not printable
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text
    if not text.isascii():
        for mark in set(_INVISIBLE.findall(text)):
            text = text.replace(mark, "")
    return " ".join(text.split())
