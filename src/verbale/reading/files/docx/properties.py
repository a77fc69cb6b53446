"""How paragraphs, runs, rows and cells are set: the same few wordings come again and again, and each is read once.

Most elements of a Word text only say how its words look. Before a part is parsed, each element of properties is taken out
of its bytes, and the element that it stood in gets its number; the different ones, far fewer, are parsed by themselves.
A part that is written in another way (other prefixes, comments, CDATA) is parsed as it is, and read by the same functions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from lxml import etree

from verbale.errors import ReadError
from verbale.reading.files.docx.names import KEY, VAL, W
from verbale.reading.files.docx.styles import NOTHING, Look, read_look
from verbale.reading.files.xml import parse

__all__ = [
    "PLAIN",
    "CellSet",
    "ParagraphSet",
    "Properties",
    "RowSet",
    "RunSet",
    "condensed",
    "paragraph_set",
    "run_set",
]

_STYLE, _RUN_STYLE, _MARK_LOOK, _DELETED = W + "pStyle", W + "rStyle", W + "rPr", W + "del"
_SECTION, _TYPE = W + "sectPr", W + "type"
_SPAN, _MERGE, _BEFORE = W + "gridSpan", W + "vMerge", W + "gridBefore"
_START = re.compile(rb"<w:[a-zA-Z]+\s[^<>]*>")
_NAMESPACE = b'xmlns:w="' + W[1:-1].encode() + b'"'
_NUMBERED = b" " + KEY.encode() + b'="'
# what stands among runs and paragraphs and says nothing of words: dropped, since each costs time
_NOISE = re.compile(
    rb"<w:(?:proofErr|bookmarkStart|bookmarkEnd|commentRangeStart|commentRangeEnd|commentReference)(?: [^<>]*)?/>"
)
_KEPT = 4096  # wordings that are known from the files before
_LONGEST_KEPT = 2000


class ParagraphSet(NamedTuple):
    """What a paragraph says of itself: its style, its look, whether its mark was deleted, whether a section ends with a
    new page behind it."""

    style: str | None = None
    own: Look = NOTHING
    deleted: bool = False
    ends_page: bool = False


class RunSet(NamedTuple):
    """What a run says of itself."""

    own: Look = NOTHING
    style: str | None = None


class CellSet(NamedTuple):
    """How many columns a cell spans, and whether it goes on from the row above."""

    span: int = 1
    merged: bool = False


class RowSet(NamedTuple):
    """Whether a row was deleted, and how many columns it leaves free at its start."""

    deleted: bool = False
    before: int = 0


PLAIN = ParagraphSet()


def paragraph_set(properties: etree._Element) -> ParagraphSet:
    """What ``w:pPr`` says."""
    style, deleted, ends_page = None, False, False
    for child in properties:
        tag = child.tag
        if tag == _STYLE:
            style = child.get(VAL)
        elif tag == _MARK_LOOK:
            deleted = len(child) > 0 and child.find(_DELETED) is not None
        elif tag == _SECTION:
            kind = child.find(_TYPE)
            ends_page = kind is None or kind.get(VAL) not in {"continuous", "nextColumn"}
    return ParagraphSet(style, read_look(properties, None), deleted, ends_page)


def run_set(properties: etree._Element) -> RunSet:
    """What ``w:rPr`` says."""
    named = properties.find(_RUN_STYLE)
    return RunSet(read_look(None, properties), None if named is None else named.get(VAL))


def cell_set(properties: etree._Element) -> CellSet:
    """What ``w:tcPr`` says."""
    wide, tall = properties.find(_SPAN), properties.find(_MERGE)
    return CellSet(
        1 if wide is None else _count(wide.get(VAL)), tall is not None and tall.get(VAL) != "restart"
    )


def row_set(properties: etree._Element) -> RowSet:
    """What ``w:trPr`` says."""
    before = properties.find(_BEFORE)
    return RowSet(properties.find(_DELETED) is not None, 0 if before is None else _count(before.get(VAL)))


def _count(text: str | None) -> int:
    try:
        return max(1, min(int(text or "1"), 200))
    except ValueError:
        return 1


Set = TypeVar("Set", ParagraphSet, RunSet, CellSet, RowSet)


class Properties:
    """The properties of one part by the number that stands in their place, of each kind of element."""

    def __init__(self) -> None:
        self.paragraphs: dict[str, ParagraphSet] = {}
        self.runs: dict[str, RunSet] = {}
        self.cells: dict[str, CellSet] = {}
        self.rows: dict[str, RowSet] = {}

    def cell(self, cell: etree._Element) -> CellSet:
        """What a cell says."""
        return _said(cell, self.cells, W + "tcPr", cell_set, CellSet())

    def row(self, row: etree._Element) -> RowSet:
        """What a row says."""
        return _said(row, self.rows, W + "trPr", row_set, RowSet())


def _said(
    element: etree._Element,
    known: dict[str, Set],
    name: str,
    read: Callable[[etree._Element], Set],
    nothing: Set,
) -> Set:
    number = element.get(KEY)
    if number is not None:
        return known.get(number, nothing)
    properties = element.find(name)
    return nothing if properties is None else read(properties)


def condensed(data: bytes) -> tuple[bytes, Properties]:
    """A part without the elements that say nothing here, its properties numbered; the part as it is where it is written
    in a way that this cannot be done in."""
    found = Properties()
    start = _START.search(data, 0, 65536)
    if (
        start is None
        or _NAMESPACE not in start[0]
        or any(sign in data for sign in (b"<![CDATA[", b"<!--", _NUMBERED))
    ):
        return data, found
    short = data
    missing: list[tuple[bytes, Callable[[etree._Element], None]]] = []
    for kind in _KINDS:
        short = kind.numbered(short, getattr(found, kind.room), missing)
    if missing:
        name = start[0][1:].split(None, 1)[0]
        wrapped = start[0] + b"".join(piece for piece, _ in missing) + b"</" + name + b">"
        try:
            root = parse(wrapped, "The text part")
        except ReadError:
            return data, Properties()
        if len(root) != len(missing):
            return data, Properties()
        for element, (_, put) in zip(root, missing, strict=True):
            put(element)
    return _NOISE.sub(b"", short) if b"<w:proofErr" in short or b"Start" in short else short, found


class _Kind:
    """One kind of properties: its element, and the element that it stands first in."""

    def __init__(
        self, name: bytes, parent: bytes, room: str, read: Callable[[etree._Element], NamedTuple]
    ) -> None:
        self.opening, self.closing = b"<" + name + b">", b"</" + name + b">"
        self.begins = (b"<" + parent + b" ", b"<" + parent + b">")
        self.room, self.read = room, read
        self.kept: dict[bytes, NamedTuple] = {}

    def numbered(
        self,
        data: bytes,
        room: dict[str, NamedTuple],
        missing: list[tuple[bytes, Callable[[etree._Element], None]]],
    ) -> bytes:
        """The bytes with each such element replaced by a number on its parent; what is not known yet goes to
        ``missing``, with a function that takes it once it is parsed."""
        first, *pieces = data.split(self.opening)
        closing, begins = self.closing, self.begins
        out = [first]
        numbers: dict[bytes, bytes] = {}
        for piece in pieces:
            content, closed, rest = piece.partition(closing)
            before = out[-1]
            parent = before[before.rfind(b"<") :]
            stood = numbers.get(content)
            if stood is None and closed and b"<w:sectPr" not in content:
                # a mark of a section stays, since sections are looked for in the text
                number = str(len(numbers))
                stood = numbers[content] = b'%s%s">' % (_NUMBERED, number.encode())
                self._know(content, number, room, missing)
            if stood is None or not parent.startswith(begins) or parent[-2:] == b"/>":
                out.append(self.opening + piece)
            else:
                out[-1] = before[:-1]
                out.append(stood)
                out.append(rest)
        return b"".join(out) if numbers else data

    def _know(
        self,
        content: bytes,
        number: str,
        room: dict[str, NamedTuple],
        missing: list[tuple[bytes, Callable[[etree._Element], None]]],
    ) -> None:
        known = self.kept.get(content)
        if known is not None:
            room[number] = known
            return

        def put(element: etree._Element) -> None:
            room[number] = read = self.read(element)
            if len(content) <= _LONGEST_KEPT:
                if len(self.kept) >= _KEPT:
                    self.kept.clear()
                self.kept[content] = read

        missing.append((self.opening + content + self.closing, put))


_KINDS = (
    _Kind(b"w:pPr", b"w:p", "paragraphs", paragraph_set),
    _Kind(b"w:rPr", b"w:r", "runs", run_set),
    _Kind(b"w:tcPr", b"w:tc", "cells", cell_set),
    _Kind(b"w:trPr", b"w:tr", "rows", row_set),
)
