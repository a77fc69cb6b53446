"""Letters, identical letters, notes verbales and notes, with their annexes, appendices and enclosures; and what is left.

A document of no known kind is read in the same way, as ``other``, with its masthead and paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from verbale.document import Block, Communication, Document, Footnote, Kind, Language, Part
from verbale.reading.blocks import read_blocks, vocabulary_of
from verbale.reading.folding import clean, fold
from verbale.reading.footnotes import read_footnotes
from verbale.reading.furniture import loose_symbol
from verbale.reading.kinds.headings import rank_levels
from verbale.reading.language import language_of
from verbale.reading.letter import read_communication
from verbale.reading.lines import Line
from verbale.reading.masthead import Head
from verbale.reading.page import Page
from verbale.reading.paragraphs import Measures, measure
from verbale.reading.parts import Span, original_of, split_parts
from verbale.reading.phrases import languages_read, search
from verbale.reading.runon import split_run_on
from verbale.reading.signatures import Signature
from verbale.reading.tokens import symbol_at

__all__ = ["read_communication_document"]

_BRACKETED = re.compile(r"\[[^\[\]]{3,80}\]\s*")
_STARS = ("*", "\\")
_STARRED = re.compile(r"\*{1,3}\s*[^\s*]")
_SYMBOL_ALONE = 80  # a line that is longer is no symbol alone
_ENOUGH = 60  # letters of a part below which its language is taken to be the document's
_TOLD_BY = 2_000  # characters by which the language of a part is told


def read_communication_document(kind: Kind, head: Head, page: Page) -> Document:
    """The document of a communication, a note, or of a kind that has no reader of its own."""
    lines, starred = _without_starred(
        [line for line in head.body if len(line.text) > _SYMBOL_ALONE or not _running_symbol(line, head)]
    )
    body = split_run_on(lines, page)
    vocabulary = vocabulary_of(page)
    spans = split_parts(body, page)
    measures = measure((*_title_lines(head, page), *body))
    parts: list[Part] = []
    communication: Communication | None = None
    for index, span in enumerate(spans):
        blocks, signatures = _blocks_of_span(span, page, vocabulary, measures, signed=kind == "letter")
        if index == 0:
            communication = _communication(kind, head, blocks, signatures, page)
        parts.append(_part(index, span, blocks, page, alone=len(spans) == 1))
    _announced(parts, page)
    notes = read_footnotes((*head.notes, *starred, *page.notes), vocabulary)
    return Document(
        kind=kind,
        language=page.language,
        masthead=head.masthead,
        communication=communication,
        parts=tuple(parts),
        footnotes=_used(notes),
        source=page.source,
        notices=tuple(page.ledger.notices),
    )


def _without_starred(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines without notes that a star marks ("* A/76/150."); two in a row are the points of a list."""
    starred = [
        index
        for index, line in enumerate(lines)
        if line.text[:1] in _STARS and line.kind == "text" and _STARRED.match(line.text.lstrip("\\"))
    ]
    if not starred:
        return lines, []
    known = set(starred)
    single = {index for index in starred if index - 1 not in known and index + 1 not in known}
    return [line for i, line in enumerate(lines) if i not in single], [lines[i] for i in sorted(single)]


def _title_lines(head: Head, page: Page) -> tuple[Line, ...]:
    return page.lines[head.title.first : head.title.last + 1] if head.title is not None else ()


def _running_symbol(line: Line, head: Head) -> bool:
    """Whether a line is one of the document's symbols alone: the running head of a page."""
    text = clean(line.text)
    if not loose_symbol(text) or not head.masthead.symbols:
        return False
    read = symbol_at(text, 0)
    return read is not None and read[0] in head.masthead.symbols


def _communication(
    kind: Kind, head: Head, blocks: Sequence[tuple[Block, Line]], signatures: Sequence[Signature], page: Page
) -> Communication | None:
    if kind in {"letter", "note-verbale"}:
        return read_communication(kind, head.masthead, blocks, signatures, page)
    return None


def _blocks_of_span(
    span: Span, page: Page, vocabulary: frozenset[str], measures: Measures, *, signed: bool
) -> tuple[list[tuple[Block, Line]], list[Signature]]:
    return read_blocks(
        span.lines, page, vocabulary, main=span.role == "main", measures=measures, signed=signed
    )


def _part(index: int, span: Span, blocks: list[tuple[Block, Line]], page: Page, *, alone: bool) -> Part:
    kept = list(blocks)
    title = span.title
    original = None
    if span.role != "main":
        original, kept = _take_original(kept, page)
        if title is None:
            title, kept = _take_title(kept, page)
        if original is None:
            original, kept = _take_original(kept, page)
        if span.head is not None:
            page.ledger.saw(f"parts.{index}.heading", span.head, span.heading)
    written = sum(len(block.text) for block, _ in kept)
    language = (
        language_of((block.text for block, _ in kept), page.language, enough=_TOLD_BY)
        if written >= _ENOUGH and not alone
        else page.language
    )
    return Part(
        role=span.role,
        number=span.number,
        heading=span.heading,
        title=title,
        language=language or page.language,
        original_languages=original,
        blocks=tuple(rank_levels([block for block, _ in kept])),
    )


def _take_original(
    blocks: list[tuple[Block, Line]], page: Page
) -> tuple[tuple[Language, ...] | None, list[tuple[Block, Line]]]:
    for index, (block, line) in enumerate(blocks[:3]):
        named = original_of(block.text, page.language)
        if named:
            return named, blocks[:index] + blocks[index + 1 :]
        note = _BRACKETED.match(block.text)
        named = original_of(note[0].strip(), page.language) if note else None
        if named and note:
            rest = msgspec.structs.replace(block, text=block.text[note.end() :])
            return named, [*blocks[:index], (rest, line), *blocks[index + 1 :]]
    return None, blocks


def _take_title(blocks: list[tuple[Block, Line]], page: Page) -> tuple[str | None, list[tuple[Block, Line]]]:
    """A part's own title: the first words below its heading that are no sentence and have no number."""
    if len(blocks) < 2:
        return None, blocks
    block = blocks[0][0]
    if block.type not in {"paragraph", "heading"} or block.number or len(block.text) > 320:
        return None, blocks
    base = fold(block.text)
    if block.type == "paragraph":
        if base.endswith((".", ":", ";", "。", "؟", "?", "!")):
            return None, blocks
        if (
            any(search("opening", base[:60], code) for code in languages_read(page.language))
            and len(base) > 120
        ):
            return None, blocks
    return block.text, blocks[1:]


def _announced(parts: list[Part], page: Page) -> None:
    """An annex that the letter announces and the file does not have, and the other way round."""
    if len(parts) > 1:
        return
    text = fold(" ".join(block.text for block in parts[0].blocks))
    if any(search("announced", text, code) for code in languages_read(page.language)):
        page.ledger.tell("parts", "The text speaks of an annex; the file has none")


def _used(notes: tuple[Footnote, ...]) -> tuple[Footnote, ...]:
    return tuple(note for note in notes if any(block.text for block in note.blocks))
