from __future__ import annotations

from collections.abc import Iterator

from verbale.rules.rule import EDITORIAL_MANUAL, Examination, Found, rule


@rule(
    code="V101",
    name="addressee",
    severity="error",
    asks="A communication is addressed to an office that can receive it.",
    source=EDITORIAL_MANUAL,
)
def addressee(seen: Examination) -> Iterator[Found]:
    """Silent on documents that are no letters or notes verbales. The offices that receive are those of the profile."""
    if seen.letter is None:
        return
    receivers = [office for office in seen.profile.offices if office.receives]
    names = "; ".join(office.names["en"][0] for office in receivers)
    if not seen.letter.addressees:
        yield seen.found(
            "communication.addressees",
            "It is addressed to no office that can receive it",
            f"Ask the sender to address it to one of these: {names}.",
        )
    for name in seen.letter.addressees:
        office = seen.profile.office(name)
        if office is None or not office.receives:
            yield seen.found(
                "communication.addressees",
                f"It is addressed to {name}, which does not receive communications",
                f"Ask the sender to address it to one of these: {names}.",
            )
