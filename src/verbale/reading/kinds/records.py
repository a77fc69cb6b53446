"""Records of meetings: the head of the meeting, who presides, and what was said, turn by turn.

Source: verbatim and summary records. A verbatim record prints meeting, day, time and place, who presides and, in the
Security Council, the members; then headings, stage directions and turns, in two columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import msgspec

from verbale.document import Block, Document, Kind, Meeting, Part, Proceedings, Speaker
from verbale.languages.dates import find_dates
from verbale.reading.blocks import vocabulary_of
from verbale.reading.folding import clean, fold, fold_pattern
from verbale.reading.footnotes import read_footnotes
from verbale.reading.kinds.formal import blocks_of, joined
from verbale.reading.kinds.namings import named
from verbale.reading.kinds.running import without_running
from verbale.reading.kinds.speakers import mark_speakers, named_speaker, speaker_of
from verbale.reading.kinds.tables import toml
from verbale.reading.lines import Line
from verbale.reading.masthead import read_head
from verbale.reading.page import Page
from verbale.reading.paragraphs import join_lines
from verbale.reading.titles import Title, find_title
from verbale.reading.tokens import symbol_at

__all__ = ["clock_time", "find_record", "meeting_number", "read_record"]

_LEADER = re.compile(r"\s*(?:\.\s?){3,}\s*|\s*\.\s\.\s+(?=\S)|\s*…+\s*")
_NUMBER = re.compile(r"\d{1,5}")
_RECORD_SYMBOL = re.compile(r"/[PS][VR]")
_BROKEN_ORDINAL = re.compile(r"\d\s+(?:nd|st|rd|th)\b|\d(?:th|st|nd|rd)meeting")
_LONGEST = 400  # of a line that names a meeting
_FARTHEST = 60
_BRACKETED = re.compile(r"^(?P<name>[^()（）]+?)\s*(?P<brackets>[(（].*[)）])?$")


@cache
def _pattern(slot: str, language: str) -> re.Pattern[str]:
    patterns = [fold_pattern(pattern) for pattern in toml("records")[slot].get(language, ())]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)")


def _match(slot: str, text: str, language: str) -> re.Match[str] | None:
    return _pattern(slot, language).match(fold(text))


def clock_time(text: str, language: str) -> str | None:
    """The first clock time in a text as "15:10"; None where there is none.

    >>> clock_time("The meeting was called to order at 3.10 p.m.", "en")
    '15:10'
    """
    folded = fold(text)
    for pattern in toml("records")["time"].get(language, ()):
        match = re.search(fold_pattern(pattern), folded)
        if match is None:
            continue
        groups = match.groupdict()
        hour = int(groups.get("h") or groups.get("h12") or 0)
        half = groups.get("half")
        if half in ("p", "下午") and hour < 12:
            hour += 12
        if half == "a" and hour == 12:
            hour = 0
        return f"{hour:02d}:{int(groups.get('m') or 0):02d}"
    return None


def meeting_number(text: str) -> int | None:
    """The number of the meeting that a line names: "107th plenary meeting"."""
    match = _NUMBER.search(re.sub(r"\s+(?=nd|st|rd|th)", "", clean(text)))
    return int(match[0]) if match else None


def find_record(page: Page) -> tuple[int, Kind] | None:
    """The line that names the meeting, and the kind of record; None where the page is of no record."""
    kind: Kind | None = None
    for line in page.lines[:_FARTHEST]:
        # a symbol has a stroke: most lines have none, and their words need not be tried
        for word in clean(line.text).split() if _RECORD_SYMBOL.search(line.text) else ():
            found = symbol_at(word, 0)
            if found is not None and ("/PV." in found[0] or "/SR." in found[0]):
                kind = "verbatim-record" if "/PV." in found[0] else "summary-record"
    for index, line in enumerate(page.lines[:_FARTHEST]):
        if len(line.text) > _LONGEST:
            continue
        text = clean(line.text)
        if _BROKEN_ORDINAL.search(text):
            text = re.sub(r"(?<=\d)\s+(?=(?:nd|st|rd|th)\b)|(?<=th|st|nd|rd)(?=meeting)", "", text)
            text = re.sub(r"(?<=\dth|\dst|\dnd|\drd)meeting", " meeting", text)
        told = named(text, "record", page.language)
        if told is None:
            continue
        if kind is None and not re.search(r"\d", text) and told == "verbatim-record":
            kind = told
        if kind is None and told == "summary-record":
            kind = told
        if kind is not None:
            return index, kind
    return None


@dataclass(slots=True)
class _Opening:
    """What stands between the name of the meeting and its first words."""

    when: date | None = None
    time: str | None = None
    place: str | None = None
    president: Speaker | None = None
    members: list[Speaker] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    last: int = 0


def read_record(page: Page) -> Document | None:
    """The document, without citations, where a page holds the record of a meeting; None where it does not."""
    found = find_record(page)
    if found is None:
        return None
    index, kind = found
    if find_title(page.lines[:index], page.language, page.nomenclature) is not None:
        return None  # the title of a communication stands first: the record is its annex
    title = _meeting_title(page, index)
    above = read_head(page, title=Title(kind, title, index, 0, index, ""))
    masthead = above.masthead
    lines, corrections = _without_corrections(
        without_running(page.lines[index + 1 :], masthead.symbols), page
    )
    opening = _open(lines, page)
    if masthead.date is None or opening.when is not None:
        masthead = msgspec.structs.replace(masthead, date=opening.when or masthead.date)
    if masthead.distribution is None and any(
        fold(line.text).strip() in ("provisional", "provisoire", "предварительный", "临时", "مؤقت")
        for line in page.lines[: index + opening.last + 2]
    ):
        masthead = msgspec.structs.replace(masthead, distribution="provisional")
    vocabulary = vocabulary_of(page)
    body = lines[opening.last :]

    def begins(line: Line) -> bool:
        return _begins_turn(line, page)

    blocks = blocks_of(joined(_squared(body), page, vocabulary, begins=begins), page)
    blocks = mark_speakers(blocks, page.language, page.nomenclature, reported=kind == "summary-record")
    tail = [Block(type="paragraph", text=join_lines(corrections, vocabulary).text)] if corrections else []
    opened, closed = _times(blocks, page.language)
    meeting = Meeting(
        number=meeting_number(title),
        date=opening.when,
        time=opening.time,
        place=opening.place,
        president=opening.president,
        members=tuple(opening.members),
        opened=opened,
        closed=closed,
    )
    part = Part(role="main", language=page.language, blocks=(*opening.blocks, *blocks, *tail))
    return Document(
        kind=kind,
        language=page.language,
        masthead=msgspec.structs.replace(masthead, title=title),
        parts=(part,),
        footnotes=read_footnotes((*above.notes, *page.notes), vocabulary),
        source=page.source,
        notices=tuple(page.ledger.notices),
        proceedings=Proceedings(meeting=meeting),
    )


def _meeting_title(page: Page, index: int) -> str:
    return re.sub(r"(?<=\d)\s+(?=(?:nd|st|rd|th)\b)", "", clean(page.lines[index].text))


def _without_corrections(lines: Sequence[Line], page: Page) -> tuple[list[Line], list[Line]]:
    """The lines without the note on corrections, which on the first page cuts through the text, and that note."""
    kept: list[Line] = []
    note: list[Line] = []
    inside = False
    for line in lines:
        begins = _match("corrections", line.text, page.language) is not None
        if begins and not note:
            inside = True
        elif inside and note and not _goes_on(note[-1], line):
            inside = False
        (note if inside else kept).append(line)
    return kept, note


def _goes_on(before: Line, line: Line) -> bool:
    if line.page != before.page or line.whole:
        return False
    if before.size is not None and line.size is not None:
        return abs(before.size - line.size) < 0.3
    return (not line.gap_before and not clean(before.text).endswith(".")) or line.text[:1].islower()


def _open(lines: Sequence[Line], page: Page) -> _Opening:
    """The lines from the day of the meeting to the agenda."""
    opening = _Opening()
    language = page.language
    place: list[str] = []
    state = "when"
    index = 0
    while index < len(lines):
        line = lines[index]
        text = clean(line.text)
        if _match("opened", text, language) or (state != "when" and line.bold and line.page > lines[0].page):
            break
        if _match("presiding", text, language):
            state = "presiding"
            rest = text[_label_end("presiding", text, language) :]
            opening.president = _preside(rest, page)
            opening.blocks.append(Block(type="paragraph", text=_unled(text)))
        elif _match("members", text, language):
            state = "members"
            rest = text[_label_end("members", text, language) :]
            _member(opening, text[: -len(rest)] if rest else text, rest, page)
        elif _match("agenda", text, language):
            state = "agenda"
            opening.blocks.append(Block(type="heading", text=text, level=1))
        elif state == "when" and opening.when is None and find_dates(text, language):
            opening.when = find_dates(text, language)[0].date
            opening.time = clock_time(text, language)
            opening.blocks.append(Block(type="paragraph", text=text))
        elif state == "when" and index <= 6 and not place and not text.endswith("."):
            if opening.when is not None:
                place.append(text)
            opening.blocks.append(Block(type="paragraph", text=text))
        elif state == "members" and _LEADER.search(text):
            _member(opening, None, text, page)
        elif state == "members" and index + 1 < len(lines) and _LEADER.search(lines[index + 1].text):
            # a name of two lines
            lines = [
                *lines[: index + 1],
                msgspec.structs.replace(lines[index + 1], text=f"{text} {lines[index + 1].text}"),
                *lines[index + 2 :],
            ]
        elif (state == "agenda" and not _is_turn(line, page)) or (
            state in ("when", "presiding", "members")
            and len(text) > 1
            and not _is_turn(line, page)
            and index < 8
        ):
            opening.blocks.append(Block(type="paragraph", text=text))
        elif len(text) > 1 or line.rows:
            break
        index += 1
    opening.place = place[0] if place else None
    opening.last = index
    return opening


def _begins_turn(line: Line, page: Page) -> bool:
    """Whether a line begins a turn, or tells that the meeting was opened or closed."""
    text = clean(line.text)
    if speaker_of(text, page.language, page.nomenclature) is not None:
        return True
    return any(_match(slot, text, page.language) for slot in ("opened", "closed"))


def _is_turn(line: Line, page: Page) -> bool:
    probe = mark_speakers([Block(type="paragraph", text=clean(line.text))], page.language, page.nomenclature)
    return probe[0].speaker is not None or line.italic


def _label_end(slot: str, text: str, language: str) -> int:
    match = re.match(r"[^:：]*[:：]\s*", text)
    return match.end() if match else 0


def _unled(text: str) -> str:
    return clean(_LEADER.sub(" ", text))


def _preside(text: str, page: Page) -> Speaker | None:
    bare = _unled(text)
    match = _BRACKETED.match(bare)
    if not bare or match is None:
        return None
    return named_speaker(match["name"], match["brackets"] or "", page.language, page.nomenclature)


def _member(opening: _Opening, label: str | None, text: str, page: Page) -> None:
    pieces = [clean(piece) for piece in _LEADER.split(text) if clean(piece)]
    row = tuple(pieces)
    if label is not None:
        opening.blocks.append(Block(type="paragraph", text=clean(label)))
        opening.blocks.append(Block(type="table", text=" ".join(row), rows=(row,)))
    elif opening.blocks and opening.blocks[-1].type == "table":
        last = opening.blocks[-1]
        rows = (*last.rows, row)
        text = " ".join(" ".join(cells) for cells in rows)
        opening.blocks[-1] = Block(type="table", text=text, rows=rows)
    if len(pieces) >= 2:
        state = page.nomenclature.state_named(pieces[0], page.language)
        opening.members.append(Speaker(name=pieces[-1], state=state, of=None if state else pieces[0]))


def _squared(lines: Sequence[Line]) -> list[Line]:
    """Lines of two columns as if they stood below each other: each column a page, its margin at one place."""
    margins: dict[tuple[int, int], float] = {}
    for key in {(line.page, line.column) for line in lines}:
        lefts = Counter(
            round(line.left) for line in lines if (line.page, line.column) == key and line.left is not None
        )
        common = [left for left, count in lefts.items() if count >= max(2, lefts.total() * 0.08)]
        if common:
            margins[key] = min(common)
    if not margins:
        return list(lines)
    squared = []
    for line in lines:
        margin = margins.get((line.page, line.column))
        if margin is None or line.left is None or line.right is None:
            squared.append(msgspec.structs.replace(line, page=line.page * 4 + line.column, column=0))
            continue
        shift = margin - 60
        squared.append(
            msgspec.structs.replace(
                line,
                page=line.page * 4 + line.column,
                column=0,
                left=line.left - shift,
                right=line.right - shift,
            )
        )
    return squared


def _times(blocks: Sequence[Block], language: str) -> tuple[str | None, str | None]:
    opened = next((block.text for block in blocks if _match("opened", block.text, language)), "")
    closed = [block.text for block in blocks if _match("closed", block.text, language)]
    return clock_time(opened, language), clock_time(closed[-1], language) if closed else None
