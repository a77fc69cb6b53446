"""Pieces to rows, rows to reading order: mastheads read row by row, columns of text one after the other."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from verbale.reading.files.inline import is_label
from verbale.reading.files.pdf.logical import Glyph, logical
from verbale.reading.files.pdf.page import Page, Piece, is_marker

__all__ = ["Row", "rows_of_page"]

_SAME = 0.42  # ems that the feet of pieces of one row may differ by
_COMMAS = ",،"
_HANGING = 0.8  # ems that a letter with its marks may hang below its line
_NEAR = (
    0.35  # ems that the mark of a letter, which the font names as the letter with its mark, stands beside it
)
_FEW_MARKS = 4
_RAISED = 0.5  # and a label's foot from that of the line at which it stands
_JOIN = 1.35  # ems between pieces of a row that are one text


@dataclass(slots=True)
class Row:
    """One printed line: its pieces from left to right (from the right in a right-to-left page)."""

    base: float
    size: float
    pieces: list[Piece] = field(default_factory=list)
    column: int = 0

    @property
    def left(self) -> float:
        return min(p.left for p in self.pieces)

    @property
    def right(self) -> float:
        return max(p.right for p in self.pieces)


def _apart(row: Row, piece: Piece) -> bool:
    """Whether a piece stands beside the pieces of a row, not over one of them."""
    for other in row.pieces:
        shared = min(other.right, piece.right) - max(other.left, piece.left)
        if shared > 1 and shared > 0.3 * min(other.right - other.left, piece.right - piece.left):
            return False
    return True


def _rows(pieces: list[Piece]) -> list[Row]:
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda p: (p.base, p.left)):
        home: Row | None = None
        for row in reversed(rows[-3:]):
            raised = row.size < piece.size * 0.8 and is_label(row.pieces[0].text)
            near = abs(row.base - piece.base) <= (_RAISED if raised else _SAME) * max(piece.size, row.size)
            if near and _apart(row, piece):
                home = row
                break
        if home is None:
            rows.append(Row(base=piece.base, size=piece.size, pieces=[piece]))
            continue
        if len(home.pieces) == 1 and is_label(home.pieces[0].text) and home.size < piece.size * 0.8:
            home.base, home.size = piece.base, piece.size
        home.pieces.append(piece)
    for row in rows:
        if len(row.pieces) > 1:
            row.pieces.sort(key=lambda p: p.left)
    rows.sort(key=lambda row: row.base)
    return rows


def _shifted(piece: Piece, by: int) -> tuple[tuple[int, str], ...]:
    return tuple((at + by, label) for at, label in piece.marks)


def _is_raised(piece: Piece, beside: Piece) -> bool:
    return (
        piece.size < beside.size * 0.8
        and piece.base < beside.base - 0.05 * beside.size
        and all(is_label(part) for part in piece.text.replace(",", " ").split())
    )


def _join(row: Row) -> None:
    """Put the pieces of a row that stand close together into one, raised labels as marks."""
    out: list[Piece] = []
    for piece in row.pieces:
        before = out[-1] if out else None
        if before is None:
            out.append(piece)
            continue
        gap = piece.left - before.right
        size = max(piece.size, before.size)
        if gap > _JOIN * size:
            out.append(piece)
            continue
        if _is_raised(piece, before):
            place = len(before.text)
            before.marks = (*before.marks, *((place, part) for part in piece.text.replace(",", " ").split()))
        elif _is_raised(before, piece):
            marks = tuple((0, part) for part in before.text.replace(",", " ").split())
            piece.marks = (*marks, *piece.marks)
            piece.left = before.left
            out[-1] = piece
            continue
        else:
            space = " " if gap > 0.12 * size and before.text and not before.text.endswith(" ") else ""
            before.marks = (*before.marks, *_shifted(piece, len(before.text) + len(space)))
            heavier = piece if len(piece.text) > len(before.text) else before
            before.text += space + piece.text
            before.size, before.base = heavier.size, heavier.base
            before.bold, before.italic = before.bold and piece.bold, before.italic and piece.italic
        before.right = max(before.right, piece.right)
    row.pieces = out


def _cells(glyphs: list[Glyph]) -> list[list[Glyph]]:
    glyphs = sorted(glyphs, key=lambda g: g.left)
    cells: list[list[Glyph]] = []
    edge = 0.0
    for glyph in glyphs:
        if cells and glyph.left - edge <= _JOIN * 1.15 * max(glyph.size, 6.0):
            cells[-1].append(glyph)
        else:
            cells.append([glyph])
        edge = max(edge, glyph.right) if len(cells[-1]) > 1 else glyph.right
    return cells


def _middle(values: list[tuple[float, int]]) -> float:
    """The middle of values, each counted as often as it has letters."""
    values.sort()
    if values[0][0] == values[-1][0]:
        return values[0][0]
    left = sum(letters for _, letters in values) // 2
    for value, letters in values:
        left -= letters
        if left < 0:
            return value
    return values[-1][0]


def _middle_size(glyphs: list[Glyph]) -> float:
    return _middle([(g.size, len(g.sign)) for g in glyphs])


def _middle_base(glyphs: list[Glyph]) -> float:
    return _middle([(g.base, len(g.sign)) for g in glyphs])


def _without_doubles(glyphs: list[Glyph], *, scattered: bool) -> list[Glyph]:
    """The characters without those that stand over themselves: fonts draw a letter and its dots apart, and name both.

    ``scattered`` says that the page has such a font.
    """
    out: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: (g.sign, g.left)):
        reach = glyph.left - 1.5 * glyph.size  # no letter is wider
        at = len(out) - 1
        while at >= 0 and out[at].sign == glyph.sign and out[at].left > reach:
            if _over(out[at], glyph, scattered=scattered):
                break
            at -= 1
        else:
            out.append(glyph)
            continue
        if glyph.right - glyph.left > out[at].right - out[at].left:
            out[at] = glyph
    return out


def _over(glyph: Glyph, other: Glyph, *, scattered: bool) -> bool:
    if glyph.sign != other.sign or abs(glyph.base - other.base) >= 0.8 * other.size:
        return False
    shared = min(glyph.right, other.right) - max(glyph.left, other.left)
    if _is_cluster(other.sign):
        return shared > -_NEAR * other.size
    if (
        not scattered
        and max(abs(glyph.left - other.left), abs(glyph.right - other.right)) > 0.08 * other.size
    ):
        # not in one place, in a font that draws letters whole: two letters that Naskh sets above each other
        return False
    return shared > 0.1 and shared > 0.6 * min(glyph.right - glyph.left, other.right - other.left)


def _is_cluster(sign: str) -> bool:
    """Whether a sign is a letter with its marks: fonts that draw these apart name the whole twice."""
    return len(sign) > 1 and all(unicodedata.combining(c) for c in sign[1:])


def _lettered(glyphs: list[Glyph]) -> list[Glyph]:
    """The letters of a line, whose size and foot are the line's; all its characters where it has none."""
    return [g for g in glyphs if g.sign[0].isalpha()] or glyphs


