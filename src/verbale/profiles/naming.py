"""A profile's names in the shape that the reader and the writers ask for."""

from __future__ import annotations

from weakref import ref

from verbale.languages.nomenclature import Nomenclature, united_nations
from verbale.profiles.organization import Names
from verbale.profiles.profile import Profile

__all__ = ["nomenclature_of"]

# By the identity of the profile, for as long as it lives: a nomenclature keeps look-ups that take time to make.
_made: dict[int, tuple[ref[Profile], Nomenclature]] = {}


def nomenclature_of(profile: Profile) -> Nomenclature:
    """The names of a profile, made once for each."""
    key = id(profile)
    known = _made.get(key)
    if known is not None and known[0]() is profile:
        return known[1]
    names = _make(profile)
    _made[key] = (ref(profile, lambda _: _made.pop(key, None)), names)
    return names


def _make(profile: Profile) -> Nomenclature:
    """The names of the organization, its organs and its members; behind them those of the United Nations and its members.

    Names that the profile leaves out stay those of the language data.
    """
    return Nomenclature.of(
        organs={organ.prefix: _forms(organ.names) for organ in profile.organs if organ.names},
        states={
            member.code: _forms(member.names, {language: (form,) for language, form in member.of.items()})
            for member in profile.members
            if member.names
        },
        publisher=_forms(profile.names),
        years=frozenset(organ.prefix for organ in profile.organs if organ.counts == "years"),
        # The United Nations' offices are known to the reader, which takes more forms of their names than can be listed.
        offices={
            office.id: _forms(office.names)
            for office in profile.offices
            if office.receives and office.organ is not None and profile.organs_named_here(office.organ)
        },
        base=united_nations(),
    )


def _forms(names: Names, more: Names | None = None) -> dict[str, tuple[str, ...]]:
    return {
        language: tuple(dict.fromkeys((*forms, *(more or {}).get(language, ()))))
        for language, forms in names.items()
    }
