"""A page as pieces of text with their places: what the engine gives, asked for with as few questions as possible.

The engine (PDFium) gives the characters of a page in the order of the file, and a line end where ink moves to another
line. Places are asked for the ends and the middle of each line only, and for the words of a line where it is wider than
its letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verbale.reading.files.pdf.engine import Characters, characters_of
from verbale.reading.files.pdf.letters import Hand, read_letters
from verbale.reading.files.pdf.logical import Glyph, is_right_to_left
from verbale.reading.files.pdf.marks import raised_runs, take_marks

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

__all__ = ["Page", "Piece", "is_marker", "read_page"]

_BREAK = re.compile("\r?\n|[\ufffe\x02]")
_SPACES = re.compile(r"\s+")
_MARKER = re.compile(
    r"^\s*(?:[\(（]?(?:\d{1,3}(?:\.\d{1,3})?|[IVXLC]{1,6}|[ivxlc]{1,6}|[^\W\d_])[.)）]?|[–—•·*-])\s*$"
)
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")
_CHINESE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60“”‘’"
_STRETCHED = re.compile(f"(?<=[{_CHINESE}]) (?=[{_CHINESE}0-9A-Za-z(])|(?<=[0-9A-Za-z)]) (?=[{_CHINESE}])")
_BETWEEN = re.compile(f"(?<=[{_CHINESE}]) (?=[{_CHINESE}])")
_BESIDE = re.compile(f"[{_CHINESE}](?=[{_CHINESE}])")
_LOOSE = 0.60  # width of a line in ems per letter above which its words are asked for their places
_OTHER = 0.15  # of the size of a line: so different, its end may be another text
_GAP = 1.35  # ems between words that set pieces apart


_Part = tuple[int, int, float, float]


@dataclass(slots=True)
class Piece:
    """Text that stands together on a line. ``base`` is the height of its foot below the top of the page, in points."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    marks: tuple[tuple[int, str], ...] = ()
    turned: bool = False
    start: int = 0
    end: int = 0
    column: int = 0
    glyphs: list[Glyph] | None = None


@dataclass(slots=True)
class Page:
    """The pieces of a page in the order of the file, and what was odd about it."""

    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    characters: int = 0
    unmapped: int = 0
    right_to_left: bool = False
    pictures: bool = False


def is_marker(text: str) -> bool:
    """Whether a text is a paragraph's number or bullet alone."""
    return _MARKER.match(text) is not None


