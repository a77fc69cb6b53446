"""The clauses of a resolution: who speaks, the preamble, the operative part, and the meeting and vote at its end.

Source: UN Editorial Manual, documents: resolutions. A preambular paragraph opens with a participle and ends with a comma;
an operative one opens with a verb, is numbered where there are several, and ends with a semicolon, the last with a stop.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from verbale.document import Block
from verbale.languages.dates import find_dates
from verbale.languages.nomenclature import Nomenclature
from verbale.reading.folding import clean, fold, fold_pattern
from verbale.reading.kinds.enacting import is_enacting
from verbale.reading.kinds.formal import heading_unmarked
from verbale.reading.kinds.tables import toml
from verbale.reading.kinds.verbs import opening

__all__ = ["is_meeting", "is_vote", "mark_clauses", "stands_as_heading"]

_HEAD = 4  # paragraphs at the start, among which an organ's name may stand without its comma
_DIGIT = re.compile(r"\d")
_VOTE_LIKE = re.compile(
    r"[\[［]|[^:：]{1,40}[:：]|Adopted ", re.IGNORECASE
)  # what is cheap to see before it is folded
_FIRST = re.compile(r"1|[（(]?a[）)]")


@cache
def _patterns(slot: str, language: str) -> re.Pattern[str]:
    data = toml("proceedings")[slot]
    patterns = [fold_pattern(pattern) for pattern in data.get(language, ())]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)")


def is_meeting(text: str, language: str) -> bool:
    """Whether a line is the meeting at which a text was adopted, with or without the date: "87th plenary meeting"."""
    bare = clean(text[:300])
    return (
        len(bare) < 240
        and _DIGIT.search(bare[:60]) is not None
        and _patterns("meeting", language).match(fold(bare[:120])) is not None
    )


def is_vote(text: str, language: str) -> bool:
    """Whether a paragraph tells the vote: "[Adopted by a recorded vote of …", "In favour: …"."""
    if not _VOTE_LIKE.match(text):
        return False
    return _patterns("vote", language).match(fold(text[:80])) is not None


def _is_date(text: str, language: str) -> bool:
    dates = find_dates(text, language)
    return bool(dates) and dates[0].start <= 1 and len(clean(text)) - (dates[0].end - dates[0].start) <= 3


def mark_clauses(
    blocks: Sequence[Block], language: str, names: Nomenclature, *, looks: bool = True, guess: bool = True
) -> list[Block]:
    """Blocks with their clauses. Meeting and date at the end become one paragraph without clause.

    ``looks``: the file says which blocks are headings; else a line without a stop among clauses is taken for one.
    ``guess``: where no paragraph names the organ that speaks, the first words that open a clause begin the text.
    """
    marked: list[Block] = []
    state: str | None = None
    numbered = False
    speaks = [
        block.type == "paragraph"
        and block.number is None
        and is_enacting(block.text, names, comma=index >= _HEAD)
        for index, block in enumerate(blocks)
    ]
    for index, block in enumerate(blocks):
        if speaks[index]:
            state, numbered = "preambular", _first_number_follows(blocks, index + 1, speaks)
            marked.append(block)
            continue
        if (
            guess
            and state is None
            and not any(speaks)
            and block.type == "paragraph"
            and not _ends(block, language)
        ):
            # The organ's name is missing or misspelt: the words of the first clause tell.
            said = opening(block.text, language)
            state, numbered = (said.clause if said else None), _first_number_follows(blocks, index, speaks)
        if state is None or block.type != "paragraph":
            marked.append(block)
            continue
        if _ends(block, language):
            state = None
            marked.append(block)
            continue
        if state == "preambular" and _operates(block, language, numbered=numbered):
            state = "operative"
        below = state == "operative" or (index + 1 < len(blocks) and blocks[index + 1].number == "1")
        if not looks and below and stands_as_heading(block, blocks[index - 1] if index else None, language):
            marked.append(msgspec.structs.replace(block, type="heading", level=1))
            continue
        marked.append(msgspec.structs.replace(block, clause=state))
    return _with_dates(marked, language)


def _ends(block: Block, language: str) -> bool:
    return block.number is None and (is_meeting(block.text, language) or is_vote(block.text, language))


def _first_number_follows(blocks: Sequence[Block], first: int, speaks: Sequence[bool]) -> bool:
    """Whether the operative part of the text that begins at ``first`` is numbered."""
    for index in range(first, len(blocks)):
        block = blocks[index]
        if block.number is not None and block.level == 0 and block.type == "paragraph":
            return bool(_FIRST.fullmatch(block.number))
        if speaks[index]:
            return False
    return False


def _operates(block: Block, language: str, *, numbered: bool) -> bool:
    """Whether a paragraph can only be operative. ``numbered``: the first of them is number 1."""
    if block.number is not None:
        return block.level == 0 and bool(_FIRST.fullmatch(block.number))
    if numbered:
        return False
    said = opening(block.text, language)
    return said is not None and said.clause == "operative"


def stands_as_heading(block: Block, before: Block | None, language: str) -> bool:
    """Whether a paragraph among operative ones can only be a heading: no number, no verb, no stop."""
    return (
        block.number is None
        and heading_unmarked(block.text)
        and opening(block.text, language) is None
        and not (before is not None and before.text.endswith((":", "：")))
    )


def _with_dates(blocks: list[Block], language: str) -> list[Block]:
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.type == block.type == "paragraph"
            and before.clause is None
            and is_meeting(before.text, language)
            and (_is_date(block.text, language) or is_meeting(block.text, language))
            and not find_dates(before.text, language)
        ):
            joined[-1] = msgspec.structs.replace(before, text=f"{before.text} {block.text}")
        else:
            joined.append(block)
    return joined
