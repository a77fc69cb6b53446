"""What holds for every symbol and every text (Hypothesis)."""

from __future__ import annotations

import string
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.symbol import Symbol, SymbolError, parse_many, series_of
from verbale.symbol.common import common_form, common_pattern
from verbale.symbol.grammar import LIMIT, normal_halves
from verbale.symbol.knowledge import knowledge
from verbale.symbol.parts import read_parts, read_parts_in_full

_ROOTS = sorted(root for root, organ in knowledge().organs.items() if not organ.numbered)
_NUMBERS = st.integers(1, 99_999).map(str)
_SESSIONS = st.one_of(
    st.integers(31, 99).map(str),
    st.integers(1, 32).map("S-{}".format),
    st.integers(1, 11).map("ES-{}".format),
)
_YEARS = st.integers(1946, 2040).map(str)
_ROMAN = st.sampled_from(
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XIX", "XXV", "XXX", "LIV"]
)
_LETTERS = st.sampled_from(["A", "B", "AA", "A-B", "B-D"])
_PARTS = st.one_of(
    st.integers(1, 40).map("Sect. {}".format), _ROMAN.map("Part {}".format), _ROMAN.map("Vol. {}".format)
)
_CHANGES = st.lists(
    st.tuples(st.sampled_from(["Add", "Corr", "Rev", "Amend"]), st.integers(1, 40)).map(
        lambda c: f"/{c[0]}.{c[1]}"
    ),
    max_size=3,
).map("".join)
_BODIES = st.sampled_from(["C.3", "CN.4/Sub.2", "AC.109", "CONF.157", "HRC", "ESCWA", "XYZ"])


@st.composite
def _resolutions(draw: st.DrawFn) -> str:
    number = draw(st.integers(1, 3600))
    form = draw(st.sampled_from(["council", "old", "new"]))
    if form == "council":
        return f"S/RES/{number} ({draw(_YEARS)})"
    letters = draw(st.one_of(st.just(""), _LETTERS.map(" {}".format)))
    if form == "old":
        return f"A/RES/{number}{letters} ({draw(_ROMAN)})"
    return f"A/RES/{draw(_SESSIONS)}/{number}{letters}"


@st.composite
def _documents(draw: st.DrawFn) -> str:
    root = draw(st.sampled_from([*"ASEASE", *_ROOTS]))
    body = draw(st.one_of(st.just(""), _BODIES.map("/{}".format)))
    period = draw(st.one_of(st.just(""), _SESSIONS.map("/{}".format), _YEARS.map("/{}".format)))
    number = draw(st.one_of(_NUMBERS, _NUMBERS.map("L.{}".format), _NUMBERS.map("PV.{}".format)))
    part = draw(st.one_of(st.just(""), _PARTS.map(" ({})".format)))
    return f"{root}{body}{period}/{number}{part}"


_NORMAL = st.tuples(st.one_of(_documents(), _resolutions()), _CHANGES).map("".join)
_ODD = st.text(
    st.sampled_from(string.ascii_letters + string.digits + "/.()[]-–—&;,|*_ \u00a0\u200e\u200b%АСهـ第"),
    max_size=40,
)


def _parsed(text: str) -> tuple[Symbol | None, int | None]:
    try:
        return Symbol.parse(text), None
    except SymbolError as error:
        return None, error.where.position if error.where else None


@given(_NORMAL)
def test_a_normal_form_is_its_own(text: str) -> None:
    symbol = Symbol.parse(text)
    assert str(symbol) == text
    assert Symbol.parse(str(symbol)) == symbol
    assert hash(Symbol.parse(str(symbol))) == hash(symbol)
    assert Symbol.from_slug(symbol.slug) == symbol
    assert set(symbol.slug) <= set(string.ascii_letters + string.digits + "._+~=-")


def _half_wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


@given(_NORMAL, st.data())
def test_how_it_is_typed_does_not_matter(text: str, data: st.DataObject) -> None:
    symbol = Symbol.parse(text)
    spellings = [
        text.lower(),
        text.replace(" ", ""),
        text.replace(" ", "  "),
        text.replace(" ", "\u00a0"),
        text.replace("/", " / "),
        text.replace("-", "\u2011"),
        text.replace("-", "\u2212"),
        _half_wide(text),
        text.replace("A", "А").replace("E", "Е").replace("C", "С"),  # Cyrillic
        f"\u202a{text}\u202c",
        "\u200b".join(text),
        f" {text}. ",
        f"{text}*",
        text.replace("(", "%28").replace(")", "%29"),
    ]
    typed = data.draw(st.sampled_from(spellings))
    known = text.split("/", maxsplit=1)[0] in knowledge().organs
    assert known
    assert Symbol.parse(typed) == symbol, typed