def _edges(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _middle(page: Characters, start: int, end: int) -> int:
    """A letter near the middle, whose size and foot are those of the line; figures may be raised, so the largest of a few
    is taken where there are no letters."""
    text = page.text
    at = (start + end) // 2
    for step in range((end - start) // 2 + 1):
        for i in (at + step, at - step):
            if start <= i < end and text[i].isalpha():
                return i
    figures = [i for i in range(start, end) if text[i].isalnum()]
    if not figures:
        return min(at, end - 1)
    return max((figures[len(figures) // 2], figures[0], figures[-1]), key=lambda i: page.size(i)[0])


def _weight(text: str) -> int:
    """Letters of a text, those as wide as high counted twice."""
    return len(text) + len(_WIDE.findall(text)) if not text.isascii() else len(text)


def _split(page: Characters, span: tuple[int, int], size: float, edges: tuple[float, float]) -> list[_Part]:
    """The parts of a line that wide gaps keep apart: (start, end, left, right) of each."""
    text = page.text
    start, end = span
    gaps: list[_Part] = []
    for space in _SPACES.finditer(text, start + 1, end):
        gaps.append((space.start(), space.end(), page.box(space.start() - 1)[1], page.box(space.end())[0]))
    if not gaps:
        return [(start, end, *edges)]
    widths = sorted(b - a for _, _, a, b in gaps)
    # stretched to the margin, a line's spaces are all wide and much alike
    if len(widths) >= 4 and widths[-1] < 2.2 * widths[len(widths) // 2] and widths[-1] < 3 * size:
        return [(start, end, *edges)]
    usual = min(widths[(len(widths) - 1) // 3], 0.9 * size)
    out: list[_Part] = []
    begin, edge = start, edges[0]
    for a, b, x, y in gaps:
        back = y < x - size
        if back or (
            y - x > max(_GAP * size, 2.2 * usual) and not (begin == start and is_marker(text[begin:a]))
        ):
            out.append((begin, a, edge, x))
            begin, edge = b, y
    out.append((begin, end, edge, edges[1]))
    return out


def _of_other_size(page: Characters, start: int, end: int, size: float) -> bool:
    """Whether the first or the last letter of a line is of another text; figures and signs may be marks of notes."""
    text = page.text
    last = next((i for i in range(end - 1, max(start, end - 12), -1) if text[i].isalpha()), start)
    return any(
        text[i].isalpha() and abs(page.size_like(i, size) - size) > _OTHER * size for i in (start, last)
    )


def _closed(text: str, marks: tuple[tuple[int, str], ...]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """A Chinese line without the spaces that the engine sees between all its characters, where it was stretched."""
    between = len(_BETWEEN.findall(text))
    if between < 2 or between < len(_BESIDE.findall(text)):
        return text, marks
    spaces = [found.start() for found in _STRETCHED.finditer(text)]
    moved = tuple((at - sum(space < at for space in spaces), label) for at, label in marks)
    return _STRETCHED.sub("", text), moved


def _read_line(page: Characters, start: int, end: int, *, glyphs: bool) -> list[Piece]:
    text = page.text
    start, end = _edges(text, start, end)
    if start >= end:
        return []
    middle = _middle(page, start, end)
    size, turned = page.size(middle)
    left, right = page.box(start)[0], page.box(end - 1)[1]
    base = page.base(middle)
    if glyphs:
        return [
            Piece(
                text=text[start:end],
                left=left,
                right=right,
                base=base,
                size=size,
                turned=turned,
                start=start,
                end=end,
            )
        ]
    parts = [(start, end, left, right)]
    loose = right - left > _LOOSE * size * _weight(text[start:end]) or right < left
    if not turned and (loose or _of_other_size(page, start, end, size)):
        parts = _split(page, (start, end), size, (left, right))
    pieces = []
    for a, b, x, y in parts:
        piece_size, piece_base = size, base
        if len(parts) > 1:
            middle = _middle(page, a, b)
            piece_size, _ = page.size(middle)
            piece_base = page.base(middle)
        bold, italic = page.font(a)
        if bold or italic:
            for i in ((a + b) // 2, b - 1):
                if not text[i].isspace():
                    also = page.font(i)
                    bold, italic = bold and also[0], italic and also[1]
        folded, marks = take_marks(text[a:b], raised_runs(page, a, b, piece_size, piece_base))
        if not folded.isascii():
            folded, marks = _closed(folded, marks)
        if not folded and not marks:
            continue
        pieces.append(
            Piece(
                text=folded,
                left=x,
                right=y,
                base=piece_base,
                size=piece_size,
                bold=bold,
                italic=italic,
                marks=marks,
                turned=turned,
                start=a,
                end=b,
            )
        )
    return pieces


def _printed_lines(page: Characters) -> Iterator[tuple[int, int]]:
    """Where each printed line begins and ends: the engine joins a line that ends in a hyphen to the next, and marks it."""
    text = page.text
    at = 0
    for found in _BREAK.finditer(text):
        end = found.start()
        if text[end] not in "\r\n":
            end += 1
            if end >= len(text) or not _goes_on_below(page, found.start(), end):
                continue
        yield at, end
        at = found.end()
    yield at, len(text)


def _goes_on_below(page: Characters, hyphen: int, following: int) -> bool:
    """Whether the character after a hyphen stands on another line."""
    if page.text[following].isspace():
        return True
    before = hyphen - 1 if hyphen else hyphen
    size, _ = page.size(before)
    return (
        abs(page.base(following) - page.base(before)) > 0.5 * size
        or page.box(following)[0] < page.box(before)[0]
    )


def read_page(page: PdfPage, fonts: dict[bytes, tuple[bool, bool]]) -> Page:
    """The pieces of a page; ``fonts`` remembers the look of fonts from page to page."""
    text = characters_of(page, fonts)
    try:
        out = Page(width=text.width, height=text.height, characters=len("".join(text.text.split())))
        out.unmapped = text.text.count("\ufffd") + text.text.count("\x00")
        out.right_to_left = is_right_to_left(text.text)
        # a letter and its dots drawn apart stand on feet of their own
        scattered = text.text.count("\n") * 10 > len(text.text)
        for at, end in _printed_lines(text):
            for piece in _read_line(text, at, end, glyphs=out.right_to_left):
                if out.right_to_left:
                    hand = Hand(piece.size, piece.base, *text.font(piece.start))
                    piece.glyphs = read_letters(text, piece.start, piece.end, hand, scattered=scattered)
                out.pieces.append(piece)
        return out
    finally:
        text.close()
