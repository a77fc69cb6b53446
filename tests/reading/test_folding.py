from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.reading.folding import clean, fold, folded

TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("L’Assemblée  générale", "l'assemblee generale"),
        ("الأمــم المتحـدة", "الامم المتحدة"),
        ("第 34 项", "第34项"),
        ("Временный ПОВЕРЕННЫЙ", "временный поверенный"),
        ("١٢ (أ)", "12 (ا)"),
        ("A/74/783–S/2020/279", "a/74/783-s/2020/279"),
    ],
)
def test_fold(text: str, want: str) -> None:
    assert fold(text) == want


@given(TEXT)
def test_folding_is_the_same_with_and_without_the_way_back(text: str) -> None:
    assert folded(text).text == fold(text)


@given(TEXT)
def test_the_way_back_is_inside_the_printed_text_and_in_order(text: str) -> None:
    base = folded(text)
    assert list(base.at) == sorted(base.at)
    assert base.at[-1] == len(text)
    assert len(base.at) == len(base.text) + 1


@given(TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
