from __future__ import annotations

from collections.abc import Iterator

from verbale.errors import SymbolError
from verbale.rules.rule import Examination, Found, rule
from verbale.symbol import Symbol


@rule(
    code="V602",
    name="symbol-taken",
    severity="error",
    asks="The symbol that the file bears is no other document’s.",
    source="The books: one symbol, one document",
)
def symbol_taken(seen: Examination) -> Iterator[Found]:
    """Asked only where there are books."""
    if seen.known is None or seen.known.registered_as(seen.document) is not None:
        return
    for place, text in enumerate(seen.masthead.symbols):
        try:
            halves = Symbol.parse(text).halves
        except SymbolError:
            continue
        for symbol in halves:
            if seen.known.holds(str(symbol)):
                yield seen.found(
                    f"masthead.symbols.{place}",
                    f"{symbol} is the symbol of another document",
                    f"See {symbol} in the books, and correct the symbol of the one that is wrong.",
                )
