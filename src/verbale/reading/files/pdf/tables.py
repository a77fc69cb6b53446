"""Tables of a page: rows of three cells and more, or of two with figures, whose cells stand below each other."""

from __future__ import annotations

import re

from msgspec.structs import replace

from verbale.reading.lines import Line

__all__ = ["with_tables"]

_FIGURES = re.compile(r"^[\d٠-٩.,\s%()–—+-]+$")


def _rows(lines: list[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in lines:
        same = rows and rows[-1][0].number == line.number and rows[-1][0].kind == line.kind == "text"
        if same:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _over(cell: Line, other: Line) -> bool:
    return min(cell.right or 0.0, other.right or 0.0) > max(cell.left or 0.0, other.left or 0.0) - 2


def _end(rows: list[list[Line]], start: int) -> int:
    """The row after the last of the table that begins at ``start``; ``start`` where none does."""
    width = len(rows[start])
    if width < 2 or rows[start][0].kind != "text":
        return start
    end = start + 1
    filled = 1
    while end < len(rows) and rows[end][0].kind == "text":
        row = rows[end]
        if len(row) == 1 and (row[0].gap_before or not any(_over(row[0], cell) for cell in rows[start])):
            break
        if len(row) == 1 and (row[0].right or 0) - (row[0].left or 0) > 0.6 * (
            (rows[start][-1].right or 0) - (rows[start][0].left or 0)
        ):
            break
        filled += len(row) >= 2
        width = max(width, len(row))
        end += 1
    while end > start + 1 and len(rows[end - 1]) == 1 and not _wraps(rows[end - 1], rows[end - 2]):
        end -= 1
    if filled < 2:
        return start
    if width >= 3:
        return end
    figures = [_FIGURES.match(row[-1].text) is not None for row in rows[start + 1 : end] if len(row) == 2]
    return end if filled >= 3 and figures and all(figures) else start


def _wraps(row: list[Line], above: list[Line]) -> bool:
    return not row[0].gap_before and any(_over(row[0], cell) for cell in above)


def _grid(rows: list[list[Line]]) -> tuple[tuple[str, ...], ...]:
    widest = max(rows, key=len)
    spans = [(cell.left or 0.0, cell.right or 0.0) for cell in widest]
    for row in rows:
        for cell in row:
            at = _column(cell, spans)
            spans[at] = (
                (min(spans[at][0], cell.left or 0.0), max(spans[at][1], cell.right or 0.0))
                if len(row) == len(widest)
                else spans[at]
            )
    grid: list[list[str]] = []
    for row in rows:
        wraps = bool(grid) and len(row) < len(widest) and not row[0].gap_before and _column(row[0], spans) > 0
        wraps = wraps or (bool(grid) and len(row) == 1 and not row[0].gap_before)
        if not wraps:
            grid.append([""] * len(spans))
        for cell in row:
            at = _column(cell, spans)
            grid[-1][at] = f"{grid[-1][at]} {cell.text}".strip()
    return tuple(tuple(row) for row in grid)


def _column(cell: Line, spans: list[tuple[float, float]]) -> int:
    def overlap(span: tuple[float, float]) -> float:
        return min(cell.right or 0.0, span[1]) - max(cell.left or 0.0, span[0])

    return max(range(len(spans)), key=lambda i: overlap(spans[i]))


def with_tables(lines: list[Line], *, first: bool) -> list[Line]:
    """The lines of a page with each table as one line of kind ``table``; a masthead (``first`` page) is none."""
    rows = _rows(lines)
    out: list[Line] = []
    i = 0
    words = 0
    while i < len(rows):
        row = rows[i]
        words += sum(len(cell.text) for cell in row) if len(row) == 1 else 0
        end = _end(rows, i) if not first or words > 200 else i
        if end == i:
            out += row
            i += 1
            continue
        cells = _grid(rows[i:end])
        text = " ".join(cell for line in cells for cell in line if cell)
        marks = tuple((len(text), label) for r in rows[i:end] for cell in r for _, label in cell.marks)
        flat = [cell for r in rows[i:end] for cell in r]
        out.append(
            replace(
                row[0],
                text=text,
                kind="table",
                rows=cells,
                whole=True,
                column=0,
                marks=marks,
                right=max(cell.right or 0.0 for cell in flat),
                bottom=flat[-1].bottom,
            )
        )
        i = end
    return out
