from __future__ import annotations

from collections.abc import Iterator

from verbale.rules.rule import Examination, Found, rule


@rule(
    code="V404",
    name="notes",
    severity="warning",
    asks="Each note mark has its footnote, and each footnote its mark.",
    source="UN Editorial Manual, footnotes",
)
def notes(seen: Examination) -> Iterator[Found]:
    """Starred notes of the masthead are left out."""
    labels = {note.label for note in seen.document.footnotes}
    marks: set[str] = set()
    for i, part in enumerate(seen.document.parts):
        for k, block in enumerate(part.blocks):
            marks.update(block.notes)
            for mark in block.notes:
                if mark not in labels:
                    yield seen.found_in(
                        i,
                        k,
                        f"Note mark {mark} has no footnote",
                        "Ask for the footnote, or take the mark out.",
                    )
    if not marks:
        return  # marks on the masthead, or in a format that has none: nothing to compare with
    for k, note in enumerate(seen.document.footnotes):
        if note.label not in marks and not note.label.startswith("*"):
            yield seen.found(
                f"footnotes.{k}",
                f"No mark leads to footnote {note.label}",
                "Find its place, or take the footnote out.",
            )
