"""Runs and paragraphs of WordprocessingML, with direction, links and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.writing.layout import Layout, Mark, Text
from verbale.writing.xml import element, words

__all__ = ["Writer"]

# In an Arabic paragraph a run of Latin letters is marked as such, or Word would turn the parts of "A/74/783" round.
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u0400-\u04ff](?:[\w./–-]*\w)?")


class Writer:
    """Writes the paragraphs of one part of the package, and keeps the addresses of its links."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.rtl = layout.direction == "rtl"
        self.links: list[str] = []

    # -- runs -----------------------------------------------------------------------------------------------------

    def run(
        self,
        text: str,
        *,
        bold: bool = False,
        italic: bool = False,
        style: str = "",
        size: float = 0,
        ltr: bool = False,
    ) -> str:
        """The runs of a text; ``ltr`` where it runs from left to right in an Arabic document too."""
        pieces = [(text, False)]
        if self.rtl and not ltr:
            pieces = []
            at = 0
            for found in _LATIN.finditer(text):
                pieces += [(text[at : found.start()], True), (found[0], False)]
                at = found.end()
            pieces.append((text[at:], True))
        made = []
        for piece, rtl in pieces:
            if not piece:
                continue
            upright = self.layout.language in ("ar", "zh")
            look = [
                element("w:rStyle", **{"w:val": style}) if style else "",
                "<w:b/><w:bCs/>" if bold else "",
                "<w:i/><w:iCs/>" if italic and not upright else "",
                f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else "",
                "<w:rtl/>" if rtl else "",
            ]
            properties = "".join(look)
            named = element("w:rPr", properties) if properties else ""
            made.append(element("w:r", named, "<w:br/>".join(map(_text, piece.split("\n")))))
        return "".join(made)

    def link(self, text: str, url: str) -> str:
        """A text that leads to an address."""
        if url not in self.links:
            self.links.append(url)
        named = f"rLink{self.links.index(url) + 1}"
        return element("w:hyperlink", self.run(text, style="Hyperlink"), **{"r:id": named, "w:history": "1"})

    def text(self, text: Text, *, bold: bool = False) -> str:
        """A text with its links and marks."""
        pieces = [
            self.link(piece, link.url) if link and link.url else self.run(piece, bold=bold)
            for piece, link in text.runs()
        ]
        return "".join(pieces) + "".join(map(self.mark, text.marks))

    def mark(self, mark: Mark) -> str:
        """The mark of a footnote; a second mark of the same note is only a raised label."""
        raised = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        if mark.note is None or not mark.first:
            return element("w:r", raised, _text(mark.label))
        if self.counted():
            return element("w:r", raised, f'<w:footnoteReference w:id="{mark.note + 1}"/>')
        custom = f'<w:footnoteReference w:customMarkFollows="1" w:id="{mark.note + 1}"/>'
        return element("w:r", raised, custom, _text(mark.label))

    def counted(self) -> bool:
        """Whether Word's own count gives the labels: notes that are numbered from 1 on in the order of their marks."""
        return self.layout.notes_in_order

    # -- paragraphs -----------------------------------------------------------------------------------------------

    def paragraph(self, style: str, *content: str, more: str = "", ltr: bool = False) -> str:
        """A paragraph; ``more`` are properties besides style and direction, in the order of the schema."""
        direction = ('<w:bidi w:val="0"/>' if ltr else "<w:bidi/>") if self.rtl else ""
        named = element("w:pStyle", **{"w:val": style})
        before, _, after = more.partition("|")
        return element("w:p", element("w:pPr", named, before, direction, after), *content)

    def lines(self, style: str, texts: Iterator[str]) -> Iterator[str]:
        """A paragraph of each text."""
        yield from (self.paragraph(style, self.run(text)) for text in texts)


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{words(text)}</w:t>' if text else ""
