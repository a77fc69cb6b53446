"""How the words of each language are made comparable: stems where the language has them, Arabic letters folded, Chinese by pairs."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import tantivy

from verbale.languages.characters import fold_digits, strip_marks

__all__ = ["LANGUAGES", "analyse", "analyser", "languages_of", "pairs", "prepare", "stem", "title_key"]

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
_RUNS = re.compile(r"[㐀-鿿]+|[^\W㐀-鿿]+")
_WORDS = re.compile(r"\w+")
# Characters that ``strip_marks`` takes out or ``fold_digits`` changes: most texts have none, and are passed as they are.
_RARE = re.compile(
    "[\u00ad\u061c\u0640\u0660-\u0669\u06f0-\u06f9\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff０-９]"
)
_VOWELS = re.compile("[\u064b-\u0652\u0670]")
# Arabic letters that are written one for another.
_LETTERS = (("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ٱ", "ا"), ("ى", "ي"), ("ة", "ه"), ("ؤ", "و"), ("ئ", "ي"))
_LONGEST_TITLE = 400


def prepare(text: str, language: str) -> str:
    """The text as it is indexed and asked: marks that do not show taken out, digits and look-alikes folded."""
    text = _RARE.sub(_folded, text)
    if language == "ar":
        text = _VOWELS.sub("", text)
        for written, folded in _LETTERS:
            text = text.replace(written, folded)
    return text


def _folded(match: re.Match[str]) -> str:
    return fold_digits(strip_marks(match[0]))


@cache
def analyser(language: str) -> tantivy.TextAnalyzer:
    """The analyser of a language's text fields."""
    if language == "zh":
        # Han in overlapping pairs, made by ``pairs``; everything else as words.
        return (
            tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
            .filter(tantivy.Filter.lowercase())
            .build()
        )
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.remove_long(60))
    builder = builder.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.stemmer(_STEMMERS[language]))
    return builder.filter(tantivy.Filter.ascii_fold()).build()


def analyse(text: str, language: str) -> list[str]:
    """The terms of a text that is asked for, in a language.

    A text that is cut out of a longer one may begin or end in the middle of a run of Han: a character that stands alone
    there would be half of a pair, and is left out where others are left.
    """
    if language != "zh":
        terms: list[str] = analyser(language).analyze(text)
        return terms
    terms = analyser(language).analyze(pairs(text))
    if len(terms) > 1 and _is_single(terms[0]):
        del terms[0]
    if len(terms) > 1 and _is_single(terms[-1]):
        del terms[-1]
    return terms


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The term of one word; empty where it is none."""
    terms = analyser(language).analyze(prepare(word, language))
    return str(terms[0]) if terms else ""


def _is_single(term: str) -> bool:
    return len(term) == 1 and bool(_HAN.match(term))


def pairs(text: str) -> str:
    """Han characters in overlapping pairs with spaces between, other words as they are: 安全理事会 is 安全 全理 理事 事会."""
    out: list[str] = []
    for run in _RUNS.findall(text):
        if len(run) == 1 or not _HAN.match(run):
            out.append(run)
        else:
            out += map(str.__add__, run, run[1:])
    return " ".join(out)


def languages_of(text: str) -> tuple[str, ...]:
    """The languages in whose fields a text can stand, by its script; Latin letters and figures stand in texts of all."""
    if _HAN.search(text):
        return ("zh",)
    if _ARABIC.search(text):
        return ("ar",)
    if _CYRILLIC.search(text):
        return ("ru",)
    return LANGUAGES


def title_key(title: str) -> str:
    """The words of a title apart from case and signs, by which the same title is known."""
    return " ".join(_WORDS.findall(unicodedata.normalize("NFKC", title).casefold()))[:_LONGEST_TITLE]
