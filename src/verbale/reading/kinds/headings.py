"""Headings that are printed on two lines: a number alone, and the words below it."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from verbale.document import Block
from verbale.languages.letters import composite_letter
from verbale.reading.kinds.tables import toml

__all__ = ["is_heading_number", "join_numbers", "rank_levels", "split_number"]

_LATIN = re.compile(r"[IVXLC]{1,7}|[A-Z]")


@cache
def _words() -> frozenset[str]:
    return frozenset(word for words in toml("headings")["numbers"].values() for word in words)


def is_heading_number(text: str) -> bool:
    """Whether a text is nothing but the number of a section: "VII", "A", "سابعا", "七".

    >>> is_heading_number("XIV"), is_heading_number("Review")
    (True, False)
    """
    bare = text.strip().rstrip(".")
    return (
        bool(_LATIN.fullmatch(bare))
        or bare in _words()
        or (not bare.isascii() and composite_letter(bare) is not None)
    )


def split_number(text: str) -> tuple[str | None, str]:
    """The number word that a heading begins with, and its own words: "سابعا الموانئ", "七、港口"."""
    first, _, rest = text.partition(" ")
    two = " ".join(text.split(" ")[:2])
    for number, words in ((two, text[len(two) :]), (first, rest), (first.rstrip("、"), rest)):
        if number in _words() and words.strip():
            return number, words.strip()
    return None, text


def join_numbers(blocks: list[Block]) -> list[Block]:
    """A heading that is a number alone becomes the number of the heading that follows it."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if (
            block.type == "heading"
            and block.number is None
            and before is not None
            and before.type == "heading"
            and before.number is None
            and is_heading_number(before.text)
            and not is_heading_number(block.text)
        ):
            number = before.text.strip().rstrip(".")
            joined[-1] = msgspec.structs.replace(block, number=number, notes=(*before.notes, *block.notes))
        else:
            joined.append(block)
    return joined


def rank_levels(blocks: list[Block]) -> list[Block]:
    """Heading levels from 1 without gaps, in the order of the depths that were given."""
    depths = sorted({block.level for block in blocks if block.type == "heading"})
    rank = {depth: place for place, depth in enumerate(depths, 1)}
    return [
        msgspec.structs.replace(block, level=rank[block.level]) if block.type == "heading" else block
        for block in blocks
    ]
