from __future__ import annotations

from collections.abc import Iterator

from verbale.rules.rule import EDITORIAL_MANUAL, Examination, Found, rule


@rule(
    code="V100",
    name="kind",
    severity="warning",
    asks="The document is of a kind that is known.",
    source=EDITORIAL_MANUAL,
)
def kind(seen: Examination) -> Iterator[Found]:
    """A letter without a title “Letter dated …” and without a signature may not be known as one; then the rules of letters
    are not asked."""
    if seen.document.kind == "other":
        yield seen.found(
            "kind",
            "It was not recognized as a letter, a note verbale or another kind of document",
            "Write the title above the text, as in “Letter dated … from … addressed to …”, or look at the reading.",
        )
