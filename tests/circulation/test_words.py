"""Notices and lists speak all six languages."""

from __future__ import annotations

import string
import tomllib
from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from verbale.circulation.words import keys, one_line, word
from verbale.languages import LANGUAGES


def test_each_phrase_is_there_in_each_language_with_the_same_slots() -> None:
    phrases = tomllib.loads(
        (files("verbale.circulation") / "data" / "words.toml").read_text(encoding="utf-8")
    )
    assert tuple(phrases) == keys()
    for key, by_language in phrases.items():
        assert sorted(by_language) == sorted(LANGUAGES), key
        slots = {
            language: sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)
            for language, text in by_language.items()
        }
        assert len({tuple(names) for names in slots.values()}) == 1, key


def test_a_phrase_is_filled_in() -> None:
    assert word("day", "en", date="3 April 2020") == "Documents issued on 3 April 2020"
    assert word("day", "de", date="3 April 2020") == word("day", "en", date="3 April 2020")


@given(st.text())
def test_one_line_has_no_line_end_and_no_control_character(text: str) -> None:
    made = one_line(text)
    assert len(made.splitlines()) <= 1
    assert made.isprintable()
    assert one_line(made) == made
