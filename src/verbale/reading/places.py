"""Where lines stand, in one sense for all scripts: ``left`` is where a line begins, ``right`` where it ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

import msgspec

from verbale.reading.lines import Line

__all__ = ["placed", "whole_where_pasted"]

_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]"
)
_PITCH = 5.0
_SENTENCE_END = re.compile(r"[.!?;:。！？；：؟؛…](?:[\"”»’'）)\]]|\d{1,3}|\*)*$")


def placed(lines: Sequence[Line], language: str, *, printed: bool) -> Iterable[Line]:
    """The lines with their places from the side on which reading begins: Arabic lines are mirrored.

    ``printed`` is plain text, whose places are counted in characters: a Chinese character is as wide as two.
    """
    if printed and language == "zh":
        lines = [_widened(line) for line in lines]
    if language != "ar":
        return lines
    if not _set_from_the_right(lines):
        return lines
    widths: dict[int, float] = {}
    for line in lines:
        if line.right is not None:
            widths[line.page] = max(widths.get(line.page, 0.0), line.right)
    return [_mirrored(line, widths.get(line.page, 0.0)) for line in lines]


def whole_where_pasted(lines: Sequence[Line], language: str) -> Sequence[Line]:
    """Pasted text has a paragraph a line: where nearly every long line ends a sentence, each line is whole.

    Of wrapped text, most lines end inside one.
    """
    long = 25 if language == "zh" else 65
    running = [line.text.rstrip() for line in lines if line.kind == "text" and len(line.text) >= long]
    ended = sum(bool(_SENTENCE_END.search(text)) for text in running)
    if not running or ended < len(running) * 0.7 or all(line.whole for line in lines):
        return lines
    if _wrapped(lines) * 5 >= len(running):
        return lines
    return [msgspec.structs.replace(line, whole=True) if line.kind == "text" else line for line in lines]


def _wrapped(lines: Sequence[Line]) -> int:
    """How many lines go on in the next: they end no sentence, and it begins small."""
    return sum(
        len(line.text) >= 40
        and line.kind == following.kind == "text"
        and not following.gap_before
        and not _SENTENCE_END.search(line.text.rstrip())
        and following.text[:1].islower()
        for line, following in pairwise(lines)
    )


def _set_from_the_right(lines: Sequence[Line]) -> bool:
    """Whether the ends of lines lie closer together than their beginnings."""
    spread_left = spread_right = 0.0
    for page in {line.page for line in lines}:
        own = [line for line in lines if line.page == page and line.kind == "text" and line.column == 0]
        spread_left += _spread([line.left for line in own if line.left is not None])
        spread_right += _spread([line.right for line in own if line.right is not None])
    return spread_right <= spread_left


def _spread(places: Sequence[float]) -> float:
    """How far places lie from the middle one, all together."""
    middle = median(places) if places else 0.0
    return sum(min(abs(place - middle), 60.0) for place in places)


def _widened(line: Line) -> Line:
    if line.left is None:
        return line
    return msgspec.structs.replace(
        line, right=line.left + (len(line.text) + len(_WIDE.findall(line.text))) * _PITCH
    )


def _mirrored(line: Line, width: float) -> Line:
    if line.left is None or line.right is None:
        return line
    return msgspec.structs.replace(line, left=width - line.right, right=width - line.left)
