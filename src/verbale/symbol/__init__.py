"""The names of documents: ``Symbol``, a value."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verbale.errors import SymbolError
    from verbale.symbol.lists import parse_many
    from verbale.symbol.parts import Parts
    from verbale.symbol.series import Series, series_of
    from verbale.symbol.value import Symbol

__all__ = ["Parts", "Series", "Symbol", "SymbolError", "parse_many", "series_of"]

# Loaded when first asked for: who needs one table of this package need not wait for its whole grammar.
_HOMES = {
    "Parts": "verbale.symbol.parts",
    "Series": "verbale.symbol.series",
    "Symbol": "verbale.symbol.value",
    "SymbolError": "verbale.errors",
    "parse_many": "verbale.symbol.lists",
    "series_of": "verbale.symbol.series",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value
