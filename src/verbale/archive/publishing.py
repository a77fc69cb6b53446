"""How a profile's organization stands in bibliographies: its name, its members and organs, its addresses."""

from __future__ import annotations

from verbale.catalogue.exports import House
from verbale.catalogue.exports.work import undocs
from verbale.document import Language
from verbale.profiles import Profile

__all__ = ["house_of"]


def house_of(profile: Profile, language: Language = "en") -> House:
    """The publisher that a profile describes, with names in a language."""
    names = profile.nomenclature
    template = profile.links.symbol

    def member(code: str) -> str:
        try:
            return names.state_name(code, language)
        except KeyError:
            return code

    def organ(prefix: str) -> str:
        try:
            return names.organ_name(prefix, language)
        except KeyError:
            return prefix

    def address(symbol: str, version: str) -> str | None:
        if template is None:
            return None
        if template.startswith("https://undocs.org/"):
            return undocs(symbol, version)
        return template.replace("{language}", version).replace("{symbol}", symbol.replace(" ", ""))

    return House(
        name=profile.name_of(language),
        place=profile.seat.get(language),
        member=member,
        organ=organ,
        address=address,
    )
