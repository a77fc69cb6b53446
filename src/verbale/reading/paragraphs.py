"""Lines joined to paragraphs.

A format that knows its paragraphs gives them whole. Of printed lines, a new paragraph begins where the printer says so:
a gap, a first line set in, a number, a last line that ended although the next word had room.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from verbale.reading.folding import clean
from verbale.reading.lines import Line
from verbale.reading.numbering import marker_of

__all__ = ["Measure", "Measures", "Paragraph", "join_lines", "join_texts", "measure", "paragraphs"]

_ENDS = re.compile(r"[.!?:;。！？：；؟؛…](?:[\"”»’'）)\]]|\d{1,3}|\*)*\s*$")
_OPEN_END = re.compile(r"[,，、،(\[“«–—-]\s*$")
_BRACKETED = re.compile(r"^\[[^\[\]]{3,80}\]$")
_HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_BROKEN = re.compile(r"([^\W\d_]+)[-‐]$")
_SYMBOL = re.compile(r"(?<![\w/])[A-Z]{1,5}(?:/[\w.()-]+)*/?$")
_SYMBOL_GOES_ON = re.compile(r"/?[A-Z\d][\w.]*")
_LONGEST_WORD = 60
_ROWS = {"1": "2", "I": "II", "(a)": "(b)", "a)": "b)", "一": "二"}
_INDENT = 7.0
_TOLERANCE = 3.0
_CHARACTER = 5.0


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """A paragraph: its text with the offsets of its note marks, and the lines that it was joined from."""

    text: str
    lines: tuple[Line, ...]
    marks: tuple[tuple[int, str], ...] = ()

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0]


def _seam(before: str, after: str, vocabulary: frozenset[str]) -> tuple[int, str]:
    """How two lines are sewn: how many characters go from the end of the first, and what stands between them.

    No space beside Chinese characters, nor in a span of figures ("2018–2028") or a symbol ("A/HRC/40/22"); a hyphen at a
    line's end goes where the word is known without it.
    """
    if before.endswith("\u00ad"):
        return 1, ""
    if _HAN.match(before[-1:]) or _HAN.match(after[:1]):
        return 0, ""
    if before[-1:] == "–" and before[-2:-1].isdigit() and after[:1].isdigit():
        return 0, ""
    if (
        "/" in (before[-1:], after[:1])
        and _SYMBOL.search(before[-_LONGEST_WORD:])
        and _SYMBOL_GOES_ON.match(after)
    ):
        return 0, ""
    broken = _BROKEN.search(before[-_LONGEST_WORD:])
    follows = re.match(r"[^\W\d_]+", after) if broken else None
    if not broken or not follows:
        return 0, " "
    known = after[:1].islower() and (broken[1] + follows[0]).lower() in vocabulary
    return int(known), ""


def join_texts(before: str, after: str, vocabulary: frozenset[str] = frozenset()) -> tuple[str, int]:
    """Two lines as one, and the offset of the second in it."""
    before, after = before.rstrip(), after.lstrip()
    gone, between = _seam(before, after, vocabulary)
    first = before[: len(before) - gone] + between
    return first + after, len(first)


def join_lines(lines: Sequence[Line], vocabulary: frozenset[str] = frozenset()) -> Paragraph:
    """The lines of one paragraph as one text, note marks carried along."""
    pieces: list[str] = []
    marks: list[tuple[int, str]] = []
    length = 0
    if len(lines) == 1 and not lines[0].marks:
        return Paragraph(clean(lines[0].text), (lines[0],))
    for line in lines:
        text, more = _cleaned(line)
        if text and pieces:
            gone, between = _seam(pieces[-1], text, vocabulary)
            pieces[-1] = pieces[-1][: len(pieces[-1]) - gone] + between
            length += len(between) - gone
        marks += [(length + (offset if text else 0), label) for offset, label in more]
        if text:
            pieces.append(text)
            length += len(text)
    return Paragraph("".join(pieces).rstrip("\u00ad"), tuple(lines), tuple(marks))


def _cleaned(line: Line) -> tuple[str, list[tuple[int, str]]]:
    """The text of a line with single spaces, and its marks at their places in it."""
    # a soft hyphen at the end says that the word goes on in the next line
    text = clean(line.text) + ("\u00ad" if line.text.endswith("\u00ad") else "")
    return text, [(len(clean(line.text[:offset])), label) for offset, label in line.marks]


@dataclass(frozen=True, slots=True)
class Measure:
    """How lines of a run are set: where most begin, and how far they reach."""

    left: float | None
    right: float
    full: int

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Measure:
        running = [line for line in lines if not line.whole and line.kind == "text"]
        if not running:
            return cls(None, 0.0, 0)
        lefts = Counter(round(line.left) for line in running if line.left is not None and line.column == 0)
        rights = sorted(line.right for line in running if line.right is not None)
        lengths = sorted(len(line.text) for line in running)
        common = lefts.most_common(1)[0][0] if lefts else None
        if common is not None:
            # the margin is the leftmost place at which a good share of the lines begins
            total = sum(lefts.values())
            common = min(
                place for place, count in lefts.items() if count >= max(2, total * 0.08) or place == common
            )
        return cls(
            float(common) if common is not None else None,
            rights[math.ceil(len(rights) * 0.95) - 1] if rights else 0.0,
            lengths[math.ceil(len(lengths) * 0.95) - 1] if lengths else 0,
        )


Measures = dict[int, Measure]


def measure(lines: Sequence[Line]) -> Measures:
    """How the lines of a text are set, by page; a page of few lines is measured by all."""
    everywhere = Measure.of(lines)
    if not everywhere.full:  # whole paragraphs only
        return dict.fromkeys([line.page for line in lines], everywhere)
    own: dict[int, list[Line]] = {}
    for line in lines:
        own.setdefault(line.page, []).append(line)
    return {page: Measure.of(some) if len(some) >= 6 else everywhere for page, some in own.items()}


def paragraphs(
    lines: Sequence[Line],
    *,
    vocabulary: frozenset[str] = frozenset(),
    measures: Measures | None = None,
    breaks: frozenset[int] = frozenset(),
) -> list[Paragraph]:
    """The paragraphs of a run of lines. ``measures`` are of the whole text, where the run is a part of it; ``breaks``
    the indexes of lines that surely begin one."""
    if len(lines) > 1 and all(_ENDS.search(line.text.strip()) for line in lines if line.kind == "text"):
        breaks = frozenset(range(1, len(lines)))
    by_page = measures if measures is not None else measure(lines)
    made: list[Paragraph] = []
    current: list[Line] = []
    for index, line in enumerate(lines):
        if current and (index in breaks or _begins(current, line, by_page, lines, index)):
            made.append(join_lines(current, vocabulary))
            current = []
        current.append(line)
    if current:
        made.append(join_lines(current, vocabulary))
    return [paragraph for paragraph in made if paragraph.text or paragraph.first.rows]


def _begins(
    current: Sequence[Line], line: Line, measures: Measures, lines: Sequence[Line], index: int
) -> bool:
    before = current[-1]
    if line.whole or before.whole or line.kind != before.kind or line.kind in {"table", "heading"}:
        return True
    if line.marker is not None:
        return True
    text, last = line.text.strip(), before.text.strip()
    if _BRACKETED.match(text) or _BRACKETED.match(last):
        return True
    ended = bool(_ENDS.search(last))
    lower = text[:1].islower() or (not ended and text[:1] in "([«“" and marker_of(text) is None)
    marker = marker_of(text)
    if marker is not None and (
        ended
        or line.gap_before
        or _short(before, line, measures, 0.8)
        or _begins_row(marker.number, lines, index)
    ):
        return True
    measure, before_measure = measures[line.page], measures[before.page]
    if line.page != before.page:
        return _begins_page(before, line, measure, before_measure, ended=ended, lower=lower)
    if line.gap_before:
        return not (lower and not ended)
    if line.bold != before.bold and (line.bold or before.bold) and _short(before, line, measures, 0.9):
        return not lower
    if _OPEN_END.search(last) and not ended:
        return False
    if _set_in(line, measure) and not lower and (ended or not _set_in(before, measure)):
        if ended and not _level(before, line):
            return True
        if _hanging(current, lines, index) and (not _set_in(before, measure) or len(current) == 1):
            return True
    if lower and not ended:
        return False
    if ended:
        return _short(before, line, measures, 0.93)
    # a line that ends no sentence is a title or an address only where much room was left
    share = 0.5 if _HAN.match(text[:1]) else 0.6 if text[:1].isdigit() else 0.8
    return not lower and _short(before, line, measures, share)


def _begins_row(number: str, lines: Sequence[Line], index: int) -> bool:
    """Whether a number is the first of a row: the next one begins a line further down."""
    following = _ROWS.get(number)
    if following is None:
        return False
    for line in lines[index + 1 : index + 40]:
        marker = marker_of(line.text.strip())
        if marker is not None and marker.number == following:
            return True
    return False


def _begins_page(
    before: Line, line: Line, measure: Measure, before_measure: Measure, *, ended: bool, lower: bool
) -> bool:
    """Whether a paragraph begins with a page: one that goes on from the page before is joined."""
    if lower or _OPEN_END.search(before.text.strip()):
        return False
    if not ended:
        return _reach(before) < before_measure.right * 0.6 if before.right is not None else False
    return _set_in(line, measure) or _reach(before) < before_measure.right * 0.9


def _reach(line: Line) -> float:
    return line.right if line.right is not None else len(line.text) * _CHARACTER


def _set_in(line: Line, measure: Measure) -> bool:
    """Whether a line begins behind the margin, as the first line of a paragraph does."""
    return line.left is not None and measure.left is not None and line.left > measure.left + _INDENT


def _level(before: Line, line: Line) -> bool:
    """Whether two lines begin at the same place."""
    return before.left is not None and line.left is not None and abs(before.left - line.left) < _TOLERANCE


def _hanging(current: Sequence[Line], lines: Sequence[Line], index: int) -> bool:
    """Whether a line that is set in begins a paragraph, and does not hang below a number."""
    if marker_of(current[0].text) is None:
        return True
    ended = _ENDS.search(current[-1].text.strip()) is not None
    following = lines[index + 1] if index + 1 < len(lines) else None
    if following is None or following.left is None or following.page != lines[index].page:
        return ended
    level = abs((lines[index].left or 0) - following.left) < _TOLERANCE
    return not (level or (not ended and marker_of(following.text) is not None))


def _short(before: Line, line: Line, measures: Measures, share: float) -> bool:
    """Whether a line ended although the next word had room in it."""
    measure = measures[before.page]
    han = _HAN.match(line.text.strip()[:1])
    first = 1 if han else len(re.split(r"\s", line.text.strip(), maxsplit=1)[0]) + 1
    if before.right is not None and before.left is not None and measure.right > 0:
        each = (before.right - before.left) / max(1, len(before.text))
        if measure.left is not None and before.left > measure.left + 0.3 * (measure.right - measure.left):
            return False  # centred or set to the right: its end says nothing
        return before.right + first * each < measure.right * share + 2
    return len(before.text) + first < measure.full * share
