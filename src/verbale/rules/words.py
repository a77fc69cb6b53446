"""What communications say, by language: the words by which a rule knows an announced annex, identical letters …

Each pattern stands in ``data/words.toml`` with examples. Patterns are matched on folded text (case, accents, quotes,
dashes and kinds of spaces do not count), one character for one.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from verbale.languages.characters import fold_digits, fold_each

__all__ = ["Word", "count_of", "find", "says", "words"]

Word = Literal[
    "identical",
    "announces",
    "announces-several",
    "mentions",
    "first-person",
    "deputy",
    "numbered-annex",
    "provisional",
]
_COUNTS = {
    **{
        figure: n
        for n, figure in enumerate(
            ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"], 1
        )
    },
    **{
        figure: n
        for n, figure in enumerate(
            ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], 1
        )
    },
    **{fold_each(word): n for n, word in enumerate(("الأول", "الثاني", "الثالث", "الرابع", "الخامس"), 1)},
}


@cache
def words() -> dict[str, dict[str, dict[str, list[str]]]]:
    """The data: word, language, "patterns" and "examples" (and "not", which must not match)."""
    data: dict[str, dict[str, dict[str, list[str]]]] = tomllib.loads(
        (files("verbale.rules") / "data" / "words.toml").read_text(encoding="utf-8")
    )
    return data


def find(word: Word, text: str, language: str) -> list[re.Match[str]]:
    """All places where the text says it; offsets are those of the text."""
    pattern = _pattern(word, language)
    return list(pattern.finditer(fold_digits(fold_each(text)))) if pattern else []


def says(word: Word, text: str, language: str) -> bool:
    """Whether the text says it."""
    pattern = _pattern(word, language)
    return bool(pattern and pattern.search(fold_digits(fold_each(text))))


def count_of(number: str) -> int | None:
    """The value of an annex's number: "II", "二", "الثاني", "2"; None where it is none of these."""
    folded = fold_digits(fold_each(number)).strip(" .")
    return int(folded) if folded.isdecimal() else _COUNTS.get(folded)


@cache
def _pattern(word: Word, language: str) -> re.Pattern[str] | None:
    patterns = words()[word].get(language, {}).get("patterns", [])
    return re.compile("|".join(patterns)) if patterns else None
