from __future__ import annotations

from collections.abc import Iterator

from verbale.rules.rule import EDITORIAL_MANUAL, Examination, Found, rule


@rule(
    code="V203",
    name="organs-agree",
    severity="error",
    asks="The masthead names the organs that the letter asks for.",
    source=EDITORIAL_MANUAL,
)
def organs_agree(seen: Examination) -> Iterator[Found]:
    """Silent where the letter has no masthead yet: the registry makes it from the request."""
    printed, asked = seen.masthead.organs, seen.request.organs
    if not printed or not asked:
        return
    for organ in asked:
        if organ not in printed:
            yield seen.found(
                "masthead.organs",
                f"The letter asks for the {seen.organ_name(organ)}, which the masthead does not name",
                f"Add the {seen.organ_name(organ)} to the masthead, or ask the sender.",
            )
    for organ in printed:
        if organ not in asked:
            yield seen.found(
                "masthead.organs",
                f"The masthead names the {seen.organ_name(organ)}, for which the letter does not ask",
                f"Take the {seen.organ_name(organ)} out of the masthead, or ask the sender.",
            )
