"""Characters that look alike or do not show: folded one for one, so that offsets stay true, or taken out."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = [
    "columns_of",
    "fold",
    "fold_dashes",
    "fold_digits",
    "fold_each",
    "fold_spaces",
    "is_wide",
    "replaced",
    "strip_marks",
]

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－⁃"), "-")
_SPACES = dict.fromkeys(
    [0x09, 0x0A, 0x0D, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000], " "
)
_DIGITS = {
    code: str(unicodedata.digit(chr(code)))
    for first in (0x0660, 0x06F0, 0xFF10)
    for code in range(first, first + 10)
}
# Zero-width, direction and soft-hyphen characters, and the Arabic kashida: they carry no word.
_MARKS = dict.fromkeys(
    [
        0xAD,
        0x61C,
        0x640,
        0x180E,
        0x200B,
        0x200C,
        0x200D,
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        0x2060,
        *range(0x2066, 0x206A),
        0xFEFF,
    ]
)
_FOLDED = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "«": '"', "»": '"'})
# Arabic letters that are written one for another, and short vowels.
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"})
_HARAKAT = dict.fromkeys([*range(0x064B, 0x0653), 0x0670])


def fold_dashes(text: str) -> str:
    """Every dash and minus as "-"; as long as the text."""
    return text.translate(_DASHES)


def fold_digits(text: str) -> str:
    """Arabic-Indic and full-width digits as 0–9; as long as the text."""
    return text.translate(_DIGITS)


def fold_spaces(text: str) -> str:
    """Every kind of space as " "; as long as the text."""
    return text.translate(_SPACES)


def strip_marks(text: str) -> str:
    """Without the characters that do not show: zero-width, direction, soft hyphen, kashida."""
    return text.translate(_MARKS)


class _Each(dict[int, str]):
    """One character for one, made as they come."""

    def __missing__(self, code: int) -> str:
        char = chr(code).translate(_DASHES).translate(_SPACES).translate(_DIGITS).translate(_FOLDED)
        char = char.lower().translate(_ARABIC)
        base = unicodedata.normalize("NFD", char)
        kept = char[0] if char[0] == "й" else base[0]
        self[code] = kept
        return kept


_EACH = _Each()
_KEPT = 512  # a text is folded by several look-ups one after another
_EVEN = bytes(set(range(0x20, 0x7F)) - {0x60})  # what is folded to its small letter, in UTF-8
_MANY = 12


def replaced(text: str, table: dict[int, str]) -> str:
    """The text with every character as ``table`` has it, capitals made small.

    The table gives the plain ASCII characters but "`" as their small letters. As ``str.translate``, several times faster:
    a text has few kinds of other characters, and replacing each kind is quicker than asking for every character.
    """
    odd = text.encode("utf-8", "surrogatepass").translate(None, _EVEN)
    if not odd:
        return text.lower()
    kinds = set(odd.decode("utf-8", "surrogatepass"))
    if len(kinds) > _MANY:
        # another script: its capitals are made small together
        small = text.lower()
        if len(small) != len(text):
            return text.translate(table)
        text, kinds = small, {kind.lower() for kind in kinds}
    for kind in kinds:
        other = table[ord(kind)]
        if other != kind:
            text = text.replace(kind, other)
    return text.lower()


@lru_cache(maxsize=_KEPT)
def fold_each(text: str) -> str:
    """Case, accents, dashes, quotes, digits and spaces folded one character for one: as long as the text."""
    return replaced(text, _EACH)


@lru_cache(maxsize=_KEPT)
def fold(text: str) -> str:
    """A key under which two spellings of a name compare equal: case, dashes, quotes, spaces, accents of Latin and
    vowel marks of Arabic do not count."""
    if text.isascii():
        # the common case: no accent, mark or foreign digit to fold
        return " ".join(text.casefold().translate(_FOLDED).split())
    text = strip_marks(unicodedata.normalize("NFKC", text)).casefold().translate(_FOLDED)
    text = fold_digits(fold_dashes(text)).translate(_HARAKAT).translate(_ARABIC)
    decomposed = unicodedata.normalize("NFD", text)
    if decomposed != text:
        kept = [
            c
            for i, c in enumerate(decomposed)
            if unicodedata.category(c) != "Mn" or (i and "Ѐ" <= decomposed[i - 1] <= "ӿ" and c == "̆")
        ]
        text = unicodedata.normalize("NFC", "".join(kept))
    return " ".join(text.split())


def is_wide(char: str) -> bool:
    """Whether a character takes two columns where text has a fixed pitch, as Chinese ones do."""
    return unicodedata.east_asian_width(char) in "WF"


def columns_of(text: str) -> int:
    """How many columns a text takes where it has a fixed pitch: signs above and below letters take none.

    >>> columns_of("附件 2")
    6
    """
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if is_wide(c) else 1 for c in text)
