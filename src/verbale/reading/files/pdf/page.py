"""A page as pieces of text with their places: what the engine gives, asked for with as few calls as possible.

The engine (PDFium) gives the characters of a page in the order of the file, a line end where ink moves to another line,
and answers one question about one character at a time. A question costs as much as reading fifty characters, so places
are asked for the ends and the middle of each line only, and for the words of a line where it is wider than its letters.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

from verbale.reading.files.pdf.logical import Glyph, is_right_to_left

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

__all__ = ["Page", "Piece", "is_marker", "read_page"]

_BREAK = re.compile("\r?\n|[\ufffe\x02]")
_BEYOND = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")
_SPACES = re.compile(r"\s+")
_MARKER = re.compile(
    r"^\s*(?:[\(（]?(?:\d{1,3}(?:\.\d{1,3})?|[IVXLC]{1,6}|[ivxlc]{1,6}|[^\W\d_])[.)）]?|[–—•·*-])\s*$"
)
# spaces that kerning makes the engine see
_LOOSE_SPACE = re.compile(r"(?<=[(\[]) +(?=\S)| +(?=[)\]]|[,.](?:\s|$))|(?<=[^\W\d_]) (?=-\s*$)")
_LEADERS = re.compile(r"(?:\s*\.){5,}\s*")
_FIGURES = re.compile(r"[0-9]+|[*†‡]+")
# a figure behind these is no mark: a part of a symbol, a sum, a bracketed year
_NEVER_AFTER = frozenset("/([-–+=№$")
_GLUED = frozenset(".,;:”»’\"'")
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")
_BOLD = re.compile(rb"bold|black|heavy|demi|,b\b|-b\b|bd\b", re.IGNORECASE)
_ITALIC = re.compile(rb"italic|oblique|,i\b|-it\b", re.IGNORECASE)
_LOOSE = 0.60  # width of a line in ems per letter above which its words are asked for their places
_GAP = 1.35  # ems between words that set pieces apart
_RAISED = 0.2  # ems that the ink of a raised figure stands above the foot of its line
_SMALL = 0.78  # raised figures are smaller than this, relative to their line


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


class _Text:
    """The characters of one page and the questions about them."""

    def __init__(self, page: PdfPage, fonts: dict[bytes, tuple[bool, bool]]) -> None:
        width, height = page.get_size()
        self.width, self.height = float(width), float(height)
        self.rotation = pdfium.FPDFPage_GetRotation(page.raw)
        self.fonts = fonts
        self.raw = pdfium.FPDFText_LoadPage(page.raw)
        self.count = pdfium.FPDFText_CountChars(self.raw) if self.raw else 0
        self.text = ""
        self._mapped = False
        if self.count > 0:
            buffer = (ctypes.c_ushort * (self.count + 1))()
            got = pdfium.FPDFText_GetText(self.raw, 0, self.count, buffer)
            # surrogates stay apart, so that a place in the text is a place among the engine's characters
            self.text = bytes(buffer)[: max(0, got - 1) * 2].decode("utf-16-le", "surrogatepass")
            if _BEYOND.search(self.text):
                self.text = "".join(chr(u) for u in buffer[: max(0, got - 1)])
            self._mapped = len(self.text) != self.count
        self._l, self._r, self._b, self._t = (ctypes.c_double() for _ in range(4))
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = tuple(ctypes.byref(v) for v in (self._l, self._r, self._b, self._t))
        self._at = (ctypes.byref(self._x), ctypes.byref(self._y))
        self._matrix = pdfium.FS_MATRIX()
        self._room = pdfium.FS_RECTF()
        self._room_at = ctypes.byref(self._room)
        self._name = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()

    def close(self) -> None:
        """Free the engine's page of text."""
        if self.raw:
            pdfium.FPDFText_ClosePage(self.raw)

    def _index(self, i: int) -> int:
        if not self._mapped:
            return i
        at: int = pdfium.FPDFText_GetCharIndexFromTextIndex(self.raw, i)
        return at if at >= 0 else i

    def box(self, i: int) -> tuple[float, float]:
        """Left and right of a character, as the page is seen."""
        pdfium.FPDFText_GetCharBox(self.raw, self._index(i), *self._box)
        if self.rotation == 0:
            return self._l.value, self._r.value
        if self.rotation == 1:
            return self._b.value, self._t.value
        if self.rotation == 2:
            return self.width - self._r.value, self.width - self._l.value
        return self.width - self._t.value, self.width - self._b.value

    def rise(self, i: int, base: float) -> float:
        """How far the foot of a letter's ink is above the foot of its line, in points."""
        pdfium.FPDFText_GetCharBox(self.raw, self._index(i), *self._box)
        if self.rotation == 0:
            return base - (self.height - self._b.value)
        if self.rotation == 1:
            return base - self._r.value
        if self.rotation == 2:
            return base - self._t.value
        return base - (self.height - self._l.value)

    def advance(self, i: int) -> tuple[float, float]:
        """Left and right of the room that a character takes, as the page is seen: its letter with the space around it."""
        room = self._room
        if not pdfium.FPDFText_GetLooseCharBox(self.raw, self._index(i), self._room_at):
            return self.box(i)
        if self.rotation == 0:
            return room.left, room.right
        low, high = float(min(room.bottom, room.top)), float(max(room.bottom, room.top))
        left, right = float(room.left), float(room.right)
        if self.rotation == 1:
            return low, high
        if self.rotation == 2:
            return self.width - right, self.width - left
        return self.width - high, self.width - low

    def base(self, i: int) -> float:
        """Height of the foot of a character below the top of the page, as it is seen."""
        pdfium.FPDFText_GetCharOrigin(self.raw, self._index(i), *self._at)
        if self.rotation == 0:
            return self.height - self._y.value
        if self.rotation == 1:
            return self._x.value
        if self.rotation == 2:
            return self._y.value
        return self.height - self._x.value

    def pen(self, i: int) -> float:
        """Where the pen stood to draw a character, from the left of the page as the file sees it."""
        pdfium.FPDFText_GetCharOrigin(self.raw, self._index(i), *self._at)
        return self._x.value

    def size(self, i: int) -> tuple[float, bool]:
        """Size of a character in points, and whether it is turned against the page."""
        i = self._index(i)
        size = float(pdfium.FPDFText_GetFontSize(self.raw, i))
        if not pdfium.FPDFText_GetMatrix(self.raw, i, self._matrix):
            return size, False
        m = self._matrix
        across, along = (m.a, m.b) if self.rotation % 2 == 0 else (m.b, m.a)
        return size * float(m.c * m.c + m.d * m.d) ** 0.5, abs(along) > abs(across) * 2

    def size_like(self, i: int, line: float) -> float:
        """Size of a character in a line of this size: one question where the file sets sizes in fonts, not by scaling."""
        size = float(pdfium.FPDFText_GetFontSize(self.raw, self._index(i)))
        return size if abs(size - line) < 0.3 * line else self.size(i)[0]

    def font(self, i: int) -> tuple[bool, bool]:
        """Whether a character is bold, and whether it is italic."""
        self._name[0] = b"\0"
        pdfium.FPDFText_GetFontInfo(self.raw, self._index(i), self._name, 256, self._flags)
        name = self._name.value
        known = self.fonts.get(name)
        if known is None:
            known = self.fonts[name] = (
                bool(_BOLD.search(name)) or bool(self._flags.value & (1 << 18)),
                bool(_ITALIC.search(name)) or bool(self._flags.value & (1 << 6)),
            )
        return known


