from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from verbale.rules.rule import EDITORIAL_MANUAL, Examination, Found, rule


@rule(
    code="V108",
    name="one-signature",
    severity="error",
    asks="A letter bears one signature for each State that sends it.",
    source=EDITORIAL_MANUAL,
)
def one_signature(seen: Examination) -> Iterator[Found]:
    """Two signatures for one State may be two letters that were scanned as one, or a letter and its countersignature."""
    if seen.letter is None or seen.document.kind != "letter":
        return
    signing: dict[str, list[str]] = defaultdict(list)
    for sender in seen.letter.senders:
        if sender.state and sender.name:
            signing[sender.state].append(sender.name)
    for state, names in signing.items():
        if len(names) > 1:
            yield seen.found(
                "communication.senders",
                f"{len(names)} persons sign for {seen.state_name(state)}: {', '.join(names)}",
                "Ask the sender which of them signs; a joint letter has one signature for each State.",
            )
