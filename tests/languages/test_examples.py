"""Every example in the data is read as it says, and what is written is read back."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.languages import LANGUAGES, dates, labels, letters, ordinals, states
from verbale.languages._data import table, toml
from verbale.languages.characters import fold_dashes, fold_digits, fold_each, fold_spaces
from verbale.languages.nomenclature import Nomenclature, united_nations


@pytest.mark.parametrize("example", toml("months")["examples"], ids=lambda e: e["text"])
def test_dates_of_the_data(example: dict[str, Any]) -> None:
    assert dates.parse_date(example["text"], example["language"]) == example["date"]
    assert dates.parse_date(example["text"]) == example["date"]
    inside = dates.find_dates(f"… {example['text']} …", example["language"])
    assert [f.date for f in inside] == [example["date"]]


@pytest.mark.parametrize("example", toml("sessions")["examples"], ids=lambda e: e["text"])
def test_sessions_of_the_data(example: dict[str, Any]) -> None:
    assert ordinals.session_number(example["text"]) == tuple(example["is"])


@pytest.mark.parametrize("example", toml("states")["examples"], ids=lambda e: e["text"])
def test_states_of_the_data(example: dict[str, Any]) -> None:
    assert states.state_named(example["text"], example["language"]) == example["code"]
    assert states.state_named(example["text"]) == example["code"]


@given(st.dates(datetime.date(1945, 1, 1), datetime.date(2099, 12, 31)), st.sampled_from(LANGUAGES))
def test_a_date_that_is_written_is_read(date: datetime.date, language: str) -> None:
    assert dates.parse_date(dates.format_date(date, language), language) == date


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["session", "special", "emergency-special", "year"])
def test_a_session_that_is_written_is_read(kind: ordinals.SessionKind, language: str) -> None:
    for number in range(1, 121):
        words = ordinals.session_words(kind, number, language)
        assert ordinals.session_number(words, language) == (kind, number), words
        assert ordinals.session_number(words.upper(), language) == (kind, number), words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_is_found_by_its_printed_name(language: str) -> None:
    un = united_nations()
    for code in un.states:
        name = un.state_name(code, language)
        assert un.state_named(name, language) == code, name
        assert code in {f.code for f in un.find_states(f"« {name} »", language)}, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_organ_is_found_by_each_of_its_names(language: str) -> None:
    un = united_nations()
    for prefix, by in un.organs.items():
        for name in by[language]:
            assert un.organ_named(name, language) == prefix
            assert prefix in {f.code for f in un.find_organs(f"« {name} »", language)}, name


def test_a_longer_name_is_not_taken_for_the_shorter_one() -> None:
    found = states.find_states("of the Democratic Republic of the Congo and of Niger", "en")
    assert [f.code for f in found] == ["CD", "NE"]
    assert [f.code for f in states.find_states("Nigeria", "en")] == ["NG"]
    assert states.find_states("Omanis", "en") == []


@pytest.mark.parametrize("key", sorted(toml("labels")))
def test_every_label_stands_in_all_languages(key: str) -> None:
    assert sorted(toml("labels")[key]) == sorted(LANGUAGES)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Original: English and French", ("en", "fr")),
        ("原件：中文和英文", ("zh", "en")),
        ("الأصل: بالعربية والإنكليزية", ("ar", "en")),
        ("Подлинный текст на русском языке", ("ru",)),
        ("Original : espagnol/français", ("es", "fr")),
        ("Englishman", ()),
    ],
)
def test_languages_named(text: str, codes: tuple[str, ...]) -> None:
    assert labels.languages_named(text) == codes


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_of_sub_items_go_both_ways(language: str) -> None:
    for letter in toml("letters")["latin"]:
        assert letters.item_letter(letters.format_letter(letter, language).strip("()")) == letter


def test_letters_of_composite_resolutions() -> None:
    assert letters.composite_letter("باء") == "B"
    assert letters.composite_letter("ألف ألف") == "AA"
    assert letters.composite_letter("A") == "A"
    assert letters.composite_letter("كلمة") is None


@given(st.text())
def test_folding_one_for_one_keeps_the_length(text: str) -> None:
    for folding in (fold_dashes, fold_digits, fold_spaces, fold_each):
        assert len(folding(text)) == len(text)


@given(st.text(max_size=200))
def test_any_text_may_be_asked(text: str) -> None:
    spans = [(f.start, f.end) for f in dates.find_dates(text)]
    spans += [(f.start, f.end) for f in ordinals.find_sessions(text)]
    spans += [(f.start, f.end) for f in united_nations().find_organs(text)]
    for start, end in spans:
        assert 0 <= start < end <= len(text)


def test_the_table_of_ordinals_counts_without_a_gap() -> None:
    assert [int(row["n"]) for row in table("ordinals")] == list(range(1, 100))


def test_a_nomenclature_of_its_own() -> None:
    own = Nomenclature.of(
        organs={"CA": {"en": ("Assembly of the Concord",)}},
        states={"XA": {"en": ("Arvenia", "Republic of Arvenia"), "ru": ("Арвения",)}},
        publisher={"en": ("Concord of Nations",)},
    )
    assert own.organ_named("assembly of the concord") == "CA"
    assert own.state_named("the Republic of Arvenia", "en") == "XA"
    assert own.state_named("Арвении", "ru") == "XA"
    assert own.state_named("Portugal") is None
    both = Nomenclature.of(
        organs=own.organs, states=own.states, publisher=own.publisher, base=united_nations()
    )
    assert both.state_named("Portugal") == "PT"
    assert both.organ_named("Assembly of the Concord", "en") == "CA"
    assert both.state_named("Arvenia") == "XA"


def test_each_form_of_a_session_has_a_noun_by_which_texts_are_told_from_others() -> None:
    for language, nouns in ordinals._NOUNS.items():
        for kind in ordinals._ORDER:
            for form in toml("sessions")[language][kind]:
                assert any(noun in fold_each(form) for noun in nouns), (language, form)
