"""Series: the rows in which documents are counted. ``series_of(A/74/783)`` is the row "A/74"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from verbale.symbol.knowledge import knowledge

if TYPE_CHECKING:
    from verbale.symbol.value import Symbol

__all__ = ["Series", "series_of"]


class Series(msgspec.Struct, frozen=True, order=True):
    """A row of symbols that count one by one.

    ``pattern`` is the symbol with "{n}" for the number ("A/74/L.{n}"), ``key`` the row's name ("A/74/L"). What the
    nature of its documents tells: ``name``, ``kind`` (as in the contract) and ``distribution``, where it tells them.
    """

    key: str
    pattern: str
    organ: str
    name: str | None = None
    kind: str | None = None
    distribution: str | None = None

    def symbol(self, number: int) -> Symbol:
        """The symbol with this number. Raises ValueError below 1."""
        from verbale.symbol.value import Symbol

        if number < 1:
            raise ValueError(f"numbers of a series start at 1, not {number}")
        return Symbol.parse(self.pattern.replace("{n}", str(number)))


def series_of(symbol: Symbol) -> Series | None:
    """The row that a symbol stands in (of the first half of a joint one); None where it has no number.

    A change (Add., Corr., Rev.) stands in the row of its document. A Security Council resolution stands in one row over
    all years, S/RES, with the year of this one.
    """
    first = symbol.base.halves[0]
    parts = first.parts
    if parts.number is None:
        return None
    text = str(first)
    places = [match for match in re.finditer(r"\d+", text) if int(match[0]) == parts.number]
    if not places:
        return None
    # The last place of the number outside brackets and suffixes; a year or session before it may be the same number.
    suffixes = sum(len(suffix) + 1 for suffix in parts.suffixes)
    within = [match for match in places if match.start() < len(text) - suffixes] or places
    at = within[0] if parts.series == "RES" and "(" in text else within[-1]
    head = text[: at.start()]
    # A year or an old session behind the number belongs to the row as it is printed; composite letters do not.
    behind = re.fullmatch(
        r"(?: [A-Z]{1,2}(?:-[A-Z]{1,2})?)?( \((?:\d{4}|(?:ES-|S-)?[IVXLC]+)\)|/\d{4})", text[at.end() :]
    )
    tail = behind[1] if behind else ""
    nature = knowledge().natures.get(parts.series or "")
    return Series(
        key=head.rstrip("/. "),
        pattern=f"{head}{{n}}{tail}",
        organ=parts.organ,
        name=nature.name if nature else None,
        kind=nature.kind if nature else None,
        distribution=nature.distribution if nature else None,
    )
