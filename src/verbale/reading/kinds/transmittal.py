"""Reports that open with the letter that transmits them: the report is the document, the letter its first section.

Source: reports of boards, commissions and committees (UN Editorial Manual, documents: reports): masthead, title, contents,
"Letter of transmittal", the letter with its signature, the chapters. A communication whose annex is such a report has its
own title first, and stays a communication.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from verbale.document import Block, Communication, Masthead
from verbale.reading.folding import clean
from verbale.reading.kinds.heads import KindHead
from verbale.reading.kinds.namings import may_hold, named
from verbale.reading.kinds.papers import find_paper
from verbale.reading.letter import read_communication
from verbale.reading.lines import Line
from verbale.reading.numbering import marker_of
from verbale.reading.page import Page
from verbale.reading.paragraphs import join_lines, paragraphs
from verbale.reading.signatures import Signature, read_signature, signature_spans
from verbale.reading.titles import find_title, title_opens

__all__ = ["Transmitted", "find_transmitted", "signed", "with_letter"]

_FARTHEST = 240  # contents may stand before the letter
_LONGEST_HEADING = 60
_LONGEST_LETTER = 80  # lines
_STANDS = "\ue000"  # begins a line that stands for a signature


def find_transmitted(page: Page) -> KindHead | None:
    """The head of a report that a letter of its own transmits; None where the page is of none."""
    at = _heading(page.lines[:_FARTHEST], page.language)
    if at is None or find_title(page.lines[:at], page.language, page.nomenclature) is not None:
        return None
    paper = find_paper(page)
    if paper is not None and paper.last < at:
        return KindHead("report", paper.first, paper.last, paper.title, paper.heading, notes=paper.notes)
    for first in range(at - 1, -1, -1):
        line = page.lines[first]
        if line.kind in ("text", "heading") and named(line.text, "report", page.language):
            last = first
            while last + 1 < at and _goes_on(page.lines[last], page.lines[last + 1]):
                last += 1
            run = join_lines(page.lines[first : last + 1])
            return KindHead(
                "report", first, last, run.text.strip(" *_"), notes=tuple(label for _, label in run.marks)
            )
    return None


def _heading(lines: Sequence[Line], language: str) -> int | None:
    """Where the heading of the letter stands. One in a table of contents has a page behind it."""
    for index, line in enumerate(lines):
        if line.kind not in ("text", "heading") or len(line.text) > _LONGEST_HEADING:
            continue
        if (
            may_hold(line.text, "transmittal", language)
            and named(_bare(line), "transmittal", language, whole=True) is not None
        ):
            return index
    return None


def _bare(line: Line) -> str:
    """A heading without its number, which may stand before it: "I. Letter of transmittal"."""
    text = clean(line.text.replace("**", " "))
    marker = marker_of(text)
    return text[marker.end :] if marker is not None and marker.heading else text


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a title goes on in a line of the same look."""
    if before.whole or line.whole or line.gap_before or line.kind != before.kind:
        return False
    return line.bold == before.bold and line.page == before.page


@dataclass(frozen=True, slots=True)
class Transmitted:
    """The lines of a report whose letter of transmittal is headed, each signature in it a line that stands for a block;
    ``signed`` puts those ``signatures`` in their places. ``communication`` is what the letter says of itself."""

    lines: Sequence[Line]
    signatures: tuple[Block, ...] = ()
    communication: Communication | None = None


def with_letter(lines: Sequence[Line], page: Page, masthead: Masthead) -> Transmitted:
    """The lines of a report with its letter of transmittal, if it has one, told apart."""
    at = _heading(lines, page.language)
    if at is None:
        return Transmitted(lines)
    end = at + 1
    while end < len(lines) and end - at < _LONGEST_LETTER and not _begins_chapter(lines[end], page.language):
        end += 1
    letter = lines[at + 1 : end]
    made = [*lines[:at], msgspec.structs.replace(lines[at], kind="heading")]
    blocks: list[Block] = []
    signatures: list[Signature] = []
    left = 0
    for first, last in signature_spans(letter, page, main=True):
        read = read_signature(letter[first:last], page)
        signatures.append(read)
        made += letter[left:first]
        made.append(
            Line(text=f"{_STANDS}{len(blocks)}", whole=True, page=letter[first].page, gap_before=True)
        )
        marks = tuple(label for line in letter[first:last] for _, label in line.marks)
        blocks.append(Block(type="signature", text=read.text, name=read.name, lines=read.lines, notes=marks))
        left = last
    title = find_title(letter, page.language, page.nomenclature)
    told = msgspec.structs.replace(masthead, title=title.text if title is not None else None)
    behind = letter[title.last + 1 if title is not None else 0 :]
    text = [
        (Block(type="paragraph", text=paragraph.text), paragraph.first) for paragraph in paragraphs(behind)
    ]
    text += [(block, letter[0]) for block in blocks]
    communication = read_communication("letter", told, text, signatures, page) if letter else None
    return Transmitted([*made, *letter[left:], *lines[end:]], tuple(blocks), communication)


def signed(blocks: Sequence[Block], signatures: Sequence[Block]) -> list[Block]:
    """The blocks with each signature in the place of the line that stands for it."""
    places = {f"{_STANDS}{index}": block for index, block in enumerate(signatures)}
    return [places.get(block.text, block) for block in blocks]


def _begins_chapter(line: Line, language: str) -> bool:
    """Whether a line is the heading of a chapter, and not the title of the letter."""
    if title_opens(line.text, language) is not None:
        return False
    marker = marker_of(clean(line.text))
    return line.kind == "heading" or (marker is not None and marker.heading)
