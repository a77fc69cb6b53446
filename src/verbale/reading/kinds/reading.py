"""From a page to a formal text: its kind, its masthead, its parts."""

from __future__ import annotations

import re

import msgspec

from verbale.document import Block, Communication, Document, Kind, Masthead, Part
from verbale.errors import SymbolError
from verbale.reading.blocks import vocabulary_of
from verbale.reading.folding import clean
from verbale.reading.footnotes import read_footnotes
from verbale.reading.kind import kind_without_title
from verbale.reading.kinds.adopted import adopted_number
from verbale.reading.kinds.annexes import language_of_part, take_title
from verbale.reading.kinds.clauses import mark_clauses
from verbale.reading.kinds.formal import blocks_of, joined
from verbale.reading.kinds.headings import rank_levels
from verbale.reading.kinds.heads import KindHead, find_head, kind_by_symbols
from verbale.reading.kinds.mending import mend_opening
from verbale.reading.kinds.papers import find_paper, with_contents
from verbale.reading.kinds.proceedings import with_proceedings
from verbale.reading.kinds.records import read_record
from verbale.reading.kinds.running import without_running
from verbale.reading.kinds.transmittal import Transmitted, find_transmitted, signed, with_letter
from verbale.reading.masthead import read_head, title_of
from verbale.reading.page import Page
from verbale.reading.parts import Span, original_of, split_parts
from verbale.reading.titles import Title, find_title
from verbale.symbol import Symbol

__all__ = ["read_formal"]

_COMPOSITE = re.compile(r"\s[A-Z]{1,2}(?:(?:[-–]|, | and )[A-Z]{1,2})*")
_CLAUSED: set[Kind] = {"resolution", "draft-resolution", "decision", "draft-decision"}


def read_formal(page: Page) -> Document | None:
    """The document, without citations, where a page holds a formal text; None where its head is of no kind known here."""
    record = read_record(page)
    if record is not None:
        return record
    head = find_head(page) or find_transmitted(page) or _paper(page)
    if head is None or find_title(page.lines[: head.first], page.language, page.nomenclature) is not None:
        # The title of a communication stands first: what follows is its annex.
        return None
    place = Title(head.kind, head.title or "", head.first, 0, head.last, "")
    above = read_head(page, title=place)
    symbols = _composite(above.masthead.symbols, page, head.first)
    masthead = msgspec.structs.replace(above.masthead, title=head.title, symbols=symbols)
    vocabulary = vocabulary_of(page)
    parts, communication = _parts(head, page, masthead, vocabulary)
    document = Document(
        kind=kind_by_symbols(head.kind, masthead.symbols),
        language=page.language,
        masthead=masthead,
        communication=communication,
        parts=parts,
        footnotes=read_footnotes((*above.notes, *page.notes), vocabulary),
        source=page.source,
        notices=tuple(page.ledger.notices),
    )
    return with_proceedings(document, page.nomenclature)


def _paper(page: Page) -> KindHead | None:
    """The head of a paper, where the page is of no communication."""
    found = find_paper(page)
    if found is None:
        return None
    if found.kind == "report" and kind_without_title(page.lines[: found.first], page) is None:
        return found  # a letter further down transmits it, or is in its annex
    # greetings and signatures are looked for behind the masthead, where the title ends it
    written = title_of(page) is not None or kind_without_title(page.lines[found.first :], page) is not None
    return None if written else found


def _composite(symbols: tuple[str, ...], page: Page, end: int) -> tuple[str, ...]:
    """Symbols with the letters of a composite resolution or decision behind them: "A/RES/77/128 A-B"."""
    found = list(symbols)
    for line in page.lines[: min(end, 40)]:
        text = clean(line.text).rstrip("*")
        for place, symbol in enumerate(found):
            if _COMPOSITE.fullmatch(text.removeprefix(symbol)):
                try:
                    found[place] = str(Symbol.parse(text))
                except SymbolError:
                    continue
    return tuple(found)


def _parts(
    head: KindHead, page: Page, masthead: Masthead, vocabulary: frozenset[str]
) -> tuple[tuple[Part, ...], Communication | None]:
    """The parts of a text, and what the letter that transmits it says of itself."""
    lines = with_contents(without_running(page.lines[head.last + 1 :], masthead.symbols))
    looks = any(line.bold or line.size is not None or line.kind == "heading" for line in lines)
    main, *annexes = split_parts(lines, page)
    sent = with_letter(main.lines, page, masthead) if head.kind == "report" else Transmitted(main.lines)
    blocks = blocks_of(joined(sent.lines, page, vocabulary), page, looks=looks)
    blocks = signed(blocks, sent.signatures)
    if head.kind in _CLAUSED:
        guess = head.kind in ("resolution", "draft-resolution")
        blocks = mark_clauses(blocks, page.language, page.nomenclature, looks=looks, guess=guess)
    above = [_above(paragraph.text, tuple(label for _, label in paragraph.marks)) for paragraph in head.above]
    blocks = [*above, *blocks]
    if head.notes and blocks:
        blocks[0] = msgspec.structs.replace(blocks[0], notes=(*head.notes, *blocks[0].notes))
    first = Part(
        role="main",
        number=head.number or adopted_number(masthead.symbols),
        heading=head.heading,
        language=page.language,
        blocks=tuple(blocks),
    )
    rest = (_annex(span, page, vocabulary, looks=looks) for span in annexes)
    return (first, *rest), sent.communication


def _annex(span: Span, page: Page, vocabulary: frozenset[str], *, looks: bool) -> Part:
    blocks = blocks_of(joined(span.lines, page, vocabulary), page, looks=looks)
    original = None
    for index, block in enumerate(blocks[:3]):
        original = original_of(block.text, page.language)
        if original is not None:
            del blocks[index]
            break
    title = span.title
    if title is None:
        if not looks:
            blocks = mend_opening(blocks, page.nomenclature)
        title, blocks = take_title(blocks)
        blocks = rank_levels(blocks)
    return Part(
        role=span.role,
        number=span.number,
        heading=span.heading,
        title=title,
        language=language_of_part(blocks, page),
        original_languages=original,
        blocks=tuple(blocks),
    )


def _above(text: str, notes: tuple[str, ...]) -> Block:
    return Block(type="paragraph", text=re.sub(r"\s*\*+$", "", text), notes=notes)
