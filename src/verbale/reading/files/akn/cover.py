"""The meta elements and the cover page → masthead, and the lines that stand between masthead and title."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, cast, get_args

from verbale.document import AgendaItem, Distribution, Language, Masthead, Notice, Session
from verbale.errors import SymbolError
from verbale.languages.characters import fold_digits
from verbale.languages.dates import parse_date
from verbale.languages.labels import labels, languages_named
from verbale.languages.letters import item_letter
from verbale.languages.ordinals import session_number
from verbale.languages.organs import organ_named
from verbale.reading.files.akn.names import names
from verbale.reading.files.akn.parse import local
from verbale.reading.files.akn.text import text_of
from verbale.reading.folding import clean, fold
from verbale.symbol import Symbol

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Cover", "item_numbers", "read_cover"]

_LETTERS = r"[^\W\d_](?:\s?[^\W\d_])?"
_ITEM = re.compile(
    rf"(?P<number>\d+)\s*(?:[(（]?\s*(?P<letters>{_LETTERS})\s*[)）])?|[(（]\s*(?P<more>{_LETTERS})\s*[)）]"
)
_JOB = re.compile(r"\d{2}-\d{4,6}")


@dataclass(slots=True)
class Cover:
    """What the head of a file says. ``lines`` are words printed above the title that no field of the masthead holds."""

    masthead: Masthead = field(default_factory=Masthead)
    lines: list[_Element] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def item_numbers(text: str) -> list[str]:
    """The numbers of agenda items as "72 (b)", from "72(b)", "72 b)", "البند 72 (ب)", "13 and 117".

    >>> item_numbers("Point 99 nn) de l'ordre du jour"), item_numbers("Agenda items 69 (b) and (c)")
    (['99 (nn)'], ['69 (b)', '69 (c)'])
    """
    found: list[str] = []
    number = ""
    for match in _ITEM.finditer(fold_digits(text)):
        number = match["number"] or number
        letters = "".join((match["letters"] or match["more"] or "").split())
        latin = "".join(item_letter(letter) or letter for letter in letters)
        if number:
            found.append(f"{number} ({latin})" if latin else number)
    return found


def _is_label(text: str, key: str, language: str) -> bool:
    return fold(text) in {fold(form) for form in labels(key, language)}


def _distribution(status: _Element, language: str) -> Distribution | None:
    for value in cast("tuple[Distribution, ...]", get_args(Distribution)):
        if status.get("refersTo", "").lstrip("#") == f"{value}Distribution":
            return value
        if any(_is_label(text_of(status), f"distribution-{value}", code) for code in ("en", language)):
            return value
    return None


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


class _Reader:
    def __init__(self, language: Language) -> None:
        self.language = language
        self.cover = Cover()
        self.organs: list[str] = []
        self.symbols: list[str] = []
        self.sessions: list[Session] = []
        self.items: list[tuple[str, str | None]] = []
        self.originals: list[Language] = []
        self.distribution: Distribution | None = None
        self.dated: date | None = None

    def notice(self, where: str, message: str) -> None:
        self.cover.notices.append(Notice(where=where, message=message))

    def paragraph(self, element: _Element) -> None:
        """One paragraph of the cover page: each thing in it goes to its field, what is left is a line."""
        known = False
        for child in element.iter():
            known = self._thing(child) or known
        if not known and text_of(element):
            self.cover.lines.append(element)

    def _thing(self, element: _Element) -> bool:
        name, refers = local(element), (element.get("refersTo") or "").lstrip("#")
        text = text_of(element)
        if name == "docAuthority":
            if refers in ("issuingBody", "subsidiaryBody"):
                self._organ(text, refers)
            return True
        if name == "docNumber" and refers == "symbol":
            self._symbol(text)
        elif name == "docStatus":
            self.distribution = _distribution(element, self.language)
            if self.distribution is None and text:
                self.notice("masthead.distribution", f"No category of distribution is known by {text!r}")
        elif name == "docDate" and refers == "dateOfIssuance":
            self.dated = self._issued(element, text)
        elif name == "session":
            self._session(element, text, refers)
        elif name == "inline" and element.get("name") in ("agenda item", "agendaItem"):
            self._item(element, text)
        elif name == "inline" and element.get("name") in ("agenda item name", "agendaItemName"):
            self._item_title(text)
        elif name == "inline" and element.get("name") == "originalLanguage":
            self.originals += [cast("Language", code) for code in languages_named(f"{text} {refers}")][:2]
        elif (name == "inline" and element.get("name") == "languageOfExpression") or (
            name == "event" and refers == "session"
        ):
            pass
        else:
            return False
        return True

    def _organ(self, text: str, refers: str) -> None:
        # In Arabic some files print the particle that begins the enacting formula before the organ.
        prefix = organ_named(text, self.language) or organ_named(text) or organ_named(text.partition(" ")[2])
        if prefix is None:
            self.notice("masthead.organs", f"No organ is known by {text!r}")
        elif refers == "subsidiaryBody" and "/" in prefix:
            # The name of a subsidiary body stands under its parent's, which does not issue the document.
            parent = prefix.split("/")[0]
            self.organs = [organ for organ in self.organs if organ != parent] + [prefix]
        elif prefix not in self.organs:
            self.organs.append(prefix)

    def _symbol(self, text: str) -> None:
        try:
            symbol = Symbol.parse(text)
        except SymbolError as error:
            self.notice("masthead.symbols", f"{text!r} is not a symbol: {error.what}")
            self.symbols.append(text)
        else:
            self.symbols += [str(half) for half in symbol.halves]

    def _issued(self, element: _Element, text: str) -> date | None:
        printed, value = parse_date(text, self.language) or parse_date(text), _date(element.get("date"))
        if printed and value and printed != value:
            self.notice(
                "masthead.date",
                f"Printed is {text!r}, in the mark-up {value.isoformat()}; the printed one is taken",
            )
        return printed or value

    def _session(self, element: _Element, text: str, refers: str) -> None:
        organ = names().organs.get(refers)
        value = clean(element.get("value") or "")
        found = session_number(text, self.language) or session_number(text)
        if organ is None:
            organ = organ_named(text) or (self.organs[-1] if self.organs else "")
        if found is not None:
            kind, number = found
            if kind == "year":
                self.sessions.append(Session(organ=organ, year=number))
                return
            prefix = {"emergency-special": "ES-", "special": "S-"}.get(kind, "")
            printed = f"{prefix}{number}"
            if value and value != printed:
                self.notice(
                    "masthead.sessions",
                    f"Printed is {text!r}, in the mark-up {value}; the printed one is taken",
                )
            self.sessions.append(Session(organ=organ, session=printed))
        elif value:
            self.sessions.append(Session(organ=organ, session=value))
        else:
            self.sessions.append(Session(organ=organ))

    def _item(self, element: _Element, text: str) -> None:
        numbers = item_numbers(text) or item_numbers(element.get("title") or "")
        if not numbers:
            self.notice(
                "masthead.agenda_items",
                f"No number in {text!r}" if text else "The cover page leaves the item empty",
            )
        self.items += [(number, None) for number in numbers]

    def _item_title(self, text: str) -> None:
        if not text:
            return
        for place, (number, title) in enumerate(self.items):
            if title is None:
                self.items[place] = (number, text)
                return
        if self.items:
            # The title of a sub-item on a line of its own.
            number, title = self.items[-1]
            self.items[-1] = (number, f"{(title or '').rstrip(' :')}: {text}")
        else:
            self.notice("masthead.agenda_items", f"A title without an item: {text!r}")

    def finish(self, meta: _Element | None, title: str | None) -> Cover:
        """The masthead, with what the cover page left open taken from the symbol and the identification."""
        organs = tuple(self.organs) or self._organs_of_symbols()
        self.cover.masthead = Masthead(
            organs=organs,
            symbols=tuple(self.symbols),
            distribution=self.distribution,
            date=self.dated or self._published(meta),
            original_languages=tuple(dict.fromkeys(self.originals)),
            sessions=tuple(self._filled(session) for session in self.sessions),
            agenda_items=self._agenda(organs),
            title=title,
            job_number=_job_number(meta),
        )
        return self.cover

    def _parsed(self) -> list[Symbol]:
        parsed = []
        for text in self.symbols:
            try:
                parsed.append(Symbol.parse(text))
            except SymbolError:
                continue
        return parsed

    def _organs_of_symbols(self) -> tuple[str, ...]:
        found = [symbol.organ for symbol in self._parsed() if symbol.organ]
        if found:
            self.notice(
                "masthead.organs",
                "The organ is taken from the symbol; the cover page names none that is known",
            )
        return tuple(dict.fromkeys(found))

    def _published(self, meta: _Element | None) -> date | None:
        if meta is None:
            return None
        element = meta.find("{*}identification/{*}FRBRExpression/{*}FRBRdate")
        value = _date(element.get("date")) if element is not None else None
        if value is not None:
            self.notice(
                "masthead.date",
                "The date is that of publication in the file's identification; none is printed",
            )
        return value

    def _filled(self, session: Session) -> Session:
        if session.session is not None or session.year is not None:
            return session
        for symbol in self._parsed():
            named = symbol.session or (symbol.year if session.organ == "E" else None)
            if named:
                self.notice(
                    "masthead.sessions",
                    "The session is taken from the symbol; the cover page leaves it empty",
                )
                return Session(organ=session.organ, session=str(named))
        self.notice("masthead.sessions", "The cover page names no session")
        return session

    def _agenda(self, organs: tuple[str, ...]) -> tuple[AgendaItem, ...]:
        organ = organs[0] if organs else ""
        return tuple(AgendaItem(organ=organ, number=number, title=title) for number, title in self.items)


def _job_number(meta: _Element | None) -> str | None:
    for element in meta.iter("{*}docketNumber") if meta is not None else ():
        match = _JOB.search(text_of(element).replace("‑", "-"))
        if match:
            return match[0]
    return None


def read_cover(meta: _Element | None, cover: _Element | None, title: str | None, language: Language) -> Cover:
    """The masthead of a file, and the lines of its cover page that are words of the document."""
    reader = _Reader(language)
    for element in cover if cover is not None else ():
        if local(element):
            reader.paragraph(element)
    return reader.finish(meta, title)
