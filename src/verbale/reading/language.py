"""The language of a text, from its script and its small words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from verbale.document import Language

__all__ = ["language_of"]

# Words that are frequent in one of the languages and rare in the others; one a language is not enough to decide by.
_SMALL: dict[Language, frozenset[str]] = {
    "en": frozenset(
        [
            "the",
            "of",
            "and",
            "to",
            "in",
            "that",
            "is",
            "be",
            "as",
            "for",
            "with",
            "by",
            "on",
            "this",
            "its",
            "which",
            "would",
            "have",
            "at",
            "from",
        ]
    ),
    "fr": frozenset(
        [
            "le",
            "la",
            "les",
            "des",
            "du",
            "et",
            "une",
            "est",
            "dans",
            "que",
            "qui",
            "par",
            "au",
            "aux",
            "pour",
            "sur",
            "ce",
            "cette",
            "ses",
            "ont",
            "sont",
        ]
    ),
    "es": frozenset(
        [
            "el",
            "los",
            "las",
            "del",
            "y",
            "en",
            "una",
            "es",
            "que",
            "por",
            "para",
            "con",
            "su",
            "sus",
            "al",
            "se",
            "lo",
            "como",
            "ha",
            "han",
        ]
    ),
    "de": frozenset(
        [
            "der",
            "die",
            "das",
            "und",
            "den",
            "dem",
            "des",
            "von",
            "zu",
            "im",
            "mit",
            "für",
            "auf",
            "ist",
            "ein",
            "eine",
            "sich",
        ]
    ),
}
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 20_000


def language_of(texts: Iterable[str], default: Language | None = None) -> Language | None:
    """The language in which most of ``texts`` is written; ``default`` where there are too few words to tell.

    Arabic, Chinese and Russian are told by their script although their mastheads hold English words.
    """
    scripts: Counter[Language] = Counter()
    words: Counter[str] = Counter()
    seen = 0
    for text in texts:
        for character in text:
            if "\u0600" <= character <= "\u06ff" or "\ufb50" <= character <= "\ufefc":
                scripts["ar"] += 1
            elif "\u4e00" <= character <= "\u9fff":
                scripts["zh"] += 3
            elif "\u0400" <= character <= "\u04ff":
                scripts["ru"] += 1
            elif character.isalpha():
                scripts["en"] += 1
        words.update(word.lower() for word in _WORD.findall(text))
        seen += len(text)
        if seen > _ENOUGH:
            break
    if not scripts:
        return default
    script, count = scripts.most_common(1)[0]
    if script != "en":
        return script
    others = [(code, n) for code, n in scripts.items() if code != "en"]
    if others and max(n for _, n in others) * 2 > count:
        return max(others, key=lambda one: one[1])[0]
    points = {code: sum(words[word] for word in small) for code, small in _SMALL.items()}
    best = max(points, key=lambda code: points[code])
    if points[best] == 0:
        return default
    return best
