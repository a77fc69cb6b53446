"""The spellings under which a symbol is looked for: ``a 74 783``, ``A-74-783``, ``res 822``, ``67/97``, one half of a joint."""

from __future__ import annotations

import re
import unicodedata

from verbale.languages.characters import fold_each, strip_marks
from verbale.symbol import Symbol

__all__ = ["look_up_key", "spellings"]

_SEPARATORS = re.compile(r"[\s/_.()\-]+")
_NATURES = {"res", "dec", "prst", "pv", "sr"}
_MEANING_NOTHING = {"resolution", "resolutions", "document", "symbol", "no", "para"}


def look_up_key(text: str) -> str:
    """The words and numbers of a symbol, apart from how they are separated: "A-74-783" is "a 74 783"."""
    folded = fold_each(unicodedata.normalize("NFKC", strip_marks(text)))
    # "res822" and "s/prst/2019/9" are typed without a gap as well.
    folded = re.sub(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", " ", folded)
    return " ".join(part for part in _SEPARATORS.split(folded) if part and part not in _MEANING_NOTHING)


def spellings(symbol: Symbol) -> frozenset[str]:
    """All keys under which the symbol is found: whole, each half, without the organ, and without the year."""
    keys = {look_up_key(str(symbol))}
    for half in symbol.halves:
        whole = look_up_key(str(half))
        keys.add(whole)
        words = whole.split()
        keys.add(" ".join(words[1:]))
        natures = [i for i, word in enumerate(words) if word in _NATURES]
        if natures:
            tail = words[natures[-1] :]
            keys |= {" ".join(tail), " ".join(tail[1:]), " ".join([words[0], *tail[1:]])}
            if half.year and str(half.year) == tail[-1]:
                keys |= {" ".join(tail[:-1]), " ".join(tail[1:-1]), " ".join([words[0], *tail[:-1]])}
    return frozenset(key for key in keys if any(c.isdigit() for c in key))
