"""The masthead, line by line (UN Editorial Manual, documents: masthead; the grid of United Nations documents)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from verbale.document import AgendaItem, Change, Document, Language, Reissue, Session
from verbale.languages import LANGUAGES
from verbale.languages.dates import format_date
from verbale.languages.labels import label, language_name, masthead_language
from verbale.languages.letters import format_letter
from verbale.languages.ordinals import session_words
from verbale.languages.organs import organ_name
from verbale.profiles import Profile
from verbale.writing.emblem import shapes_of
from verbale.writing.layout import Column, Foot, Head, ItemLine, Mark, PublicationLine, Text, clean

__all__ = [
    "foot_of",
    "head_of",
    "label_language",
    "original_note",
    "printing",
    "reissue_note",
    "stars_of",
]

_SESSION = re.compile(r"(?P<kind>ES-|S-)?(?P<n>\d+)")
_ITEM = re.compile(r"(?P<head>.*?)\s*\((?P<letter>\w+)\)")


@cache
def printing() -> dict[str, dict[str, Any]]:
    """The tables of ``data/printing.toml``, each by language."""
    return tomllib.loads((files("verbale.writing") / "data" / "printing.toml").read_text("utf-8"))


def label_language(language: Language) -> Language:
    """The language of a document's labels: its own, or English where it is not an official language."""
    return language if language in LANGUAGES else "en"


def _listed(words: list[str], language: str) -> str:
    """Words in a row: "32, 37 and 69 (b)"."""
    if len(words) < 2:
        return "".join(words)
    return label("comma", language).join(words[:-1]) + label("and", language) + words[-1]


def _organ_name(profile: Profile, prefix: str, language: Language) -> str:
    """The profile's own name of an organ, else the United Nations' name, else the prefix itself."""
    organ = profile.organ(prefix)
    if organ and organ.names.get(language):
        return organ.names[language][0]
    try:
        return organ_name(prefix, language)
    except KeyError:
        return next(iter(organ.names.get("en", ())), prefix) if organ else prefix


def _above(profile: Profile, prefix: str) -> str:
    """The organ whose name heads the page: a subsidiary body's parent, else the organ itself."""
    organ = profile.organ(prefix)
    if organ:
        return organ.parent or prefix
    return prefix.split("/", maxsplit=1)[0]


def _session_line(session: Session, language: str) -> str:
    if session.year is not None:
        return session_words("year", session.year, language)
    named = session.session or ""
    match = _SESSION.fullmatch(named)
    if not match:
        return clean(named)
    n = int(match["n"])
    if match["kind"]:
        return session_words("emergency-special" if match["kind"] == "ES-" else "special", n, language)
    return session_words("year-session" if n >= 1900 else "session", n, language)


def _item_number(number: str, language: str) -> str:
    match = _ITEM.fullmatch(number)
    if not match:
        return number
    letter = format_letter(match["letter"], language)
    return f"{match['head']}{letter}" if language == "zh" else f"{match['head']} {letter}"


def _item_lines(items: list[AgendaItem], language: Language, marks: tuple[Mark, ...]) -> list[ItemLine]:
    lines = []
    for provisional, group in groupby(items, key=lambda item: item.provisional):
        own = [clean(item.number) for item in group]
        numbers = [_item_number(number, language) for number in own]
        key = (
            "agenda-items" if len(numbers) > 2 else "agenda-items-two" if len(numbers) == 2 else "agenda-item"
        )
        form = label(("provisional-" if provisional else "") + key, language)
        line = form.replace("{items}", _listed(numbers, language))
        at = form.index("{items}")
        places = []
        for number, printed in zip(own, numbers, strict=True):
            at = line.index(printed, at)
            places.append((at, at + len(printed), number))
            at += len(printed)
        lines.append(ItemLine(Text(line, marks=marks if provisional else ()), tuple(places), provisional))
        if provisional:
            # the note is set once; further lines only lead to it
            marks = tuple(Mark(mark.label, mark.note, first=False) for mark in marks)
    return lines


def _columns(document: Document, profile: Profile, marks: tuple[Mark, ...]) -> Iterator[Column]:
    """One column an organ, in the masthead's order; the organs that only sessions or items name follow."""
    masthead, language = document.masthead, label_language(document.language)
    named = [
        *masthead.organs,
        *(s.organ for s in masthead.sessions),
        *(i.organ for i in masthead.agenda_items),
    ]
    organs = list(dict.fromkeys(named))
    for organ in organs:
        items = [i for i in masthead.agenda_items if i.organ == organ]
        subsidiary = _above(profile, organ) != organ
        lines = _item_lines(items, language, marks)
        if any(line.provisional for line in lines):
            marks = tuple(Mark(mark.label, mark.note, first=False) for mark in marks)
        column = Column(
            organ=organ,
            name=clean(_organ_name(profile, organ, language)) if len(organs) > 1 or subsidiary else None,
            subsidiary=subsidiary,
            sessions=tuple(_session_line(s, language) for s in masthead.sessions if s.organ == organ),
            items=tuple(lines),
            titles=tuple(clean(i.title) for i in items if i.title),
        )
        if column.name or column.sessions or column.items or column.titles:
            yield column