@given(_ODD)
@settings(max_examples=500)
def test_any_text_is_a_symbol_or_refused_with_a_place(text: str) -> None:
    symbol, position = _parsed(text)
    if symbol is None:
        assert position is not None
        assert 0 <= position <= len(text)
        return
    assert Symbol.parse(str(symbol)) == symbol
    assert Symbol.from_slug(symbol.slug) == symbol
    assert unicodedata.normalize("NFKC", str(symbol)) == str(symbol)
    assert symbol.base.base == symbol.base
    assert symbol.url().startswith("https://undocs.org/en/")


@given(_ODD)
def test_lists_of_any_text_give_symbols_or_are_refused(text: str) -> None:
    try:
        symbols = parse_many(text)
    except SymbolError:
        return
    assert len(symbols) == len(set(symbols))
    assert all(Symbol.parse(str(symbol)) == symbol for symbol in symbols)


@given(st.from_regex(common_pattern(), fullmatch=True))
def test_the_short_way_and_the_long_way_agree(text: str) -> None:
    assert common_form()(text)
    assert len(text) > LIMIT or normal_halves(text) == ([text], 0)


@given(st.one_of(_NORMAL, st.from_regex(common_pattern(), fullmatch=True)))
def test_parts_read_at_once_are_those_read_in_full(text: str) -> None:
    assert read_parts(text) == read_parts_in_full(text)


@given(_NORMAL, _NORMAL, _NORMAL)
def test_order_is_total(first: str, second: str, third: str) -> None:
    one, two, three = map(Symbol.parse, (first, second, third))
    assert (one < two) + (two < one) + (one == two) == 1
    assert not (one < two < three) or one < three
    assert sorted([three, one, two]) == sorted([one, two, three])


@given(_NORMAL, _NORMAL)
def test_two_symbols_make_one_joint_document(first: str, second: str) -> None:
    one, two = Symbol.parse(first), Symbol.parse(second)
    if one == two:
        with pytest.raises(SymbolError):
            Symbol.joint(one, two)
        return
    joint = Symbol.joint(two, one)
    assert joint.halves == tuple(sorted([one, two]))
    assert joint == Symbol.joint(one, two) == Symbol.parse(str(joint))
    assert str(joint) == f"{joint.halves[0]}–{joint.halves[1]}"
    assert Symbol.from_slug(joint.slug) == joint
    assert (joint.organ, joint.number) == (joint.halves[0].organ, joint.halves[0].number)


@given(
    st.lists(_NORMAL, min_size=1, max_size=6),
    st.sampled_from([", ", "; ", " and ", " et ", " y ", " и ", "、", " و "]),
)
def test_a_list_gives_its_items(texts: list[str], separator: str) -> None:
    assert parse_many(separator.join(texts)) == list(dict.fromkeys(map(Symbol.parse, texts)))


@given(_NORMAL)
def test_a_change_belongs_to_its_base(text: str) -> None:
    symbol = Symbol.parse(text)
    changed = Symbol.parse(f"{text}/Add.7")
    assert changed.parent == symbol
    assert changed.base == symbol.base
    assert changed.suffixes == (*symbol.suffixes, "Add.7")
    assert symbol < changed
    assert (changed.organ, changed.body, changed.session, changed.year, changed.number) == (
        symbol.organ,
        symbol.body,
        symbol.session,
        symbol.year,
        symbol.number,
    )


@given(_NORMAL, st.integers(1, 99_999))
def test_a_series_gives_the_symbol_of_each_number(text: str, number: int) -> None:
    row = series_of(Symbol.parse(text))
    assert row is not None
    made = row.symbol(number)
    assert made.number == number
    again = series_of(made)
    assert again is not None
    assert again == row


@given(_NORMAL)
def test_addresses_lead_back(text: str) -> None:
    symbol = Symbol.parse(text)
    for language in ("ar", "zh", "en", "fr", "ru", "es", "de"):
        found = Symbol.from_url(symbol.url(language))
        # The letters of old composite resolutions have no address of their own.
        assert found == symbol or (symbol.letters and not found.letters and found.number == symbol.number)
