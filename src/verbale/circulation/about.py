"""What a notice, a feed and a list say of an issued document, in the language of their reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from verbale.circulation.words import one_line, word
from verbale.document import Document, Language
from verbale.languages.dates import format_date
from verbale.languages.labels import language_name
from verbale.profiles import Profile
from verbale.registry.entries import Entry
from verbale.symbol import Symbol

__all__ = ["About", "Line", "date_in", "is_public", "title_of"]


@dataclass(frozen=True, slots=True)
class Line:
    """A fact with its label; ``link`` is where it leads."""

    label: str
    text: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class About:
    """An issued document as its readers are told of it."""

    entry: Entry
    document: Document
    profile: Profile

    @property
    def title(self) -> str:
        """The title on one line; its symbol where it has no title."""
        return title_of(self.entry)

    def address(self, language: Language) -> str | None:
        """Where the organization keeps documents under this symbol, if it does."""
        template = self.profile.links.symbol
        if template is None:
            return None
        if template.startswith("https://undocs.org/"):
            return Symbol.parse(self.entry.symbols[0]).url(language)
        return template.replace("{language}", language).replace(
            "{symbol}", self.entry.symbols[0].replace(" ", "")
        )

    def lines(self, language: Language) -> tuple[Line, ...]:
        """The facts: symbol, title, date, agenda items, language."""
        masthead = self.document.masthead
        items = "; ".join(one_line(f"{item.number} {item.title or ''}") for item in masthead.agenda_items)
        address = self.address(language)
        found = [
            Line(word("symbol", language), self.entry.symbol),
            Line(word("title", language), self.title),
            Line(word("date", language), date_in(date.fromisoformat(self.entry.date), language)),
            Line(word("items", language), items),
            Line(word("language", language), language_name(self.document.language, language)),
            Line(word("address", language), address or "", address),
        ]
        return tuple(line for line in found if line.text)


def title_of(entry: Entry) -> str:
    """The title of a document on one line; its symbol where it has no title."""
    return one_line(entry.title or entry.symbol)


def is_public(entry: Entry, profile: Profile) -> bool:
    """Whether everybody may know of a document: its distribution is one that the profile calls public."""
    return any(category.id == entry.distribution and category.public for category in profile.distributions)


def date_in(day: date, language: Language) -> str:
    """A date as the language writes it."""
    return format_date(day, language)
