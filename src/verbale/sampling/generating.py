"""Communications, notes, reports and resolutions of the fictional organization, in six languages, citing one another."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from verbale.document import (
    AgendaItem,
    Block,
    Citation,
    CitationKind,
    Communication,
    Document,
    Kind,
    Language,
    Masthead,
    Part,
    Sender,
    Session,
)
from verbale.languages.dates import format_date
from verbale.profiles import Profile, load

__all__ = ["documents"]

_LANGUAGES: tuple[Language, ...] = ("ar", "zh", "en", "fr", "ru", "es")
_SHARES = (1, 1, 4, 2, 1, 2)  # of the languages, as originals come in
_KINDS: tuple[Kind, ...] = ("letter", "note-verbale", "report", "resolution")
_KIND_SHARES = (55, 10, 15, 20)
_FIRST = date(2013, 10, 8)
_DAYS = 12 * 365
_SESSIONS = 14


def documents(count: int, *, seed: int = 1) -> Iterator[Document]:
    """``count`` documents in the order of their dates. Each cites some that came before it."""
    maker = _Maker(random.Random(seed), load("assembly"))  # noqa: S311 - nothing is kept secret by it
    for number in range(count):
        yield maker.one(_FIRST + timedelta(days=_DAYS * number // max(count, 1)))


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "data" / "words.toml").read_text("utf-8"))


class _Maker:
    def __init__(self, rng: random.Random, profile: Profile) -> None:
        self._rng = rng
        self._members = [member.code for member in profile.members]
        self._names = {
            (member.code, language): member.of[language]
            for member in profile.members
            for language in _LANGUAGES
        }
        agenda = profile.agenda("PA", "12")
        self._titles = agenda.items if agenda else {}
        self._items = sorted(self._titles)
        self._counters: dict[str, int] = {}
        self._made: list[tuple[str, CitationKind]] = []

    def one(self, day: date) -> Document:
        """The next document."""
        rng = self._rng
        language = rng.choices(_LANGUAGES, _SHARES)[0]
        kind = rng.choices(_KINDS, _KIND_SHARES)[0]
        session = min(_SESSIONS, max(1, day.year - 2012 - (day.month < 10)))
        organs = (
            ("PA", "HC") if kind == "letter" and rng.random() < 0.2 else (rng.choice(("PA", "PA", "HC")),)
        )
        symbols = tuple(self._symbol(organ, kind, session, day.year) for organ in organs)
        member = rng.choice(self._members)
        items = sorted(rng.sample(self._items, rng.randint(1, 2))) if "PA" in organs else []
        words = _words()[language]
        name = {"letter": "letter", "note-verbale": "note"}.get(kind, kind)
        dated = day - timedelta(days=rng.randint(1, 9))
        title = words[name].format(
            date=format_date(dated, language),
            member=self._names[member, language],
            matter=rng.choice(words["matters"]),
            place=self._place(language),
        )
        blocks, citations = self._text(language, kind)
        told = Communication(
            dated=dated,
            senders=(Sender(name=None, office=None, state=member),),
            addressees=("secretary-general",),
        )
        document = Document(
            kind=kind,
            language=language,
            masthead=Masthead(
                organs=organs,
                symbols=symbols,
                distribution="general",
                date=day,
                original_languages=(language,),
                sessions=tuple(
                    Session(organ="PA", session=str(session))
                    if organ == "PA"
                    else Session(organ="HC", year=session)
                    for organ in organs
                ),
                agenda_items=tuple(
                    AgendaItem(organ="PA", number=item, title=self._titles[item].get(language))
                    for item in items
                ),
                title=title[0].upper() + title[1:],
            ),
            communication=told if kind in ("letter", "note-verbale") else None,
            parts=(Part(role="main", language=language, blocks=blocks),),
            citations=citations,
        )
        cited_as: CitationKind = "resolution" if kind == "resolution" else "document"
        self._made.append((symbols[0], cited_as))
        return document

    def _symbol(self, organ: str, kind: Kind, session: int, year: int) -> str:
        element = "RES/" if kind == "resolution" else ""
        series = f"{organ}/{element}{session}" if organ == "PA" else f"{organ}/{element}{year}"
        self._counters[series] = self._counters.get(series, 0) + 1
        return f"{series}/{self._counters[series]}"

    def _text(self, language: Language, kind: Kind) -> tuple[tuple[Block, ...], tuple[Citation, ...]]:
        rng = self._rng
        blocks: list[Block] = []
        citations: list[Citation] = []
        for place in range(rng.randint(3, 12)):
            text = ""
            for _ in range(rng.randint(1, 4)):
                before, cited, after = self._sentence(language)
                text += f" {before}" if text and language != "zh" else before
                if cited is not None:
                    symbol, of = cited
                    citations.append(
                        Citation(
                            start=len(text),
                            end=len(text) + len(symbol),
                            text=symbol,
                            kind=of,
                            symbol=symbol,
                            part=0,
                            block=place,
                        )
                    )
                    text += symbol + after
            numbered = str(place + 1) if kind in ("report", "resolution") else None
            blocks.append(Block(type="paragraph", text=text, number=numbered))
        return tuple(blocks), tuple(citations)

    def _sentence(self, language: Language) -> tuple[str, tuple[str, CitationKind] | None, str]:
        words = _words()[language]
        known = words["sentences"] if self._made else [s for s in words["sentences"] if "{cited}" not in s]
        sentence = self._rng.choice(known)
        filled = sentence.replace("{cited}", "\0").format(
            matter=self._rng.choice(words["matters"]), place=self._place(language), n=self._rng.randint(2, 60)
        )
        before, mark, after = filled.partition("\0")
        if not mark:
            return filled, None, ""
        # newer documents are cited more often than old ones, and a few of all times very often
        made = self._made
        at = int(len(made) * max(self._rng.random(), self._rng.random())) if self._rng.random() < 0.8 else 0
        return before, made[at or int(len(made) ** 0.5 * self._rng.random())], after

    def _place(self, language: Language) -> str:
        """A place: one of the list, or one with an invented name behind it, so that there are many words."""
        listed: str = self._rng.choice(_words()[language]["places"])
        if self._rng.random() < 0.5:
            return listed
        syllables = _words()["names"].get(language) or _words()["names"]["latin"]
        name = "".join(self._rng.choices(syllables, k=self._rng.randint(2, 4)))
        return f"{listed}{name}" if language == "zh" else f"{listed} {name.capitalize()}"
