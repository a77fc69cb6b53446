from __future__ import annotations

from collections.abc import Iterator

from verbale.rules.rule import EDITORIAL_MANUAL, Examination, Found, rule
from verbale.rules.words import find


@rule(
    code="V107",
    name="third-person",
    severity="warning",
    asks="A note verbale speaks in the third person.",
    source=EDITORIAL_MANUAL,
)
def third_person(seen: Examination) -> Iterator[Found]:
    """Looks in the note itself, not in its annexes, which may be letters."""
    if seen.document.kind != "note-verbale" or seen.main is None:
        return
    for i, block in seen.main_blocks:
        for found in find("first-person", block.text, seen.language):
            said = block.text[found.start() : found.end()]
            yield seen.found_in(
                seen.main[0],
                i,
                f"The note verbale speaks in the first person: “{said}”",
                "Ask the sender whether a letter was meant, or for a note in the third person.",
            )
