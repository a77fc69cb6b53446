"""From a document to its layout: which words stand where, whatever the format."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

import msgspec

from verbale.document import Block, Citation, Document, Footnote, Kind, Part
from verbale.languages import is_rtl
from verbale.languages.labels import label
from verbale.profiles import Profile
from verbale.writing.layout import (
    UNSHOWN,
    Direction,
    Layout,
    Link,
    Mark,
    Note,
    Paragraph,
    Section,
    Text,
    clean,
)
from verbale.writing.masthead import (
    foot_of,
    head_of,
    label_language,
    original_note,
    reissue_note,
    stars_of,
)

__all__ = ["arrange", "number_mark"]

_STOPPED = re.compile(r"\d+|[IVXLCDM]+|[A-Z]")
_BRACKETED = re.compile(r"[^\W\d_㈠-㉃一-鿿]|[ivxlc]+")
_ADDRESS = re.compile(r"https?://[^\s\"<>\\^`{|}]+")


def number_mark(number: str) -> str:
    """A paragraph's number as printed: "1.", "II.", "(a)"; one that has its stop or brackets stays."""
    if _STOPPED.fullmatch(number):
        return number + "."
    return f"({number})" if _BRACKETED.fullmatch(number) else number


def _direction(language: str) -> Direction:
    return "rtl" if is_rtl(language) else "ltr"


_Cited = tuple[int, Citation]


def _links(text: str, citations: list[_Cited], before: int = 0) -> tuple[Link, ...]:
    """The citations of a text, in order and none over another, in the offsets of the cleaned text; ``before`` is what
    of their own text stands before this one."""
    gone = [m.start() for m in UNSHOWN.finditer(text)]
    size = len(text) - len(gone)
    links: list[Link] = []
    for place, c in sorted(citations, key=lambda cited: (cited[1].start, -cited[1].end)):
        start, end = c.start - before, c.end - before
        start, end = start - bisect_left(gone, start), min(end - bisect_left(gone, end), size)
        if 0 <= start < end and (not links or links[-1].end <= start):
            url = c.url if c.url and _ADDRESS.fullmatch(c.url) else ""
            links.append(Link(start, end, url, clean("–".join(c.symbols) or c.symbol or ""), place))
    return tuple(links)


class _Notes:
    """Which note each mark leads to: the next unused one of its label, or the last one when all are used."""

    def __init__(self, footnotes: tuple[Footnote, ...]) -> None:
        self._waiting: dict[str, list[int]] = {}
        for place, note in enumerate(footnotes):
            self._waiting.setdefault(note.label, []).append(place)
        self._last: dict[str, int] = {}
        self.sections: dict[int, int] = {}

    def mark(self, shown: str, section: int) -> Mark:
        waiting = self._waiting.get(shown, [])
        if waiting:
            self._last[shown] = place = waiting.pop(0)
            self.sections[place] = section
            return Mark(clean(shown), place)
        return Mark(clean(shown), self._last.get(shown), first=False)

    def unmarked(self) -> list[str]:
        return [shown for shown, waiting in self._waiting.items() for _ in waiting]


def _cells(block: Block, citations: list[_Cited], marks: tuple[Mark, ...]) -> tuple[tuple[Text, ...], ...]:
    """The cells of a table; citations are counted in the block's text, which holds the cells one after another."""
    rows: list[tuple[Text, ...]] = []
    at = 0
    for row in block.rows:
        cells = []
        for cell in row:
            start = block.text.find(cell, at) if cell else -1
            inside: list[_Cited] = []
            if start >= 0:
                at = start + len(cell)
                inside = [(i, c) for i, c in citations if start <= c.start and c.end <= at]
            cells.append(Text(clean(cell), _links(cell, inside, start)))
        rows.append(tuple(cells))
    if marks and rows and rows[-1]:
        last = rows[-1][-1]
        rows[-1] = (*rows[-1][:-1], Text(last.text, last.links, marks))
    return tuple(rows)


def _signature(block: Block, place: int, marks: tuple[Mark, ...]) -> Paragraph:
    """A signature in its pieces; no word of the block's text is lost, whatever the text holds of name and lines."""
    head = block.text
    for line in reversed(block.lines):
        shorter = head.rstrip()
        if line and shorter.endswith(line):
            head = shorter[: -len(line)]
    head = head.strip().removesuffix(",").rstrip() if block.lines else head
    before, name, after = head, "", ""
    if block.name:
        found = block.name in head
        before, name, after = (
            head.partition(block.name) if found else (head, block.name if not head else "", "")
        )
    return Paragraph(
        kind="signature",
        text=Text(clean(before), marks=marks),
        block=place,
        name=clean(name),
        after=clean(after),
        lines=tuple(clean(line) for line in block.lines),
    )


