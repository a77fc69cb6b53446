from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from verbale.rules.citations import at_citation, symbols_of
from verbale.rules.rule import Examination, Found, rule
from verbale.symbol import Symbol


@rule(
    code="V502",
    name="citation-later",
    severity="error",
    asks="Nothing is cited that is later than the document.",
    source="The sessions and years of the series",
)
def citation_later(seen: Examination) -> Iterator[Found]:
    """By the opening of the session, or the first day of the year, of what is cited."""
    if seen.day is None:
        return
    for i, citation in enumerate(seen.document.citations):
        for symbol in symbols_of(citation):
            first = _first_day(seen, symbol)
            if first is not None and first > seen.day:
                yield at_citation(
                    seen,
                    i,
                    f"“{citation.text}” names {symbol}, which cannot be older than {first}; the document is of {seen.day}",
                    "Ask the sender which document is meant.",
                )


def _first_day(seen: Examination, symbol: Symbol) -> date | None:
    """The first day on which there can be such a document."""
    if symbol.session is not None:
        for listed in seen.profile.sessions:
            if listed.organ == symbol.organ and listed.session == symbol.session:
                organ = seen.profile.organ(symbol.organ)
                before = organ.window.before if organ and symbol.series != "RES" else 0
                return date.fromordinal(listed.opened.toordinal() - before)
    if symbol.year is None or not 1946 <= symbol.year < 9999:
        return None
    # The Economic and Social Council's year opens in July of the year before.
    return date(symbol.year - 1, 7, 1) if symbol.organ == "E" else date(symbol.year, 1, 1)
