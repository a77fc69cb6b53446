"""The words that open a clause of a resolution: "Recalling also", "Takes note with appreciation".

Source: UN Editorial Manual, documents: resolutions; verbs counted in resolutions in six languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from verbale.reading.folding import fold, folded
from verbale.reading.kinds.tables import toml

__all__ = ["Clause", "Opening", "opening"]

Clause = Literal["preambular", "operative"]
_CLAUSES: tuple[Clause, ...] = ("preambular", "operative")
_LONGEST = 120
_MARK = re.compile(r"[*“\"«„(]*")


@dataclass(frozen=True, slots=True)
class Opening:
    """The opening words of a clause as printed, and of which kind of clause they are."""

    clause: Clause
    text: str


@cache
def _patterns(language: str) -> tuple[tuple[Clause, re.Pattern[str]], ...]:
    data = toml("verbs")
    chinese = language == "zh"
    gap = "" if chinese else " "
    edge = "" if chinese else r"(?![^\W\d_])"
    modifiers = sorted(map(fold, data["modifiers"].get(language, ())), key=len, reverse=True)
    modifier = "|".join(map(re.escape, modifiers)) or r"(?!)"
    made: list[tuple[Clause, re.Pattern[str]]] = []
    for clause in _CLAUSES:
        verbs = sorted(map(fold, data[clause].get(language, ())), key=len, reverse=True)
        if verbs:
            verb = "|".join(
                f"{gap}(?:(?:{modifier}){gap})?".join(map(re.escape, verb.split())) for verb in verbs
            )
            pattern = rf"(?:(?:{modifier}){gap}){{0,2}}(?:{verb}){edge}(?:{gap}(?:{modifier}){edge}){{0,2}}"
            made.append((clause, re.compile(pattern)))
    return tuple(made)


def opening(text: str, language: str) -> Opening | None:
    """The words with which a text opens as a clause; None where it opens with none that is known.

    Where the words open both kinds of clause, as some Chinese ones do, it is taken for preambular if it ends in a comma.

    >>> opening("Recalling also its resolution 85/2,", "en")
    Opening(clause='preambular', text='Recalling also')
    """
    lead = _MARK.match(text)
    start = lead.end() if lead else 0
    base = folded(text[start : start + _LONGEST])
    found: list[tuple[int, Clause]] = []
    for clause, pattern in _patterns(language):
        match = pattern.match(base.text)
        if match:
            found.append((match.end(), clause))
    if not found:
        return None
    longest = max(end for end, _ in found)
    fitting = [clause for end, clause in found if end == longest]
    taken: Clause = fitting[0]
    if len(fitting) > 1:
        taken = "preambular" if text.rstrip('*”"’»)] ')[-1:] in (",", "，", "،") else "operative"
    return Opening(taken, base.slice(0, longest))
