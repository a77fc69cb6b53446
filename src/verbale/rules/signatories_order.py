from __future__ import annotations

from collections.abc import Iterator

from verbale.languages.characters import fold
from verbale.rules.rule import EDITORIAL_MANUAL, Examination, Found, rule


@rule(
    code="V106",
    name="signatories-order",
    severity="note",
    asks="Several signatories stand in the English alphabetical order of their States.",
    source=EDITORIAL_MANUAL,
)
def signatories_order(seen: Examination) -> Iterator[Found]:
    """The names are those of the profile. A statement that is annexed keeps the order of its own signatures."""
    if seen.letter is None:
        return
    names = [seen.state_name(sender.state) for sender in seen.letter.senders if sender.state]
    ordered = sorted(names, key=fold)
    if names != ordered:
        yield seen.found(
            "communication.senders",
            f"The signatories stand as {', '.join(names)}",
            f"Put them into the English alphabetical order: {', '.join(ordered)}.",
        )
