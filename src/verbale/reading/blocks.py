"""Paragraphs made blocks: headings, signatures and tables told apart, numbers and note marks kept beside the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.document import Block
from verbale.languages.dates import parse_date
from verbale.reading.folding import clean, fold
from verbale.reading.lines import Line
from verbale.reading.numbering import level_of, marker_of
from verbale.reading.page import Page
from verbale.reading.paragraphs import Measures, Paragraph, paragraphs
from verbale.reading.phrases import match, search
from verbale.reading.signatures import Signature, in_columns, read_signature, signature_spans

__all__ = ["block_of", "blocks_of", "read_blocks", "vocabulary_of"]

_SENTENCE_END = re.compile(r"[.!?:;,。！？：；，؟؛،…](?:[\"”»’'）)\]]|\*)*$")
_ANNOUNCED = re.compile(r"[（(][^()（）]{3,60}[)）][.。]$")  # "(see annex)."
_LONGEST_HEADING = 160
_HYPHENS = ("-", "‐", "-\u00ad", "‐\u00ad")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def vocabulary_of(page: Page) -> frozenset[str]:
    """The words of a text, to tell a hyphen that belongs to a word from one that breaks a line; none where no line
    ends in a hyphen."""
    if not any(line.text.rstrip().endswith(_HYPHENS) for line in (*page.lines, *page.notes)):
        return frozenset()
    whole = "\n".join(line.text for line in page.lines)
    return frozenset(map(str.lower, set(_LONG_WORD.findall(whole))))


def read_blocks(
    lines: Sequence[Line],
    page: Page,
    vocabulary: frozenset[str],
    *,
    main: bool,
    measures: Measures | None = None,
    signed: bool = True,
) -> tuple[list[tuple[Block, Line]], list[Signature]]:
    """The blocks of a part, each with its first line, and the signatures among them.

    ``signed``: a name over an office is taken for a signature without the word (not in a note verbale)."""
    blocks: list[tuple[Block, Line]] = []
    signatures: list[Signature] = []
    at = 0
    lines = in_columns(lines, page)
    for first, last in signature_spans(lines, page, main=main and signed):
        blocks += blocks_of(lines[at:first], page, vocabulary, main=main, measures=measures)
        read = read_signature(lines[first:last], page)
        signatures.append(read)
        marks = tuple(label for line in lines[first:last] for _, label in line.marks)
        blocks.append(
            (
                Block(type="signature", text=read.text, name=read.name, lines=read.lines, notes=marks),
                lines[first],
            )
        )
        at = last
    blocks += blocks_of(lines[at:], page, vocabulary, main=main, measures=measures)
    return blocks, signatures


def blocks_of(
    lines: Sequence[Line],
    page: Page,
    vocabulary: frozenset[str],
    *,
    main: bool = False,
    measures: Measures | None = None,
) -> list[tuple[Block, Line]]:
    """The blocks of a run of lines without signatures."""
    made: list[tuple[Block, Line]] = []
    before: str | None = None
    said = _said(lines, page) if main else frozenset[int]()
    joined = paragraphs(lines, vocabulary=vocabulary, measures=measures, breaks=said)
    for index, paragraph in enumerate(joined):
        following = joined[index + 1] if index + 1 < len(joined) else None
        block = block_of(paragraph, page, before=before, following=following, main=main)
        if block is None:
            continue
        if block.number and block.type == "paragraph":
            before = block.number
        made.append((block, paragraph.first))
    return made


def _said(lines: Sequence[Line], page: Page) -> frozenset[int]:
    """The lines of a letter that begin a paragraph by what they say, where nothing but words tells: its request, words
    that open or close a letter, and those behind "(see annex)."; each behind a line that ends a sentence."""
    if any(line.gap_before or line.whole for line in lines[1:]) or len({line.left for line in lines}) > 1:
        return frozenset()
    found = set()
    for index in range(1, len(lines)):
        if not _SENTENCE_END.search(lines[index - 1].text.rstrip()):
            continue
        text = fold(lines[index].text.strip())
        announced = _ANNOUNCED.search(lines[index - 1].text.rstrip())
        if (
            match("closing", text, page.language)
            or match("opening", text, page.language)
            or (announced and search("announced", fold(announced[0]), page.language))
        ):
            found.add(index)
        elif match("ask", text, page.language):
            sentence = fold(" ".join(line.text for line in lines[index : index + 4]))
            if search("circulate", sentence, page.language):
                found.add(index)
    return frozenset(found)


def block_of(
    paragraph: Paragraph,
    page: Page,
    *,
    before: str | None = None,
    following: Paragraph | None = None,
    main: bool = False,
) -> Block | None:
    """The block of one paragraph. ``before`` is the number of the last numbered one."""
    first = paragraph.first
    notes = tuple(label for _, label in paragraph.marks)
    if first.kind == "table":
        rows = tuple(tuple(clean(cell) for cell in row) for line in paragraph.lines for row in line.rows)
        text = clean(" ".join(" ".join(row) for row in rows)) or clean(paragraph.text)
        return Block(type="table", text=text, rows=rows, notes=notes) if text else None
    text = paragraph.text
    bold = "**" in text
    text = clean(text.replace("**", "")) if bold else text
    number, heading = None, first.kind == "heading"
    if first.marker:
        number = clean(first.marker).rstrip(".、 ") or None
    else:
        marker = marker_of(text)
        if marker and (not marker.heading or heading or _is_short(text)):
            number, text = marker.number, text[marker.end :].strip()
            heading = heading or (marker.heading and _is_short(text))
        elif marker and not marker.heading:
            number, text = marker.number, text[marker.end :].strip()
    if not text and not number:
        return None
    if not heading and number is None and not main:
        heading = _looks_like_heading(text, paragraph, following, page, bold)
    if heading:
        level = (
            first.level
            if first.level
            else (2 if number and re.fullmatch(r"[A-H]", number) and number not in "CD" else 1)
        )
        return Block(type="heading", text=text, number=number, level=max(level, 1), notes=notes)
    level = level_of(number, before) if number else max(first.indent, 0) if first.marker else 0
    return Block(type="paragraph", text=text, number=number, level=level, notes=notes)


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not _SENTENCE_END.search(text)


def _looks_like_heading(
    text: str, paragraph: Paragraph, following: Paragraph | None, page: Page, bold: bool
) -> bool:
    """Whether a paragraph without a number is a heading: short, no sentence, bold or in capitals, and text below it."""
    if following is None or following.first.kind == "table" or not _is_short(text) or len(text) > 120:
        return False
    if parse_date(text, page.language) is not None:
        return False
    letters = [character for character in text if character.isalpha()]
    capitals = (
        bool(letters) and len(letters) > 3 and all(c.isupper() for c in letters if c.isupper() or c.islower())
    )
    cased = any(c.isupper() or c.islower() for c in letters)
    return bold or all(line.bold for line in paragraph.lines) or (capitals and cased)
