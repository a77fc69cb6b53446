from __future__ import annotations

from collections.abc import Iterator

from verbale.rules.rule import Examination, Found, rule


@rule(
    code="V304",
    name="distribution",
    severity="error",
    asks="The distribution is one that the profile knows.",
    source="UN Editorial Manual, mastheads: distribution",
)
def distribution(seen: Examination) -> Iterator[Found]:
    """A letter’s masthead without a category is a warning."""
    printed = seen.masthead.distribution
    known = ", ".join(category.id for category in seen.profile.distributions)
    if printed is not None and seen.profile.distribution(printed) is None:
        yield seen.found(
            "masthead.distribution",
            f"The {seen.profile.name_of('en')} has no distribution “{printed}”",
            f"Print one of these: {known}.",
        )
    elif printed is None and seen.letter is not None and seen.masthead.organs:
        yield seen.found(
            "masthead.distribution",
            "The masthead does not say to whom the document is distributed",
            f"Print one of these: {known}.",
            severity="warning",
        )
