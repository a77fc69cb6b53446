from __future__ import annotations

from collections.abc import Iterator

from verbale.errors import SymbolError
from verbale.rules.rule import Examination, Found, rule
from verbale.symbol import Symbol


@rule(
    code="V306",
    name="symbols-fit",
    severity="error",
    asks="A symbol that the file bears is one of its organ’s, in the session or year that the masthead prints.",
    source="The series of the organ; UN Editorial Manual, mastheads: symbol",
)
def symbols_fit(seen: Examination) -> Iterator[Found]:
    """Only for files that bear symbols already: they are recorded under them, not numbered anew."""
    for place, text in enumerate(seen.masthead.symbols):
        field = f"masthead.symbols.{place}"
        try:
            symbol = Symbol.parse(text)
        except SymbolError as error:
            yield seen.found(field, error.what, error.fix or "Correct the symbol.")
            continue
        for half in symbol.halves:
            yield from _half(seen, field, half)


def _half(seen: Examination, field: str, symbol: Symbol) -> Iterator[Found]:
    row = seen.profile.series_of(str(symbol))
    if row is None:
        return
    series, _ = row
    organs = seen.masthead.organs
    if organs and series.organ not in organs:
        yield seen.found(
            field,
            f"{symbol} is a symbol of the {seen.organ_name(series.organ)}, which the masthead does not name",
            "Correct the symbol or the masthead.",
        )
    for printed in seen.masthead.sessions:
        if printed.organ == series.organ and series.session is not None and printed != series.session:
            was = f"session {printed.session}" if printed.session else f"year {printed.year}"
            yield seen.found(
                field,
                f"{symbol} is not of the {was} that the masthead prints",
                "Correct the symbol or the session.",
            )
