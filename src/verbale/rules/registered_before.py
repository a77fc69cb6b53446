from __future__ import annotations

from collections.abc import Iterator

from verbale.rules.rule import Examination, Found, rule


@rule(
    code="V601",
    name="registered-before",
    severity="error",
    asks="The same communication was not registered before.",
    source="The books",
)
def registered_before(seen: Examination) -> Iterator[Found]:
    """Asked only where there are books: the same file, or the same sender, date and text."""
    if seen.known is None:
        return
    before = seen.known.registered_as(seen.document)
    if before is not None:
        yield seen.found(
            "source",
            f"The same communication is in the books as {before}",
            f"See {before}; if it is to be issued again, say so when you register it.",
        )
