"""Tables that hold data, told from tables that only place things side by side, as mastheads do."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from verbale.reading.files.running import is_symbol
from verbale.reading.lines import Line

__all__ = ["Cell", "is_data", "lines_of_table"]

Cell = Sequence[Line]


def is_data(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table holds data.

    A masthead is a grid of few rows whose cells hold lines above each other, or the document's symbol (UN Editorial
    Manual, first page); a table of one row or one column places things and holds no data.
    """
    filled = [[cell for cell in row if cell] for row in rows]
    filled = [row for row in filled if row]
    if len(filled) < 2 or max(len(row) for row in filled) < 2:
        return False
    if len(rows) <= 5:
        if any(is_symbol(line.text) for row in filled[:2] for cell in row for line in cell):
            return False
        stacked = sum(len(cell) > 1 for row in filled for cell in row)
        if stacked and stacked * 2 >= len(filled):
            return False
    return True


def _joined(cell: Cell) -> str:
    return "\n".join(line.text for line in cell if line.text)


def lines_of_table(rows: Sequence[Sequence[Cell]], *, data: bool | None = None) -> list[Line]:
    """One table line for a table of data; the lines of the cells, with their column, for a grid that places things.

    The marks of notes in a table's cells are kept at the end of its words, so that no note loses its mark.
    """
    if data if data is not None else is_data(rows):
        cells = tuple(tuple(_joined(cell) for cell in row) for row in rows if any(row))
        if not cells:
            return []
        text = " ".join(word for row in cells for word in row if word).replace("\n", " ")
        marks = tuple(
            (len(text), label) for row in rows for cell in row for line in cell for _, label in line.marks
        )
        first = next(line for row in rows for cell in row for line in cell)
        return [
            Line(
                text=text,
                kind="table",
                whole=True,
                page=first.page,
                number=first.number,
                rows=cells,
                marks=marks,
                gap_before=True,
            )
        ]
    out = []
    for row in rows:
        opened = False
        for column, cell in enumerate(row):
            for line in cell:
                out.append(
                    replace(
                        line,
                        # a style for headings says in a grid only that the words are large
                        kind="text" if line.kind == "heading" else line.kind,
                        level=None if line.kind == "heading" else line.level,
                        column=max(line.column, column),
                        gap_before=line.gap_before or not opened,
                    )
                )
                opened = True
    return out
