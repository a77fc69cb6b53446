"""What the rules about citations share: where one stands, and which symbols it names."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.document import Citation
from verbale.errors import SymbolError
from verbale.rules.finding import Severity
from verbale.rules.rule import Examination, Found
from verbale.symbol import Symbol

__all__ = ["at_citation", "symbols_of"]


def symbols_of(citation: Citation) -> Iterator[Symbol]:
    """The symbols that a citation names, joint ones by their halves."""
    for text in citation.symbols or ((citation.symbol,) if citation.symbol else ()):
        try:
            yield from Symbol.parse(text).halves
        except SymbolError:
            continue


def at_citation(
    seen: Examination, index: int, message: str, fix: str, *, severity: Severity | None = None
) -> Found:
    """Something found at the n-th citation of the document."""
    citation = seen.document.citations[index]
    spot = seen.spot(
        f"citations.{index}", part=citation.part, block=citation.block, footnote=citation.footnote
    )
    return Found(where=spot, message=message, fix=fix, severity=severity)
