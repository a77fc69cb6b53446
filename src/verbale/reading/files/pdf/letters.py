"""The characters of a right-to-left line with their places: word by word where the engine's order is the page's.

Letters of a word that the engine gives from right to left without a gap, each with its marks, need no ordering: the word
is one ``Glyph``. All else (figures, signs, ligatures, letters that Naskh sets above each other) is taken one by one, for
``logical`` to order.
"""

from __future__ import annotations

import re

from verbale.reading.files.pdf.engine import Characters
from verbale.reading.files.pdf.logical import Glyph, Spot
from verbale.reading.files.pdf.marks import RAISED, SIGNS, SMALL

__all__ = ["Hand", "read_letters"]

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0591-\u05bd"
_LETTERS = "\u05d0-\u05ea\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06fa-\u06ff"
_UNIT = re.compile(rf"(?P<word>[{_LETTERS}][{_LETTERS}{_MARKS}]+)|(?P<latin>[A-Za-z]{{2,}})|\S")
_MARK = re.compile(f"[{_MARKS}]")
_GAP = 0.1  # ems between letters that a space shows; as in ``logical``
_ALEFS = "اأإآ"
_COMMAS = ",،"


class Hand:
    """How the letters of a line are written: their size and foot, bold or italic."""

    __slots__ = ("base", "bold", "italic", "size")

    def __init__(self, size: float, base: float, bold: bool, italic: bool) -> None:
        self.size, self.base, self.bold, self.italic = size, base, bold, italic

    def glyph(self, sign: str, left: float, right: float, pen: float | None = None) -> Glyph:
        """A letter of this hand."""
        return Glyph(sign, left, right, self.base, self.size, self.bold, self.italic, pen)

    def word(self, text: str, letters: list[Spot]) -> Glyph:
        """A word of this hand, whose letters stand there, from the right."""
        left, right = letters[-1][1], letters[0][2]
        for _, x, y in letters:
            left, right = min(left, x), max(right, y)
        return Glyph(text, left, right, self.base, self.size, self.bold, self.italic, None, letters)


def _word(page: Characters, start: int, end: int, hand: Hand) -> list[Glyph] | None:
    """A word in the engine's order, in parts where gaps part it; None where the page shows another order."""
    text, advance, gap = page.text, page.advance, _GAP * hand.size
    out: list[Glyph] = []
    begin = start
    left, right = advance(start)
    letters: list[Spot] = [(0, left, right)]
    for i in range(start + 1, end):
        x, y = advance(i)
        if _MARK.match(text[i]):
            if not (x == left and y == right) and page.pen(i) != page.pen(i - 1):
                return None
            continue
        if x >= left and not (text[i - 1] == "ل" and text[i] in _ALEFS and x == left):
            return None
        if left - y > gap:
            out.append(hand.word(text[begin:i], letters))
            begin, letters = i, []
        letters.append((i - begin, x, y))
        left, right = x, y
    out.append(hand.word(text[begin:end], letters))
    return out


def _latin(page: Characters, start: int, end: int, hand: Hand) -> list[Glyph] | None:
    """A Latin word, where its letters stand from left to right without a gap; None where they do not."""
    advance, gap = page.advance, _GAP * hand.size
    first, edge = advance(start)
    left = first
    for i in range(start + 1, end):
        x, y = advance(i)
        if x <= left or x - edge > gap:
            return None
        left, edge = x, y
    return [hand.glyph(page.text[start:end], first, edge)]


def _figure(page: Characters, i: int, hand: Hand) -> Glyph:
    """A figure or a sign that may be raised, with its own size and foot."""
    sign, size, base = page.text[i], hand.size, hand.base
    left, right = page.advance(i)
    own = page.size_like(i, size)
    if sign.isdigit() and abs(own - size) < 0.01 * size and abs(page.rise(i, base)) < RAISED * size:
        return hand.glyph(sign, left, right)
    foot = page.base(i)
    if own >= size * SMALL and sign.isdigit() and page.rise(i, foot) > size * RAISED:
        own, foot = own * 0.6, foot - size * RAISED
    return Glyph(sign, left, right, foot, own, hand.bold, hand.italic)


def read_letters(page: Characters, start: int, end: int, hand: Hand, *, scattered: bool) -> list[Glyph]:
    """The characters of a part of the page's text with their places; words whole, unless ``scattered`` says that the
    page's font draws letters in pieces.
    """
    out: list[Glyph] = []
    for unit in _UNIT.finditer(page.text, start, end):
        a, b = unit.span()
        if b - a > 1:
            if not scattered:
                words = (_word if unit.lastgroup == "word" else _latin)(page, a, b, hand)
                if words is not None:
                    out += words
                    continue
            for i in range(a, b):
                out.append(hand.glyph(page.text[i], *page.advance(i), page.pen(i)))
            continue
        sign = unit[0]
        if sign.isdigit() or sign in SIGNS or sign in _COMMAS:
            out.append(_figure(page, a, hand))
        else:
            out.append(hand.glyph(sign, *page.advance(a), page.pen(a)))
    return out