def _glyph_rows(pieces: list[Piece]) -> list[list[Glyph]]:
    """The characters of a page by the line on which they stand."""
    drawn = [glyph for piece in pieces for glyph in piece.glyphs or ()]
    glyphs = _without_doubles(drawn, scattered=len(pieces) * 10 > len(drawn))
    rows: list[list[Glyph]] = []
    base = 0.0
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if rows and glyph.base - base <= _SAME * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            base = glyph.base
    return _with_stray_marks(rows)


def _with_stray_marks(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """The lines, with those of marks alone put to the nearest: letters with marks may hang deep below their line, figures
    may be raised high above it."""
    small = 0.7 * _middle([(row[0].size, len(row)) for row in rows]) if rows else 0.0
    out: list[list[Glyph]] = []
    stray: list[list[Glyph]] = []
    for row in rows:
        marks = all(
            _is_cluster(g.sign) or unicodedata.combining(g.sign[0]) or (g.sign.isdigit() and g.size < small)
            for g in row
        )
        (stray if marks and len(row) < _FEW_MARKS else out).append(row)
    for row in stray:
        figures = row[0].sign.isdigit()  # raised above their line, never hanging below it
        lines = [other for other in out if not figures or other[0].base > row[0].base]
        near = min(lines, key=lambda other: abs(other[0].base - row[0].base), default=None)
        if near is not None and abs(near[0].base - row[0].base) < _HANGING * near[0].size:
            near += row
        else:
            out.append(row)
    return out


def _parted(glyphs: list[Glyph]) -> list[Glyph]:
    """The characters of a row, with words apart where something else of the row stands among them."""
    spans = [(g.left, g.right) for g in glyphs if " " in g.sign]
    if not spans:
        return glyphs
    middles = [(g.left + g.right) / 2 for g in glyphs if " " not in g.sign]
    if not any(left < x < right for left, right in spans for x in middles):
        return glyphs
    out: list[Glyph] = []
    for glyph in glyphs:
        out += glyph.words() if any(glyph.left < x < glyph.right for x in middles) else [glyph]
    return out


def _raised(cell: list[Glyph], size: float, base: float) -> tuple[list[Glyph], list[tuple[float, str]]]:
    """The characters of a cell that stand on its line, and the labels raised above it with their middles; commas between
    labels are gone.
    """
    plain: list[Glyph] = []
    marks: list[tuple[float, str]] = []
    run: list[Glyph] = []

    def close() -> None:
        labels = [g for g in run if g.sign not in _COMMAS]
        if not labels:
            plain.extend(run)
        label: list[Glyph] = []
        for glyph in (*run, None):
            if glyph is not None and glyph.sign not in _COMMAS:
                label.append(glyph)
            elif label:
                marks.append(((label[0].left + label[-1].right) / 2, "".join(g.sign for g in label)))
                label = []
        run.clear()

    for glyph in cell:
        may = glyph.sign.isdigit() or glyph.sign in "*†‡" or glyph.sign in _COMMAS
        if may and glyph.size < size * 0.78 and glyph.base < base - 0.05 * size:
            run.append(glyph)
            continue
        if run:
            close()
        plain.append(glyph)
    if run:
        close()
    return plain, marks


def _straightened(glyphs: list[Glyph]) -> Row:
    """A row won back from its characters: cells from the right, raised labels as marks."""
    glyphs = _parted(glyphs)
    size = _middle_size(_lettered(glyphs))
    base = _middle_base(_lettered(glyphs))
    pieces: list[Piece] = []
    for cell in reversed(_cells(glyphs)):
        own = _middle_size(_lettered(cell))
        plain, marks = _raised(cell, own, base)
        text = logical(plain) if plain else ""
        left, right = min(g.left for g in cell), max(g.right for g in cell)
        placed = []
        for x, label in marks:
            behind = [g for g in plain if g.left > x]
            placed.append((len(logical(behind)) if behind else 0, -x, label))
        pieces.append(
            Piece(
                text=text,
                left=left,
                right=right,
                base=_middle_base(cell),
                size=own,
                bold=all(g.bold for g in cell),
                italic=all(g.italic for g in cell),
                marks=tuple((min(at, len(text)), label) for at, _, label in sorted(placed)),
            )
        )
    if len(pieces) > 1 and is_marker(pieces[0].text):
        number, beside = pieces[0], pieces[1]
        beside.marks = _shifted(beside, len(number.text) + 1)
        beside.text = f"{number.text} {beside.text}"
        beside.right = number.right
        del pieces[0]
    return Row(base=base, size=size, pieces=pieces)


def _gutter(pieces: list[Piece], width: float) -> float | None:
    """Where the gap between two columns of text is; None where a page has one column."""
    if len(pieces) < 24:
        return None
    starts = Counter(round(p.left / 4) for p in pieces if 0.4 * width < p.left < 0.65 * width)
    if not starts:
        return None
    edge = min(at for at, n in starts.items() if n >= 0.5 * max(starts.values())) * 4 - 3.0
    left = [p for p in pieces if p.right < edge + 2]
    right = [p for p in pieces if p.left > edge - 2]
    if len(left) < 8 or len(right) < 8 or len(pieces) - len(left) - len(right) > 0.35 * len(pieces):
        return None
    room_right = max(p.right for p in right) - edge
    room_left = edge - min(p.left for p in left)
    # cells of a table are short; lines of a column fill it
    full = sum(p.right - p.left > 0.7 * room_right for p in right)
    full += sum(p.right - p.left > 0.7 * room_left for p in left)
    return edge if full > 0.45 * (len(left) + len(right)) else None


def _finished(pieces: list[Piece], *, right_to_left: bool) -> list[Row]:
    if right_to_left:
        return [_straightened(glyphs) for glyphs in _glyph_rows(pieces)]
    rows = _rows(pieces)
    for row in rows:
        _join(row)
    return rows


def _in_columns(pieces: list[Piece], edge: float, *, right_to_left: bool) -> list[Row]:
    """The rows with each column read to its end before the next, between the rows that go across."""
    sides: tuple[list[Piece], list[Piece]] = ([], [])
    across: list[Piece] = []
    for piece in pieces:
        (sides[0] if piece.right < edge + 3 else sides[1] if piece.left > edge - 3 else across).append(piece)
    waiting: list[list[Row]] = []
    for at, side in enumerate(sides):
        rows = _finished(side, right_to_left=right_to_left)
        for row in rows:
            row.column = 1 - at if right_to_left else at
        waiting.append(rows)
    out: list[Row] = []

    def put(until: float) -> None:
        band = [[row for row in rows if row.base < until] for rows in waiting]
        for rows, done in zip(waiting, band, strict=True):
            del rows[: len(done)]
        if min(len(band[0]), len(band[1])) < 3:
            out.extend(sorted((*band[0], *band[1]), key=lambda row: (row.base, row.column)))
        else:
            out.extend((*band[1], *band[0]) if right_to_left else (*band[0], *band[1]))

    for row in _finished(across, right_to_left=right_to_left):
        put(row.base)
        out.append(row)
    put(float("inf"))
    return out


def rows_of_page(page: Page) -> list[Row]:
    """The rows of a page in the order in which they are read; turned text comes last."""
    straight = [p for p in page.pieces if not p.turned]
    turned = [p for p in page.pieces if p.turned]
    edge = _gutter(straight, page.width)
    if edge is None:
        rows = _finished(straight, right_to_left=page.right_to_left)
    else:
        rows = _in_columns(straight, edge, right_to_left=page.right_to_left)
    for piece in turned:
        piece.text = " ".join(piece.text.split())
    return rows + [Row(base=p.base, size=p.size, pieces=[p]) for p in turned]