def _symbol_lines(symbols: tuple[str, ...]) -> tuple[str, ...]:
    """Symbols as printed: those of two organs on one line with an en dash, others below each other."""
    roots = [symbol.split("/")[0] for symbol in symbols]
    return ("–".join(symbols),) if len(set(roots)) == len(roots) and symbols else symbols


def _publication(document: Document) -> Iterator[PublicationLine]:
    masthead = document.masthead
    language = masthead_language(label_language(document.language))
    if masthead.distribution:
        yield PublicationLine("distribution", label(f"distribution-{masthead.distribution}", language))
    if masthead.date:
        yield PublicationLine("date", format_date(masthead.date, language))
    only = document.change.languages if isinstance(document.change, Change) else ()
    if len(only) == 1:
        yield PublicationLine("only", _only(only, language), apart=True)
        return
    originals = masthead.original_languages
    translated = bool(originals) and document.language not in originals and document.language in LANGUAGES
    if translated:
        yield PublicationLine("language", label("language-of-version", document.language), apart=True)
    if originals:
        colon = " : " if language == "fr" else ": "
        names = [language_name(code, language) for code in originals]
        line = label("original", language) + colon + _listed(names, language)
        yield PublicationLine("original", line, apart=not translated)
    if only:
        yield PublicationLine("only", _only(only, language))


def _only(languages: tuple[Language, ...], language: str) -> str:
    """The versions that a corrigendum concerns: "Arabic and French only"."""
    names = _listed([language_name(code, language) for code in languages], language)
    return label("languages-only", language).format(languages=names[:1].upper() + names[1:])


def reissue_note(document: Document) -> str | None:
    """The note that says when a document was issued again."""
    again = document.reissued
    if not isinstance(again, Reissue):
        return None
    language = label_language(document.language)
    key = {2: "reissued-second", 3: "reissued-third"}.get(again.times, "reissued")
    return label(key, language).format(date=format_date(again.date, language))


def stars_of(document: Document) -> str:
    """The asterisks behind the symbol: one for each time that the document was issued again."""
    return "*" * document.reissued.times if isinstance(document.reissued, Reissue) else ""


def original_note(languages: tuple[str, ...], language: str) -> str:
    """The note under an annex's heading: "[Original: Arabic and English]"."""
    names = [language_name(code, language) for code in languages]
    return label("original-of-part", language).format(languages=_listed(names, language))


def _change_word(document: Document, language: Language) -> str | None:
    """What stands under the title of a document that changes another; nothing under a revision's."""
    change = document.change
    if not isinstance(change, Change) or change.kind == "revision":
        return None
    return label(change.kind, language)


def head_of(document: Document, profile: Profile, title: Text | None, marks: tuple[Mark, ...]) -> Head:
    """The masthead of a document; ``marks`` lead from the line of a provisional agenda to its footnote."""
    language = label_language(document.language)
    masthead = document.masthead
    organs = dict.fromkeys(_above(profile, organ) for organ in masthead.organs)
    return Head(
        organization=profile.name_of(language),
        symbols=tuple(map(clean, _symbol_lines(masthead.symbols))),
        organs=tuple(clean(_organ_name(profile, organ, language)) for organ in organs),
        organ_prefixes=tuple(organs),
        publication=tuple(_publication(document)),
        publication_language=masthead_language(language),
        columns=tuple(_columns(document, profile, marks)),
        title=title,
        title_depth=int(title is not None and any(c.isalnum() for c in title.text)),
        mark=shapes_of(profile.mark) if profile.mark else None,
        change=_change_word(document, language),
        stars=stars_of(document),
    )


def foot_of(document: Document) -> Foot | None:
    """The production number with the letter of the language, and the day on which the text was submitted."""
    number = clean(document.masthead.job_number or "")
    if not number:
        return None
    day = document.masthead.date
    line = f"{number} ({printing()['job-letter'][document.language]})"
    if day:
        line += f" {day:%d%m%y}"
    return Foot(job_number=number, line=line, code="".join(c for c in number if c.isdigit()))
