"""Running heads and feet that no format told apart: the document's symbol, a day in figures, a page number, alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.reading.folding import clean
from verbale.reading.furniture import loose_symbol
from verbale.reading.lines import Line
from verbale.reading.tokens import symbol_at

__all__ = ["without_running"]

_ALONE = re.compile(
    r"\d{1,2}/\d{1,2}/\d{4}|\d{1,3}(?:\s?/\s?\d{1,3})?|\d{1,2}/\d{1,2}\s?\d{2}-\d{5}|\d{7}|[\W_]+"
)


def without_running(lines: Sequence[Line], symbols: Sequence[str]) -> tuple[Line, ...]:
    """The lines that are of the text."""
    return tuple(
        line for line in lines if line.kind != "text" or line.rows or not _running(clean(line.text), symbols)
    )


def _running(text: str, symbols: Sequence[str]) -> bool:
    if not text or _ALONE.fullmatch(text):
        return True
    if not symbols or not loose_symbol(text):
        return False
    read = symbol_at(text, 0)
    return read is not None and read[0] in symbols
