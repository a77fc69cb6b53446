"""The words around citations, in seven languages, as data: what the scanner looks for and what a word means there.

All languages are known at once: a text may quote another language, and a caller need not say which it is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["LANGUAGES", "Instrument", "Sense", "Vocabulary", "data", "vocabulary", "words"]

DATA = Path(__file__).with_name("data")
LANGUAGES = ("ar", "de", "en", "es", "fr", "ru", "zh")


class Sense(NamedTuple):
    """What a word stands for: its class (noun, organ, reference, instrument, short, series, meeting), and which of it."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument that is cited by name. ``symbol`` only where a document prints it; ``unts`` is volume/number."""

    key: str
    kind: str
    name: str
    symbol: str | None
    unts: str | None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Look-ups made from the data files, for all languages together."""

    senses: dict[str, Sense]
    small: frozenset[str]
    own: frozenset[str]
    after: frozenset[str]
    months: dict[str, int]
    locators: dict[str, str]
    locator_links: tuple[str, ...]
    instruments: dict[str, Instrument]
    leagues: tuple[str, ...]
    heads: frozenset[str]
    decisions: frozenset[str]


@cache
def data(name: str) -> dict[str, Any]:
    """The data file ``data/<name>.toml``."""
    return tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))


def words(language: str) -> dict[str, Any]:
    """The data file of one language."""
    return data(f"words/{language}")


def _spellings(word: str, kind: str) -> set[str]:
    """A word as it may be printed: with a capital, with either apostrophe, nouns and organs in capitals too."""
    forms = {word, word[:1].upper() + word[1:]}
    if kind in ("noun", "organ") and len(word) > 4:
        forms.add(word.upper())
    return forms | {form.replace("’", "'") for form in forms}


def _declined(name: str, cases: dict[str, list[str]]) -> list[str]:
    """A Russian name in all cases, by its head; as it stands where the head is not listed."""
    for head in sorted(cases, key=len, reverse=True):
        if name == head or name.startswith(head + " "):
            return [form + name[len(head) :] for form in cases[head]]
    return [name]


def _instruments() -> tuple[dict[str, Instrument], list[tuple[str, Sense]]]:
    table = data("instruments")
    found: dict[str, Instrument] = {}
    names: list[tuple[str, Sense]] = []
    for entry in table["instruments"]:
        key = entry["key"]
        found[key] = Instrument(key, entry["kind"], entry["en"][0], entry.get("symbol"), entry.get("unts"))
        for language in LANGUAGES:
            for name in entry[language]:
                for form in _declined(name, table["cases"]) if language == "ru" else [name]:
                    names.append((form, Sense("instrument", key)))
        names += [(form, Sense("short", key)) for form in entry.get("short", ())]
    return found, names


def _lower(found: Iterable[str]) -> set[str]:
    return {word.lower() for word in found}


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of all languages, made once."""
    senses: dict[str, Sense] = {}
    small: set[str] = set()
    own: set[str] = set()
    after: set[str] = set()
    months: dict[str, int] = {}
    locators: dict[str, str] = {}
    links: set[str] = set()
    entries: list[tuple[str, Sense]] = []
    for language in LANGUAGES:
        table = words(language)
        for kind, section in (
            ("noun", "nouns"),
            ("organ", "organs"),
            ("reference", "references"),
            ("series", "series"),
        ):
            for value, names in table[section].items():
                if value != "document":
                    entries += [(name, Sense(kind, value)) for name in names]
        entries += [(name, Sense("meeting", language)) for name in table["meetings"]["words"]]
        own |= _lower(table["own"]["words"])
        small |= _lower(table["small"]["words"])
        for number, month in enumerate(table["months"]["names"], 1):
            small |= _lower(re.findall(r"\w+", month))
            months |= {name.lower(): number for name in month.split("/")}
        after.update(word.replace("’", "'") for word in table["small"]["after"])
        for value, names in table["locators"].items():
            if value == "of":
                links.update(names)
            else:
                for name in names:
                    locators.setdefault(name.lower(), value)
    small |= _lower(part for word in locators for part in re.findall(r"\w+", word))
    instruments, names = _instruments()
    for name, sense in [*entries, *names]:
        for form in _spellings(name, sense.kind):
            senses.setdefault(form, sense)
    return Vocabulary(
        senses=senses,
        small=frozenset(small),
        own=frozenset(own),
        after=frozenset(after),
        months=months,
        locators=locators,
        locator_links=tuple(sorted(links, key=len, reverse=True)),
        instruments=instruments,
        heads=frozenset(word.lower() for word, sense in senses.items() if sense.kind in ("noun", "short")),
        decisions=frozenset(word.lower() for word, sense in senses.items() if sense == ("noun", "decision")),
        leagues=tuple(word for word, sense in senses.items() if sense == ("series", "league")),
    )
