from __future__ import annotations

from collections.abc import Iterator

from verbale.rules.rule import Examination, Found, rule


@rule(
    code="V204",
    name="items-named",
    severity="error",
    asks="The letter names an agenda item for each organ that issues nothing without one.",
    source="UN Editorial Manual, agendas; documents: communications",
)
def items_named(seen: Examination) -> Iterator[Found]:
    """The profile says which organs need items. Where only the masthead has them, items-agree speaks."""
    if seen.letter is None or not seen.from_state:
        return
    for prefix in dict.fromkeys((*seen.request.organs, *seen.masthead.organs)):
        organ = seen.profile.organ(prefix)
        if organ is None or not organ.needs_items or seen.request.agenda_items.get(prefix):
            continue
        if any(item.organ == prefix for item in seen.masthead.agenda_items):
            continue  # then head and request differ, which is another rule's matter
        yield seen.found(
            "communication.request.agenda_items",
            f"No agenda item of the {seen.organ_name(prefix)} is named",
            f"Ask under which item: nothing becomes a document of the {seen.organ_name(prefix)} without one.",
        )
