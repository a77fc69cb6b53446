"""What notices and lists say in each language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from verbale.document import Language

__all__ = ["keys", "one_line", "word"]


def word(key: str, language: Language, **filled: str) -> str:
    """A phrase in a language (English where there is none in it), with its slots filled."""
    phrases = _words()[key]
    return (phrases.get(language) or phrases["en"]).format(**filled)


def keys() -> tuple[str, ...]:
    """The names of all phrases."""
    return tuple(_words())


def one_line(text: str) -> str:
    """A text on one line, without control characters: fit for the head of a message."""
    if text.isprintable():
        return " ".join(text.split())
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("verbale.circulation") / "data" / "words.toml").read_text(encoding="utf-8"))
