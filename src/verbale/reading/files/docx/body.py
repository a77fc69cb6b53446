"""The text of a part: paragraphs, runs, fields, tables and boxes, in the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree
from msgspec.structs import replace

from verbale.errors import OverLimit
from verbale.reading.files.docx.names import MC, VAL, R, W
from verbale.reading.files.docx.numbering import Counters
from verbale.reading.files.docx.styles import NOTHING, Look, Styles, read_look
from verbale.reading.files.grids import lines_of_table
from verbale.reading.files.inline import Inline
from verbale.reading.files.limits import Limits
from verbale.reading.lines import Line

__all__ = ["Body", "Told"]

P, R_, T, TBL = W + "p", W + "r", W + "t", W + "tbl"
PPR, RPR, TAB = W + "pPr", W + "rPr", W + "tab"
_STYLE = W + "pStyle"
_SECTION = W + "sectPr"
_LINK = W + "hyperlink"
_SIMPLE_FIELD = W + "fldSimple"
_BREAK = W + "br"
_RENDERED = W + "lastRenderedPageBreak"
_RETURN = W + "cr"
_HYPHEN = W + "noBreakHyphen"
_SIGN = W + "sym"
_FOOTNOTE = W + "footnoteReference"
_ENDNOTE = W + "endnoteReference"
_FIELD_SIGN = W + "fldChar"
_INSTRUCTION = W + "instrText"
_ROW = W + "tr"
_ROW_LOOK = W + "trPr"
_DEL = W + "del"
_BEFORE = W + "gridBefore"
_CELL = W + "tc"
_CELL_LOOK = W + "tcPr"
_SPAN = W + "gridSpan"
_MERGE = W + "vMerge"
_RUN_STYLE = W + "rStyle"
_TYPE = W + "type"
_ALTERNATIVES, _CHOICE, _FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"
_THROUGH = {
    W + "smartTag", W + "sdtContent", W + "customXml", W + "bdo", W + "dir", W + "ins", W + "moveTo", _SIMPLE_FIELD,
    W + "sdt", W + "rubyBase", W + "ruby",
}  # fmt: skip
_DELETED = {_DEL, W + "moveFrom"}
_ADDED = {W + "ins", W + "moveTo"}
_DRAWN = {W + "drawing", W + "pict", W + "object", _ALTERNATIVES}
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BOX = W + "txbxContent"
_ID = R + "id"
_MATHS = {_MATH + "oMath", _MATH + "oMathPara"}
_LINKED = re.compile(r'^\s*HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]{1,2000})"', re.IGNORECASE)
_MARKER = re.compile(
    r"^\s*(?:[\(（]?(?:\d{1,3}|[IVXLC]{1,6}|[ivxlc]{1,6}|[^\W\d_])[.)）]|[–—•·*†-]{1,3}|\d{1,3})\s*$"
)
_SYMBOLS = {
    "F0B7": "•",
    "F0A7": "▪",
    "F0D8": "•",
    "F02D": "–",
    "F0B0": "°",
    "F0B1": "±",
    "F0A3": "≤",
    "F0B3": "≥",
}


@dataclass(slots=True)
class Told:
    """What a person should know of how a file was read."""

    added: int = 0
    deleted: int = 0
    hidden: int = 0
    characters: int = 0


@dataclass(slots=True)
class _Field:
    instruction: list[str] = field(default_factory=list)
    result: bool = False
    start: int = 0


class Body:
    """Reads one part; ``labels`` gives each reference to a note its label, in the order in which they come."""

    def __init__(
        self,
        *,
        styles: Styles,
        counters: Counters,
        links: Callable[[], dict[str, str]],
        limits: Limits,
        told: Told,
    ) -> None:
        self.styles = styles
        self.counters = counters
        self.links = links
        self.limits = limits
        self.told = told
        self.targets: dict[str, str] | None = None
        self.page = 1
        self.rendered = False
        self.notes: list[tuple[str, str, str | None]] = []  # kind, id, custom label
        self.label_of: dict[tuple[str, str], str] = {}
        self.fields: list[_Field] = []
        self.inline = Inline()
        self.breaks = False
        self.boxes: list[etree._Element] = []
        self.segments: list[int] = []
        self.custom: tuple[str, str] | None = None
        self.depth = 0

    # -- blocks --------------------------------------------------------------------------------------------------

    def blocks(self, parent: etree._Element) -> Iterator[Line]:
        """The lines of all that a body, a cell, a note or a box holds."""
        self.depth += 1
        if self.depth > self.limits.depth // 4:
            raise OverLimit(
                "The file nests tables or boxes deeper than the limits allow", fix="Save it as a PDF"
            )
        for child in parent:
            tag = child.tag
            if tag == P:
                yield from self.paragraph(child)
            elif tag == TBL:
                yield from self.table(child)
            elif tag in _THROUGH:
                if tag in _ADDED:
                    self.told.added += 1
                yield from self.blocks(child)
            elif tag == _ALTERNATIVES:
                yield from self.blocks(_branch(child))
        self.depth -= 1

    def table(self, table: etree._Element) -> list[Line]:
        """A table: one line with its rows, or the lines of its cells where it only places them."""
        rows: list[list[list[Line]]] = []
        for row in _through(table, _ROW):
            properties = row.find(_ROW_LOOK)
            if properties is not None and properties.find(_DEL) is not None:
                self.told.deleted += 1
                continue
            cells: list[list[Line]] = []
            before = None if properties is None else properties.find(_BEFORE)
            if before is not None:
                cells += [[] for _ in range(_count(before.get(VAL)))]
            for cell in _through(row, _CELL):
                look = cell.find(_CELL_LOOK)
                span, merged = 1, False
                if look is not None:
                    wide = look.find(_SPAN)
                    span = 1 if wide is None else _count(wide.get(VAL))
                    tall = look.find(_MERGE)
                    merged = tall is not None and tall.get(VAL) != "restart"
                lines = list(self.blocks(cell))
                cells.append([] if merged else _flat(lines))
                cells += [[] for _ in range(span - 1)]
            rows.append(cells)
        return lines_of_table(_without_empty_columns(rows))

    # -- paragraphs ----------------------------------------------------------------------------------------------

    def paragraph(self, paragraph: etree._Element) -> list[Line]:
        """The lines of a paragraph: mostly one; more where line breaks or tabs place its pieces."""
        properties = paragraph[0] if len(paragraph) and paragraph[0].tag == PPR else paragraph.find(PPR)
        own, style = NOTHING, None
        mark_deleted = False
        if properties is not None:
            for child in properties:
                tag = child.tag
                if tag == _STYLE:
                    style = child.get(VAL)
                elif tag == RPR:
                    mark_deleted = len(child) > 0 and child.find(_DEL) is not None
                elif tag == _SECTION and not self.rendered:
                    kind = child.find(_TYPE)
                    if kind is None or kind.get(VAL) not in {"continuous", "nextColumn"}:
                        self.breaks = True
            own = read_look(properties, None)
        base_look = self.styles.look(style)
        look = self.styles.merged(own, style)
        outer = self.inline, self.segments, self.boxes
        self.inline, self.segments, self.boxes = Inline(), [], []
        began = self.page
        gap = self.breaks or bool(look.break_before)
        if look.break_before and not self.rendered and not self.breaks:
            self.page += 1
            began = self.page
        if self.breaks and not self.rendered:
            self.page += 1
            began = self.page
        self.breaks = False
        self.runs(paragraph, base_look)
        inline, segments, boxes = self.inline, self.segments, self.boxes
        self.inline, self.segments, self.boxes = outer
        if self.rendered and self.page != began:
            began = self.page if not inline.length else began
        lines: list[Line] = []
        for box in boxes:
            lines += self.blocks(box)
        marker, left = None, look.left
        if look.list and look.list != "0" and (inline or not mark_deleted):
            number, level = look.list, look.level or 0
            linked = self.counters.level_of_style(style, own) if own.list is None else None
            if linked is not None:
                number, level = linked
            marker, hanging = self.counters.next(number, level)
            left = own.left if own.left is not None else hanging if hanging is not None else look.left
        if not inline:
            if boxes and lines and gap:
                lines[0] = replace(lines[0], gap_before=True)
            elif gap:
                self.breaks = self.breaks or self.rendered
            return lines
        self.told.characters += inline.length
        if self.told.characters > self.limits.characters:
            raise OverLimit("The file holds more text than the limits allow", fix="Send it in parts")
        heading = look.outline is not None and look.outline < 9
        if inline.plain and not segments:
            text = inline.text.rstrip(" ")
            if not text:
                return lines
            bold, italic, size = inline.look(bold=False, italic=False, size=look.size)
            lines.append(
                Line(
                    text=text,
                    kind="heading" if heading else "text",
                    whole=True,
                    level=look.outline + 1 if heading and look.outline is not None else None,
                    page=began,
                    marker=marker,
                    style=look.name,
                    align=look.align,  # type: ignore[arg-type]
                    left=left,
                    bold=bold,
                    italic=italic,
                    size=size,
                    gap_before=gap,
                    indent=look.level or 0 if marker else 0,
                )
            )
            return lines
        base = Line(
            text="",
            kind="heading" if heading else "text",
            level=look.outline + 1 if heading and look.outline is not None else None,
            page=began,
            marker=marker,
            style=look.name,
            align=look.align,  # type: ignore[arg-type]
            left=left,
            size=look.size,
            gap_before=gap,
            indent=look.level or 0 if marker else 0,
        )
        lines += _segments(inline, base, segments)
        return lines

    def runs(self, parent: etree._Element, base: Look) -> None:
        """Take in the runs of a paragraph, a link, a field."""
        for child in parent:
            tag = child.tag
            if tag == R_:
                self.run(child, base)
            elif tag == PPR:
                continue
            elif tag == _LINK:
                start = self.inline.length
                self.runs(child, base)
                name = child.get(_ID)
                if name:
                    if self.targets is None:
                        self.targets = self.links()
                    self.inline.link(start, self.targets.get(name, ""))
            elif tag in _DELETED:
                self.told.deleted += 1
            elif tag in _THROUGH:
                if tag in _ADDED:
                    self.told.added += 1
                start = self.inline.length
                self.runs(child, base)
                if tag == _SIMPLE_FIELD:
                    linked = _LINKED.match(child.get(W + "instr") or "")
                    if linked:
                        self.inline.link(start, linked[1])
            elif tag == _ALTERNATIVES:
                self.runs(_branch(child), base)
            elif tag in _MATHS:
                self.inline.add("".join(t.text or "" for t in child.iter(_MATH + "t")))

    def run(self, run: etree._Element, base: Look) -> None:
        """Take in one run."""
        bold, italic, size, raised = base.bold, base.italic, base.size, False
        for child in run:
            tag = child.tag
            if tag == T:
                if self.fields and not self.fields[-1].result:
                    continue
                text = child.text
                if not text:
                    continue
                if self.custom is not None:
                    self._custom(text)
                elif raised:
                    self.inline.superscript(text, bold=bool(bold), italic=bool(italic))
                else:
                    self.inline.add(text, bold=bool(bold), italic=bool(italic), size=size)
            elif tag == RPR:
                if not len(child):
                    continue
                look = read_look(None, child)
                named = child.find(_RUN_STYLE)
                if named is not None:
                    look = look.over(self.styles.run(named.get(VAL)))
                if look.hidden or (look.hidden is None and base.hidden):
                    self.told.hidden += len("".join(t.text or "" for t in run.iter(T)))
                    self._fields_only(run)
                    return
                bold = base.bold if look.bold is None else look.bold
                italic = base.italic if look.italic is None else look.italic
                size = look.size or size
                raised = bool(look.raised)
            elif tag == TAB:
                self.segments.append(self.inline.length)
                self.inline.add(" ")
            elif tag == _BREAK:
                kind = child.get(_TYPE)
                if kind == "page":
                    self._page_break()
                else:
                    self.inline.newline()
            elif tag == _RENDERED:
                self.page += 1
                self.breaks = self.breaks or not self.inline.length
            else:
                self._other(child, tag)

    def _other(self, child: etree._Element, tag: str) -> None:
        if tag == _RETURN:
            self.inline.newline()
        elif tag == _HYPHEN:
            self.inline.add("-")
        elif tag == _SIGN:
            code = (child.get(W + "char") or "").upper()
            try:
                number = int(code, 16)
            except ValueError:
                return
            if 0x20 <= number <= 0xFFFF and not 0xD800 <= number <= 0xDFFF:
                self.inline.add(_SYMBOLS.get(code, "•" if 0xE000 <= number <= 0xF8FF else chr(number)))
        elif tag in (_FOOTNOTE, _ENDNOTE):
            kind = "footnote" if tag == _FOOTNOTE else "endnote"
            name = child.get(W + "id") or ""
            if child.get(W + "customMarkFollows") in {"1", "true", "on"}:
                self.custom = (kind, name)
            else:
                self.notes.append((kind, name, None))
                self.inline.mark(f"\x01{kind}\x01{name}")
        elif tag == _FIELD_SIGN:
            self._field(child.get(W + "fldCharType"))
        elif tag == _INSTRUCTION:
            if self.fields:
                self.fields[-1].instruction.append(child.text or "")
        elif tag in _DRAWN:
            self._drawn(child)
        elif tag in _THROUGH:
            self.runs(child, NOTHING)

    def _custom(self, text: str) -> None:
        kind, name = self.custom or ("", "")
        self.custom = None
        label = text.strip()
        self.notes.append((kind, name, label))
        self.inline.mark(label)

    def _fields_only(self, run: etree._Element) -> None:
        for child in run:
            if child.tag in (_FIELD_SIGN, _INSTRUCTION):
                self._other(child, child.tag)

    def _page_break(self) -> None:
        if self.inline.length:
            self.inline.newline()
        if not self.rendered:
            self.breaks = True

    def _field(self, kind: str | None) -> None:
        if kind == "begin" and len(self.fields) < 64:
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].result = True
            self.fields[-1].start = self.inline.length
        elif kind == "end" and self.fields:
            done = self.fields.pop()
            linked = _LINKED.match("".join(done.instruction))
            if linked and done.result:
                self.inline.link(min(done.start, self.inline.length), linked[1])

    def _drawn(self, drawing: etree._Element) -> None:
        if drawing.tag == _ALTERNATIVES:
            drawing = _branch(drawing)
        seen = 0
        for box in drawing.iter(_BOX):
            # a box inside a box is read with it
            if not any(parent.tag == _BOX for parent in _up(box, drawing)):
                seen += 1
                if seen > 1000:
                    raise OverLimit(
                        "The file holds more text boxes than the limits allow", fix="Save it as a PDF"
                    )
                self.boxes.append(box)
        if drawing.tag != _FALLBACK:
            for child in drawing:
                if child.tag == R_:
                    self.run(child, NOTHING)


def _up(element: etree._Element, top: etree._Element) -> Iterator[etree._Element]:
    parent = element.getparent()
    while parent is not None and parent is not top:
        yield parent
        parent = parent.getparent()


def _branch(alternatives: etree._Element) -> etree._Element:
    """The choice that Word shows; the fallback only where no choice holds anything."""
    choices = [c for c in alternatives if c.tag == _CHOICE]
    fallback = alternatives.find(_FALLBACK)
    for choice in choices:
        if next(choice.iter(T), None) is not None:
            return choice
    if fallback is not None and next(fallback.iter(T), None) is not None:
        return fallback
    return choices[0] if choices else fallback if fallback is not None else alternatives


def _through(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The children of this tag, also those that content controls wrap."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _THROUGH:
            yield from _through(child, tag)


def _count(text: str | None) -> int:
    try:
        return max(1, min(int(text or "1"), 200))
    except ValueError:
        return 1


def _flat(lines: list[Line]) -> list[Line]:
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


def _without_empty_columns(rows: list[list[list[Line]]]) -> list[list[list[Line]]]:
    """The rows without the columns that only make space, as mastheads have them."""
    width = max((len(row) for row in rows), default=0)
    if width > 400:
        return rows
    full = [any(at < len(row) and row[at] for row in rows) for at in range(width)]
    return [[cell for at, cell in enumerate(row) if full[at]] for row in rows]


def _segments(inline: Inline, base: Line, tabs: list[int]) -> list[Line]:
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
