"""Every pattern has its examples, every example its pattern, in six languages."""

from __future__ import annotations

from typing import get_args

import pytest

from verbale.languages import LANGUAGES
from verbale.languages.characters import fold_each
from verbale.rules.words import Word, count_of, find, says, words

CASES = [(word, language) for word in get_args(Word) for language in LANGUAGES]


def test_the_data_has_each_word_in_each_language() -> None:
    assert set(words()) == set(get_args(Word))
    for by in words().values():
        assert set(by) == set(LANGUAGES)


@pytest.mark.parametrize(("word", "language"), CASES)
def test_examples(word: Word, language: str) -> None:
    entry = words()[word][language]
    assert entry["examples"]
    for example in entry["examples"]:
        assert says(word, example, language), example
    for example in entry.get("not", []):
        assert not says(word, example, language), example


@pytest.mark.parametrize(("word", "language"), CASES)
def test_patterns_are_folded(word: Word, language: str) -> None:
    for pattern in words()[word][language]["patterns"]:
        assert pattern == fold_each(pattern), "patterns are written folded"


def test_offsets_are_those_of_the_text() -> None:
    text = "the statement (SEE ANNEXES I and II)."
    found = find("numbered-annex", text, "en")[0]
    assert text[found.start(1) : found.end(1)] == "I and II"


@pytest.mark.parametrize(
    ("number", "value"), [("II", 2), ("iv.", 4), ("二", 2), ("الثاني", 2), ("3", 3), ("A", None)]
)
def test_numbers_of_annexes(number: str, value: int | None) -> None:
    assert count_of(number) == value
