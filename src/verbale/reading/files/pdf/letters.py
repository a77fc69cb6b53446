"""The characters of a right-to-left line with their places: words at a time where the engine's order is the page's.

Letters of a word that the engine gives from right to left without a gap, each with its marks, need no ordering, nor do
words without figures and signs between them: they are one ``Glyph``. All else (figures, signs, ligatures, letters that Naskh sets above each other) is taken one by one, for
``logical`` to order.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from verbale.reading.files.pdf.engine import Characters
from verbale.reading.files.pdf.logical import Glyph
from verbale.reading.files.pdf.marks import RAISED, SIGNS, SMALL

__all__ = ["Hand", "read_letters"]

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0591-\u05bd"
_LETTERS = "\u05d0-\u05ea\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06fa-\u06ff"
_UNIT = re.compile(
    rf"(?P<turned>[{_MARKS}]+[{_LETTERS}])|(?P<marked>(?:[{_LETTERS}]+[{_MARKS}]+)+[{_LETTERS}]*)|(?P<words>[{_LETTERS}]+(?: [{_LETTERS}]+)*(?![{_LETTERS}{_MARKS}]))|(?P<latin>[A-Za-z]{{2,}})|\S"
)
# a letter with its marks, named again by the sign of the marks alone
_TWICE = re.compile(rf"([{_LETTERS}][{_MARKS}]+)\1")
_MARK = re.compile(f"[{_MARKS}]")
_GAP = 0.1  # ems between letters that a space shows; as in ``logical``
_OVERHANG = 0.4  # ems that a letter may reach over the space behind it
_NONE = 0.01  # points that rooms may differ and yet be one
_ALEFS = "اأإآ"
_FIRST = "\u0590"  # letters below it are read from the left
_QUOTES = {"“": "”", "”": "“", "‘": "’", "’": "‘"}
_COMMAS = ",،"


class Hand:
    """How the letters of a line are written: their size and foot, bold or italic."""

    __slots__ = ("base", "bold", "italic", "size")

    def __init__(self, size: float, base: float, bold: bool, italic: bool) -> None:
        self.size, self.base, self.bold, self.italic = size, base, bold, italic

    def glyph(self, sign: str, left: float, right: float, pen: float | None = None) -> Glyph:
        """A letter of this hand."""
        return Glyph(sign, left, right, self.base, self.size, self.bold, self.italic, pen)

    def word(self, text: str, lefts: list[float], rights: list[float]) -> Glyph:
        """A word of this hand, whose letters stand there."""
        return Glyph(
            text, min(lefts), max(rights), self.base, self.size, self.bold, self.italic, None, lefts, rights
        )


class _Line:
    """A part of the page's text, with the room of each character."""

    def __init__(self, page: Characters, start: int, end: int, hand: Hand) -> None:
        self.page, self.start, self.hand = page, start, hand
        self.lefts, self.rights = page.advances(start, end)
        gap = _GAP * hand.size
        self.gap, self.wide = gap, hand.size
        # whether each letter stands left of the one before, without a gap
        self.follows = [
            x < before <= y + gap
            for before, x, y in zip(self.lefts, self.lefts[1:], self.rights[1:], strict=False)
        ]

    def one(self, i: int) -> Glyph:
        """A character taken alone."""
        at = i - self.start
        return self.hand.glyph(self.page.text[i], self.lefts[at], self.rights[at], self.page.pen(i))

    def whole(self, a: int, b: int) -> Glyph:
        """The characters from ``a`` to ``b`` as one word."""
        x, y = a - self.start, b - self.start
        return self.hand.word(self.page.text[a:b], self.lefts[x:y], self.rights[x:y])

    def word(self, a: int, b: int) -> list[Glyph] | None:
        """A word in the engine's order, in parts where gaps part it; None where the page shows another order."""
        text, lefts, rights = self.page.text, self.lefts, self.rights
        if _TWICE.search(text, a, b):
            return None
        out: list[Glyph] = []
        begin = a
        letter = a - self.start  # the last letter, marks left aside
        for i in range(a + 1, b):
            at = i - self.start
            if _MARK.match(text[i]):
                # one sign of the font for both: in one room, or in rooms that the engine parted
                same = lefts[at] == lefts[letter] and rights[at] == rights[letter]
                shared = abs(rights[at] - lefts[at - 1]) < _NONE and self.page.pen(i) == self.page.pen(i - 1)
                if not same and not shared:
                    return None
                continue
            if lefts[at] >= lefts[letter]:
                # a letter may reach below the next: then the pen tells, and of lam and alef in one sign nothing does
                ligature = text[i - 1] == "ل" and text[i] in _ALEFS and lefts[at] - lefts[letter] <= self.gap
                if not ligature and self.page.pen(i) >= self.page.pen(self.start + letter):
                    return None
            elif lefts[letter] - rights[at] > self.gap:
                out.append(self.whole(begin, i))
                begin = i
            letter = at
        out.append(self.whole(begin, b))
        return out

    def turned(self, a: int, b: int) -> list[Glyph] | None:
        """A letter with its marks that is one sign of the font, which the engine gives backwards; None where it is none."""
        x, y = a - self.start, b - self.start
        if len(set(self.lefts[x:y])) > 1 or len(set(self.rights[x:y])) > 1:
            return None
        glyph = self.one(b - 1)
        glyph.sign = normalize("NFC", self.page.text[a:b][::-1])
        # the room is that of the mark, which is narrower than its letter's
        glyph.right += 1.5 * self.gap
        return [glyph]

    def words(self, a: int, b: int) -> list[Glyph]:
        """Words that stand one after the other, in as few parts as their order and the spaces between them allow."""
        text, start = self.page.text, self.start
        out: list[Glyph] = []
        begin = p = a
        while p < b:
            q = text.find(" ", p, b)
            q = b if q < 0 else q
            parts = None
            whole = all(self.follows[p - start : q - start - 1])
            if not whole:
                parts = self.word(p, q)
                whole = parts is not None and len(parts) == 1
            if p > begin and not (whole and self.spaced(p - start - 1)):
                out.append(self.whole(begin, p - 1))
                begin = p
            if not whole:
                out += parts or [self.one(i) for i in range(p, q)]
                begin = q + 1
            p = q + 1
        if begin < b:
            out.append(self.whole(begin, b))
        return out

    def spaced(self, at: int) -> bool:
        """Whether a space of the text stands between two words: a sign of the font, or room that shows it."""
        between = self.lefts[at - 1] - self.rights[at + 1]
        if self.rights[at] - self.lefts[at] > self.gap:
            return -_OVERHANG * self.wide < between < self.wide
        return self.gap < between < self.wide

    def latin(self, a: int, b: int) -> list[Glyph] | None:
        """A Latin word, where its letters stand from left to right without a gap; None where they do not."""
        for at in range(a - self.start + 1, b - self.start):
            if not self.lefts[at - 1] < self.lefts[at] <= self.rights[at - 1] + self.gap:
                return None
        return [self.whole(a, b)]


