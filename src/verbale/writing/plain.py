"""Plain text as laid out: 80 columns, the masthead in its cells, a form feed where a part begins a new page.

Places are counted in the cells of a terminal (a Chinese character takes two); nothing is cut inside a word, and Chinese
lines break only between two Chinese characters, so that the lines of a paragraph can be joined again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from verbale.writing.layout import Column, Head, Layout, Note, Paragraph, Section, Text

__all__ = ["text_of"]

WIDTH = 80
_INDENT = 8
_RIGHT = 54
_NOT_FIRST = "，。、；：？！）」』》】〕”’…—,.;:?!)]"
_NOT_LAST = "（「『《【〔“‘(["


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _pieces(line: str) -> list[str]:
    """The smallest pieces that stay whole: words with the space before them, and Chinese characters one by one."""
    pieces: list[str] = []
    chinese = any(_wide(c) for c in line)
    for i, char in enumerate(line):
        before = line[i - 1] if i else ""
        if chinese:
            breaks = (
                bool(before)
                and _wide(before)
                and (_wide(char) or (before in "、，；" and char != " "))
                and char not in _NOT_FIRST
                and before not in _NOT_LAST
            )
        else:
            # no line ends in a hyphen ("gender- and"), nor with a guillemet; none begins with a sign ("droit ;")
            breaks = (
                char == " "
                and before not in ("", " ", "-", "‐", "«")
                and line[i + 1 : i + 2] not in (";", ":", "!", "?", "»")
            )
        if breaks or not pieces:
            pieces.append(char)
        else:
            pieces[-1] += char
    return pieces


def _wrap(text: str, width: int, first: int = 0) -> list[str]:
    """Lines of at most ``width`` cells where words allow; the first has ``first`` cells less."""
    lines: list[str] = []
    for given in text.split("\n"):
        room = width - first
        line, filled = "", 0
        for piece in _pieces(given):
            wide = _width(piece)
            if line and filled + wide > room:
                lines.append(line)
                line, room = piece.lstrip(" "), width
                filled = _width(line)
            else:
                line += piece
                filled += wide
        lines.append(line)
        first = 0
    return lines


def _beside(left: list[str], right: list[str], at: int, indent: int = 0) -> Iterator[str]:
    for i in range(max(len(left), len(right))):
        cell = " " * indent + left[i] if i < len(left) and left[i] else ""
        other = right[i] if i < len(right) else ""
        gap = max(at - _width(cell), 4) if cell else at
        yield (cell + " " * gap + other if other else cell).rstrip()


def _marked(text: Text) -> str:
    return text.text + "".join(
        mark.label if mark.label[:1] in "*†‡" else f"[{mark.label}]" for mark in text.marks if mark.label
    )


def _session_lines(column: Column) -> list[str]:
    return [
        *([column.name] if column.name else []),
        *column.sessions,
        *(_marked(item.text) for item in column.items),
    ]


def _columns(head: Head) -> Iterator[str]:
    """Sessions and items side by side in joint documents, titles below them over the whole width, one by one: a title
    that is longer than a line must not run into the next."""
    if len(head.columns) == 2:
        left, right = (_session_lines(column) for column in head.columns)
        yield from _beside(
            left, right, max(WIDTH // 2, *(_width(line) + 4 for line in left)) if left else WIDTH // 2
        )
    for column in head.columns:
        if len(head.columns) != 2:
            yield from _session_lines(column)
        for title in column.titles:
            yield ""
            yield from _wrap(title, WIDTH)
        yield ""


def _head(head: Head) -> Iterator[str]:
    right = list(head.symbols)
    symbols = max(map(_width, right), default=0)
    yield from _beside([head.organization], right, max(WIDTH - symbols, 40))
    yield ""
    cell: list[str] = []
    for line in head.publication:
        cell += ["", line.text] if line.apart and cell else [line.text]
    yield from _beside(list(head.organs), cell, _RIGHT)
    yield ""
    yield from _columns(head)
    if head.title:
        yield ""
        yield from _indented(_wrap(_marked(head.title), WIDTH - 2 * _INDENT))
        yield ""


def _indented(lines: list[str], by: int = _INDENT) -> Iterator[str]:
    yield from ((" " * by + line).rstrip() for line in lines)


def _table(p: Paragraph, indent: int) -> Iterator[str]:
    """Cells side by side in columns as wide as their longest line; more than the page is wide where they must."""
    texts = [[_marked(cell).replace("\n", " ") for cell in row] for row in p.rows]
    count = max((len(row) for row in texts), default=0)
    room = max((WIDTH - indent - 4 * (count - 1)) // max(count, 1), 12)
    columns = [
        min(max((_width(row[i]) for row in texts if i < len(row)), default=0), room) for i in range(count)
    ]
    for row in texts:
        cells = [_wrap(cell, columns[i]) for i, cell in enumerate(row)]
        for k in range(max((len(cell) for cell in cells), default=0)):
            line = " " * indent
            at = indent
            for i, cell in enumerate(cells):
                words = cell[k] if k < len(cell) else ""
                line += " " * max(at - _width(line), 0) + words
                at += max(columns[i], _width(words)) + 4
            yield line.rstrip()


def _signature(p: Paragraph) -> Iterator[str]:
    signed = (p.text.text + p.name + p.after).strip()
    for line in (_marked(Text(signed, marks=p.text.marks)), *p.lines):
        for words in line.split("\n"):
            yield " " * max(WIDTH - 4 - _width(words), 4) + words


def _paragraph(p: Paragraph) -> Iterator[str]:
    indent = _INDENT + 4 * min(p.level if p.kind == "paragraph" else 0, 4)
    if p.kind == "signature":
        yield from _signature(p)
    elif p.kind == "table":
        yield from _table(p, indent)
    else:
        number = f"{p.number}  " if p.number else ""
        if p.kind == "heading":
            yield from _indented(_wrap(number + _marked(p.text), WIDTH - indent), indent)
        else:
            lines = _wrap(number + _marked(p.text), WIDTH - indent, first=4)
            yield from _indented([" " * 4 + lines[0], *lines[1:]], indent)


def _note(note: Note) -> Iterator[str]:
    label = " " * (_INDENT - 2) + note.label
    for p in note.paragraphs:
        number = f"{p.number}  " if p.number else ""
        lines = (
            list(_table(p, 0)) if p.kind == "table" else _wrap(number + _marked(p.text), WIDTH - _INDENT - 4)
        )
        if label:
            yield f"{label}  {lines[0].lstrip()}".rstrip()
            label, lines = "", lines[1:]
        yield from _indented(lines, _INDENT + 4)
    if label:
        yield label


def _section(section: Section, notes: list[Note]) -> Iterator[str]:
    for words in (section.heading, section.original, section.title):
        if words:
            yield from _indented(_wrap(words, WIDTH - 2 * _INDENT))
            yield ""
    for p in section.paragraphs:
        yield from _paragraph(p)
        yield ""
    if notes:
        yield " " * (_INDENT - 2) + "_" * 16
        for note in notes:
            yield from _note(note)
        yield ""


def _tidy(lines: Iterator[str]) -> str:
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(lines)).strip("\n")


def _page(layout: Layout, index: int) -> str:
    notes = [note for note in layout.notes if note.section == index]
    foot = layout.foot.line if layout.foot and index == 0 else ""

    def lines() -> Iterator[str]:
        if index == 0:
            yield from _head(layout.head)
        if index < len(layout.sections):
            yield from _section(layout.sections[index], notes)
        if foot:
            yield ""
            yield foot

    return _tidy(lines())


def text_of(layout: Layout) -> bytes:
    """The layout as plain text in UTF-8."""
    pages = [_page(layout, i) for i in range(max(len(layout.sections), 1))]
    return ("\n\f".join(pages) + "\n").encode()
