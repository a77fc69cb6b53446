"""The blocks of a part: paragraphs, tables and boxes, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree
from msgspec.structs import replace

from verbale.errors import OverLimit
from verbale.reading.files.docx.names import KEY, W
from verbale.reading.files.docx.numbering import Counters
from verbale.reading.files.docx.pieces import flat, lines_of, without_empty_columns
from verbale.reading.files.docx.properties import PLAIN, ParagraphSet, Properties, paragraph_set
from verbale.reading.files.docx.runs import ADDED, ALTERNATIVES, RUN, TEXT, THROUGH, Runs, Told, branch
from verbale.reading.files.docx.styles import Look, Styles
from verbale.reading.files.grids import lines_of_table
from verbale.reading.files.inline import Inline
from verbale.reading.files.limits import Limits
from verbale.reading.lines import Line

__all__ = ["Body"]

_PARAGRAPH, _PROPERTIES, _TABLE = W + "p", W + "pPr", W + "tbl"
_ROW, _CELL = W + "tr", W + "tc"


class Body(Runs):
    """Reads one part; ``label_of`` gives each reference to a note its label, once the notes are read."""

    def __init__(
        self,
        *,
        styles: Styles,
        properties: Properties,
        counters: Counters,
        links: Callable[[], dict[str, str]],
        limits: Limits,
        told: Told,
    ) -> None:
        super().__init__(styles=styles, properties=properties, links=links, told=told)
        self.counters = counters
        self.limits = limits
        self.label_of: dict[tuple[str, str], str] = {}
        self.depth = 0
        self._known: dict[str, tuple[ParagraphSet, Look, Look]] = {}

    # -- blocks --------------------------------------------------------------------------------------------------

    def blocks(self, parent: etree._Element) -> list[Line]:
        """The lines of all that a body, a cell, a note or a box holds."""
        self.depth += 1
        if self.depth > self.limits.depth // 4:
            raise OverLimit(
                "The file nests tables or boxes deeper than the limits allow", fix="Save it as a PDF"
            )
        lines: list[Line] = []
        for child in parent:
            tag = child.tag
            if tag == _PARAGRAPH:
                lines += self.paragraph(child)
            elif tag == _TABLE:
                lines += self.table(child)
            elif tag in THROUGH:
                if tag in ADDED:
                    self.told.added += 1
                lines += self.blocks(child)
            elif tag == ALTERNATIVES:
                lines += self.blocks(branch(child))
        self.depth -= 1
        return lines

    def table(self, table: etree._Element) -> list[Line]:
        """A table: one line with its rows, or the lines of its cells where it only places them."""
        rows: list[list[list[Line]]] = []
        known = self.properties.cells
        for row in _through(table, _ROW):
            told = self.properties.row(row)
            if told.deleted:
                self.told.deleted += 1
                continue
            cells: list[list[Line]] = [[] for _ in range(told.before)]
            for cell in _through(row, _CELL):
                number = cell.get(KEY)
                told_cell = known.get(number) if number is not None else None
                span, merged = told_cell or self.properties.cell(cell)
                lines = self.blocks(cell)
                cells.append([] if merged else flat(lines))
                if span > 1:
                    cells += [[] for _ in range(span - 1)]
            rows.append(cells)
        return lines_of_table(without_empty_columns(rows))

    # -- paragraphs ----------------------------------------------------------------------------------------------

    def _looks(self, paragraph: etree._Element) -> tuple[ParagraphSet, Look, Look]:
        """What a paragraph says of itself, the look of its style, and the look that it has by both."""
        number = paragraph.get(KEY)
        known = self._known.get(number) if number is not None else None
        if known is None:
            told = PLAIN
            if number is not None:
                told = self.properties.paragraphs.get(number, PLAIN)
            elif (properties := paragraph.find(_PROPERTIES)) is not None:
                told = paragraph_set(properties)
            known = told, self.styles.look(told.style), self.styles.merged(told.own, told.style)
            if number is not None:
                self._known[number] = known
        return known

    def _simple(self, paragraph: etree._Element, known: tuple[ParagraphSet, Look, Look]) -> list[Line] | None:
        """The line of a paragraph that is one text of one look, as most cells of tables are; None where it is more."""
        told, base, look = known
        if told.ends_page or self.breaks or look.break_before or look.list or self.fields or self.custom:
            return None
        if not len(paragraph):
            return []
        run = paragraph[0]
        if len(run) != 1 or run.tag != RUN or run[0].tag != TEXT:
            return None
        text = run[0].text
        if not text or not text.isprintable() or "  " in text or text[0] == " ":
            return None
        bold, italic, size, raised, hidden = self.look_of(run, base)
        if raised or hidden:
            return None
        self.told.characters += len(text)
        if self.told.characters > self.limits.characters:
            raise OverLimit("The file holds more text than the limits allow", fix="Send it in parts")
        heading = look.outline is not None and look.outline < 9
        return [
            Line(
                text=text.rstrip(" "),
                kind="heading" if heading else "text",
                whole=True,
                level=look.outline + 1 if heading and look.outline is not None else None,
                page=self.page,
                style=look.name,
                align=look.align,  # type: ignore[arg-type]
                left=look.left,
                bold=bold,
                italic=italic,
                size=size if size is not None else look.size,
            )
        ]

    def paragraph(self, paragraph: etree._Element) -> list[Line]:
        """The lines of a paragraph: mostly one; more where line breaks or tabs place its pieces."""
        told, base_look, look = known = self._looks(paragraph)
        if len(paragraph) <= 1 and (simple := self._simple(paragraph, known)) is not None:
            return simple
        if told.ends_page and not self.rendered:
            self.breaks = True
        began = self.page
        gap = self.breaks or bool(look.break_before)
        if gap and not self.rendered:
            self.page += 1
            began = self.page
        self.breaks = False
        inline = self.inline = Inline()
        self.segments, self.boxes = [], []
        self.runs(paragraph, base_look)
        segments, boxes = self.segments, self.boxes
        if self.rendered and self.page != began and not inline.length:
            began = self.page
        lines: list[Line] = []
        for box in boxes:
            lines += self.blocks(box)
        marker, left = None, look.left
        if look.list and look.list != "0" and (inline or not told.deleted):
            number, level = look.list, look.level or 0
            linked = self.counters.level_of_style(told.style, told.own) if told.own.list is None else None
            if linked is not None:
                number, level = linked
            marker, hanging = self.counters.next(number, level)
            own = told.own.left
            left = own if own is not None else hanging if hanging is not None else look.left
        if not inline:
            if boxes and lines and gap:
                lines[0] = replace(lines[0], gap_before=True)
            elif gap:
                self.breaks = self.breaks or self.rendered
            return lines
        self.told.characters += inline.length
        if self.told.characters > self.limits.characters:
            raise OverLimit("The file holds more text than the limits allow", fix="Send it in parts")
        plain = inline.plain and not segments
        text = inline.text.rstrip(" ") if plain else ""
        if plain and not text:
            return lines
        bold, italic, size = (
            inline.look(bold=False, italic=False, size=look.size) if plain else (False, False, look.size)
        )
        heading = look.outline is not None and look.outline < 9
        line = Line(
            text=text,
            kind="heading" if heading else "text",
            whole=plain,
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
        if plain:
            lines.append(line)
        else:
            lines += lines_of(inline, line, segments)
        return lines


def _through(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The children of this tag, also those that content controls wrap."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in THROUGH:
            yield from _through(child, tag)
