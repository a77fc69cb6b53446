"""Which office of a profile a text speaks of: "Ambassador, Permanent Representative" is the permanent representative."""

from __future__ import annotations

from verbale.languages import LANGUAGES
from verbale.languages.characters import fold_each
from verbale.profiles import Office, Profile
from verbale.rules.words import says

__all__ = ["office_in"]


def office_in(profile: Profile, text: str, *, of_state: bool = False) -> Office | None:
    """The office whose name the text is, or holds: the longest name, save that a chargé d'affaires "of the permanent
    mission" is a chargé d'affaires. A deputy holds nobody's office. ``of_state`` leaves out those who speak for no member.
    """
    folded = fold_each(text)
    found: list[tuple[bool, int, Office]] = []
    for office in profile.offices:
        for form in (office.id, *(form for forms in office.names.values() for form in forms)):
            if fold_each(form) in folded and (office.state or not of_state):
                found.append((office.id == "charge-d-affaires", len(form), office))
    if not found:
        return None
    acting, _, office = max(found, key=lambda entry: entry[:2])
    if not acting and any(says("deputy", text, language) for language in LANGUAGES):
        return None
    return office
