from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.errors import SymbolError
from verbale.languages.characters import fold_dashes, fold_spaces
from verbale.rules.citations import at_citation
from verbale.rules.rule import Examination, Found, rule
from verbale.symbol import Symbol

_FULL = re.compile(r"[^\W\d_]{1,8}\s*/")


@rule(
    code="V503",
    name="citation-spelling",
    severity="note",
    asks="A symbol is written in its normal form.",
    source="UN Editorial Manual, documents: symbols",
)
def citation_spelling(seen: Examination) -> Iterator[Found]:
    """For whole symbols: capitals, strokes, look-alike letters of other scripts. Spaces and kinds of dashes do not
    count.
    """
    for i, citation in enumerate(seen.document.citations):
        if citation.symbol is None or not _FULL.match(citation.text):
            continue
        try:
            normal = str(Symbol.parse(citation.text))
        except SymbolError:
            continue  # a symbol with words around it, or a list: nothing to compare letter by letter
        if _loose(normal) != _loose(citation.text):
            yield at_citation(seen, i, f"“{citation.text}” is not the normal form", f"Write {normal}.")


def _loose(text: str) -> str:
    """Dashes and spaces aside: both S/RES/822 (1993) and S/RES/822(1993) are printed."""
    return "".join(fold_spaces(fold_dashes(text)).split()).rstrip("*")
