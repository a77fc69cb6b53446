"""The words with which an organ begins a resolution: its own name, and a comma."""

from __future__ import annotations

import re

from verbale.languages.nomenclature import Nomenclature
from verbale.reading.folding import clean, fold

__all__ = ["is_enacting"]

_ARTICLE = re.compile(r"^(?:the|l'|la|le|les|el|los|las|der|die|das|ان)\s*", re.IGNORECASE)
_LONGEST = 120
_NAME_LIKE = re.compile(r"[^\d()\[\];.]*")
_COMMA = re.compile(r"[\s,，،:：]+$")


def is_enacting(text: str, names: Nomenclature, *, comma: bool = True) -> bool:
    """Whether a paragraph only names the organ that speaks: "The General Assembly,". Without ``comma`` the comma may be
    missing, as it is in some texts."""
    if len(text) > _LONGEST:
        return False
    bare = clean(text)
    ended = bare.endswith((",", "，", "،", ":", "："))
    if (comma and not ended) or not _NAME_LIKE.fullmatch(text):
        return False
    organ = _COMMA.sub("", bare)
    forms = (organ, _ARTICLE.sub("", fold(organ)).strip(), re.sub(r"^(?:L’|L'|إن\s)", "", organ))
    found = next((prefix for form in forms if (prefix := names.organ_named(form))), None)
    # Without the comma, the name of a committee is only a heading.
    return found is not None and (ended or "/" not in found or found == "A/HRC")
