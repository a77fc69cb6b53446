"""The words with which an organ begins a resolution: its own name, and a comma."""

from __future__ import annotations

import re

from verbale.languages.nomenclature import Nomenclature
from verbale.reading.folding import clean, fold

__all__ = ["is_enacting"]

_ARTICLE = re.compile(r"^(?:the|l'|la|le|les|el|los|las|der|die|das|ان)\s*", re.IGNORECASE)
_COMMA = re.compile(r"[\s,，،:：]+$")


def is_enacting(text: str, names: Nomenclature) -> bool:
    """Whether a paragraph only names the organ that speaks: "The General Assembly,"."""
    bare = clean(text)
    if len(bare) > 160 or not _COMMA.search(bare):
        return False
    organ = _COMMA.sub("", bare)
    if names.organ_named(organ):
        return True
    short = _ARTICLE.sub("", fold(organ)).strip()
    return (
        names.organ_named(short) is not None
        or names.organ_named(re.sub(r"^(?:L’|L'|إن\s)", "", organ)) is not None
    )
