"""The preface, preamble, body and conclusions of one text → blocks and footnotes, in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import msgspec

from verbale.document import Block, Footnote
from verbale.reading.files.akn.names import names
from verbale.reading.files.akn.parse import local
from verbale.reading.files.akn.text import bare_number, is_note_bracket, kept, text_of, without_mark
from verbale.reading.folding import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Body"]

Clause = Literal["preambular", "operative"]

_HEADINGS = {"heading", "subheading", "crossHeading"}
_LISTS = {"list", "sublist", "blockList", "ul", "ol", "toc"}
_STEPS = {"point", "item", "indent", "li", "subparagraph", "subclause"}
# Elements that begin and end paragraphs; words in any other element flow on in the paragraph that is open.
_BLOCKS = (
    _LISTS
    | _STEPS
    | {
        "alinea", "article", "attachment", "attachments", "block", "blockContainer", "body", "book", "chapter", "clause",
        "collectionBody", "component", "conclusions", "container", "content", "debateBody", "debateSection", "div",
        "division", "doc", "embeddedStructure", "formula", "hcontainer", "intro", "introduction", "listIntroduction",
        "listWrapUp", "longTitle", "mainBody", "narrative", "other", "p", "paragraph", "part", "preamble", "preface",
        "questions", "answer", "question", "rule", "section", "signature", "speech", "speechGroup", "statement",
        "subchapter", "subdivision", "subpart", "subsection", "subtitle", "tblock", "title", "tocItem", "tome",
        "transitional", "vote", "wrapUp",
    }
)  # fmt: skip
# Blocks inside of which the level, the clause or the depth of headings may be another.
_SHIFTS = _LISTS | _STEPS | {
    "body", "conclusions", "container", "embeddedStructure", "formula", "mainBody", "paragraph", "preamble",
}  # fmt: skip
# Elements that stand apart from the words beside them though the file may have no space there.
_APART = {"eol", "br", "organization", "location", "docDate", "date", "docNumber", "docTitle"}
_SUB_NUMBER = re.compile(r"[(（]|[^\W\d_]{1,4}[)）]|[a-z]\.$|[•–㈠-㈩]|’\d")
# The most frequent of all others: they only colour the words.
_INLINE = {"a", "b", "i", "ref", "span", "sub", "u"}
_SKIPPED = {"", "meta", "img", "documentRef", "componentRef"}


@dataclass(frozen=True, slots=True)
class _At:
    """Where in the text: ``base`` is the level of the points of the list that is open, ``depth`` that of a heading."""

    level: int = 0
    base: int = 0
    clause: Clause | None = None
    depth: int = 2


class Body:
    """Blocks as they come. ``clauses`` says whether the text is a resolution's, whose paragraphs are clauses."""

    def __init__(self, *, clauses: bool, footnotes: list[Footnote] | None = None) -> None:
        self.blocks: list[Block] = []
        self.footnotes: list[Footnote] = [] if footnotes is None else footnotes
        self._clauses = clauses
        self._pieces: list[str] = []
        self._notes: list[str] = []
        self._number: str | None = None

    def read(self, element: _Element) -> None:
        """All that stands in an element."""
        at = self._inside(local(element), element, _At(), "")
        self._walk(element, at)
        self._close(at)
        self._lone_number(at)

    def _walk(self, element: _Element, at: _At) -> None:
        pieces, parent = self._pieces, local(element)
        if element.text and (pieces or not element.text.isspace()):
            pieces.append(element.text)
        for child in element:
            name = local(child)
            if name in _INLINE:
                if len(child):
                    self._walk(child, at)
                elif child.text:
                    pieces.append(child.text)
            elif name in _SKIPPED:
                pass
            elif name == "authorialNote":
                self._notes.append(self._note(child))
            elif name in _HEADINGS:
                self._close(at)
                self._heading(child, at)
            elif name == "num":
                self._close(at)
                self._lone_number(at)
                self._number = bare_number(text_of(child))
                if (
                    parent == "paragraph"
                    and not at.level
                    and self._number
                    and _SUB_NUMBER.match(self._number)
                ):
                    # Some files set sub-paragraphs beside their paragraph, not in it.
                    at = _At(1, 1, at.clause, at.depth)
            elif name == "table":
                self._close(at)
                self._table(child, at)
            elif name in _BLOCKS or (name == "outcome" and parent == "outcome"):
                self._close(at)
                inner = self._inside(name, child, at, parent) if name in _SHIFTS else at
                self._walk(child, inner)
                self._close(inner)
            elif name in _APART:
                pieces.append(" ")
                self._walk(child, at)
                pieces.append(" ")
            elif name != "sup" or not is_note_bracket(child):
                self._walk(child, at)
            if child.tail and (pieces or not child.tail.isspace()):
                pieces.append(child.tail)

    def _inside(self, name: str, element: _Element, at: _At, parent: str) -> _At:
        level, base, clause, depth = at.level, at.base, at.clause, at.depth
        if name in _LISTS:
            # A list beside the points of another belongs to the point before it.
            level = at.base if parent in _LISTS else level
            base = level + 1
        elif name in _STEPS:
            level = base = at.base if parent in _LISTS else at.level + 1
        elif name == "embeddedStructure":
            level = base = 0
        if name in ("formula", "preamble", "conclusions") or (
            name == "container" and element.get("name") == "formula"
        ):
            clause = None
        elif self._clauses and name == "container" and parent in ("preamble", "embeddedStructure"):
            clause = "preambular"
        elif self._clauses and name in ("mainBody", "body", "embeddedStructure"):
            clause = "operative"
        style = element.get("class")
        depth = names().headings.get(style, depth) if style else depth
        return _At(level, base, clause, depth)

    def _close(self, at: _At) -> None:
        """Ends the paragraph that is open."""
        if not self._pieces and not self._notes:
            return
        text = kept("".join(self._pieces))
        self._pieces.clear()
        notes, self._notes = tuple(self._notes), []
        if text:
            self.add(Block(type="paragraph", text=text, level=at.level, notes=notes, clause=at.clause))
        elif notes and self.blocks:
            last = self.blocks[-1]
            self.blocks[-1] = msgspec.structs.replace(last, notes=(*last.notes, *notes))
        elif notes:
            self.add(Block(type="paragraph", text="", notes=notes))

    def note_later(self, notes: tuple[str, ...]) -> None:
        """Note marks of words that are not in a block (a title): they go to the next block."""
        self._notes = [*notes, *self._notes]

    def add(self, block: Block) -> None:
        """One more block; it takes the number that waits for words."""
        if self._number is not None and block.number is None:
            block = msgspec.structs.replace(block, number=self._number)
        self._number = None
        self.blocks.append(block)

    def _lone_number(self, at: _At) -> None:
        """A number to which no words came, kept: it is an address."""
        if self._number is not None:
            self.add(Block(type="paragraph", text="", level=at.level, clause=at.clause))

    def aside(self, element: _Element) -> tuple[str, tuple[str, ...]]:
        """The words and note marks of an element that is one block, whatever it holds."""
        kept = self._pieces, self._notes, self._number, self.blocks
        self._pieces, self._notes, self._number, self.blocks = [], [], None, []
        self._walk(element, _At())
        self._close(_At())
        made, (self._pieces, self._notes, self._number, self.blocks) = self.blocks, kept
        words = [f"{block.number} {block.text}" if block.number else block.text for block in made]
        return " ".join(filter(None, words)), tuple(note for block in made for note in block.notes)

    def _heading(self, element: _Element, at: _At) -> None:
        text, notes = self.aside(element)
        if text or notes:
            self.add(Block(type="heading", text=text, level=at.depth, notes=notes))

    def _table(self, element: _Element, at: _At) -> None:
        rows: list[tuple[str, ...]] = []
        notes: list[str] = []
        for row in element.iter("{*}tr"):
            cells = [self.aside(cell) for cell in row if local(cell) in ("td", "th")]
            rows.append(tuple(text for text, _ in cells))
            notes.extend(mark for _, marks in cells for mark in marks)
        text = " ".join(" ".join(filter(None, row)) for row in rows if any(row))
        if text:
            self.add(Block(type="table", text=text, rows=tuple(rows), notes=tuple(notes), clause=at.clause))

    def _note(self, element: _Element) -> str:
        place = len(self.footnotes)
        label = clean(element.get("marker") or "") or str(place + 1)
        self.footnotes.append(Footnote(label=label))
        inner = Body(clauses=False)
        inner.read(element)
        blocks = inner.blocks
        if blocks:
            blocks[0] = msgspec.structs.replace(blocks[0], text=without_mark(blocks[0].text, label))
        self.footnotes[place] = Footnote(label=label, blocks=tuple(block for block in blocks if block.text))
        self.footnotes.extend(inner.footnotes)
        return label
