"""Real symbols, as catalogues and files hold them."""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path

import pytest

from verbale.symbol import Symbol, SymbolError, parse_many
from verbale.symbol.common import common_form
from verbale.symbol.grammar import normal_halves

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def lines(shared: Path) -> list[str]:
    return (shared / "corpus" / "symbols.txt").read_text("utf-8").splitlines()


@pytest.fixture(scope="module")
def parsed(lines: list[str]) -> dict[str, Symbol]:
    made = {}
    for line in lines:
        try:
            made[line] = Symbol.parse(line)
        except SymbolError:
            continue
    return made


def test_nearly_all_are_read_and_the_rest_are_none(lines: list[str], parsed: dict[str, Symbol]) -> None:
    reasons: Counter[str] = Counter()
    for line in lines:
        if line in parsed:
            continue
        try:
            assert parse_many(line)
        except SymbolError as error:
            reasons[error.what.partition("document symbol: ")[2]] += 1
    refused = sum(reasons.values())
    assert refused / len(lines) <= 0.0045, reasons.most_common()


def test_normal_forms_are_their_own(parsed: dict[str, Symbol]) -> None:
    for symbol in parsed.values():
        assert Symbol.parse(str(symbol)) == symbol
        assert Symbol.from_slug(symbol.slug) == symbol
        assert Symbol.from_url(symbol.url()).number == symbol.number


def test_order_is_total(parsed: dict[str, Symbol]) -> None:
    ordered = sorted(set(parsed.values()))
    assert all(one < two and not two < one for one, two in itertools.pairwise(ordered))
    assert ordered == sorted(set(parsed.values()), reverse=True)[::-1]


def test_the_short_way_and_the_long_way_agree(lines: list[str]) -> None:
    short = [line for line in lines if common_form()(line)]
    assert len(short) > len(lines) / 2
    assert all(normal_halves(line) == ([line], 0) for line in short)


def test_nearly_all_bodies_are_known(parsed: dict[str, Symbol]) -> None:
    unknown = {str(symbol) for symbol in parsed.values() if not symbol.known}
    assert len(unknown) < 0.002 * len(parsed), sorted(unknown)
