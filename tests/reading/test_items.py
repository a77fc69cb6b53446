from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.reading.items import find_items

# language, text, numbers, provisional
LISTS: list[tuple[str, str, tuple[str, ...], bool]] = [
    ("en", "Agenda item 130 (y)", ("130 (y)",), False),
    ("en", "Items 36, 37 and 87 of the provisional agenda*", ("36", "37", "87"), True),
    ("en", "Items 137 and 138 of the preliminary list*", ("137", "138"), True),
    ("en", "agenda items 72 (a) to (c), 73 and 75 (b) and (d)", ("72 (a)", "72 (b)", "72 (c)", "73", "75 (b)", "75 (d)"), False),
    ("en", "items 35 (“Ports”) and 71, sub-item (a) (“Straits”)", ("35", "71 (a)"), False),
    ("en", "agenda items 9 to 12", ("9", "10", "11", "12"), False),
    ("en", "Agenda items 99 (mm) and 100", ("99 (mm)", "100"), False),
    ("fr", "Points 13 et 75 a) de l’ordre du jour", ("13", "75 (a)"), False),
    ("fr", "Point 32 de l’ordre du jour provisoire*", ("32",), True),
    ("es", "Temas 51 d) y 93 f) del programa", ("51 (d)", "93 (f)"), False),
    ("es", "Tema 5 de la lista preliminar*", ("5",), True),
    ("ru", "Пункты 27 a), 27 c) и 148 повестки дня", ("27 (a)", "27 (c)", "148"), False),
    ("ru", "Пункт 12 с) предварительной повестки дня*", ("12 (c)",), True),
    ("zh", "议程项目13和75(a)", ("13", "75 (a)"), False),
    ("zh", "临时议程*项目 93(h)和 96", ("93 (h)", "96"), True),
    ("zh", "暂定项目表*项目5", ("5",), True),
    ("ar", "البندان 13 و 75 (أ) من جدول الأعمال", ("13", "75 (a)"), False),
    ("ar", "البنود ٥ و ٧ و ١٤ (و) من القائمة الأولية*", ("5", "7", "14 (f)"), True),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "numbers", "provisional"), LISTS)
def test_lists_of_items(language: str, text: str, numbers: tuple[str, ...], provisional: bool) -> None:
    (found,) = find_items(text, language)
    assert (found.numbers, found.provisional) == (numbers, provisional)


@given(st.lists(st.integers(1, 199), min_size=1, max_size=6, unique=True))
def test_numbers_come_back_in_their_order(numbers: list[int]) -> None:
    *first, last = [str(number) for number in numbers]
    text = f"agenda items {', '.join(first)} and {last}" if first else f"agenda item {last}"
    (found,) = find_items(text, "en")
    assert found.numbers == (*first, last)


@given(st.text(max_size=80))
def test_any_text_is_answered(text: str) -> None:
    for found in find_items(text, "en"):
        assert 0 <= found.start < found.end <= len(text)
