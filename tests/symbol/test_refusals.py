"""What is refused says why and where, and no text is slower than its length."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable

import pytest

from verbale.symbol import Symbol, SymbolError, parse_many
from verbale.symbol.grammar import LIMIT

# The text, the position of the first character that does not fit, and a word of the reason.
REFUSED = [
    ("", 0, "no symbol"),
    ("   ", 0, "no symbol"),
    ("***", 0, "no symbol"),
    ("24/12", 0, "letters of its organ"),
    ("12A/40262x/3941", 0, "letters of its organ"),
    ("and/or", 0, "not the root of a series"),
    ("km/2", 0, "not the root of a series"),
    ("Conferencia/11", 0, "not the root"),
    ("TCP/IP", 6, "no number"),
    ("A/RES", 5, "no number"),
    ("A/C.3", 5, "no number"),
    ("E/CN.4/Sub.2", 12, "no number"),
    ("COVID-19", 0, "letters of its organ"),
    ("S-24", 1, "letters of its organ"),
    ("A/74/7é3", 6, "no element"),
    ("A/74/783 of 3 April", 8, "no element"),
    ("S/2020/279 (confidential copy)", 11, "neither a year"),
    ("A/74/L.5 (as amended in A/74/L.6)", 9, "remark"),
    ("A/80/6 (Sect. 3", 7, "not closed"),
    ("A/80/6) (Sect. 3", 6, "not opened"),
    ("HRI/GEN/1/Rev.9 (Vol. I) p. 173", 25, "does not belong"),
    ("E-2ND-SESS.-RESOLUTIONS", 3, "no element"),
    ("A/76/L.14 and A/76/L.14/Add.1", 9, "more than one"),
    ("A/74/1; A/74/2; A/74/3; A/74/4", 24, "two or three"),
    ("\u200f\u200fA/74/7é3", 8, "no element"),
    ("GE.69-15412", 0, "job number"),
    ("SC/15654", 0, "press release"),
    ("C.257.M.151.1936.XI", 0, "League of Nations"),
]


@pytest.mark.parametrize(("text", "position", "reason"), REFUSED)
def test_refused_with_place_and_reason(text: str, position: int, reason: str) -> None:
    with pytest.raises(SymbolError, match=reason) as caught:
        Symbol.parse(text)
    assert caught.value.where is not None
    assert caught.value.where.position == position


def test_a_list_says_how_to_read_it() -> None:
    with pytest.raises(SymbolError) as caught:
        Symbol.parse("A/76/L.14 and A/76/L.14/Add.1")
    assert caught.value.fix is not None
    assert "parse_many" in caught.value.fix


def test_a_list_with_a_word_in_it_is_refused_at_the_word() -> None:
    with pytest.raises(SymbolError) as caught:
        parse_many("A/74/1, A/74/2 and sundry papers, A/74/3")
    assert caught.value.where is not None
    assert caught.value.where.position == 19


def test_an_error_is_a_value_error_and_keeps_long_texts_short() -> None:
    with pytest.raises(ValueError, match="…") as caught:
        Symbol.parse("x" * 10_000)
    assert len(str(caught.value)) < 200


_PIECES = ["1", "/", "A/", "A/1 ", "(", ")", "()", "-", "–A/1", " ", "A", ".", "Add.", "A/74/1-", "||", "[", "*", "%41", "\u200b",
           "С", "S-", "1 A-", ",1", "and ", " and A/1", "A/1, ", ", Add.1", "A/1/Add.1-3, ", "()(", "( ", "1&", "A_"]  # fmt: skip


def _seconds(read: Callable[[str], object], text: str) -> float:
    best = float("inf")
    for _ in range(5):
        began = time.process_time()
        with contextlib.suppress(SymbolError):
            read(text)
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.parametrize("piece", _PIECES)
def test_no_text_takes_longer_than_its_length(piece: str) -> None:
    # As long as a symbol may be, and a thousand times as long: the one within milliseconds, the other refused at once.
    assert _seconds(Symbol.parse, (piece * LIMIT)[:LIMIT]) < 0.05
    assert _seconds(Symbol.parse, piece * 300_000) < 0.05


@pytest.mark.parametrize("piece", _PIECES)
def test_lists_cost_in_step_with_their_length(piece: str) -> None:
    short, long = 8_000, 64_000  # eight times as long: linear is 8, quadratic 64
    once = _seconds(parse_many, (f"A/74/1{piece}" + piece * short)[:short])
    more = _seconds(parse_many, (f"A/74/1{piece}" + piece * long)[:long])
    assert more < max(30 * once, 0.2), (once, more)
