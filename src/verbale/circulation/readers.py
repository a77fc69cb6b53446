"""Who is told of a document, and in which language each of them reads."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from verbale.document import Document, Language
from verbale.profiles import Member, Profile
from verbale.registry.outbox import NewNotice

__all__ = ["reading_language", "told"]


def told(document: Document, profile: Profile, day: date) -> tuple[NewNotice, ...]:
    """A notice for each member entitled to the document on that day; nobody where it names no distribution."""
    masthead = document.masthead
    if masthead.distribution is None:
        return ()
    names = profile.nomenclature
    notices = []
    for member in profile.entitled(masthead.distribution, organs=masthead.organs, on=day):
        language = reading_language(member, profile)
        try:
            name = names.state_name(member.code, language)
        except KeyError:
            name = member.code
        notices.append(NewNotice(member=member.code, name=name, language=language))
    return tuple(notices)


def reading_language(member: Member, profile: Profile) -> Language:
    """The language in which a member is written to.

    The first of its own official languages that is one of the organization's (Unicode CLDR, territory information),
    else the organization's first working language.
    """
    official = profile.languages.official
    own = _official_in(member.code)
    return next((language for code in own for language in official if language == code), _first(profile))


def _first(profile: Profile) -> Language:
    return next(iter(profile.languages.working or profile.languages.official))


@lru_cache(maxsize=512)
def _official_in(code: str) -> tuple[str, ...]:
    from babel.languages import get_official_languages

    return tuple(get_official_languages(code, de_facto=True))
