"""The names of documents: ``Symbol``, a value."""

from __future__ import annotations

from verbale.errors import SymbolError
from verbale.symbol.lists import parse_many
from verbale.symbol.parts import Parts
from verbale.symbol.series import Series, series_of
from verbale.symbol.value import Symbol

__all__ = ["Parts", "Series", "Symbol", "SymbolError", "parse_many", "series_of"]
