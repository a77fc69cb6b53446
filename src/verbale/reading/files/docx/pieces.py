"""What is made of the lines of a paragraph or a cell: pieces that tabs set apart, numbers put before words."""

from __future__ import annotations

import re

from msgspec.structs import replace

from verbale.reading.files.inline import Inline
from verbale.reading.lines import Line

__all__ = ["flat", "lines_of", "without_empty_columns"]

_MARKER = re.compile(
    r"^\s*(?:[\(（]?(?:\d{1,3}|[IVXLC]{1,6}|[ivxlc]{1,6}|[^\W\d_])[.)）]|[–—•·*†-]{1,3}|\d{1,3})\s*$"
)


def flat(lines: list[Line]) -> list[Line]:
    """The lines of a cell, with the numbers that lists print put before their words."""
    if not lines or (len(lines) == 1 and not lines[0].marker):
        return lines
    out: list[Line] = []
    for line in lines:
        flat = line
        if line.marker:
            shift = len(line.marker) + 1
            flat = replace(
                line,
                text=f"{line.marker} {line.text}",
                marker=None,
                marks=tuple((at + shift, label) for at, label in line.marks),
                links=tuple((a + shift, b + shift, target) for a, b, target in line.links),
            )
        out.append(flat)
    return out


def without_empty_columns(rows: list[list[list[Line]]]) -> list[list[list[Line]]]:
    """The rows without the columns that only make space, as mastheads have them."""
    width = max((len(row) for row in rows), default=0)
    if width > 400:
        return rows
    full = [any(at < len(row) and row[at] for row in rows) for at in range(width)]
    return [[cell for at, cell in enumerate(row) if full[at]] for row in rows]


def lines_of(inline: Inline, base: Line, tabs: list[int]) -> list[Line]:
    """The lines of a paragraph; a short one whose tabs set pieces apart, as in a masthead, gives a line for each."""
    made = inline.lines(base, split=base.kind == "text")
    if len(made) != 1 or not tabs:
        return made
    line = made[0]
    if base.marker is not None or len(line.text) > 200 or line.kind != "text":
        return made
    pieces: list[tuple[int, int]] = []
    start = 0
    for tab in tabs:
        piece = line.text[start:tab].strip()
        if not piece or _MARKER.match(piece):
            continue
        pieces.append((start, tab))
        start = tab
    pieces.append((start, len(line.text)))
    pieces = [(a, b) for a, b in pieces if line.text[a:b].strip()]
    if len(pieces) < 2 or any(b - a > 90 for a, b in pieces):
        return made
    out = []
    for column, (start, b) in enumerate(pieces):
        a = start + len(line.text[start:b]) - len(line.text[start:b].lstrip())
        text = line.text[a:b].rstrip()
        out.append(
            replace(
                line,
                text=text,
                column=column,
                marks=tuple((max(0, min(at - a, len(text))), m) for at, m in line.marks if a <= at <= b),
                links=tuple(
                    (max(0, s - a), min(e - a, len(text)), t) for s, e, t in line.links if s < b and e > a
                ),
                gap_before=line.gap_before and column == 0,
            )
        )
    return out
