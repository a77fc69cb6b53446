"""What a notice, a feed and a list say of an issued document, in the language of their reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from verbale.circulation.words import one_line, word
from verbale.document import Document, Language
from verbale.languages.dates import format_date
from verbale.languages.labels import language_name
from verbale.profiles import Profile
from verbale.registry.entries import Entry, IssuedFile
from verbale.symbol import Symbol

__all__ = [
    "About",
    "Line",
    "date_in",
    "document_path",
    "file_address",
    "is_public",
    "site_address",
    "symbol_path",
    "title_of",
]


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

    def files(self, version: str | None) -> tuple[IssuedFile, ...]:
        """The files of one language version as it was issued last; of all where none is named."""
        held = self.entry.files
        if version is None:
            return held
        own = [file for file in held if file.language == version]
        last = max((file.reissue for file in own), default=0)
        return tuple(file for file in own if file.reissue == last)

    def lines(self, language: Language, *, site: str = "", version: str | None = None) -> tuple[Line, ...]:
        """The facts: symbol, title, date, agenda items, language, address (at ``site``, where the service is reached)."""
        masthead = self.document.masthead
        items = "; ".join(one_line(f"{item.number} {item.title or ''}") for item in masthead.agenda_items)
        address = site_address(site, self.entry, version) if site else self.address(language)
        found = [
            Line(word("symbol", language), self.entry.symbol),
            Line(word("title", language), self.title),
            Line(word("date", language), date_in(date.fromisoformat(self.entry.date), language)),
            Line(word("items", language), items),
            Line(word("language", language), language_name(version or self.document.language, language)),
            Line(word("address", language), address or "", address),
        ]
        return tuple(line for line in found if line.text)


def site_address(site: str, entry: Entry, version: str | None = None) -> str:
    """Where the service shows a document, or one language version of it."""
    return site + document_path(entry.symbols[0], version)


def document_path(symbol: str, version: str | None = None) -> str:
    """The path at which a document stands on a site, or one language version of it."""
    return f"/documents/{symbol_path(symbol)}" + (f"/{version}" if version else "")


def symbol_path(symbol: str) -> str:
    """A symbol as a part of a path."""
    return quote(symbol.replace(" ", ""), safe="/()")


def file_address(site: str, entry: Entry, file: IssuedFile) -> str:
    """Where the service gives one file of a document."""
    return f"{site_address(site, entry, file.language)}?format={file.format}"


def title_of(entry: Entry) -> str:
    """The title of a document on one line; its symbol where it has no title."""
    return one_line(entry.title or entry.symbol)


def is_public(entry: Entry, profile: Profile) -> bool:
    """Whether everybody may know of a document: its distribution is one that the profile calls public."""
    return any(category.id == entry.distribution and category.public for category in profile.distributions)


def date_in(day: date, language: Language) -> str:
    """A date as the language writes it."""
    return format_date(day, language)
