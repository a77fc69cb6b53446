from __future__ import annotations

from collections.abc import Iterator

from verbale.rules.rule import EDITORIAL_MANUAL, Examination, Found, rule


@rule(
    code="V205",
    name="items-agree",
    severity="error",
    asks="The masthead prints the agenda items that the letter asks for.",
    source=EDITORIAL_MANUAL,
)
def items_agree(seen: Examination) -> Iterator[Found]:
    """Compares numbers, sub-items included, for the organs that both name. Silent where there is no masthead yet."""
    if seen.letter is None or not seen.masthead.organs or seen.letter.request is None:
        return
    # An organ that only one of them names is another rule's matter.
    for organ in (organ for organ in seen.masthead.organs if organ in seen.request.organs):
        printed = [item.number for item in seen.masthead.agenda_items if item.organ == organ]
        asked = list(seen.request.agenda_items.get(organ, ()))
        if set(printed) == set(asked):
            continue
        missing, extra = [n for n in asked if n not in printed], [n for n in printed if n not in asked]
        told = [f"the letter asks for {_items(missing)}"] if missing else []
        told += [f"the masthead prints {_items(extra)}"] if extra else []
        yield seen.found(
            "masthead.agenda_items",
            f"Masthead and letter differ in the items of the {seen.organ_name(organ)}: {' and '.join(told)}",
            "Print the items that the letter names; if the letter is wrong, ask the sender.",
        )


def _items(numbers: list[str]) -> str:
    return f"item{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}"
