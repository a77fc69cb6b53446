"""Numbers, sessions and years that fit one another, and those that cannot."""

from __future__ import annotations

import itertools
from datetime import date
from importlib.resources import files

import pytest

from verbale.symbol import Symbol
from verbale.symbol.chronology import Period, council_year, period_of, possible, session_period


def _rows(name: str) -> list[list[str]]:
    text = files("verbale.symbol").joinpath("data", f"{name}.tsv").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


def test_the_register_of_council_resolutions_has_no_gap() -> None:
    rows = [[int(cell) for cell in row] for row in _rows("council_resolutions")]
    assert rows[0][:2] == [1946, 1]
    for (year, _, last), (following, first, end) in itertools.pairwise(rows):
        assert (following, first) == (year + 1, last + 1)
        assert end >= first


@pytest.mark.parametrize(
    ("number", "year"),
    [(1, 1946), (15, 1946), (16, 1947), (132, 1959), (171, 1962), (242, 1967), (245, 1968), (338, 1973), (528, 1982),
     (529, 1983), (822, 1993), (884, 1993), (1244, 1999), (1325, 2000), (1373, 2001), (2397, 2017), (2398, 2018),
     (2503, 2019), (2617, 2021), (2720, 2023), (2803, 2025), (105, 1954), (2811, 2025), (2812, None), (0, None), (9999, None)],
)  # fmt: skip
def test_year_of_a_council_resolution(number: int, year: int | None) -> None:
    assert council_year(number) == year


@pytest.mark.parametrize(
    "text",
    ["S/RES/822 (1993)", "S/RES/822", "S/RES/2830 (2026)", "S/2020/279", "S/25199", "S/PRST/2019/9", "A/74/783", "A/810",
     "A/RES/68/173", "A/RES/217 A (III)", "A/RES/302 (IV)", "A/RES/2200 A (XXI)", "A/RES/3201 (S-VI)", "A/RES/2253 (ES-V)",
     "A/RES/973 (X)", "A/RES/1541 (XV)", "A/RES/1874 (S-IV)", "A/DEC/76/402", "A/HRC/9/1", "E/RES/2009/3", "E/1978/35",
     "E/DEC/2009/251", "E/RES/2089 (LXIII)", "E/NL.1947/13", "A/74/783–S/2020/279", "UNEP/EA.5/Res.14"],
)  # fmt: skip
def test_possible(text: str) -> None:
    assert possible(Symbol.parse(text)) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("S/RES/822 (1994)", "is of 1993"),
        ("S/RES/2578 (2020)", "is of 2021"),
        ("S/RES/3000 (2020)", "no resolution of 2020"),
        ("S/RES/1 (1945)", "since 1946"),
        ("S/RES/822 (XXV)", "not a session"),
        ("S/1993/25", "from 1994 on"),
        ("S/PRST/1992/1", "from 1994 on"),
        ("A/RES/302 (XXVII)", "number 302"),
        ("A/RES/5 (XXXI)", "session first"),
        ("A/12/783", "31st on"),
        ("A/RES/74/537", "decisions"),
        ("A/DEC/74/12", "301 up"),
        ("A/DEC/573/76", "no session 573"),
        ("E/1970/35", "from 1978 on"),
        ("E/RES/2009/251", "decisions"),
        ("E/RES/1 (LXIV)", "sixty-third"),
        ("A/74/783–S/1993/25", "from 1994 on"),
    ],
)
def test_impossible(text: str, reason: str) -> None:
    found = possible(Symbol.parse(text))
    assert found is not None
    assert reason in found


@pytest.mark.parametrize(
    ("text", "on", "fits"),
    [
        ("A/RES/78/10", date(2023, 8, 1), False),
        ("A/RES/78/10", date(2023, 11, 1), True),
        ("A/78/80", date(2023, 3, 1), True),
        ("A/80/6 (Sect. 3)", date(2025, 5, 1), True),
        ("A/80/6 (Sect. 3)", date(2023, 5, 1), False),
        ("S/2020/279", date(2019, 12, 31), False),
        ("S/RES/2503 (2019)", date(2018, 12, 31), False),
        ("S/RES/2503", date(2018, 12, 31), False),
        ("E/RES/2023/1", date(2022, 7, 26), True),
        ("E/RES/2023/1", date(2022, 5, 26), False),
        ("A/HRC/RES/54/1", date(2023, 8, 1), False),
        ("A/HRC/RES/54/1", date(2023, 10, 12), True),
        ("A/HRC/54/12", date(2023, 7, 1), True),
        ("A/RES/ES-11/1", date(2022, 1, 1), False),
        ("A/RES/ES-10/24", date(2024, 1, 1), True),
        ("CCPR/C/95/D/1553/2007", date(1990, 1, 1), True),
    ],
)
def test_on_a_date(text: str, on: date, fits: bool) -> None:
    assert (possible(Symbol.parse(text), on) is None) == fits


def test_sessions_and_periods() -> None:
    assert session_period("A", "1") == Period(date(1946, 1, 1), date(1947, 9, 30))
    assert session_period("A", "74") == Period(date(2019, 9, 1), date(2020, 9, 30))
    assert session_period("A", "900") is None
    assert session_period("A/HRC", "54") == Period(date(2023, 9, 1), date(2023, 10, 31))
    assert session_period("A/HRC", "999") is None
    assert period_of(Symbol.parse("S/PRST/2019/9")) == Period(date(2019, 1, 1), date(2019, 12, 31))
    assert period_of(Symbol.parse("CD/1839")) is None
    assert period_of(Symbol.parse("A/ES-10/739")) == Period(date(1996, 4, 1))


def test_sessions_are_in_order() -> None:
    rows = _rows("sessions")
    for organ in ("A", "A/HRC"):
        regular = [row[2] for row in rows if row[0] == organ and row[1].isdigit()]
        assert regular == sorted(regular)
    assert all(not last or first <= last for _, _, first, last in rows)
