"""One look at a text meets every pattern that matches it: it may meet too many, never too few."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.languages.glance import glance_of, loosened

_PATTERNS = {
    "behind": r"(?<!under-)secretary ?- ?general\b",
    "ahead": r"draft (?=resolution|decision)[a-z]+",
    "counted": r"[^,。]{0,40}(?:大会|理事会)决议$",
    "classes": r"(?<![^\W\d_])[\w/.-]+\s+\d{1,3}\b(?! session)",
    "han": r"[\u3400-\u9fff、,]+语",
    "nested": r"note(?! (?:of|from) (?:the|an?)) (?P<by>by [^\W\d_]+)",
}
_ENTRIES = [(name, pattern, name) for name, pattern in _PATTERNS.items()]
_WORDS = [
    "under-", "secretary-general", "secretary - general", "draft resolution", "大会", "决议", "，", "A/80/1", " 12",
    " session", "、英", "语", "note by the chair", "note of the", "éé٣ 7",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(_WORDS) | st.text(max_size=5), max_size=8).map("".join)


@pytest.mark.parametrize("anchored", [False, True])
@given(text=TEXTS)
def test_meets_all_that_match(anchored: bool, text: str) -> None:
    met = glance_of(_ENTRIES, anchored=anchored)(text)
    for name, pattern in _PATTERNS.items():
        found = re.match(pattern, text) if anchored else re.search(pattern, text)
        assert found is None or name in met


def test_meets_little_else() -> None:
    look = glance_of(_ENTRIES)
    assert look("The Assembly took note with interest.") == {}
    assert set(look("a draft resolution")) == {"ahead"}


def test_things_of_one_key_come_in_their_order() -> None:
    look = glance_of([("a", "y", 1), ("b", "x", 2), ("a", "x", 3)])
    assert look("xy") == {"a": (1, 3), "b": (2,)}


def test_nothing_to_look_for() -> None:
    assert glance_of([])("anything") == {}


def test_loosened_leaves_out_what_looks_around() -> None:
    assert loosened(r"(?<!a\))b(?=[)(]|c(?:d))e\b") == "be"
