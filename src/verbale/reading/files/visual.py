"""Right-to-left text of layout extractors, put in logical order.

The ligature of lam and alef comes as two letters, which some extractors give the wrong way round: "األمم" for "الأمم".

Such text wraps each left-to-right run in embedding marks (U+202A to U+202C), and gives the run as it looks from left to
right: signs and spaces that follow it in Arabic stand before it. The run `` 1992`` is "1992 " and ``.)III`` is "III).".
"""

from __future__ import annotations

import re

__all__ = ["is_right_to_left", "straighten", "with_lam_before_alef", "without_marks"]

_MARKS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_EMBEDDED = re.compile("\u202a([^\u202a-\u202c]*)\u202c?")
_LEADING = re.compile(r"^[\s.,;:!?()\[\]،؛؟“”«»\"'*–—-]+")
_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
# The article and a word that begins with alef: no Arabic word begins with two alefs, or with alef, hamza on alef and lam.
_TURNED = re.compile("(?<![\u0621-\u0652])([وفبك]?)ا([اأإآ])ل(?=[\u0621-\u064a])")
_TURNED_TO = re.compile("(?<![\u0621-\u0652])([وف]?)ل([اأإآ])ل(?=[\u0621-\u064a])")
_RIGHT = re.compile("ال[أإآ]")
_ALONE = re.compile("^[\u064b-\u065f\u0670\\s]+$")


def without_marks(text: str) -> str:
    """The text without the invisible marks that steer its direction."""
    return text if text.isascii() else _MARKS.sub("", text)


def is_right_to_left(text: str) -> bool:
    """Whether a text has more Arabic letters than Latin ones."""
    arabic = len(_ARABIC.findall(text))
    return arabic > 0 and arabic >= sum(c.isascii() and c.isalpha() for c in text)


def _logical(run: str) -> str:
    lead = _LEADING.match(run)
    if lead is None:
        return run
    return run[lead.end() :] + lead.group()[::-1]


def straighten(cells: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], bool]:
    """The cells of one printed line in logical order, and whether the line runs from right to left.

    Cells are (place, text); text that has no embedding marks is taken as it is.
    """
    joined = "".join(text for _, text in cells)
    if "\u202b" not in joined and "\u202a" not in joined:
        return cells, False
    out = []
    for at, cell in cells:
        text = cell
        if _ARABIC.search(text) or "\u202b" in joined:
            text = _EMBEDDED.sub(lambda m: _logical(m.group(1)), text)
        text = without_marks(text)
        if not _ALONE.match(text):
            out.append((at, text))
    right_to_left = "\u202b" in joined
    # the extractor wrote the cells as they look, from left to right
    return (out[::-1] if right_to_left else out), right_to_left


def with_lam_before_alef(text: str) -> str:
    """The text with the article right before words that begin with alef, where an extractor turned lam and alef round.

    >>> with_lam_before_alef("األمم المتحدة، األمين العام")
    'الأمم المتحدة، الأمين العام'
    """
    if text.isascii():
        return text
    turned = len(_TURNED.findall(text))
    if not turned or len(_RIGHT.findall(text)) * 2 > turned:
        return text
    return _TURNED_TO.sub(r"\1لل\2", _TURNED.sub(r"\1ال\2", text))
