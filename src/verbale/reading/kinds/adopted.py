"""The number under which a text was adopted, as its symbol holds it."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.errors import SymbolError
from verbale.symbol import Symbol

__all__ = ["adopted_number"]


def adopted_number(symbols: Sequence[str]) -> str | None:
    """The number that is printed before the title of an adopted text: "77/305" of A/RES/77/305; None for others.

    The Security Council prints no such number: its resolutions have it in their heading.
    """
    for text in symbols:
        try:
            symbol = Symbol.parse(text)
        except SymbolError:
            continue
        if symbol.series in ("RES", "DEC") and symbol.organ != "S":
            period = symbol.session or symbol.year
            return f"{period}/{symbol.number}" if period and symbol.number else None
    return None
