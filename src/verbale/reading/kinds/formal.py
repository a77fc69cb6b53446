"""Paragraphs of formal texts → blocks: headings told from paragraphs, numbers from words, levels from numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

import msgspec

from verbale.document import Block
from verbale.reading.blocks import block_of
from verbale.reading.kinds.annexes import part_named
from verbale.reading.kinds.enacting import is_enacting
from verbale.reading.kinds.headings import is_heading_number, join_numbers, rank_levels, split_number
from verbale.reading.kinds.levels import Levels, leading, lone_number
from verbale.reading.kinds.verbs import opening
from verbale.reading.lines import Line
from verbale.reading.numbering import marker_of
from verbale.reading.page import Page
from verbale.reading.paragraphs import Paragraph, measure, paragraphs

__all__ = ["blocks_of", "heading_unmarked", "joined"]

_STOP = re.compile(r"[.;:,!?…。；：，！？؛،؟][\"”»’'）)\]]*$")
_CLAUSE_END = re.compile(r"[,;.:،؛，；。：]\W*$")
_LONGEST_HEADING = 400
_INDENT = 10.0  # points by which first lines are set in, at least


def joined(
    lines: Sequence[Line],
    page: Page,
    vocabulary: frozenset[str],
    *,
    begins: Callable[[Line], bool] | None = None,
) -> list[Paragraph]:
    """The paragraphs of a run of lines of a formal text; ``vocabulary`` are its words, to join those cut at line ends.

    ``begins`` tells lines that surely begin a paragraph in a text of the kind.
    """
    measures = measure(lines)
    sure = {index for index, line in enumerate(lines) if begins is not None and begins(line)}
    cuts = [0, *sorted((sure | _breaks(lines, page)) - {0}), len(lines)]
    runs = [lines[first:last] for first, last in pairwise(cuts) if first < last]
    return [found for run in runs for found in paragraphs(run, vocabulary=vocabulary, measures=measures)]


def _breaks(lines: Sequence[Line], page: Page) -> frozenset[int]:
    """Lines that surely begin a paragraph: set in as first lines are, or opening a clause behind a clause's end.

    Clauses end with commas, and in Russian begin in lower case, so that neither says that a sentence goes on.
    """
    margins: dict[int, float] = {}
    by_sheet: dict[int, Counter[int]] = {}
    for line in lines:
        if line.left is not None:
            by_sheet.setdefault(line.page, Counter())[round(line.left)] += 1
    for sheet, lefts in by_sheet.items():
        total = sum(lefts.values())
        common = [left for left, count in lefts.items() if count >= max(2, total * 0.08)]
        if common:
            margin = min(common)
            if sum(left > margin + _INDENT for left in lefts.elements()) >= 2:
                # First lines are set in here; else the places of lines say nothing.
                margins[sheet] = margin
    language = page.language
    found = set()
    for index, line in enumerate(lines):
        goes_on = index > 0 and line.page in margins and not line.gap_before and not line.whole
        goes_on = goes_on and line.left is not None and line.left <= margins[line.page] + _INDENT
        if len(line.text) < 90 and not goes_on and is_enacting(line.text, page.nomenclature):
            found |= {index, index + 1}
        if index == 0 or line.whole or line.kind != "text":
            continue
        before = lines[index - 1]
        following = lines[index + 1] if index + 1 < len(lines) else None
        parted = line.gap_before or line.page != before.page
        if line.left is not None and line.page in margins:
            set_in = line.left > margins[line.page] + _INDENT
            wraps = not parted and before.left is not None and before.left > line.left + _INDENT
            if (
                set_in
                and (parted or (not wraps and opening(line.text, language)))
                and _hangs(line, following)
            ):
                found.add(index)
        elif (
            _CLAUSE_END.search(before.text)
            and (parted or opening(line.text, language))
            and not _runs_on(before, line)
        ):
            found.add(index)
    return frozenset(found)


def _hangs(line: Line, following: Line | None) -> bool:
    """Whether the line behind a line that is set in goes back to the margin, or begins something else."""
    if following is None or following.left is None or line.left is None:
        return True
    return following.left < line.left - _INDENT or following.gap_before or following.page != line.page


def _runs_on(before: Line, line: Line) -> bool:
    """Whether a line that opens like a clause goes on with the sentence before it."""
    return before.text.rstrip().endswith((",", "،", "，")) and line.text[:1].islower() and not line.gap_before


def _bold(paragraph: Paragraph) -> bool:
    return all(line.bold for line in paragraph.lines)


def heading_unmarked(text: str) -> bool:
    """Whether a text among clauses, which all end with a stop, can only be a heading that nothing marks as one."""
    bare = text.strip()
    return bool(bare) and len(bare) <= 250 and not _STOP.search(bare) and not bare[:1].islower()


def _is_heading(paragraph: Paragraph, page: Page) -> bool:
    first = paragraph.first
    if first.kind == "heading":
        return True
    text = paragraph.text
    if first.kind != "text" or len(text) > _LONGEST_HEADING:
        return False
    if part_named(text, page) is not None:
        return True
    numbered = marker_of(text)
    if first.bold and numbered is not None and numbered.heading and len(text) <= 300:
        return True
    if _bold(paragraph):
        return not (
            text.endswith((";", ",", "；", "،")) or (numbered and not numbered.heading and text.endswith("."))
        )
    centred = first.align == "center" and not paragraph.lines[-1].text.rstrip().endswith((".", ";", ","))
    return centred and len(text) <= 160 and not first.italic


def _depth(paragraph: Paragraph) -> int:
    """A rank of headings before they are ranked: larger type first."""
    first = paragraph.first
    if first.level is not None:
        return first.level
    return 100 - round((first.size or 10.0) * 2) + (1 if first.italic else 0)


def blocks_of(found: Sequence[Paragraph], page: Page, *, looks: bool = True) -> list[Block]:
    """Blocks, one a paragraph. Heading levels are ranked from 1, numbers of headings joined to their words.

    ``looks``: the lines say how they look; else a capital or a Roman numeral before words without a stop heads them.
    """
    blocks: list[Block] = []
    levels = Levels()
    opens = False
    waiting: str | None = None  # a number that stood alone
    for paragraph in found:
        first = paragraph.first
        notes = tuple(label for _, label in paragraph.marks)
        if first.kind == "table":
            table = block_of(paragraph, page)
            blocks += [table] if table is not None else []
            continue
        heading = _is_heading(paragraph, page)
        number, text = first.marker, paragraph.text
        if number is None and waiting is not None and not heading:
            number = waiting
        waiting = None
        if number is None and lone_number(text):
            waiting = text.strip()
            continue
        if number is not None:
            number = re.sub(r"(?<=\d)[.．\s]+$|(?<=[IVXLC])\.$", "", number.strip()) or number
        else:
            number, text, headed = leading(text, levels, opens=opens, headed=True)
            if headed and not heading:
                heading = not looks and heading_unmarked(text)
                if not heading:
                    number, text = None, paragraph.text
        opens = text.endswith((":", "："))
        if heading and number is None:
            number, text = split_number(text)
        heading = heading or (not looks and first.gap_before and number is None and is_heading_number(text))
        if heading and number is None and is_heading_number(text):
            blocks.append(Block(type="heading", text=text, level=_depth(paragraph), notes=notes))
        elif heading:
            blocks.append(
                Block(type="heading", text=text, number=number, level=_depth(paragraph), notes=notes)
            )
        else:
            level = levels.of(number)
            blocks.append(Block(type="paragraph", text=text, number=number, level=level, notes=notes))
    return rank_levels(join_numbers(blocks))


def as_heading(block: Block) -> Block:
    """A paragraph that turned out to be a heading."""
    return msgspec.structs.replace(block, type="heading", level=1, clause=None)
