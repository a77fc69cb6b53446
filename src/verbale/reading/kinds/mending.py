"""Numbers and headings that a file's mark-up leaves in the words of its paragraphs, taken out by what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from verbale.document import Block
from verbale.languages.nomenclature import Nomenclature
from verbale.reading.kinds.clauses import mark_clauses, stands_as_heading
from verbale.reading.kinds.enacting import is_enacting
from verbale.reading.kinds.formal import heading_unmarked
from verbale.reading.kinds.headings import join_numbers

__all__ = ["mend_clauses", "mend_opening"]

_DEPTH = 2

_LEAD = re.compile(r"(?P<number>\d{1,3})\s?(?:[-–—.．、])\s*(?=[^\W\d_])")


def mend_clauses(blocks: Sequence[Block], language: str, names: Nomenclature) -> list[Block]:
    """The clauses of a resolution with the numbers that stand in their text apart from it, and headings that nothing
    marks as such. A number is taken only where it goes on from the number before it, or begins at 1."""
    mended: list[Block] = []
    last = 0
    # Deeper than the letters of a composite resolution, which are marked.
    depth = max(_DEPTH, *(block.level for block in blocks if block.type == "heading"), 0)
    for block in blocks:
        made = block
        if block.type == "paragraph" and block.clause and block.level == 0 and block.number is None:
            lead = _LEAD.match(block.text)
            if lead and int(lead["number"]) in (last + 1, 1):
                made = msgspec.structs.replace(
                    block, number=lead["number"], text=block.text[lead.end() :], clause="operative"
                )
            elif block.clause == "operative" and stands_as_heading(
                block, mended[-1] if mended else None, language
            ):
                made = msgspec.structs.replace(block, type="heading", level=depth, clause=None)
        if made.clause and made.level == 0 and made.number and made.number.isdigit():
            last = int(made.number)
        mended.append(made)
    return _by_words(join_numbers(mended), language, names)


def _by_words(blocks: list[Block], language: str, names: Nomenclature) -> list[Block]:
    """The blocks with the clauses that their words tell, where they tell any: the mark-up has a few in the wrong part."""
    bare = [msgspec.structs.replace(block, clause=None) if block.clause else block for block in blocks]
    told = mark_clauses(bare, language, names)
    return told if len(told) == len(blocks) and any(block.clause for block in told) else blocks


def mend_opening(blocks: Sequence[Block], names: Nomenclature) -> list[Block]:
    """An annex with the lines above its text, which nothing may mark as headings, made headings."""
    mended = list(blocks)
    for place, block in enumerate(mended[:4]):
        if block.type == "heading":
            continue
        if block.number or not heading_unmarked(block.text) or is_enacting(block.text, names):
            break
        mended[place] = msgspec.structs.replace(block, type="heading", level=_DEPTH)
    return mended
