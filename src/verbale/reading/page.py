"""What is known while a document is read: its lines, its language, and what was seen and doubted on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from verbale.document import Evidence, Language, Notice, Source
from verbale.languages.nomenclature import Nomenclature
from verbale.reading.lines import Line

__all__ = ["Ledger", "Page"]


@dataclass(slots=True)
class Ledger:
    """Where each value was read, and what was unsure. ``evidence`` is by field path, the first sighting kept."""

    evidence: dict[str, Evidence] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)

    def saw(self, where: str, line: Line, text: str | None = None) -> None:
        """The value of the field ``where`` stands in ``line``."""
        self.evidence.setdefault(where, Evidence(page=line.page, line=line.number, text=text or line.text))

    def tell(self, where: str, message: str) -> None:
        """The field ``where`` is unsure, and why."""
        notice = Notice(where=where, message=message)
        if notice not in self.notices:
            self.notices.append(notice)


@dataclass(frozen=True, slots=True)
class Page:
    """A file on its way to a document.

    ``lines`` are those of the text, running heads and feet left out; ``furniture`` is what was left out; ``notes`` the
    lines of footnotes. ``properties`` are what the file says of itself outside its text.
    """

    lines: tuple[Line, ...]
    furniture: tuple[Line, ...]
    notes: tuple[Line, ...]
    language: Language
    nomenclature: Nomenclature
    source: Source
    ledger: Ledger
    properties: dict[str, str]
