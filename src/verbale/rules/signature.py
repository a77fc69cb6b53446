from __future__ import annotations

from collections.abc import Iterator

from verbale.document import Sender
from verbale.rules.offices import office_in
from verbale.rules.rule import EDITORIAL_MANUAL, Examination, Found, rule


@rule(
    code="V102",
    name="signature",
    severity="error",
    asks="A letter is signed by a permanent representative, an observer or a chargé d’affaires; a note verbale by nobody.",
    source=EDITORIAL_MANUAL,
)
def signature(seen: Examination) -> Iterator[Found]:
    """The office may be written in any of the six languages, with a rank before it. A deputy who signs as chargé
    d’affaires may sign; a deputy, a minister or a counsellor otherwise may not. An office that could not be read
    is a warning.
    """
    if seen.letter is None or seen.main is None:
        return
    part = seen.main[0]
    signed = [i for i, block in seen.main_blocks if block.type == "signature"]
    if seen.document.kind == "note-verbale":
        for block in signed:
            yield seen.found_in(
                part,
                block,
                "A note verbale is signed",
                "Take the signature out, or ask the sender for a letter in place of the note.",
            )
        return
    if not signed:
        yield seen.found_in(part, None, "The letter is not signed", "Ask the sender for a signed copy.")
        return
    for sender in seen.letter.senders:
        yield from _office(seen, sender)


def _office(seen: Examination, sender: Sender) -> Iterator[Found]:
    who = sender.name or "The signatory"
    if not sender.office:
        yield seen.found(
            "communication.senders",
            f"{who} signs without an office",
            "Ask the sender in what office the letter is signed.",
            severity="warning",
        )
        return
    office = office_in(seen.profile, sender.office)
    if office is None or "letter" not in office.sends:
        signing = [o.names["en"][0] for o in seen.profile.offices if o.state and "letter" in o.sends]
        yield seen.found(
            "communication.senders",
            f"{who} signs as {sender.office}",
            f"Ask for the signature of one of these: {'; '.join(sorted(signing))}.",
        )
