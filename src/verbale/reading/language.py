"""The language of a text, from its script and its small words."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from verbale.document import Language

__all__ = ["language_of"]

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS: tuple[tuple[Language, re.Pattern[str], int], ...] = (
    ("ar", re.compile(r"[\u0600-\u06ff\ufb50-\ufefc]+"), 1),
    ("zh", re.compile(r"[\u4e00-\u9fff]+"), 3),  # a Chinese word is two characters, a Latin one six
    ("ru", re.compile(r"[\u0400-\u04ff]+"), 1),
    ("en", re.compile(r"[A-Za-z\u00c0-\u024f]+"), 1),
)
_FOREIGN = re.compile(r"[\u0600-\u06ff\ufb50-\ufefc\u4e00-\u9fff\u0400-\u04ff]")
_ENOUGH = 4_000  # characters that tell


@cache
def _small_words() -> dict[Language, frozenset[str]]:
    text = (files(__package__) / "data" / "small-words.toml").read_text("utf-8")
    return {code: frozenset(words.split()) for code, words in tomllib.loads(text).items()}  # type: ignore[misc]


@cache
def _languages_of_words() -> dict[str, tuple[Language, ...]]:
    small = _small_words()
    every = frozenset().union(*small.values())
    return {word: tuple(code for code, words in small.items() if word in words) for word in every}


def language_of(
    texts: Iterable[str], default: Language | None = None, *, enough: int = _ENOUGH
) -> Language | None:
    """The language in which most of ``texts`` is written; ``default`` where there are too few words to tell.

    Arabic, Chinese and Russian are told by their script although their mastheads hold English words. The first
    ``enough`` characters are looked at.
    """
    read: list[str] = []
    seen = 0
    for text in texts:
        read.append(text[:enough])
        seen += len(text)
        if seen > enough:
            break
    whole = "\n".join(read)
    if whole.isascii() or not _FOREIGN.search(whole):
        # the common case, told without a count of letters
        return _by_small_words(whole, default)
    scripts = {code: sum(map(len, pattern.findall(whole))) * weight for code, pattern, weight in _SCRIPTS}
    script = max(scripts, key=lambda code: scripts[code])
    if not scripts[script]:
        return default
    if script != "en":
        return script
    other = max((code for code in scripts if code != "en"), key=lambda code: scripts[code])
    if scripts[other] * 2 > scripts["en"]:
        return other
    return _by_small_words(whole, default)


def _by_small_words(whole: str, default: Language | None) -> Language | None:
    """The language in Latin script whose small words are met most; ``default`` where none is."""
    # words beside a mark are not counted: enough others are
    return _most(whole.lower().split()) or _most(map(str.lower, _WORD.findall(whole))) or default


def _most(words: Iterable[str]) -> Language | None:
    languages = _languages_of_words()
    points: dict[Language, int] = dict.fromkeys(_small_words(), 0)
    for word, times in Counter(filter(languages.__contains__, words)).items():
        for code in languages[word]:
            points[code] += times
    best = max(points, key=lambda code: points[code])
    return best if points[best] else None