def is_marker(text: str) -> bool:
    """Whether a text is a paragraph's number or bullet alone."""
    return _MARKER.match(text) is not None


def _edges(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _middle(text: str, start: int, end: int) -> int:
    """A letter near the middle, whose size and foot are those of the line: figures may be raised."""
    at = (start + end) // 2
    for letters in (str.isalpha, str.isalnum):
        for step in range((end - start) // 2 + 1):
            for i in (at + step, at - step):
                if start <= i < end and letters(text[i]):
                    return i
    return min(at, end - 1)


def _weight(text: str) -> int:
    """Letters of a text, those as wide as high counted twice."""
    return len(text) + len(_WIDE.findall(text)) if not text.isascii() else len(text)


def _split(page: _Text, span: tuple[int, int], size: float, edges: tuple[float, float]) -> list[_Part]:
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


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """Where figures, signs and letters behind figures stand that may be raised: no years alone, no parts of symbols."""
    for found in _FIGURES.finditer(text):
        a, b = found.span()
        before = text[a - 1] if a else ""
        if text[a] in "*†‡":
            if b - a <= 4:
                yield a, b
            continue
        length = b - a
        short = length <= 3 and before not in _NEVER_AFTER and text[b : b + 1] != "/"
        if not a or short or length >= 5 or (length == 4 and (before.isalpha() or before in _GLUED)):
            yield a, b
        if "a" <= text[b : b + 1] <= "z" and not text[b + 1 : b + 2].isalpha():
            yield b, b + 1


def _marks(page: _Text, start: int, end: int, size: float, base: float) -> list[tuple[int, int]]:
    """Runs of raised figures and signs in a piece, as places in it."""
    out: list[tuple[int, int]] = []
    text = page.text[start:end]
    small = size * _SMALL
    for first, b in _candidates(text):
        a = first
        glued = a == 0 or not text[a - 1].isspace()
        if page.size_like(start + b - 1, size) >= small:
            # a font's own raised figures keep the size and the foot of their line, and so may a star
            if text[a] not in "*†‡":
                high = b
                while glued and high > a and page.rise(start + high - 1, base) > size * _RAISED:
                    high -= 1
                if high < b:
                    out.append((high, b))
            elif glued and text[0] != text[a] and not text[b : b + 1].isalnum():
                out.append((a, b))
            continue
        if page.base(start + b - 1) > base + size * 0.05:
            continue  # lowered, as in formulas
        while b - a > 1 and page.size_like(start + a, size) >= small:
            a += 1
        out.append((a, b))
    return out


def _clean(text: str) -> str:
    return (
        text.replace("\x02", "\u00ad").replace("\ufffe", "\u00ad").replace("\u0000", "").replace("\ufffd", "")
    )


def _take_marks(raw: str, runs: list[tuple[int, int]]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """A text without its raised marks, white space folded, and the marks with their places."""
    if not runs:
        return " ".join(_clean(raw).split()), ()
    out = ""
    marks: list[tuple[int, str]] = []
    at = 0
    for a, b in runs:
        out += raw[at:a]
        folded = " ".join(_clean(out).split())
        tail = " " if out[-1:].isspace() and folded else ""
        out = folded + tail
        marks.append((len(folded), raw[a:b]))
        at = b
    out += raw[at:]
    folded = " ".join(_clean(out).split())
    return folded, tuple((min(place, len(folded)), label) for place, label in marks)


def _read_line(page: _Text, start: int, end: int, *, glyphs: bool) -> list[Piece]:
    text = page.text
    start, end = _edges(text, start, end)
    if start >= end:
        return []
    middle = _middle(text, start, end)
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
    if not turned and (right - left > _LOOSE * size * _weight(text[start:end]) or right < left):
        parts = _split(page, (start, end), size, (left, right))
    pieces = []
    for a, b, x, y in parts:
        piece_size, piece_base = size, base
        if len(parts) > 1:
            middle = _middle(text, a, b)
            piece_size, _ = page.size(middle)
            piece_base = page.base(middle)
        bold, italic = page.font(a)
        if bold or italic:
            for i in ((a + b) // 2, b - 1):
                if not text[i].isspace():
                    also = page.font(i)
                    bold, italic = bold and also[0], italic and also[1]
        folded, marks = _take_marks(text[a:b], _marks(page, a, b, piece_size, piece_base))
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


def _read_glyphs(page: _Text, piece: Piece, *, each: bool) -> list[Glyph]:
    """The characters of a piece with their places.

    Only figures and signs, which may be raised, are asked for their size and foot; with ``each`` all are for their foot.
    """
    out = []
    text, advance = page.text, page.advance
    size, base, bold, italic = piece.size, piece.base, piece.bold, piece.italic
    for i in range(piece.start, piece.end):
        sign = text[i]
        if sign == " " or sign.isspace():
            continue
        left, right = advance(i)
        if sign.isdigit() or sign in "*†‡":
            own, foot = page.size(i)[0], page.base(i)
            if own >= size * _SMALL and sign.isdigit() and page.rise(i, foot) > size * _RAISED:
                own, foot = own * 0.6, foot - size * _RAISED
            out.append(Glyph(sign, left, right, foot, own, bold, italic))
        else:
            out.append(Glyph(sign, left, right, base, size, bold, italic, page.pen(i)))
    return out


def _printed_lines(page: _Text) -> Iterator[tuple[int, int]]:
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


def _goes_on_below(page: _Text, hyphen: int, following: int) -> bool:
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
    text = _Text(page, fonts)
    try:
        out = Page(width=text.width, height=text.height, characters=len("".join(text.text.split())))
        out.unmapped = text.text.count("\ufffd") + text.text.count("\x00")
        out.right_to_left = is_right_to_left(text.text)
        # a letter and its dots drawn apart stand on feet of their own
        scattered = text.text.count("\n") * 10 > len(text.text)
        for at, end in _printed_lines(text):
            for piece in _read_line(text, at, end, glyphs=out.right_to_left):
                if out.right_to_left:
                    piece.bold, piece.italic = text.font(piece.start)
                    piece.glyphs = _read_glyphs(text, piece, each=scattered)
                out.pieces.append(piece)
        return out
    finally:
        text.close()
