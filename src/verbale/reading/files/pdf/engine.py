"""What the engine (PDFium) says of the characters of one page: where each stands, how large and in what font.

It answers one question about one character at a time. Asked through the usual bindings, a question costs as much as
reading fifty characters; here the engine's functions are called with the arguments that they take, made once a page and
not checked again, which is a third of that.
"""

from __future__ import annotations

import ctypes
import re
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, Protocol

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

__all__ = ["Characters", "characters_of"]

_BEYOND = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")
# in Chinese, headings are set in the black face (hei), bold or not
_BOLD = re.compile(
    rb"bold|black|heavy|demi|,b\b|-b\b|bd\b|simhei|heiti|notosans(?:cjk)?sc|sourcehansans", re.IGNORECASE
)
_ITALIC = re.compile(rb"italic|oblique|,i\b|-it\b", re.IGNORECASE)
_NAME = 256


class _Call(Protocol):
    def __call__(self, *arguments: object) -> int: ...


class _Measure(Protocol):
    def __call__(self, *arguments: object) -> float: ...


def _address(function: object) -> int:
    return ctypes.cast(function, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


@cache
def _calls() -> tuple[_Call, _Call, _Call, _Call, _Call, _Measure]:
    """The engine's questions without the checks of the bindings: a pointer, a place, and where to put the answer."""
    whole = ctypes.PYFUNCTYPE(ctypes.c_int)
    return (
        whole(_address(pdfium.FPDFText_GetCharBox)),
        whole(_address(pdfium.FPDFText_GetLooseCharBox)),
        whole(_address(pdfium.FPDFText_GetCharOrigin)),
        whole(_address(pdfium.FPDFText_GetMatrix)),
        whole(_address(pdfium.FPDFText_GetFontInfo)),
        ctypes.PYFUNCTYPE(ctypes.c_double)(_address(pdfium.FPDFText_GetFontSize)),
    )


class Characters:
    """The characters of a page that stands upright. Places are in points from its left and its top, as it is seen."""

    def __init__(self, page: PdfPage, fonts: dict[bytes, tuple[bool, bool]]) -> None:
        self.width, self.height = (
            float(pdfium.FPDF_GetPageWidthF(page.raw)),
            float(pdfium.FPDF_GetPageHeightF(page.raw)),
        )
        self.text = ""
        self._fonts = fonts
        self._opened = pdfium.FPDFText_LoadPage(page.raw)
        self._raw = ctypes.cast(self._opened, ctypes.c_void_p)
        self._mapped = False
        count = pdfium.FPDFText_CountChars(self._opened) if self._opened else 0
        if count > 0:
            self._take(count)
        boxes, points, rooms = (ctypes.c_double * 4)(), (ctypes.c_double * 2)(), (ctypes.c_float * 4)()
        self._box, self._point, self._room = (
            memoryview(boxes).cast("B").cast("d"),
            memoryview(points).cast("B").cast("d"),
            memoryview(rooms).cast("B").cast("f"),
        )
        self._left, self._right, self._bottom, self._top = (ctypes.byref(boxes, 8 * i) for i in range(4))
        self._x, self._y = (ctypes.byref(points, 8 * i) for i in range(2))
        self._room_at = ctypes.byref(rooms)
        self._many = (ctypes.c_float * 0)()
        self._places: list[object] = []
        self._matrix = pdfium.FS_MATRIX()
        self._matrix_at = ctypes.byref(self._matrix)
        self._name = ctypes.create_string_buffer(_NAME)
        self._flags = ctypes.c_int()
        self._name_at, self._flags_at = ctypes.byref(self._name), ctypes.byref(self._flags)
        self._length = ctypes.c_ulong(_NAME)
        (
            self._ask_box,
            self._ask_room,
            self._ask_origin,
            self._ask_matrix,
            self._ask_font,
            self._ask_size,
        ) = _calls()

    def _take(self, count: int) -> None:
        buffer = (ctypes.c_ushort * (count + 1))()
        got = pdfium.FPDFText_GetText(self._opened, 0, count, buffer)
        # surrogates stay apart, so that a place in the text is a place among the engine's characters
        self.text = bytes(buffer)[: max(0, got - 1) * 2].decode("utf-16-le", "surrogatepass")
        if _BEYOND.search(self.text):
            self.text = "".join(chr(u) for u in buffer[: max(0, got - 1)])
        self._mapped = len(self.text) != count

    def close(self) -> None:
        """Free the engine's page of text."""
        if self._opened:
            pdfium.FPDFText_ClosePage(self._opened)

    def _index(self, i: int) -> int:
        at: int = pdfium.FPDFText_GetCharIndexFromTextIndex(self._opened, i)
        return at if at >= 0 else i

    def _ink(self, i: int) -> memoryview[float]:
        """Left, right, bottom and top of a character's ink, as the file counts."""
        if self._mapped:
            i = self._index(i)
        self._ask_box(self._raw, i, self._left, self._right, self._bottom, self._top)
        return self._box

    def _origin(self, i: int) -> memoryview[float]:
        """Where the pen stood to draw a character, as the file counts."""
        if self._mapped:
            i = self._index(i)
        self._ask_origin(self._raw, i, self._x, self._y)
        return self._point

    def box(self, i: int) -> tuple[float, float]:
        """Left and right of a character's ink."""
        ink = self._ink(i)
        return ink[0], ink[1]

    def rise(self, i: int, base: float) -> float:
        """How far the foot of a character's ink is above the foot of its line."""
        return base - (self.height - self._ink(i)[2])

    def advance(self, i: int) -> tuple[float, float]:
        """Left and right of the room that a character takes: its letter with the space around it."""
        if self._ask_room(self._raw, self._index(i) if self._mapped else i, self._room_at):
            return self._room[0], self._room[2]
        return self.box(i)

    def advances(self, start: int, end: int) -> tuple[list[float], list[float]]:
        """Lefts and rights of the rooms of the characters from ``start`` to ``end``, asked for in one go."""
        if self._mapped:
            rooms = [self.advance(i) for i in range(start, end)]
            return [left for left, _ in rooms], [right for _, right in rooms]
        count = end - start
        while len(self._places) < count:
            size = max(256, 2 * count)
            self._many = (ctypes.c_float * (4 * size))()
            self._places = [ctypes.byref(self._many, 16 * i) for i in range(size)]
        told = list(map(self._ask_room, repeat(self._raw), range(start, end), self._places))
        room = self._many[: 4 * count]
        lefts, rights = room[0::4], room[2::4]
        if not all(told):
            for i in (i for i, well in enumerate(told) if not well):
                lefts[i], rights[i] = self.box(start + i)
        return lefts, rights

    def base(self, i: int) -> float:
        """Height of the foot of a character below the top of the page."""
        return self.height - self._origin(i)[1]

    def pen(self, i: int) -> float:
        """Where the pen stood to draw a character, from the left of the page as the file sees it."""
        x: float = self._origin(i)[0]
        return x

    def _scale(self, i: int) -> tuple[float, float, float]:
        """By how much the file enlarges a character's font, and how far its line goes across and along the page."""
        if not self._ask_matrix(self._raw, i, self._matrix_at):
            return 1.0, 1.0, 0.0
        m = self._matrix
        c, d = m.c, m.d
        return (abs(d) if c == 0 else float(c * c + d * d) ** 0.5), m.a, m.b

    def size(self, i: int) -> tuple[float, bool]:
        """Size of a character, and whether it is turned against the page."""
        if self._mapped:
            i = self._index(i)
        scale, across, along = self._scale(i)
        return self._ask_size(self._raw, i) * scale, abs(along) > abs(across) * 2

    def size_like(self, i: int, line: float) -> float:
        """Size of a character in a line of this size: one question where the file sets sizes in fonts, not by scaling."""
        size = self._ask_size(self._raw, self._index(i) if self._mapped else i)
        return size if abs(size - line) < 0.3 * line else self.size(i)[0]

    def font(self, i: int) -> tuple[bool, bool]:
        """Whether a character is bold, and whether it is italic."""
        if self._mapped:
            i = self._index(i)
        self._name[0] = b"\0"
        self._ask_font(self._raw, i, self._name_at, self._length, self._flags_at)
        name = self._name.value
        known = self._fonts.get(name)
        if known is None:
            known = self._fonts[name] = (
                bool(_BOLD.search(name)) or bool(self._flags.value & (1 << 18)),
                bool(_ITALIC.search(name)) or bool(self._flags.value & (1 << 6)),
            )
        return known


class _TurnedCharacters(Characters):
    """The characters of a page that the file turns by a quarter, a half or three quarters before it is shown."""

    def __init__(self, page: PdfPage, fonts: dict[bytes, tuple[bool, bool]], quarters: int) -> None:
        super().__init__(page, fonts)
        self._quarters = quarters

    def _across(self, left: float, right: float, bottom: float, top: float) -> tuple[float, float]:
        if self._quarters == 1:
            return bottom, top
        if self._quarters == 2:
            return self.width - right, self.width - left
        return self.width - top, self.width - bottom

    def box(self, i: int) -> tuple[float, float]:
        left, right, bottom, top = self._ink(i).tolist()
        return self._across(left, right, bottom, top)

    def rise(self, i: int, base: float) -> float:
        left, right, _, top = self._ink(i).tolist()
        foot = {1: right, 2: top}.get(self._quarters, self.height - left)
        return float(base - foot)

    def advance(self, i: int) -> tuple[float, float]:
        if not self._ask_room(self._raw, self._index(i) if self._mapped else i, self._room_at):
            return self.box(i)
        left, top, right, bottom = self._room.tolist()
        return self._across(left, right, min(bottom, top), max(bottom, top))

    def advances(self, start: int, end: int) -> tuple[list[float], list[float]]:
        rooms = [self.advance(i) for i in range(start, end)]
        return [left for left, _ in rooms], [right for _, right in rooms]

    def base(self, i: int) -> float:
        x, y = self._origin(i).tolist()
        return float({1: x, 2: y}.get(self._quarters, self.height - x))

    def _scale(self, i: int) -> tuple[float, float, float]:
        scale, across, along = super()._scale(i)
        return (scale, along, across) if self._quarters % 2 else (scale, across, along)


def characters_of(page: PdfPage, fonts: dict[bytes, tuple[bool, bool]]) -> Characters:
    """The characters of a page; ``fonts`` remembers the look of fonts from page to page."""
    quarters = pdfium.FPDFPage_GetRotation(page.raw)
    return _TurnedCharacters(page, fonts, quarters) if quarters else Characters(page, fonts)