class _Outline:
    """Places headings in the outline: as deep as they say, but never more than one below the heading before. One without
    words has no place (0)."""

    def __init__(self, title: str | None) -> None:
        self.base = self._last = int(_worded(title))

    def place(self, below: int, text: str | None) -> int:
        if not _worded(text):
            return 0
        self._last = min(self.base + max(below, 1), self._last + 1)
        return self._last


def _worded(text: str | None) -> bool:
    return any(c.isalnum() for c in text or "")


def _paragraph(
    block: Block, place: int, citations: list[_Cited], marks: tuple[Mark, ...], depth: int = 0
) -> Paragraph:
    if block.type == "signature":
        return _signature(block, place, marks)
    rows = _cells(block, citations, marks) if block.type == "table" else ()
    return Paragraph(
        kind="paragraph" if block.type == "table" and not rows else block.type,
        text=Text(clean(block.text), _links(block.text, citations), marks),
        block=place,
        number=clean(number_mark(block.number)) if block.number else None,
        level=max(block.level, 0),
        depth=depth,
        clause=block.clause,
        rows=rows,
    )


_ADOPTED: set[Kind] = {"resolution", "decision"}
_DRAFTS: set[Kind] = {"draft-resolution", "draft-decision"}
_LEADS = 3
_STOP = re.compile(r"[.;:,!?…。；：，！？؛،؟]\W*$")


@dataclass(frozen=True, slots=True)
class _Below:
    """The title of a document stands below the words that say what the text is: behind ``lead`` of its blocks, with its
    ``number`` before it."""

    lead: int
    number: str | None


def _title_below(document: Document) -> _Below | None:
    """Whether the title stands below other words of the text (UN Editorial Manual, documents: resolutions): in a resolution
    behind the line that says who adopted it and on whose report, in a draft behind the line of its sponsors."""
    main = document.parts[0] if document.parts else None
    if main is None or main.role != "main" or not _worded(document.masthead.title):
        return None
    if document.kind in _ADOPTED and main.heading and "/" in (main.number or ""):
        bracketed = takewhile(lambda b: b.type == "paragraph" and b.text.startswith("["), main.blocks)
        stop = " -" if document.language == "ar" else "."
        return _Below(len(list(bracketed)), f"{main.number}{stop}")
    if document.kind in _DRAFTS and not main.heading:
        clause = next((i for i, block in enumerate(main.blocks) if block.clause), None)
        # the organ's name stands before the first clause, the sponsors' line before that; it is no sentence
        line = next((i for i, b in enumerate(main.blocks[:_LEADS]) if not _STOP.search(b.text)), _LEADS)
        lead = line + 1 if clause is None else clause - 1
        plain = all(b.type == "paragraph" and not b.number for b in main.blocks[:lead])
        return _Below(lead, None) if 0 < lead <= _LEADS and plain else None
    return None


def _look(lead: Block) -> Literal["italic", "bold"] | None:
    """Who reported is slanted, who sponsors is bold; a sentence before them is as all text."""
    if lead.text.startswith("["):
        return "italic"
    return None if _STOP.search(lead.text) else "bold"


