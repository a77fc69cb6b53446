from __future__ import annotations

from collections.abc import Iterator

from verbale.rules.citations import at_citation, symbols_of
from verbale.rules.rule import Examination, Found, rule
from verbale.symbol.chronology import council_year


@rule(
    code="V501",
    name="citation-year",
    severity="error",
    asks="A citation n (year) of the Security Council lies in the year in which that number stands.",
    source="Resolutions and Decisions of the Security Council: one series of numbers since 1946",
)
def citation_year(seen: Examination) -> Iterator[Found]:
    """The Council’s numbers are one series, so that a number has one year. Silent on numbers that are newer than the
    list.
    """
    for i, citation in enumerate(seen.document.citations):
        for symbol in symbols_of(citation):
            if symbol.organ != "S" or symbol.series != "RES" or symbol.number is None or symbol.year is None:
                continue
            year = council_year(symbol.number)
            if year is not None and year != symbol.year:
                yield at_citation(
                    seen,
                    i,
                    f"“{citation.text}”: resolution {symbol.number} of the Security Council is of {year}, not of {symbol.year}",
                    f"Write {symbol.number} ({year}) if the number is right; ask the sender.",
                )
