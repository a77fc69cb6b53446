"""Lines with their look: what every file format is turned into before anything is understood.

A format that knows its paragraphs (DOCX, HTML) gives one ``Line`` a paragraph, with ``whole`` set; one that knows only
where ink lies (PDF, laid-out text) gives one ``Line`` a printed line, and the reader joins them.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from verbale.document import Notice, Source

__all__ = ["Line", "LineKind", "Stream"]

LineKind = Literal["text", "heading", "table", "note", "head", "foot"]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line (or one whole paragraph) of a file, in reading order, in logical order of characters.

    ``kind``: text; heading (the format says so: a heading style, ``<h2>``, ``##``); table (``rows`` holds the cells,
    ``text`` their words); note (a footnote's text, ``label`` its mark); head and foot (running heads and feet).
    ``marks`` are (offset into text, label) of the note references that stood there: their characters are not in
    ``text``. ``marker`` is a number that the format made by itself (automatic lists), not in ``text``.
    Sizes and places are in points, from the top left of the page; None where the format has none.
    """

    text: str
    kind: LineKind = "text"
    whole: bool = False
    page: int = 1
    number: int = 0
    column: int = 0
    bold: bool = False
    italic: bool = False
    size: float | None = None
    left: float | None = None
    right: float | None = None
    top: float | None = None
    bottom: float | None = None
    align: Literal["start", "center", "end", "justify"] | None = None
    indent: int = 0
    level: int | None = None
    marker: str | None = None
    style: str | None = None
    label: str | None = None
    marks: tuple[tuple[int, str], ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    gap_before: bool = False


class Stream(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of one file. ``properties`` are what the file says of itself outside its text (document variables,
    ``meta`` elements, PDF information), by name."""

    lines: tuple[Line, ...]
    source: Source
    page_width: float | None = None
    properties: dict[str, str] = {}
    notices: tuple[Notice, ...] = ()
