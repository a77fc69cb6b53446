"""The spellings under which a symbol is looked for: ``a 74 783``, ``A-74-783``, ``res 822``, ``67/97``, one half of a joint."""

from __future__ import annotations

import re
import unicodedata

from verbale.errors import SymbolError
from verbale.languages.characters import fold_each, strip_marks
from verbale.symbol import Symbol
from verbale.symbol.chronology import council_year

__all__ = ["look_up_key", "spellings", "symbol_in"]

_PARTS = re.compile(r"[^\W\d_]+|\d+")
_NATURES = {"res", "dec", "prst", "pv", "sr"}
_BRACKET_AT_END = re.compile(r" \([^()]*\)$")
_ADDRESS = re.compile(r"(?:https?://)?[\w.-]+\.[a-z]{2,}/\S+", re.IGNORECASE)
_ROUND = " \t\n\"'“”„«»‘’<>[],;:.!?。，；、"


def look_up_key(text: str) -> str:
    """The words and numbers of a symbol, apart from how they are separated: "A-74-783" and "a74/783" are "a 74 783"."""
    folded = text.lower() if text.isascii() else fold_each(unicodedata.normalize("NFKC", strip_marks(text)))
    return " ".join(_PARTS.findall(folded))


def symbol_in(text: str) -> Symbol | None:
    """The symbol that the whole text is: in any spelling, as an address, in quotes; else None."""
    text = text.strip(_ROUND)
    if len(text) > 120 or not any(c.isdigit() for c in text):
        return None
    try:
        symbol = Symbol.from_url(text) if _ADDRESS.fullmatch(text) else Symbol.parse(text)
    except SymbolError:
        return None
    # The Security Council's resolutions are numbered through: the number tells the year that is part of the symbol.
    if symbol.year is None and symbol.series == "RES" and symbol.organ == "S" and symbol.number:
        year = council_year(symbol.number)
        return Symbol.parse(f"S/RES/{symbol.number} ({year})") if year else symbol
    return symbol


def spellings(symbol: Symbol) -> frozenset[str]:
    """All keys under which the symbol is found: whole, each half, without the organ, without "RES", without the year."""
    keys = {look_up_key(str(symbol))}
    for half in symbol.halves:
        for text in {str(half), _BRACKET_AT_END.sub("", str(half))}:
            words = look_up_key(text).split()
            keys |= {" ".join(words), " ".join(words[1:])}
            nature = next((i for i, word in enumerate(words) if word in _NATURES), None)
            if nature is not None:
                bare = words[:nature] + words[nature + 1 :]
                keys |= {" ".join(words[nature:]), " ".join(words[nature + 1 :])}
                keys |= {" ".join(bare), " ".join(bare[1:])}
    return frozenset(key for key in keys if any(c.isdigit() for c in key))
