from __future__ import annotations

from collections.abc import Iterator

from verbale.rules.rule import Examination, Found, rule
from verbale.rules.words import says


@rule(
    code="V206",
    name="items-on-agenda",
    severity="error",
    asks="The items stand on the agenda of that session.",
    source="UN Editorial Manual, agendas; the agenda of the session",
)
def items_on_agenda(seen: Examination) -> Iterator[Found]:
    """Items of a provisional agenda or a preliminary list have numbers of their own and are left out. Where the
    profile’s list is not complete, a missing item is a note.
    """
    early = says("provisional", seen.request.text, seen.language)
    asked = {
        (organ, number): early for organ, numbers in seen.request.agenda_items.items() for number in numbers
    }
    # Items of a provisional agenda or a preliminary list have numbers of their own.
    printed = {(item.organ, item.number): item.provisional for item in seen.masthead.agenda_items}
    for (organ, number), provisional in (asked | printed).items():
        session = seen.session_of(organ)
        agenda = seen.profile.agenda(organ, session) if session else None
        if provisional or agenda is None or session is None or agenda.has(number):
            continue
        field = (
            "masthead.agenda_items" if (organ, number) in printed else "communication.request.agenda_items"
        )
        of = f"the agenda of the {seen.organ_name(organ)} at session {session.session}"
        if agenda.complete:
            yield seen.found(field, f"Item {number} is not on {of}", "Ask the sender under which item.")
        else:
            yield seen.found(
                field,
                f"Item {number} is not among the items of the profile’s list of {of}, which is not complete",
                "Look it up in the agenda; add it to the profile if it is there.",
                severity="note",
            )
