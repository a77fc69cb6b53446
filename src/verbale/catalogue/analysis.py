"""How the words of each language are made comparable: stems where the language has them, Arabic letters folded, Chinese by pairs."""

from __future__ import annotations

import re
from functools import cache

import tantivy

from verbale.languages.characters import fold_digits, fold_each, strip_marks

__all__ = ["LANGUAGES", "analyse", "analyser", "languages_of", "prepare"]

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es", "de")
_STEMMERS = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "ru": "russian",
}
_HAN = re.compile(r"[㐀-鿿]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_ARABIC = re.compile(r"[؀-ۿ]")


def prepare(text: str, language: str) -> str:
    """The text as it is indexed and asked: marks that do not show taken out, digits and look-alikes folded."""
    text = fold_digits(strip_marks(text))
    return fold_each(text) if language == "ar" else text


@cache
def analyser(language: str) -> tantivy.TextAnalyzer:
    """The analyser of a language's text fields."""
    if language == "zh":
        # Han in overlapping pairs, made by ``prepare_pairs``; everything else as words.
        return (
            tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
            .filter(tantivy.Filter.lowercase())
            .build()
        )
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.remove_long(60))
    builder = builder.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.stemmer(_STEMMERS[language]))
    return builder.filter(tantivy.Filter.ascii_fold()).build()


def analyse(text: str, language: str) -> list[str]:
    """The terms of a text in a language."""
    return analyser(language).analyze(text if language != "zh" else pairs(text))


def pairs(text: str) -> str:
    """Han characters in overlapping pairs with spaces between, other words as they are: 安全理事会 is 安全 全理 理事 事会."""
    out: list[str] = []
    for run in re.findall(r"[㐀-鿿]+|[^\W㐀-鿿]+", text):
        if not _HAN.match(run) or len(run) == 1:
            out.append(run)
        else:
            out += [run[i : i + 2] for i in range(len(run) - 1)]
    return " ".join(out)


def languages_of(text: str) -> tuple[str, ...]:
    """The languages in whose fields a text can stand, by its script."""
    if _HAN.search(text):
        return ("zh",)
    if _ARABIC.search(text):
        return ("ar",)
    if _CYRILLIC.search(text):
        return ("ru",)
    if any(c.isalpha() for c in text):
        return ("en", "fr", "es", "de")
    return LANGUAGES
