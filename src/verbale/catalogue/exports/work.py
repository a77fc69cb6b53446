"""A document with all its language versions, as a bibliography describes it, and the house that publishes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from verbale.catalogue.entry import Entry
from verbale.catalogue.index import Catalogue
from verbale.errors import SymbolError
from verbale.symbol import Symbol

__all__ = ["House", "Work", "undocs", "works"]


def undocs(symbol: str, language: str) -> str | None:
    """The address of a document at the United Nations' resolver, or None where there is none."""
    try:
        return Symbol.parse(symbol).url(language)
    except (SymbolError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class House:
    """Who publishes: its name, the names of its members and organs, and where it keeps a symbol in a language."""

    name: str = "United Nations"
    place: str | None = None
    member: Callable[[str], str] = str
    organ: Callable[[str], str] = str
    address: Callable[[str, str], str | None] = undocs


@dataclass(frozen=True, slots=True)
class Work:
    """A document: the version that leads, and all versions, that one among them."""

    lead: Entry
    versions: tuple[Entry, ...]

    @property
    def symbol(self) -> Symbol | None:
        """Its symbol, of both halves where it is joint; None where it has none that can be read."""
        try:
            parsed = [Symbol.parse(text) for text in self.lead.symbols]
            if not parsed:
                return None
            return parsed[0] if len(parsed) == 1 else Symbol.joint(*parsed)
        except SymbolError:
            return None

    @property
    def name(self) -> str:
        """A name of ASCII letters, digits and ``._+~=-`` that no other document has."""
        symbol = self.symbol
        return (
            symbol.slug
            if symbol
            else "".join(c if c.isalnum() and c.isascii() else "-" for c in self.lead.key)
        )

    @property
    def title(self) -> str:
        """The title on one line; the symbol, or the key, of a document without one."""
        return " ".join(self.lead.title.split()) or self.lead.symbol or self.lead.key

    def addresses(self, house: House) -> list[tuple[str, str]]:
        """The language and address of each version."""
        if not self.lead.symbols:
            return []
        found = ((v.language, house.address(self.lead.symbols[0], v.language)) for v in self.versions)
        return [(language, address) for language, address in found if address]

    def address(self, house: House) -> str | None:
        """The address of the version that leads."""
        return dict(self.addresses(house)).get(self.lead.language)

    def authors(self, house: House) -> list[str]:
        """Who wrote it: the senders of a communication; else the organs whose document it is."""
        if self.lead.senders:
            return [house.member(sender) for sender in self.lead.senders if sender]
        return [house.organ(organ) for organ in self.lead.organs]


def works(entries: Iterable[Entry], catalogue: Catalogue) -> Iterator[Work]:
    """The documents of the entries, each once, where its first version stands."""
    met: set[str] = set()
    for entry in entries:
        if not entry.symbols:
            yield Work(entry, (entry,))
            continue
        if entry.symbols[0] in met:
            continue
        met.update(entry.symbols)
        others = catalogue.of_symbol(entry.symbols[0])
        yield Work(entry, tuple({other.key: other for other in [*others, entry]}.values()))
