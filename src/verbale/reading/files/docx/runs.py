"""The words of a paragraph: runs, links, fields, breaks, signs, references to notes, and the boxes that hang on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from verbale.errors import OverLimit
from verbale.reading.files.docx.names import KEY, MC, R, W
from verbale.reading.files.docx.properties import Properties, RunSet, run_set
from verbale.reading.files.docx.styles import NOTHING, Look, Styles
from verbale.reading.files.inline import Inline

__all__ = ["ADDED", "ALTERNATIVES", "DELETED", "RUN", "TEXT", "THROUGH", "Runs", "Told", "branch"]

RUN, TEXT, _TAB = W + "r", W + "t", W + "tab"
_PARAGRAPH_LOOK, _LOOK = W + "pPr", W + "rPr"
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
_TYPE = W + "type"
ALTERNATIVES, _CHOICE, _FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"
THROUGH = {
    W + "smartTag", W + "sdtContent", W + "customXml", W + "bdo", W + "dir", W + "ins", W + "moveTo", _SIMPLE_FIELD,
    W + "sdt", W + "rubyBase", W + "ruby",
}  # fmt: skip
DELETED = {W + "del", W + "moveFrom"}
ADDED = {W + "ins", W + "moveTo"}
_DRAWN = {W + "drawing", W + "pict", W + "object", ALTERNATIVES}
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BOX = W + "txbxContent"
_ID = R + "id"
_MATHS = {_MATH + "oMath", _MATH + "oMathPara"}
_LINKED = re.compile(r'^\s*HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]{1,2000})"', re.IGNORECASE)
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


_Look = tuple[bool, bool, float | None, bool, bool]  # bold, italic, size, raised, hidden


def _bare(base: Look) -> _Look:
    """How a run is set that says nothing of itself."""
    return bool(base.bold), bool(base.italic), base.size, False, False


class Runs:
    """Takes in what a paragraph holds; ``inline`` is the paragraph in the making, ``boxes`` those that hang on it."""

    def __init__(
        self, *, styles: Styles, properties: Properties, links: Callable[[], dict[str, str]], told: Told
    ) -> None:
        self.styles = styles
        self.properties = properties
        self.links = links
        self.told = told
        self.targets: dict[str, str] | None = None
        self.page = 1
        self.rendered = False
        self.notes: list[tuple[str, str, str | None]] = []  # kind, id, custom label
        self.fields: list[_Field] = []
        self.inline = Inline()
        self.breaks = False
        self.boxes: list[etree._Element] = []
        self.segments: list[int] = []
        self.custom: tuple[str, str] | None = None
        self._set: dict[tuple[str | None, int], _Look] = {}

    def runs(self, parent: etree._Element, base: Look) -> None:
        """Take in the runs of a paragraph, a link, a field."""
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self.run(child, base)
            elif tag == _PARAGRAPH_LOOK:
                continue
            elif tag == _LINK:
                start = self.inline.length
                self.runs(child, base)
                name = child.get(_ID)
                if name:
                    if self.targets is None:
                        self.targets = self.links()
                    self.inline.link(start, self.targets.get(name, ""))
            elif tag in DELETED:
                self.told.deleted += 1
            elif tag in THROUGH:
                if tag in ADDED:
                    self.told.added += 1
                start = self.inline.length
                self.runs(child, base)
                if tag == _SIMPLE_FIELD:
                    linked = _LINKED.match(child.get(W + "instr") or "")
                    if linked:
                        self.inline.link(start, linked[1])
            elif tag == ALTERNATIVES:
                self.runs(branch(child), base)
            elif tag in _MATHS:
                self.inline.add("".join(t.text or "" for t in child.iter(_MATH + "t")))

    def run(self, run: etree._Element, base: Look) -> None:
        """Take in one run."""
        bold, italic, size, raised, hidden = self.look_of(run, base)
        if hidden:
            self._hide(run)
            return
        for child in run:
            tag = child.tag
            if tag == TEXT:
                text = child.text
                if not text or (self.fields and not self.fields[-1].result):
                    continue
                if self.custom is not None:
                    self._custom(text)
                elif raised:
                    self.inline.superscript(text, bold=bold, italic=italic)
                else:
                    self.inline.add(text, bold=bold, italic=italic, size=size)
            elif tag == _LOOK:
                if len(child):
                    bold, italic, size, raised, hidden = self._look(run_set(child), base)
                    if hidden:
                        self._hide(run)
                        return
            elif tag == _TAB:
                self.segments.append(self.inline.length)
                self.inline.add(" ")
            elif tag == _BREAK:
                if child.get(_TYPE) == "page":
                    self._page_break()
                else:
                    self.inline.newline()
            elif tag == _RENDERED:
                self.page += 1
                self.breaks = self.breaks or not self.inline.length
            else:
                self._other(child, tag)

    def look_of(self, run: etree._Element, base: Look) -> _Look:
        """How a run is set by the properties that were taken out of it, in a paragraph set as ``base`` says."""
        # the looks of styles live as long as the styles
        key = run.get(KEY), id(base)
        known = self._set.get(key)
        if known is None:
            told = self.properties.runs.get(key[0], RunSet()) if key[0] is not None else None
            known = self._look(told, base) if told is not None else _bare(base)
            self._set[key] = known
        return known

    def _look(self, told: RunSet, base: Look) -> _Look:
        """How a run is set in a paragraph whose runs are set as ``base`` says."""
        look = told.own
        if told.style is not None:
            look = look.over(self.styles.run(told.style))
        return (
            bool(base.bold if look.bold is None else look.bold),
            bool(base.italic if look.italic is None else look.italic),
            look.size or base.size,
            bool(look.raised),
            bool(look.hidden or (look.hidden is None and base.hidden)),
        )

    def _hide(self, run: etree._Element) -> None:
        """Leave out the words of a hidden run; its fields are kept in step."""
        self.told.hidden += len("".join(t.text or "" for t in run.iter(TEXT)))
        for child in run:
            if child.tag in (_FIELD_SIGN, _INSTRUCTION):
                self._other(child, child.tag)

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
        elif tag in THROUGH:
            self.runs(child, NOTHING)

    def _custom(self, text: str) -> None:
        kind, name = self.custom or ("", "")
        self.custom = None
        label = text.strip()
        self.notes.append((kind, name, label))
        self.inline.mark(label)

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
        if drawing.tag == ALTERNATIVES:
            drawing = branch(drawing)
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
                if child.tag == RUN:
                    self.run(child, NOTHING)


def _up(element: etree._Element, top: etree._Element) -> Iterator[etree._Element]:
    parent = element.getparent()
    while parent is not None and parent is not top:
        yield parent
        parent = parent.getparent()


def branch(alternatives: etree._Element) -> etree._Element:
    """The choice that Word shows; the fallback only where no choice holds anything."""
    choices = [c for c in alternatives if c.tag == _CHOICE]
    fallback = alternatives.find(_FALLBACK)
    for choice in choices:
        if next(choice.iter(TEXT), None) is not None:
            return choice
    if fallback is not None and next(fallback.iter(TEXT), None) is not None:
        return fallback
    return choices[0] if choices else fallback if fallback is not None else alternatives
