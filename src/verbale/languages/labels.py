"""Fixed labels of documents ("Distr.: General", "Annex", "(Signed)") and the names of the languages, in each language."""

from __future__ import annotations

import re
from functools import cache

from verbale.languages._data import toml
from verbale.languages.characters import fold

__all__ = ["label", "labels", "language_name", "languages_named", "masthead_language"]


def label(key: str, language: str) -> str:
    """The label as documents in the language print it.

    Raises KeyError for a key that the data does not have.
    """
    return labels(key, language)[0]


def labels(key: str, language: str) -> tuple[str, ...]:
    """All forms of a label that are read, the printed one first."""
    forms: list[str] = toml("labels")[key][language]
    return tuple(forms)


def masthead_language(language: str) -> str:
    """The language of the masthead's right-hand cell: English in Arabic, Chinese and Russian documents."""
    return label("masthead-language", language)


def language_name(code: str, language: str) -> str:
    """What a language is called in another: ("ru", "fr") is "russe"."""
    name: str = toml("language-names")[code][language][0]
    return name


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    codes = {
        fold(name): code
        for code, by in toml("language-names").items()
        for names in by.values()
        for name in names
    }
    ordered = sorted(codes, key=len, reverse=True)
    latin = "|".join(re.escape(name) for name in ordered if name[0] < "一")
    chinese = "|".join(re.escape(name) for name in ordered if name[0] >= "一")
    return re.compile(rf"(?<!\w)(?:و)?(?P<l>{latin})(?!\w)|(?P<c>{chinese})"), codes


def languages_named(text: str) -> tuple[str, ...]:
    """The languages that a text names, in any language, in order: "English and French" is ("en", "fr")."""
    pattern, codes = _names()
    found = [codes[match["l"] or match["c"]] for match in pattern.finditer(fold(text))]
    return tuple(dict.fromkeys(found))
