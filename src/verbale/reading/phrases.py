"""The words by which the reader knows things: patterns per language, by slot. Knowledge is in ``data/``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

import msgspec

from verbale.languages import LANGUAGES
from verbale.languages.glance import glance_of
from verbale.reading.folding import fold_pattern

__all__ = ["Phrase", "Said", "begun", "find", "held", "languages_read", "match", "phrases", "search"]


# A word begins here; in Arabic "and" and "so" are written as its first letter.
_EDGE = (r"(?<![^\W\d_])", r"(?<![^\W\d_])[وف]?")


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """One pattern of a slot, and what it stands for; ``examples`` are texts in which it is found."""

    slot: str
    value: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]


class Said(msgspec.Struct, frozen=True, gc=False):
    """A phrase found at [start, end) of a folded text."""

    start: int
    end: int
    value: str
    found: re.Match[str]


@cache
def _entries(language: str) -> dict[str, list[dict[str, str | list[str]]]]:
    text = (files(__package__) / "data" / f"{language}.toml").read_text("utf-8")
    slots: dict[str, list[dict[str, str | list[str]]]] = {}
    for entry in tomllib.loads(text)["phrase"]:
        slots.setdefault(entry["slot"], []).append(entry)
    return slots


@cache
def _compiled(slot: str, language: str) -> tuple[Phrase, ...]:
    made = []
    for entry in _entries(language).get(slot, ()):
        pattern = fold_pattern(str(entry["pattern"]))
        edge = "" if language == "zh" or pattern[0] in "\\[( " else _EDGE[language == "ar"]
        compiled = re.compile(edge + "(?:" + pattern + ")")
        made.append(Phrase(slot, str(entry["value"]), compiled, tuple(entry["examples"])))
    return tuple(made)


def phrases(slot: str, language: str) -> tuple[Phrase, ...]:
    """The phrases of a slot in a language, in the order in which they are tried."""
    return _compiled(slot, language if language in LANGUAGES else "en")


_Glance = Callable[[str], Mapping[str, tuple[Phrase, ...]]]


class _Glances(dict[str, _Glance]):
    """By language, made when first asked for."""

    def __init__(self, *, anchored: bool) -> None:
        super().__init__()
        self._anchored = anchored

    def __missing__(self, language: str) -> _Glance:
        if language not in LANGUAGES:
            return self["en"]
        every = [phrase for slot in _entries(language) for phrase in _compiled(slot, language)]
        entries = [(phrase.slot, phrase.pattern.pattern, phrase) for phrase in every]
        self[language] = made = glance_of(entries, anchored=self._anchored)
        return made


_HELD = _Glances(anchored=False)
_BEGUN = _Glances(anchored=True)


def held(text: str, language: str) -> Mapping[str, tuple[Phrase, ...]]:
    """The phrases that a folded text can hold, by slot: no other is in it."""
    return _HELD[language](text)


def begun(text: str, language: str) -> Mapping[str, tuple[Phrase, ...]]:
    """The phrases with which a folded text can begin, by slot: told faster than what it holds."""
    return _BEGUN[language](text)


_READ: dict[str, tuple[str, ...]] = {
    language: (language,) if language == "en" else (language, "en") for language in LANGUAGES
}


def languages_read(language: str) -> tuple[str, ...]:
    """The languages whose phrases a document in ``language`` may use: its own, then English.

    The right-hand cell of a masthead stays in English in Arabic, Chinese and Russian.
    """
    return _READ.get(language, ("en",))


def match(slot: str, text: str, language: str, at: int = 0) -> Said | None:
    """The longest phrase of a slot that begins at ``at`` of a folded text."""
    best: Said | None = None
    for phrase in (_HELD if at else _BEGUN)[language](text).get(slot, ()):
        found = phrase.pattern.match(text, at)
        if found and (best is None or found.end() > best.end):
            best = Said(found.start(), found.end(), phrase.value, found)
    return best


def search(slot: str, text: str, language: str, at: int = 0) -> Said | None:
    """The first phrase of a slot in a folded text from ``at``; the longer one where two begin together."""
    best: Said | None = None
    for phrase in _HELD[language](text).get(slot, ()):
        found = phrase.pattern.search(text, at)
        if found and (best is None or (found.start(), -found.end()) < (best.start, -best.end)):
            best = Said(found.start(), found.end(), phrase.value, found)
    return best


def find(slot: str, text: str, language: str) -> list[Said]:
    """All phrases of a slot in a folded text, in order, none over another; the longer wins where two begin together."""
    said = [
        Said(*found.span(), phrase.value, found)
        for phrase in _HELD[language](text).get(slot, ())
        for found in phrase.pattern.finditer(text)
        if found.end() > found.start()
    ]
    if len(said) < 2:
        return said
    said.sort(key=lambda one: (one.start, -one.end))
    kept: list[Said] = []
    for one in said:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
