from __future__ import annotations

from collections.abc import Iterator

from verbale.rules.rule import Examination, Found, rule


@rule(
    code="V302",
    name="dates",
    severity="error",
    asks="The letter is dated, not after the document, and not long before it.",
    source="UN Editorial Manual, mastheads: date",
)
def dates(seen: Examination) -> Iterator[Found]:
    """How many days may pass from the letter to the document is the profile’s limit; more is a warning."""
    if seen.letter is None:
        return
    written, issued = seen.letter.dated, seen.masthead.date
    if written is None:
        yield seen.found("communication.dated", "The letter has no date", "Ask the sender for the date.")
    elif issued is not None and written > issued:
        yield seen.found(
            "communication.dated",
            f"The letter is dated {written}, after the document’s date, {issued}",
            "Correct the one that is wrong: a document is never older than its letter.",
        )
    elif issued is not None and (issued - written).days > seen.profile.limits.days_to_issue:
        yield seen.found(
            "communication.dated",
            f"The letter is dated {written}, {(issued - written).days} days before the document, {issued}",
            "See whether the year and the month were read rightly, or whether the letter was mislaid.",
            severity="warning",
        )
