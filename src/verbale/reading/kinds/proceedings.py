"""What a formal text says of how it came about: sponsors, meeting and day of adoption, the vote.

All of it is read from the words that are printed, so that a document gives the same answer whatever file it was in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from verbale.document import Block, Document, Kind, Meeting, Proceedings, Sender, Vote
from verbale.languages.dates import find_dates
from verbale.languages.nomenclature import Nomenclature
from verbale.reading.folding import clean, fold, fold_pattern
from verbale.reading.kinds.clauses import is_meeting, is_vote
from verbale.reading.kinds.namings import named
from verbale.reading.kinds.tables import toml

__all__ = ["proceedings_of", "with_proceedings"]

_DRAFTS: set[Kind] = {"draft-resolution", "draft-decision"}
_ADOPTED: set[Kind] = {"resolution", "decision"}
_COUNT = re.compile(r"(?<![\d/])(\d{1,3})(?![\d/])")


@cache
def _side(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = toml("proceedings")["sides"]
    return tuple(
        (
            side,
            re.compile(
                "|".join(fold_pattern(pattern) for pattern in data[side].get(language, ())) or r"(?!)"
            ),
        )
        for side in ("in_favour", "against", "abstaining")
    )


def with_proceedings(document: Document, names: Nomenclature) -> Document:
    """The document with its proceedings, where its words tell any."""
    found = proceedings_of(document, names)
    return msgspec.structs.replace(document, proceedings=found) if found is not None else document


def proceedings_of(document: Document, names: Nomenclature) -> Proceedings | None:
    """Sponsors of a draft, meeting and vote of an adopted text; None where nothing is told."""
    if not document.parts:
        return None
    blocks = [
        block for block in document.parts[0].blocks if block.type == "paragraph" and block.clause is None
    ]
    language = document.language
    sponsors: tuple[Sender, ...] = ()
    meeting: Meeting | None = None
    vote: Vote | None = None
    if document.kind in _DRAFTS:
        sponsors = _sponsors(blocks[:3], language, names)
    if document.kind in _ADOPTED:
        meeting = _meeting(blocks, document.parts[0].heading, language)
        vote = _vote([block for block in blocks if is_vote(block.text, language)], language)
    if not sponsors and meeting is None and vote is None:
        return None
    return Proceedings(sponsors=sponsors, meeting=meeting, vote=vote)


def _sponsors(blocks: Sequence[Block], language: str, names: Nomenclature) -> tuple[Sender, ...]:
    """The States before the colon of "…: draft resolution", in the order printed."""
    for block in blocks:
        lead, colon, rest = clean(block.text).partition(":" if ":" in block.text else "：")
        if not colon or named(rest.replace("*", "").strip(), "draft", language, whole=True) is None:
            continue
        found = names.find_states(lead, language)
        return tuple(Sender(state=state.code) for state in found)
    return ()


def _meeting(blocks: Sequence[Block], heading: str | None, language: str) -> Meeting | None:
    """The meeting of adoption: below the text, or in the line "Adopted by … at its nth meeting, on …"."""
    for block in reversed(blocks):
        if is_meeting(block.text, language):
            return _told(block.text, language)
    for text in (*(block.text for block in blocks[:3]), heading or ""):
        if named(text, "by", language):
            return _told(text, language)
    return None


def _told(text: str, language: str) -> Meeting | None:
    dates = find_dates(text, language)
    bare = text
    for found in reversed(dates):
        bare = bare[: found.start] + " " + bare[found.end :]
    number = re.search(r"\d{1,5}", bare)
    if number is None and not dates:
        return None
    return Meeting(number=int(number[0]) if number else None, date=dates[-1].date if dates else None)


def _vote(blocks: Sequence[Block], language: str) -> Vote | None:
    if not blocks:
        return None
    voted: dict[str, tuple[str, ...]] = {}
    counts: list[int] = []
    for block in blocks:
        folded = fold(block.text[:120])
        side = next((side for side, pattern in _side(language) if pattern.match(folded)), None)
        if side is not None:
            names = re.split(r"[:：]\s*", block.text, maxsplit=1)[-1].strip(" ]】.")
            voted[side] = tuple(clean(name) for name in re.split(r"[,،、，]\s*", names) if clean(name))
        elif not counts:
            counts = [int(count) for count in _COUNT.findall(block.text)][:3]
    if not counts and not voted:
        return Vote(recorded=False)
    numbers = [*counts, None, None, None]
    return Vote(recorded=True, in_favour=numbers[0], against=numbers[1], abstaining=numbers[2], voted=voted)
