"""The words around citations, in seven languages, as data: what the scanner looks for and what a word means there.

All languages are known at once: a text may quote another language, and a caller need not say which it is.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

__all__ = ["LANGUAGES", "Sense", "Vocabulary", "vocabulary", "words"]

LANGUAGES = ("ar", "de", "en", "es", "fr", "ru", "zh")
# Senses of a word that the scanner stops at.
NOUN, ORGAN, REFERENCE, INSTRUMENT = "noun", "organ", "reference", "instrument"


class Sense(NamedTuple):
    """What a word stands for: its class, and which one of it (``noun``: resolution; ``organ``: A/HRC)."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Look-ups made from the data files, for all languages together."""

    senses: dict[str, Sense]
    small: frozenset[str]
    own: frozenset[str]
    after: frozenset[str]
    joins: frozenset[str]
    ranges: frozenset[str]
    locators: dict[str, str]
    locator_links: tuple[str, ...]
    months: tuple[str, ...]
    council_last: tuple[tuple[int, int], ...]


@cache
def words(language: str) -> dict[str, Any]:
    """The data file of one language."""
    return _toml(f"words/{language}.toml")


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "data").joinpath(*name.split("/")).read_text("utf-8"))


def _spellings(word: str) -> set[str]:
    """A word as it may be printed: with a capital, in capitals, with either apostrophe."""
    forms = {word, word[:1].upper() + word[1:]}
    if len(word) > 4:
        forms.add(word.upper())
    return forms | {form.replace("’", "'") for form in forms}


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of all languages, made once."""
    senses: dict[str, Sense] = {}
    small: set[str] = set()
    own: set[str] = set()
    after: set[str] = set()
    joins: set[str] = set()
    ranges: set[str] = set()
    locators: dict[str, str] = {}
    links: set[str] = set()
    months: list[str] = []
    for language in LANGUAGES:
        data = words(language)
        for value in ("resolution", "decision"):
            for word in data["nouns"][value]:
                for form in _spellings(word):
                    senses.setdefault(form, Sense(NOUN, value))
        for value, names in data["organs"].items():
            for word in names:
                for form in _spellings(word):
                    senses.setdefault(form, Sense(ORGAN, value))
        for value, names in data["references"].items():
            for word in names:
                for form in _spellings(word):
                    senses.setdefault(form, Sense(REFERENCE, value))
        own.update(w.lower() for w in data["own"]["words"])
        small.update(w.lower() for w in data["small"]["words"])
        after.update(w.replace("’", "'") for w in data["small"]["after"])
        joins.update(data["joins"]["and"])
        ranges.update(data["joins"]["to"])
        months.extend(data["months"]["names"])
        for value, names in data["locators"].items():
            if value == "of":
                links.update(names)
            else:
                for word in names:
                    locators.setdefault(word.lower(), value)
    small.update(part.lower() for month in months for part in month.split())
    small.update(part.lower() for word in locators for part in re.findall(r"\w+", word))
    last = _toml("resolutions-of-the-security-council.toml")["last"]
    return Vocabulary(
        senses=senses,
        small=frozenset(small),
        own=frozenset(own),
        after=frozenset(after),
        joins=frozenset(joins),
        ranges=frozenset(ranges),
        locators=locators,
        locator_links=tuple(sorted(links, key=len, reverse=True)),
        months=tuple(months),
        council_last=tuple(sorted((int(n), int(year)) for year, n in last.items())),
    )
