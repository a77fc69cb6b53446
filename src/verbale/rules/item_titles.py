from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.document import AgendaItem, Language
from verbale.languages.characters import fold
from verbale.profiles import Agenda
from verbale.rules.rule import Examination, Found, rule

_NOT_LETTERS = re.compile(r"[\W_]+")


@rule(
    code="V207",
    name="item-titles",
    severity="error",
    asks="The titles printed are the titles of those items.",
    source="The agenda of the session",
)
def item_titles(seen: Examination) -> Iterator[Found]:
    """Compares letters and figures only, in the language of the document, if the profile has the title in it. For a
    part of an item the title of the whole item may stand, or the part’s own half.
    """
    for place, item in enumerate(seen.masthead.agenda_items):
        session = seen.session_of(item.organ)
        agenda = seen.profile.agenda(item.organ, session) if session else None
        if agenda is None or item.title is None or item.provisional:
            continue
        titles = _titles(agenda, item, seen.language)
        if not titles or _key(item.title) in {_key(title) for title in titles}:
            continue
        owner = _owner(agenda, item.title, seen.language)
        other = f", which is the title of item {owner}" if owner else ""
        yield seen.found(
            f"masthead.agenda_items.{place}.title",
            f"Item {item.number} is given the title “{item.title}”{other}",
            f"Print the title of item {item.number}: “{titles[0]}”.",
        )


def _titles(agenda: Agenda, item: AgendaItem, language: Language) -> list[str]:
    """What may stand for an item: its title; for a part of one also the whole item's title, or its own half alone."""
    own = agenda.title(item.number, language)
    titles = [own] if own else []
    head, _, part = item.number.partition(" ")
    if part:
        whole = agenda.title(head, language)
        titles += [whole] if whole else []
        if own:
            parent, colon, rest = own.replace("：", ":").partition(":")
            titles += [parent, rest] if colon else []
        elif whole is None:
            return []
    return titles


def _owner(agenda: Agenda, title: str, language: Language) -> str | None:
    return next(
        (n for n, by in agenda.items.items() if language in by and _key(by[language]) == _key(title)), None
    )


def _key(text: str) -> str:
    return _NOT_LETTERS.sub("", fold(text))