def _figure(line: _Line, i: int) -> Glyph:
    """A figure or a sign that may be raised, with its own size and foot."""
    page, hand = line.page, line.hand
    sign, size, base = page.text[i], hand.size, hand.base
    left, right = line.lefts[i - line.start], line.rights[i - line.start]
    own = page.size_like(i, size)
    if sign.isdigit() and abs(own - size) < 0.01 * size and abs(page.rise(i, base)) < RAISED * size:
        return hand.glyph(sign, left, right)
    foot = page.base(i)
    if own >= size * SMALL and sign.isdigit() and page.rise(i, foot) > size * RAISED:
        own, foot = own * 0.6, foot - size * RAISED
    return Glyph(sign, left, right, foot, own, hand.bold, hand.italic)


def _with_marks(glyphs: list[Glyph]) -> list[Glyph]:
    """The characters, each mark with the letter with which it is one sign of the font: drawn from one place, in one room or
    in rooms that the engine parted.
    """
    marks = [g for g in glyphs if g.pen is not None and _MARK.match(g.sign)]
    if not marks:
        return glyphs
    letters = [g for g in glyphs if g.pen is not None and not _MARK.match(g.sign)]
    bound = set()
    widened: dict[int, Glyph] = {}
    for mark in sorted(marks, key=lambda g: -g.right):
        for letter in letters:
            together = (letter.pen or 0.0) == mark.pen and (
                abs(mark.right - letter.left) < _NONE
                or (mark.left == letter.left and mark.right == letter.right)
            )
            if together:
                letter.sign = normalize("NFC", letter.sign + mark.sign)
                letter.left = min(letter.left, mark.left)
                widened[id(letter)] = letter
                bound.add(id(mark))
                break
    for letter in widened.values():
        # the engine tells the ink, which is narrower than the letter's room
        letter.right += 2 * _GAP * letter.size
    return [g for g in glyphs if id(g) not in bound]


def read_letters(page: Characters, start: int, end: int, hand: Hand, *, scattered: bool) -> list[Glyph]:
    """The characters of a part of the page's text with their places; words whole, unless ``scattered`` says that the
    page's font draws letters in pieces.
    """
    out: list[Glyph] = []
    line = _Line(page, start, end, hand)
    latin = False
    for unit in _UNIT.finditer(page.text, start, end):
        a, b = unit.span()
        if b - a > 1:
            latin = unit.lastgroup == "latin"
            words: list[Glyph] | None = None
            if not scattered:
                kind = unit.lastgroup
                words = (
                    line.words(a, b)
                    if kind == "words"
                    else line.latin(a, b)
                    if kind == "latin"
                    else line.turned(a, b)
                    if kind == "turned"
                    else line.word(a, b)
                )
            out += words or [line.one(i) for i in range(a, b) if page.text[i] != " "]
            continue
        sign = unit[0]
        if sign.isalpha():
            latin = sign < _FIRST
        if sign.isdigit() or sign in SIGNS or sign in _COMMAS:
            out.append(_figure(line, a))
        else:
            out.append(line.one(a))
            if not latin and sign in _QUOTES:
                # the engine turns these as it turns brackets, though no page does
                out[-1].sign = _QUOTES[sign]
    return _with_marks(out)
