"""Every phrase of the data has examples, and is found in each of them."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from verbale.languages import LANGUAGES
from verbale.reading.folding import fold
from verbale.reading.phrases import begun, held, phrases

_SLOTS: dict[str, list[str]] = {
    language: sorted(
        {
            entry["slot"]
            for entry in tomllib.loads(
                (files("verbale.reading") / "data" / f"{language}.toml").read_text("utf-8")
            )["phrase"]
        }
    )
    for language in LANGUAGES
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_phrase_is_found_in_its_examples(language: str) -> None:
    missing = [
        (slot, phrase.value, example)
        for slot in _SLOTS[language]
        for phrase in phrases(slot, language)
        for example in phrase.examples
        # an item's words are followed by its number
        if not phrase.pattern.search(fold(example)) and not phrase.pattern.search(fold(example) + " 5")
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_phrase_has_an_example(language: str) -> None:
    assert [
        phrase.pattern.pattern
        for slot in _SLOTS[language]
        for phrase in phrases(slot, language)
        if not phrase.examples
    ] == []


def test_all_languages_answer_the_same_questions() -> None:
    # Chinese has no word between "Annex" and the letter it is of, nor another for the Assembly; whole labels are rare
    optional = {"part-of", "council", "distribution-whole", "accredited", "announced"}
    common = set(_SLOTS["en"]) - optional
    assert {language: common - set(slots) for language, slots in _SLOTS.items()} == {
        language: set() for language in LANGUAGES
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_look_meets_every_phrase_that_is_in_a_text(language: str) -> None:
    every = [(slot, phrase) for slot in _SLOTS[language] for phrase in phrases(slot, language)]
    for text in {fold(example) for _, phrase in every for example in phrase.examples}:
        inside, first = held(text, language), begun(text, language)
        for slot, phrase in every:
            assert not phrase.pattern.search(text) or phrase in inside[slot]
            assert not phrase.pattern.match(text) or phrase in first[slot]
