"""What each of the six languages calls things: data first, look-ups second."""

from __future__ import annotations

from typing import Literal

__all__ = ["DIRECTIONS", "LANGUAGES", "Code", "is_rtl"]

Code = Literal["ar", "zh", "en", "fr", "ru", "es"]

# The official languages of the United Nations, in the order in which its rules name them.
LANGUAGES: tuple[Code, ...] = ("ar", "zh", "en", "fr", "ru", "es")

DIRECTIONS: dict[str, Literal["ltr", "rtl"]] = {
    language: "rtl" if language == "ar" else "ltr" for language in LANGUAGES
}


def is_rtl(language: str) -> bool:
    """Whether the language is written from right to left."""
    return DIRECTIONS.get(language) == "rtl"
