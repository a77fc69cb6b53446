"""Which kind of text a line names: "Resolution adopted by …", "Report of …", "Summary record of …"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from verbale.document import Kind
from verbale.reading.folding import fold, fold_pattern
from verbale.reading.kinds.tables import toml
from verbale.reading.phrases import languages_read

__all__ = ["Slot", "named", "starts"]

Slot = Literal["adopted", "by", "draft", "statement", "report", "agenda", "record"]


@dataclass(frozen=True, slots=True)
class _Naming:
    slot: Slot
    kind: Kind
    pattern: re.Pattern[str]


@cache
def _namings(language: str) -> tuple[_Naming, ...]:
    made = []
    for entry in toml("namings")["naming"]:
        patterns = "|".join(fold_pattern(pattern) for pattern in entry.get(language, ()))
        if patterns:
            made.append(
                _Naming(
                    cast("Slot", entry["slot"]), cast("Kind", entry["kind"]), re.compile(f"(?:{patterns})")
                )
            )
    return tuple(made)


@cache
def _any_of(slot: Slot, language: str) -> re.Pattern[str]:
    """All patterns of a slot in one: most lines name nothing, and are told by one look."""
    patterns = [
        naming.pattern.pattern
        for code in languages_read(language)
        for naming in _namings(code)
        if naming.slot == slot
    ]
    return re.compile("|".join(patterns) or r"(?!)")


def named(text: str, slot: Slot, language: str, *, whole: bool = False) -> Kind | None:
    """The kind of text that a line names in a slot, by its start (or its ``whole`` words); None where it names none."""
    folded = fold(text).rstrip(" *.")
    any_of = _any_of(slot, language)
    if not (any_of.fullmatch if whole else any_of.match)(folded):
        return None
    for code in languages_read(language):
        for naming in _namings(code):
            if naming.slot == slot and (naming.pattern.fullmatch if whole else naming.pattern.match)(folded):
                return naming.kind
    return None


def starts(text: str, slot: Slot, language: str) -> bool:
    """Whether a line begins as one of a slot does."""
    return named(text, slot, language) is not None