class _Parts:
    """Lays out the parts of one document, in order."""

    def __init__(self, document: Document, notes: _Notes) -> None:
        self._document = document
        self._notes = notes
        self.below = _title_below(document)
        self._outline = _Outline(document.masthead.title if self.below is None else None)
        self._cited: dict[tuple[int | None, int | None], list[_Cited]] = {}
        for place, citation in enumerate(document.citations):
            if citation.footnote is None:
                self._cited.setdefault((citation.part, citation.block), []).append((place, citation))

    def section(self, index: int, part: Part) -> Section:
        language = label_language(self._document.language)
        own = part.language or self._document.language
        heading = part.heading
        if heading is None and part.role != "main":
            heading = label(part.role, language) + (f" {part.number}" if part.number else "")
        depth = self._outline.place(1, heading)
        title_depth = self._outline.place(1 + bool(depth), part.title)
        above = bool(depth) + bool(title_depth and part.role != "main")
        below = self.below if index == 0 else None
        lead = tuple(
            msgspec.structs.replace(self._block(index, i, part.blocks[i], above), look=_look(part.blocks[i]))
            for i in range(below.lead if below else 0)
        )
        named = self._named(below, 1 + bool(depth)) if below else None
        above += named is not None
        return Section(
            role=part.role,
            part=index,
            language=own,
            direction=_direction(own),
            heading=clean(heading) if heading else None,
            original=original_note(part.original_languages, language) if part.original_languages else None,
            title=clean(part.title) if part.title else None,
            depth=depth,
            title_depth=title_depth,
            lead=lead,
            named=named,
            paragraphs=tuple(
                self._block(index, i, block, above)
                for i, block in enumerate(part.blocks[len(lead) :], len(lead))
            ),
        )

    def _named(self, below: _Below, depth: int) -> Paragraph:
        """The document's title, below the words that say what the text is."""
        title = self._document.masthead.title or ""
        return Paragraph(
            kind="heading",
            text=Text(clean(title)),
            block=-1,
            number=clean(below.number) if below.number else None,
            level=1,
            depth=self._outline.place(depth, title),
        )

    def _block(self, index: int, place: int, block: Block, above: int) -> Paragraph:
        depth = self._outline.place(above + max(block.level, 1), block.text) if block.type == "heading" else 0
        marks = tuple(self._notes.mark(shown, index) for shown in block.notes)
        return _paragraph(block, place, self._cited.get((index, place), []), marks, depth)


def _plain(p: Paragraph) -> Paragraph:
    """A heading or signature inside a footnote, as the paragraph that it is there."""
    if p.kind in ("paragraph", "table"):
        return p
    lines = "\n".join(filter(None, [p.text.text + p.name + p.after, *p.lines]))
    text = p.text if p.kind == "heading" else Text(lines, marks=p.text.marks)
    return Paragraph(kind="paragraph", text=text, block=p.block, number=p.number)


def _note(document: Document, place: int, section: int) -> Note:
    footnote = document.footnotes[place]
    cited = [(i, c) for i, c in enumerate(document.citations) if c.footnote == place]
    paragraphs = [
        _plain(_paragraph(block, i, [(k, c) for k, c in cited if (c.block or 0) == i], ()))
        for i, block in enumerate(footnote.blocks)
    ]
    return Note(clean(footnote.label), tuple(paragraphs), section)


def _starred(document: Document) -> Document:
    """The document with its own asterisks after those of its reissues, which stand first on the page."""
    stars = stars_of(document)
    if not stars:
        return document

    def moved(shown: str) -> str:
        return shown + stars if shown and not shown.strip("*") else shown

    def marked(block: Block) -> Block:
        return msgspec.structs.replace(block, notes=tuple(map(moved, block.notes))) if block.notes else block

    return msgspec.structs.replace(
        document,
        parts=tuple(
            msgspec.structs.replace(part, blocks=tuple(map(marked, part.blocks))) for part in document.parts
        ),
        footnotes=tuple(
            msgspec.structs.replace(note, label=moved(note.label)) for note in document.footnotes
        ),
    )


def arrange(document: Document, profile: Profile) -> Layout:
    """The layout of a document, in the names and on the paper of a profile.

    A footnote that no text refers to is marked at the agenda's line where that is provisional and the mark is a star,
    else at the title.
    """
    document = _starred(document)
    notes = _Notes(document.footnotes)
    parts = _Parts(document, notes)
    sections = [parts.section(i, part) for i, part in enumerate(document.parts)]
    unmarked = notes.unmarked()
    provisional = any(item.provisional for item in document.masthead.agenda_items)
    at_items = [shown for shown in unmarked if shown.startswith("*") and provisional][:1]
    marks = tuple(notes.mark(shown, 0) for shown in at_items)
    for shown in at_items:
        unmarked.remove(shown)
    rest = tuple(notes.mark(shown, 0) for shown in unmarked)
    named = document.masthead.title
    title = Text(clean(named or ""), marks=rest) if named or rest else None
    if title and sections and sections[0].named:
        own = msgspec.structs.replace(sections[0].named, text=title)
        sections[0] = msgspec.structs.replace(sections[0], named=own)
        title = None
    head = head_of(document, profile, title, marks)
    return Layout(
        kind=document.kind,
        language=document.language,
        direction=_direction(document.language),
        paper=profile.page.size,
        name=" ".join(head.symbols) or clean(named or "") or head.organization,
        symbols=tuple(map(clean, document.masthead.symbols)),
        head=head,
        sections=tuple(sections),
        notes=tuple(_note(document, i, notes.sections.get(i, 0)) for i in range(len(document.footnotes))),
        foot=foot_of(document),
        title=clean(named or ""),
        reissue=reissue_note(document),
    )
