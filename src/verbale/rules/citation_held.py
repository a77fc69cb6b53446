from __future__ import annotations

from collections.abc import Iterator

from verbale.rules.citations import at_citation
from verbale.rules.rule import Examination, Found, rule


@rule(
    code="V506",
    name="citation-held",
    severity="note",
    asks="What is cited is in the catalogue.",
    source="The catalogue: documents of the registry, and documents imported into it",
)
def citation_held(seen: Examination) -> Iterator[Found]:
    """Asked only with ``verbale check --catalogue``: a catalogue that holds little would say it of every citation."""
    if seen.catalogued is None:
        return
    told: set[str] = set()
    for i, citation in enumerate(seen.document.citations):
        symbol = citation.cited
        if symbol is None or symbol in told:
            continue
        told.add(symbol)
        if not any(seen.catalogued(name) for name in (symbol, *citation.symbols)):
            yield at_citation(
                seen,
                i,
                f"{symbol} is not in the catalogue",
                "See whether the symbol is right; verbale import takes in documents that were issued elsewhere.",
            )
