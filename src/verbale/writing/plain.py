"""Plain text as laid out: 80 columns, the masthead in its cells, a form feed where a part begins a new page.

Each line says by its place what it is, so that the text reads back as the document that it was written from
(docs/reference/issued-formats.md, "Plain text"): headings hang at the left of the text, first lines are set in, a line that
goes on in a cell of the masthead is set in by two. Places are counted in columns of a fixed pitch (a Chinese character takes
two); nothing is cut inside a word, and Chinese lines break only between two Chinese characters, so that the lines of a
paragraph can be joined again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.languages.characters import columns_of, is_wide
from verbale.writing.layout import Column, Head, Layout, Note, Paragraph, Section, Text

__all__ = ["text_of"]

WIDTH = 80
_INDENT = 8  # the margin of the text; its first lines stand four further in
_STEP = 4
_RIGHT = 54  # where the right-hand cell of the masthead begins
_SECOND = 42  # where the second of two organs' columns begins
_SIGNED = 30  # signatures stand right of this
_LABEL = 6
_LINE = "─"
_STARS = ("*", "†", "‡")
_RULE = _LINE * WIDTH
_NOT_FIRST = "，。、；：？！）」』》】〕”’…—,.;:?!)]"
_NOT_LAST = "（「『《【〔“‘(["


def _pieces(line: str) -> list[str]:
    """The smallest pieces that stay whole: words with the space before them, and Chinese characters one by one."""
    pieces: list[str] = []
    chinese = any(is_wide(c) for c in line)
    for i, char in enumerate(line):
        before = line[i - 1] if i else ""
        # no line ends in a hyphen ("gender- and"), nor with a guillemet; none begins with a sign ("droit ;")
        breaks = (
            char == " "
            and before not in ("", " ", "-", "‐", "«")
            and line[i + 1 : i + 2] not in (";", ":", "!", "?", "»", "")
        )
        if chinese and breaks:
            # a space beside a Chinese character could not be told from none
            breaks = not is_wide(before) and not is_wide(line[i + 1])
        elif chinese and before and is_wide(before):
            breaks = (
                (is_wide(char) or (before in "、，；" and char != " "))
                and char not in _NOT_FIRST
                and before not in _NOT_LAST
            )
        if breaks or not pieces:
            pieces.append(char)
        else:
            pieces[-1] += char
    return pieces


def _wrap(text: str, width: int, first: int = 0) -> list[str]:
    """Lines of at most ``width`` columns where words allow; the first has ``first`` columns less."""
    lines: list[str] = []
    for given in text.split("\n"):
        room = width - first
        line, filled = "", 0
        for piece in _pieces(given):
            wide = columns_of(piece)
            if line and filled + wide > room:
                lines.append(line)
                line, room = piece.lstrip(" "), width
                filled = columns_of(line)
            else:
                line += piece
                filled += wide
        lines.append(line)
        first = 0
    return lines


def _entry(text: str, width: int) -> list[str]:
    """One entry of a cell of the masthead; the lines in which it goes on are set in."""
    first, *more = _wrap(text, width - 2)
    return [first, *("  " + line for line in more)]


def _cell(texts: list[str], width: int) -> list[str]:
    return [line for text in texts for line in (_entry(text, width) if text else [""])]


def _beside(left: list[str], right: list[str], at: int) -> Iterator[str]:
    for i in range(max(len(left), len(right))):
        cell = left[i] if i < len(left) else ""
        other = right[i] if i < len(right) else ""
        yield (cell + " " * (at - columns_of(cell)) + other).rstrip() if other else cell


def _marked(text: Text) -> str:
    """The text with its marks behind it; a space keeps two rows of stars apart."""
    marked = text.text
    for mark in text.marks:
        star = mark.label[:1] in _STARS
        apart = " " if star and marked[-1:] in _STARS else ""
        marked += apart + (mark.label if star else f"[{mark.label}]" if mark.label else "")
    return marked


def _column(column: Column) -> list[str]:
    name = [column.name] if column.name else []
    return [*name, *column.sessions, *(_marked(item.text) for item in column.items), *column.titles]


def _head(head: Head) -> Iterator[str]:
    printed = [*head.symbols[:-1], head.symbols[-1] + head.stars] if head.symbols else []
    symbols = max(map(columns_of, printed), default=0)
    at = max(WIDTH - symbols, columns_of(head.organization) + 4)
    yield from _beside([head.organization], printed, at)
    yield _RULE
    cell: list[str] = []
    for line in head.publication:
        cell += ["", line.text] if line.apart and cell else [line.text]
    yield from _beside(_cell(list(head.organs), _RIGHT - 4), _cell(cell, WIDTH - _RIGHT), _RIGHT)
    yield _RULE
    if len(head.columns) == 2:
        left, right = map(_column, head.columns)
        yield from _beside(_cell(left, _SECOND - 4), _cell(right, WIDTH - _SECOND), _SECOND)
    else:
        for column in head.columns:
            yield from _cell(_column(column), WIDTH)
    yield ""
    if head.title:
        yield ""
        yield from _indented(_wrap(_marked(head.title), WIDTH - 2 * _INDENT))
        yield ""
    if head.change:
        yield from _indented([head.change])
        yield ""


def _indented(lines: list[str], by: int = _INDENT) -> Iterator[str]:
    yield from ((" " * by + line).rstrip() for line in lines)


def _words(piece: str) -> int:
    return max(map(columns_of, _pieces(piece)), default=0)


def _table(p: Paragraph, indent: int) -> Iterator[str]:
    """Cells side by side; a line under the head of the table shows how wide its columns are, as wide as the page must be.
    Rows of several lines have such a line below each."""
    count = max((len(row) for row in p.rows), default=0)
    texts = [[_marked(cell).replace("\n", " ") for cell in row] + [""] * (count - len(row)) for row in p.rows]
    room = max((WIDTH - indent - _STEP * (count - 1)) // max(count, 1), 12)
    whole = [max(columns_of(row[i]) for row in texts) for i in range(count)]
    words = [max(_words(row[i]) for row in texts) for i in range(count)]
    fits = sum(whole) + _STEP * (count - 1) <= WIDTH - indent
    widths = [max(whole[i] if fits else min(whole[i], room), words[i], 1) for i in range(count)]
    line = " " * indent + (" " * _STEP).join(_LINE * width for width in widths)
    cells = [[_wrap(cell, width) for cell, width in zip(row, widths, strict=True)] for row in texts]
    tall = any(len(lines) > 1 for row in cells[1:] for lines in row)
    for i, row in enumerate(cells):
        for k in range(max((len(lines) for lines in row), default=0)):
            printed = " " * indent
            for lines, width in zip(row, widths, strict=True):
                piece = lines[k] if k < len(lines) else ""
                printed += piece + " " * (width - columns_of(piece) + _STEP)
            # a row of empty cells is a row all the same
            yield printed.rstrip() or " " * indent + "·"
        if i == 0 or tall:
            yield line


def _signature(p: Paragraph) -> Iterator[str]:
    signed = (p.text.text + p.name + p.after).strip()
    for line in (_marked(Text(signed, marks=p.text.marks)), *p.lines):
        for words in line.split("\n"):
            yield " " * max(WIDTH - _STEP - columns_of(words), _SIGNED) + words


def _paragraph(p: Paragraph) -> Iterator[str]:
    indent = _INDENT + _STEP * min(p.level if p.kind == "paragraph" else 0, 4)
    number = f"{p.number}  " if p.number else ""
    if p.kind == "signature":
        yield from _signature(p)
    elif p.kind == "table":
        yield from _table(p, indent)
    elif p.kind == "heading":
        # headings hang at the left of the text, the less the lower they are
        at = 2 + 2 * min(max(p.level, 1), 4)
        yield from _indented(_wrap(number + _marked(p.text), WIDTH - _INDENT - at), at)
    else:
        lines = _wrap(number + _marked(p.text), WIDTH - indent, first=_STEP)
        yield from _indented([" " * _STEP + lines[0], *lines[1:]], indent)


def _note(note: Note) -> Iterator[str]:
    label = note.label if note.label[:1] in _STARS else f"[{note.label}]"
    at = " " * _LABEL + label
    drawn = at + " " * max(_INDENT + _STEP - columns_of(at), 2)
    for i, p in enumerate(note.paragraphs):
        number = f"{p.number}  " if p.number else ""
        text = (
            "; ".join(" ".join(map(_marked, row)) for row in p.rows) if p.kind == "table" else _marked(p.text)
        )
        lines = _wrap(number + text, WIDTH - _INDENT - _STEP)
        if i == 0:
            yield (drawn + lines[0]).rstrip()
            yield from _indented(lines[1:], _INDENT + _STEP)
        else:
            yield ""
            yield from _indented(lines, _INDENT + _STEP)
    if not note.paragraphs:
        yield at


def _section(section: Section, notes: list[Note]) -> Iterator[str]:
    if section.heading:
        yield from _indented(_wrap(section.heading, WIDTH - 2 * _INDENT))
        yield ""
    if section.original:
        yield " " * max(WIDTH - _STEP - columns_of(section.original), _SIGNED) + section.original
        yield ""
    if section.title:
        yield from _indented(_wrap(section.title, WIDTH - 2 * _INDENT))
        yield ""
    for p in section.lead:
        yield from _paragraph(p)
        yield ""
    if section.named:
        # its number hangs at the left of the text
        number = f"{section.named.number} " if section.named.number else ""
        at = _STEP if number else _INDENT
        hang = at + columns_of(number)
        first, *more = _wrap(_marked(section.named.text), WIDTH - _INDENT - hang)
        yield from _indented([number + first], at)
        yield from _indented(more, hang)
        yield ""
    for p in section.paragraphs:
        yield from _paragraph(p)
        yield ""
    if notes:
        yield " " * _LABEL + "_" * 16
        for note in notes:
            yield from _note(note)
        yield ""


def _tidy(lines: Iterator[str]) -> str:
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(lines)).strip("\n")


def _page(layout: Layout, index: int) -> str:
    notes = [note for note in layout.notes if note.section == index]
    if layout.reissue and index == 0:
        said = Paragraph(kind="paragraph", text=Text(layout.reissue), block=0)
        notes.insert(0, Note(layout.head.stars, (said,), 0))
    foot = layout.foot.line if layout.foot and index == 0 else ""

    def lines() -> Iterator[str]:
        if index == 0:
            yield from _head(layout.head)
        if index < len(layout.sections):
            yield from _section(layout.sections[index], notes)
        else:
            for note in notes:
                yield from _note(note)
        if foot:
            yield ""
            yield foot

    return _tidy(lines())


def text_of(layout: Layout) -> bytes:
    """The layout as plain text in UTF-8."""
    pages = [_page(layout, i) for i in range(max(len(layout.sections), 1))]
    return ("\n\f".join(pages) + "\n").encode()
