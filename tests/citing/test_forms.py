"""Every form that the grammar reads, by the examples of its data file; and the data files themselves."""

from __future__ import annotations

import pytest

from tests.citing.forms import Form, forms, written
from verbale.citing import cite
from verbale.citing.vocabulary import LANGUAGES, data, vocabulary, words
from verbale.symbol import Symbol

FORMS = forms()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.form}-{form.text[:40]}")
def test_the_form_cites_what_the_file_says(form: Form) -> None:
    assert written(cite(form.text, form.language, form.organ)) == form.cites


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.form}-{form.text[:40]}")
def test_offsets_cut_out_the_text_and_symbols_are_in_normal_form(form: Form) -> None:
    for citation in cite(form.text, form.language, form.organ):
        assert form.text[citation.start : citation.end] == citation.text
        for symbol in filter(None, (citation.symbol, *citation.symbols, *citation.candidates)):
            assert str(Symbol.parse(symbol)) == symbol


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.form}-{form.text[:40]}")
def test_the_language_need_not_be_told(form: Form) -> None:
    assert written(cite(form.text, None, form.organ)) == form.cites


def test_no_guess_is_called_certain() -> None:
    for form in FORMS:
        for citation in cite(form.text, form.language, form.organ):
            assert (citation.why is None) == (citation.status == "certain")
            assert not (citation.candidates and citation.status != "ambiguous")


def test_every_language_has_the_same_sections() -> None:
    shapes = {
        language: {
            section: sorted(words(language)[section]) for section in words(language) if section != "own"
        }
        for language in LANGUAGES
    }
    for language in LANGUAGES:
        assert shapes[language] == shapes["en"], language


def test_every_instrument_has_a_name_in_every_language_and_is_found_by_it() -> None:
    table = data("instruments")
    keys = [entry["key"] for entry in table["instruments"]]
    assert len(keys) == len(set(keys))
    for entry in table["instruments"]:
        for language in LANGUAGES:
            for name in entry[language]:
                found = [c for c in cite(f"{name}.", language) if c.kind == entry["kind"]]
                assert [c.name for c in found] == [entry["en"][0]], name
                assert found[0].symbol == entry.get("symbol"), name


def test_every_noun_opens_a_list() -> None:
    """Each noun of the data files, with two numbers that only it can make citations."""
    after = {"zh"}
    for language in LANGUAGES:
        for kind in ("resolution", "decision"):
            for noun in words(language)["nouns"][kind]:
                text = f"第71/301、72/302号{noun}" if language in after else f"{noun} 71/301, 72/302."
                label = "DEC" if kind == "decision" else "RES"
                assert [c.symbol for c in cite(text, language)] == [
                    f"A/{label}/71/301",
                    f"A/{label}/72/302",
                ], noun


def test_every_organ_is_known_by_every_name() -> None:
    """Each organ's name, as it stands beside a number in its language."""
    numbers = {
        "A": "62/243",
        "S": "822 (1993)",
        "E": "2009/3",
        "A/HRC": "12/2",
        "E/CN.4": "2005/2",
        "T": "2200 (LXI)",
        "UNEP/EA": "5/14",
        "HSP/HA": "2/7",
    }
    expected = {
        "A": "A/RES/62/243", "S": "S/RES/822 (1993)", "E": "E/RES/2009/3", "A/HRC": "A/HRC/RES/12/2", "E/CN.4": "E/CN.4/RES/2005/2",
        "T": "T/RES/2200 (LXI)", "UNEP/EA": "UNEP/EA.5/Res.14", "HSP/HA": "HSP/HA.2/Res.7",
    }  # fmt: skip
    frames = {
        "ar": "قرار {organ} {number}", "de": "Resolution {number} der {organ}", "en": "{organ} resolution {number}",
        "es": "resolución {number} de la {organ}", "fr": "résolution {number} de la {organ}", "ru": "резолюция {number} {organ}",
        "zh": "{organ}第{number}号决议",
    }  # fmt: skip
    for language in LANGUAGES:
        for organ, number in numbers.items():
            for name in words(language)["organs"][organ]:
                if name.startswith("ل") or name.endswith("SCR") or name == "SCR":
                    continue  # forms that only stand with a prefix, or are a noun as well
                text = frames[language].format(organ=name, number=number)
                assert [c.symbol for c in cite(text, language)] == [expected[organ]], text


def test_a_word_stands_for_one_thing() -> None:
    senses = vocabulary().senses
    assert senses["Council"].value == "council"
    assert senses["Human Rights Council"].value == "A/HRC"
    assert senses["Конвенцией о правах ребенка"].value == "rights-of-the-child"
