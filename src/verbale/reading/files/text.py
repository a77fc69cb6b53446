"""Plain text: as laid out with columns and blank lines, as a PDF's raw text, as pasted.

Places are of a fixed pitch: a character is five points wide, so that the same rules hold as for pages with real places.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from verbale.errors import NoText, OverLimit
from verbale.reading.files.encodings import decode
from verbale.reading.files.glued import take_notes
from verbale.reading.files.issued_text import is_issued, lines_of_issued
from verbale.reading.files.limits import Limits
from verbale.reading.files.running import mark_running
from verbale.reading.files.source import source_of
from verbale.reading.files.visual import (
    is_right_to_left,
    straighten,
    with_lam_before_alef,
    without_marks,
)
from verbale.reading.lines import Line, Stream

__all__ = ["lines_of_text", "read_text"]

PITCH = 5.0
_TAB = 8
_NEAR = 6 * PITCH
_GAP = re.compile(r" {4,}|\t+ *| *\t+")
_MARKER = re.compile(r"^\s*(?:[\(（]?(?:\d{1,3}|[IVXLC]{1,6}|[ivxlc]{1,6}|[^\W\d_])[.)）]|[–—•·-])[ \t]*$")
_LONE_MARKER = re.compile(r"^\s*(?:[\(（]?(?:\d{1,3}|[ivxlc]{1,6}|[a-zа-я])[)）]|\d{1,3}\.|[IVX]{1,5}\.)\s*$")
_RULE = re.compile(r"^\s*[_\-‐–—=*─]{5,}\s*$")
_NUMERIC = re.compile(r"^[\d.,\s%()–—-]+$")


def _cells(raw: str) -> list[tuple[int, str]]:
    """The cells of a printed line, with the place of each: parts that wide gaps or tabs keep apart."""
    cells: list[tuple[int, str]] = []
    start = len(raw) - len(raw.lstrip(" \t"))
    at = start
    for gap in _GAP.finditer(raw, start):
        before = raw[at : gap.start()]
        if gap.end() >= len(raw):
            break
        if not before.strip() or _MARKER.match(before):
            continue
        cells.append((at, before))
        at = gap.end()
    rest = raw[at:].rstrip()
    if rest.strip():
        cells.append((at, rest))
    return cells


def _columns(raw: str) -> int:
    return len(without_marks(raw).expandtabs(_TAB))


def _page_lines(page_text: str, page: int) -> list[Line]:
    lines: list[Line] = []
    gap = False
    printed = page_text.split("\n")
    for number, raw in enumerate(printed, 1):
        if not raw.strip() or _RULE.match(raw):
            gap = True
            continue
        cells, right_to_left = straighten(_cells(raw))
        if right_to_left and len(cells) == 2 and _MARKER.match(cells[0][1]):
            cells = [(cells[1][0], f"{cells[0][1].strip()} {cells[1][1]}")]
        for column, (at, text) in enumerate(cells):
            left = _columns(raw[:at])
            clean = " ".join(text.split())
            if not clean:
                continue
            right = left + len(clean)
            lines.append(
                Line(
                    text=clean,
                    page=page,
                    number=number,
                    column=column,
                    left=left * PITCH,
                    right=right * PITCH,
                    gap_before=gap,
                )
            )
        gap = False
    return _with_ends(lines)


def _with_ends(lines: list[Line]) -> list[Line]:
    """The lines with right-to-left ones whole: an extractor parts a line where a mark on a letter lifts its left end."""
    margin = max((line.right or 0.0 for line in lines if is_right_to_left(line.text)), default=0.0)
    out: list[Line] = []
    for line in lines:
        above = out[-1] if out else None
        if above is None or line.gap_before or not _of_one_row(above, line):
            out.append(line)
        elif abs((line.right or 0) - (above.left or 0)) <= _NEAR < (above.left or 0):
            out[-1] = replace(above, text=f"{above.text} {line.text}", left=line.left)
        elif (
            abs((above.right or 0) - (line.left or 0)) <= _NEAR < (line.left or 0)
            and (above.right or 0) <= 0.82 * margin
            and len(above.text) <= 2 * len(line.text)
        ):
            # the left end came first; a few words behind a long line are the end of the next
            out[-1] = replace(
                line, text=f"{line.text} {above.text}", left=above.left, gap_before=above.gap_before
            )
        else:
            out.append(line)
    return out


def _of_one_row(above: Line, line: Line) -> bool:
    return (
        above.column == line.column == 0
        and above.number != line.number
        and is_right_to_left(above.text)
        and is_right_to_left(line.text)
    )


def _with_numbers(lines: list[Line]) -> list[Line]:
    """The lines with each paragraph number that stands on a line of its own (raw PDF text) put before its paragraph."""
    out: list[Line] = []
    for line in lines:
        before = out[-1] if out else None
        if (
            before is not None
            and _LONE_MARKER.match(before.text)
            and before.number != line.number
            and line.column == 0
            and not _LONE_MARKER.match(line.text)
        ):
            out[-1] = replace(before, text=f"{before.text} {line.text}", right=line.right)
        else:
            out.append(line)
    return out


def _table_end(rows: list[list[Line]], first: int) -> int:
    """The row after the last row of a table that begins at ``first``, or ``first`` where none does."""
    width = len(rows[first])
    if width < 2:
        return first
    last = first + 1
    while last < len(rows) and len(rows[last]) == width and not rows[last][0].gap_before:
        last += 1
    if last - first < 2:
        return first
    if width >= 3:
        return last
    numeric = all(_NUMERIC.match(row[1].text) for row in rows[first + 1 : last])
    return last if last - first >= 3 and numeric else first


def _tables(lines: list[Line]) -> list[Line]:
    rows: list[list[Line]] = []
    for line in lines:
        if rows and rows[-1][0].number == line.number and rows[-1][0].page == line.page:
            rows[-1].append(line)
        else:
            rows.append([line])
    out: list[Line] = []
    i = 0
    while i < len(rows):
        end = _table_end(rows, i)
        if end == i:
            out += rows[i]
            i += 1
            continue
        cells = tuple(tuple(cell.text for cell in row) for row in rows[i:end])
        words = " ".join(" ".join(row) for row in cells)
        out.append(replace(rows[i][0], text=words, kind="table", rows=cells, whole=True, column=0))
        i = end
    return out


def _whole(lines: list[Line]) -> list[Line]:
    """Pasted text has a paragraph a line: where many lines are longer than a page is wide, every line is whole."""
    body = [len(line.text) for line in lines if line.kind == "text"]
    long = sum(n > 160 for n in body)
    full = sum(70 <= n <= 130 for n in body)
    if long < 2 or long * 2 < full:
        return lines
    return [replace(line, whole=True) if line.kind in {"text", "note"} else line for line in lines]


def lines_of_text(text: str) -> tuple[Line, ...]:
    """The lines of a text; a form feed begins a page."""
    pages = [_page_lines(page, number) for number, page in enumerate(text.rstrip("\f\n ").split("\f"), 1)]
    pages = mark_running(pages)
    lines: list[Line] = []
    for page in pages:
        body = [line for line in page if line.kind not in {"head", "foot"}]
        head = [line for line in page if line.kind == "head"]
        foot = [line for line in page if line.kind == "foot"]
        lines += head + _tables(take_notes(_with_numbers(body))) + foot
    return tuple(_whole(lines))


def read_text(data: bytes, name: str, limits: Limits) -> Stream:
    """The stream of a plain text file.

    Raises UnknownFormat where it is not text, NoText where it is empty, OverLimit where it is too long.
    """
    text, notices = decode(data)
    if len(text) > limits.characters:
        raise OverLimit(
            f"The text has {len(text)} characters; {limits.characters} are allowed", fix="Split the file"
        )
    issued = is_issued(text)
    text = text if issued else with_lam_before_alef(text)
    lines = lines_of_issued(text) if issued else lines_of_text(text)
    if not lines:
        raise NoText("The file is empty", fix="Send the file that holds the text")
    return Stream(
        lines=lines,
        source=source_of(data, name, "text", pages=lines[-1].page if "\f" in text.rstrip("\f\n ") else None),
        page_width=max((line.right or 0.0 for line in lines), default=None),
        properties={"generator": "Verbale"} if issued else {},
        notices=notices,
    )
