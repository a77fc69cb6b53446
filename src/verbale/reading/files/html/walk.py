"""The elements of a page, walked in the order in which they are read, made lines."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html as lxml_html

from verbale.errors import OverLimit
from verbale.reading.files.grids import lines_of_table
from verbale.reading.files.html.look import (
    BLOCKS,
    LISTS,
    SKIPPED,
    Hidden,
    Look,
    base_inside,
    following,
    marker_of_item,
    whole_number,
    with_marker,
)
from verbale.reading.files.html.notes import Notes, without_label
from verbale.reading.files.inline import Inline
from verbale.reading.files.limits import Limits
from verbale.reading.lines import Line

__all__ = ["Reader"]


class Reader:
    """Walks a page; ``lines`` are what it shows, ``hidden`` and ``struck`` count the characters that were left out."""

    def __init__(self, root: lxml_html.HtmlElement, limits: Limits) -> None:
        self.limits = limits
        self.hides = Hidden(root)
        self.hidden = 0
        self.struck = 0
        self.lines: list[Line] = []
        self.inline = Inline()
        self.base = Line(text="")
        self.counted = 0
        self.said = False  # whether the number of the list item at hand stands in a line already
        found = Notes(root)
        self.notes, self.references, self.backs = found.notes, found.references, found.backs

    def flush(self) -> None:
        """End the paragraph that is in the making."""
        if self.inline:
            made = self.inline.lines(self.base, split=self.base.kind in {"text", "note"})
            for line in made:
                self.counted += len(line.text)
            if self.counted > self.limits.characters:
                raise OverLimit("The page holds more text than the limits allow", fix="Split the file")
            self.lines += made
            self.said = self.said or self.base.marker is not None
            self.base = following(self.base)
        self.inline = Inline()

    def walk(self, element: lxml_html.HtmlElement, look: Look, depth: int = 0) -> None:
        """Take in the text of an element."""
        if depth > self.limits.depth:
            raise OverLimit(
                "The page nests its elements deeper than the limits allow", fix="Save it as plain text"
            )
        tag = element.tag
        if not isinstance(tag, str) or tag in SKIPPED:
            return
        if self.hides.hides(element):
            self.hidden += len(element.text_content().strip())
            return
        if tag in {"del", "s", "strike"}:
            self.struck += len(element.text_content().strip())
            return
        if tag == "br":
            self.inline.newline()
        elif tag == "table":
            self._table(element, look, depth)
        elif element in self.notes:
            self._note(element, look, depth)
        elif tag in BLOCKS:
            self._block(element, look, depth)
        else:
            self._span(element, look, depth)

    def children(self, element: lxml_html.HtmlElement, look: Look, depth: int) -> None:
        """Take in what stands inside an element."""
        if element.text:
            self._say(element.text, look)
        for child in element:
            self.walk(child, look, depth + 1)
            if child.tail:
                self._say(child.tail, look)

    def _say(self, text: str, look: Look) -> None:
        if look.raised:
            self.inline.superscript(text, bold=look.bold, italic=look.italic)
        elif look.literal:
            for i, row in enumerate(text.split("\n")):
                if i:
                    self.inline.newline()
                self.inline.add(row, bold=look.bold, italic=look.italic)
        else:
            self.inline.add(text, bold=look.bold, italic=look.italic)

    def _span(self, element: lxml_html.HtmlElement, look: Look, depth: int) -> None:
        tag = element.tag
        if tag == "a" and element in self.backs:
            return
        if tag == "a" and element in self.references:
            self.inline.mark(element.text_content().strip("[]()（） \u00a0\n\t"))
            return
        look = look.inside(element)
        start = self.inline.length
        self.children(element, look, depth)
        href = element.get("href") if tag == "a" else None
        if href and not href.startswith(("#", "javascript:", "data:")):
            self.inline.link(start, href)

    def _block(self, element: lxml_html.HtmlElement, look: Look, depth: int) -> None:
        self.flush()
        outer = self.base
        self.base = base_inside(outer, element)
        look = look.inside(element)
        if element.tag in LISTS:
            self._list(element, look, depth)
        else:
            self.children(element, look, depth)
        self.flush()
        self.base = following(outer) if self.said else outer

    def _list(self, element: lxml_html.HtmlElement, look: Look, depth: int) -> None:
        number = whole_number(element.get("start"), 1)
        for child in element:
            if child.tag != "li":
                self.walk(child, look, depth + 1)
                continue
            if child in self.notes:
                self.walk(child, look, depth + 1)
                continue
            number = whole_number(child.get("value"), number)
            plain = "list-style" in (element.get("style") or "") and "none" in (element.get("style") or "")
            kind = element.get("type") or "1"
            marker = None if plain else marker_of_item(number, kind) if element.tag == "ol" else "•"
            outer = self.base
            self.base = with_marker(outer, marker=marker, indent=outer.indent + 1)
            self.said = False
            self.walk(child, look, depth + 1)
            self.base = outer
            number += 1

    def _note(self, element: lxml_html.HtmlElement, look: Look, depth: int) -> None:
        self.flush()
        outer = self.base
        self.base = Line(text="", kind="note", label=self.notes.pop(element))
        before = len(self.lines)
        self.walk(element, look, depth + 1)
        self.flush()
        self.base = outer
        if before < len(self.lines):
            label = self.lines[before].label or ""
            self.lines[before] = without_label(self.lines[before], label)

    def _table(self, element: lxml_html.HtmlElement, look: Look, depth: int) -> None:
        self.flush()
        outer, lines = self.base, self.lines
        rows: list[list[list[Line]]] = []
        head = False
        for row in _rows(element):
            cells: list[list[Line]] = []
            for cell in row:
                if cell.tag not in {"td", "th"}:
                    continue
                head = head or cell.tag == "th"
                self.lines = []
                self.base = base_inside(Line(text=""), cell)
                self.children(cell, look.inside(cell), depth + 1)
                self.flush()
                cells.append(self.lines)
                cells += [[] for _ in range(min(whole_number(cell.get("colspan"), 1), 100) - 1)]
            rows.append(cells)
        self.lines, self.base = lines, outer
        for caption in element.iterchildren("caption"):
            self.walk(caption, look, depth + 1)
        self.lines += lines_of_table(rows, data=True if head and len(rows) > 1 else None)


def _rows(table: lxml_html.HtmlElement) -> Iterator[lxml_html.HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")
