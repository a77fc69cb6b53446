from __future__ import annotations

from collections.abc import Iterator

from verbale.rules.rule import Examination, Found, rule


@rule(
    code="V202",
    name="organs-known",
    severity="error",
    asks="The organs are organs of the profile.",
    source="The profile: organs",
)
def organs_known(seen: Examination) -> Iterator[Found]:
    """Looks at the masthead and at the request. Usually the wrong profile was chosen."""
    known = ", ".join(f"{seen.organ_name(organ.prefix)} ({organ.prefix})" for organ in seen.profile.organs)
    places = {"masthead.organs": seen.masthead.organs, "communication.request.organs": seen.request.organs}
    for field, organs in places.items():
        for prefix in organs:
            if seen.profile.organ(prefix) is None:
                yield seen.found(
                    field,
                    f"{seen.organ_name(prefix)} is no organ of the {seen.profile.name_of('en')}",
                    f"Choose the profile that fits, or one of its organs: {known}.",
                )
