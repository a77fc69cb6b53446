from __future__ import annotations

from collections.abc import Iterator

from verbale.rules.rule import EDITORIAL_MANUAL, Examination, Found, rule


@rule(
    code="V201",
    name="request",
    severity="error",
    asks="The letter asks in words to be circulated as a document of an organ.",
    source=EDITORIAL_MANUAL,
)
def request(seen: Examination) -> Iterator[Found]:
    """Silent on letters between the organs and the Secretary-General, which are circulated without being asked for."""
    if seen.letter is None or not seen.from_state:
        return
    if seen.letter.request is None:
        yield seen.found(
            "communication.request",
            "The letter does not ask to be circulated",
            "Ask the sender for the sentence “… circulated as a document of …”; until then file it without a symbol.",
        )
    elif not seen.letter.request.organs:
        yield seen.found(
            "communication.request",
            "The letter asks to be circulated and does not say as a document of which organ",
            "Ask the sender as a document of which organ.",
        )
