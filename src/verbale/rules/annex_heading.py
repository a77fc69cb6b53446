from __future__ import annotations

from collections.abc import Iterator

from verbale.languages.dates import find_dates
from verbale.rules.rule import EDITORIAL_MANUAL, Examination, Found, rule


@rule(
    code="V402",
    name="annex-heading",
    severity="error",
    asks="A heading “Annex to the letter dated …” repeats the letter’s own date and sender.",
    source=EDITORIAL_MANUAL,
)
def annex_heading(seen: Examination) -> Iterator[Found]:
    """Silent on headings that only say “Annex” or “Annex I”."""
    if seen.letter is None:
        return
    states = {sender.state for sender in seen.letter.senders if sender.state}
    for i, part in seen.attached:
        if part.role != "annex" or not part.heading:
            continue
        language = part.language or seen.language
        days = [found.date for found in find_dates(part.heading, language)]
        days = days or [found.date for found in find_dates(part.heading)]
        field = f"parts.{i}.heading"
        if days and seen.letter.dated is not None and seen.letter.dated not in days:
            yield seen.found(
                field,
                f"The annex’s heading speaks of a letter of {days[0]}; the letter is of {seen.letter.dated}",
                "Repeat the letter’s date in the heading, or ask which is right.",
            )
        named = [found.code for found in seen.nomenclature.find_states(part.heading, language)]
        if days and states and named and not states & set(named):
            yield seen.found(
                field,
                f"The annex’s heading names {', '.join(map(seen.state_name, dict.fromkeys(named)))}; the letter is from "
                f"{', '.join(seen.state_name(code) for code in sorted(states))}",
                "Repeat the letter’s sender in the heading, or ask which is right.",
            )
