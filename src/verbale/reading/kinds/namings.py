"""Which kind of text a line names: "Resolution adopted by …", "Report of …", "Summary record of …"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from verbale.document import Kind
from verbale.languages.glance import glance_of
from verbale.reading.folding import fold, fold_pattern
from verbale.reading.kinds.tables import toml
from verbale.reading.phrases import languages_read

__all__ = ["Slot", "may_hold", "may_name", "named"]

Slot = Literal["adopted", "by", "draft", "statement", "report", "transmittal", "agenda", "record"]


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
def _glance(language: str) -> Callable[[str], Mapping[Slot, tuple[_Naming, ...]]]:
    entries = [naming for code in languages_read(language) for naming in _namings(code)]
    return glance_of([(naming.slot, naming.pattern.pattern, naming) for naming in entries], anchored=True)


def _bare(text: str) -> str:
    return fold(text).rstrip(" *.")


def may_name(text: str, language: str) -> Collection[Slot]:
    """The slots in which a line may name a kind of text: none for most lines."""
    return _glance(language)(_bare(text)).keys()


@cache
def _anywhere(slot: Slot, language: str) -> re.Pattern[str]:
    patterns = [
        naming.pattern.pattern
        for code in languages_read(language)
        for naming in _namings(code)
        if naming.slot == slot
    ]
    return re.compile("|".join(patterns) or r"(?!)")


def may_hold(text: str, slot: Slot, language: str) -> bool:
    """Whether the words of a slot stand anywhere in a line."""
    return _anywhere(slot, language).search(fold(text)) is not None


def named(text: str, slot: Slot, language: str, *, whole: bool = False) -> Kind | None:
    """The kind of text that a line names in a slot, by its start (or its ``whole`` words); None where it names none."""
    bare = _bare(text)
    for naming in _glance(language)(bare).get(slot, ()):
        if (naming.pattern.fullmatch if whole else naming.pattern.match)(bare):
            return naming.kind
    return None
