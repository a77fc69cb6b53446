"""The lines of a masthead with their cut pieces joined: an organ's name, a session, a list of items over two lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from verbale.languages.dates import find_dates
from verbale.languages.ordinals import find_sessions, may_go_on, may_name_session
from verbale.reading.folding import fold
from verbale.reading.items import find_items
from verbale.reading.lines import Line
from verbale.reading.page import Page
from verbale.reading.paragraphs import join_texts
from verbale.reading.phrases import languages_read, match
from verbale.reading.tokens import take_tokens

__all__ = ["STRONG", "joined", "part_of"]

# Pieces that stand in a masthead and nowhere else.
STRONG = {"symbol", "distribution", "distribution-label", "session", "items", "original", "publisher"}
_RUN_ON = 45  # a line of a masthead that is longer was run together
_REACH = 3  # how many lines further a name may go on, the other column between

_ITEMS_GO_ON = re.compile(
    r"^(?:(?:[,،、]|and|et|y|и|و|和|及|与)\s*)*\d{1,3}(?!\d)(?!\s*[A-Za-z]{3})|^(?:[\(（]?[^\W\d_][)）])"
)


def part_of(line: Line, text: str) -> Line:
    """A line that holds only a part of the text of ``line``, or the text of several lines."""
    return msgspec.structs.replace(line, text=text, marks=(), links=())


def joined(lines: Sequence[Line], page: Page) -> list[Line]:
    """The lines of a masthead with each name, session and list of items that is set over two lines made one line."""
    return _items_joined(_names_joined(list(lines), page), page)


def _names_joined(lines: list[Line], page: Page) -> list[Line]:
    index = 0
    while index < len(lines):
        last, made = _joint(lines, index, page)
        if made is None:
            index += 1
            continue
        lines[index : last + 1] = [made, *lines[index + 1 : last]]
        # what is one line now may end what one of the lines before it begins
        index = max(0, index - _REACH)
    return lines


def _joint(lines: list[Line], index: int, page: Page) -> tuple[int, Line | None]:
    """The index of the line in which the one at ``index`` goes on, and the two as one; None where it is whole."""
    line = lines[index]
    if line.kind == "table":
        return index, None
    following = lines[index + 1] if index + 1 < len(lines) else None
    if following is not None and len(line.text) >= _RUN_ON and _crosses(line, following, page):
        return index + 1, part_of(line, join_texts(line.text, following.text)[0])
    if len(line.text) > 60:
        return index, None
    text = line.text.strip()
    begins = page.nomenclature.begins_organ(text)
    named = may_name_session(text)
    for other in range(index + 1, min(index + _REACH + 1, len(lines))):
        following = lines[other]
        if len(following.text) > 40 or not _same_column(line, following):
            continue
        # a name over two lines: the first begins an organ's, or one of them has the noun of a session
        if not (begins or named or may_name_session(following.text)):
            continue
        whole = join_texts(text, following.text)[0]
        if _is_one_name(text, following.text, whole, page):
            return other, part_of(line, whole)
    return index, None


def _crosses(line: Line, following: Line, page: Page) -> bool:
    """Whether a masthead run together was cut inside one of its pieces: "Distr.: General 5 May / 2021"."""
    if following.gap_before or following.number == line.number or len(line.text) > 400:
        return False
    whole, at = join_texts(line.text.strip(), following.text.strip())
    tokens, _ = take_tokens(whole, page.language, page.nomenclature)
    strong = any(token.kind in STRONG for token in tokens)
    return strong and any(token.start < at - 1 and at < token.end for token in tokens)


def _is_one_name(text: str, following: str, whole: str, page: Page) -> bool:
    """Whether two lines name one session, or one organ that neither of them names."""
    crossing = len(text) > 6 and may_go_on(text, following.strip())
    sessions = find_sessions(whole, page.language) if crossing else []
    if any(one.start < len(text) < one.end for one in sessions):
        return True
    organ_named = page.nomenclature.organ_named
    return (
        organ_named(whole, page.language) is not None
        and organ_named(text, page.language) is None
        and organ_named(following, page.language) is None
    )


def _same_column(line: Line, following: Line) -> bool:
    if line.left is None or following.left is None:
        return True
    return abs(line.left - following.left) < 12


def _items_joined(lines: list[Line], page: Page) -> list[Line]:
    index = 0
    while index + 1 < len(lines):
        line, following = lines[index], lines[index + 1]
        lists = find_items(line.text, page.language) if len(line.text) < 300 else []
        if not lists:
            index += 1
            continue
        tail = line.text[lists[-1].end :].strip()
        open_end = bool(re.fullmatch(r"[,،、*\s]*(?:and|et|y|и|و|和|及|与)?\s*", tail))
        goes_on = _ITEMS_GO_ON.match(following.text.strip()) and not find_dates(following.text)
        agenda = not tail and any(
            match("agenda", fold(following.text), code) for code in languages_read(page.language)
        )
        if (
            open_end
            and (following.column == line.column or following.number == line.number)
            and (goes_on or agenda)
        ):
            lines[index : index + 2] = [part_of(line, join_texts(line.text, following.text.strip())[0])]
        else:
            index += 1
    return lines
