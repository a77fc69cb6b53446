"""What is typed and printed for the characters of a symbol: dashes, spaces, wide and look-alike forms, marks unseen."""

from __future__ import annotations

import unicodedata

__all__ = ["fold", "original_position"]

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u2043\u02d7"
_SLASHES = "\u2044\u2215\u29f8\uff0f\\\uff3c"
_UNSEEN = [
    *(0xAD, 0x34F, 0x61C, 0x180E, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xFEFF),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x2070),
    *range(0xFE00, 0xFE10),
]
# Letters of other alphabets drawn like Latin ones. A symbol holds Latin capitals and figures only, so a reader cannot
# tell them apart and a keyboard left in Russian or Greek writes them.
_LOOK_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХԚԜаеѕіјорсухԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABESIJKMHOPCTYXQWaesijopcyxqwhABEZHIKMNOPTYXo",
)


class _Folds(dict[int, str]):
    """A character as the grammar knows it, made when first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character in _DASHES:
            folded = "-"
        elif character in _SLASHES:
            folded = "/"
        elif (
            character.isspace() or character == "Â"
        ):  # what a no-break space becomes when UTF-8 is read as Latin-1
            folded = " "
        elif unicodedata.category(character) == "Nd":
            folded = str(unicodedata.digit(character))
        else:
            folded = unicodedata.normalize("NFKC", character).translate(_LOOK_ALIKE)
        self[code] = folded
        return folded


_FOLDS = _Folds(dict.fromkeys(_UNSEEN, ""))
_ASCII = str.maketrans("\\\t\n\v\f\r", "/     ")


def fold(text: str) -> str:
    """The text in the characters of the grammar: "-", "/", " ", Latin letters, 0–9; what is not seen is left out."""
    return text.translate(_ASCII if text.isascii() else _FOLDS)


def original_position(text: str, position: int) -> int:
    """Where in ``text`` the character stands that came to ``position`` of ``fold(text)``."""
    reached = 0
    for index, character in enumerate(text):
        reached += len(fold(character))
        if reached > position:
            return index
    return len(text)
