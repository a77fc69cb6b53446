"""Letters of sub-items and of composite resolutions: (b) is (ب) in Arabic, B is باء."""

from __future__ import annotations

from functools import cache

from verbale.languages._data import toml
from verbale.languages.characters import strip_marks

__all__ = ["composite_letter", "format_letter", "item_letter"]


@cache
def _sub_items() -> dict[str, str]:
    data = toml("letters")
    latin: str = data["latin"]
    letters: dict[str, str] = dict(zip(data["arabic-sub-item"], latin, strict=True)) | data["alike"]
    return letters | {strip_marks(k): v for k, v in letters.items()} | {c: c for c in latin + "z"}


@cache
def _composites() -> dict[str, str]:
    data = toml("letters")
    return dict(zip(data["arabic-composite"], data["latin"].upper(), strict=True))


def item_letter(text: str) -> str | None:
    """The Latin letter of a sub-item, whatever script it is printed in; None where it is no such letter."""
    return _sub_items().get(strip_marks(text.strip().strip("()（）")).lower())


def composite_letter(text: str) -> str | None:
    """The Latin capital of a composite resolution's letter ("باء" is "B", "ألف ألف" is "AA")."""
    words = text.split()
    letters = [
        _composites().get(word) or (word if word.isascii() and word.isalpha() else None) for word in words
    ]
    return "".join(letter for letter in letters if letter).upper() if words and all(letters) else None


def format_letter(letter: str, language: str) -> str:
    """A sub-item's letter as the language prints it, with its brackets: "(b)", "b)" in French, Spanish and Russian."""
    if language == "ar":
        data = toml("letters")
        index = data["latin"].find(letter)
        return f"({data['arabic-sub-item'][index]})" if index >= 0 else f"({letter})"
    return f"{letter})" if language in ("fr", "es", "ru") else f"({letter})"
