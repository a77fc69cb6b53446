from __future__ import annotations

from collections.abc import Iterator

from verbale.document import Block
from verbale.profiles import Office
from verbale.rules.offices import office_in
from verbale.rules.rule import EDITORIAL_MANUAL, Examination, Found, rule


@rule(
    code="V104",
    name="sender-heading",
    severity="error",
    asks="The State and the office in the title are those of the signature.",
    source=EDITORIAL_MANUAL,
)
def sender_heading(seen: Examination) -> Iterator[Found]:
    """Compares the States and, where one person signs, the office. A signature that names no State is compared by
    its office alone.
    """
    title = seen.masthead.title
    if seen.letter is None or title is None or seen.main is None:
        return
    named = [found.code for found in seen.nomenclature.find_states(title, seen.language)]
    for i, block in seen.main_blocks:
        if block.type != "signature":
            continue
        text = " ".join(block.lines) or block.text
        for found in seen.nomenclature.find_states(text, seen.language):
            if named and found.code not in named:
                yield seen.found_in(
                    seen.main[0],
                    i,
                    f"The title names {', '.join(map(seen.state_name, named))}, the signature {seen.state_name(found.code)}",
                    "Ask which is right, and correct the other.",
                )
    yield from _offices(seen, title)


def _offices(seen: Examination, title: str) -> Iterator[Found]:
    """One signatory, one office: with several, the title may sum them up."""
    signed = [(i, block) for i, block in seen.main_blocks if block.type == "signature"]
    if len(signed) != 1 or seen.main is None:
        return
    i, block = signed[0]
    above, below = _sending(seen, title), _signing(seen, block)
    if above is not None and below is not None and above.id != below.id:
        yield seen.found_in(
            seen.main[0],
            i,
            f"The title says “{above.names['en'][0]}”, the signature “{below.names['en'][0]}”",
            "Ask which is right, and correct the other.",
        )


def _sending(seen: Examination, title: str) -> Office | None:
    return office_in(seen.profile, title, of_state=True)


def _signing(seen: Examination, block: Block) -> Office | None:
    return office_in(seen.profile, "\n".join(block.lines) or block.text, of_state=True)
