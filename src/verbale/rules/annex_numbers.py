from __future__ import annotations

from collections.abc import Iterator

from verbale.rules.rule import EDITORIAL_MANUAL, Examination, Found, rule
from verbale.rules.words import count_of


@rule(
    code="V403",
    name="annex-numbers",
    severity="warning",
    asks="Two or more annexes are numbered I, II … in their order; a single one has no number.",
    source=EDITORIAL_MANUAL,
)
def annex_numbers(seen: Examination) -> Iterator[Found]:
    """A single annex that has a number is a note: others may be missing."""
    annexes = [(i, part) for i, part in seen.attached if part.role == "annex"]
    if seen.letter is None or not annexes:
        return
    if len(annexes) == 1:
        i, only = annexes[0]
        if only.number is not None:
            yield seen.found(
                f"parts.{i}.number",
                f"The only annex has the number {only.number}",
                "Leave the number out, or ask for the other annexes.",
                severity="note",
            )
        return
    for expected, (i, part) in enumerate(annexes, 1):
        if part.number is None:
            yield seen.found(
                f"parts.{i}.number",
                f"One of {len(annexes)} annexes has no number",
                "Number them I, II … in order.",
            )
        elif count_of(part.number) != expected:
            yield seen.found(
                f"parts.{i}.number",
                f"Annex {part.number} stands where annex {expected} is expected",
                "Put the annexes in order, and ask for one that is missing.",
            )
