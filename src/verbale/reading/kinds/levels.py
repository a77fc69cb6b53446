"""How deep numbered paragraphs stand, and numbers that only a row of them makes known: "a.", "㈠", "’1‘"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from verbale.document import Block
from verbale.reading.numbering import marker_of

__all__ = ["Levels", "leading", "lone_number", "relevel", "sub_marker"]

_Kind = Literal["figure", "letter", "roman", "han", "bullet", "other"]

_DOTTED = re.compile(r"(?P<number>(?P<bare>[a-z]|[ivx]{1,5})\.)\s+(?=\S)")
_ENCLOSED = re.compile(r"(?P<number>[\u3220-\u3243]|[’‘']\d{1,2}[‘’'])\s*(?=\S)")
_LONE = re.compile(r"[\u3220-\u3243]|[’‘']\d{1,2}[‘’']|[(（][a-z\u0621-\u064a]{1,4}[)）]|\d{1,3}\.")
_ROMAN = re.compile(r"[ivxl]+")


def sub_marker(text: str, before: str | None, *, opens: bool) -> tuple[str, str] | None:
    """The number of a sub-paragraph that a text begins with, and the text behind it.

    "a." is a number only where a row of them begins (``opens``: the paragraph before ends in a colon) or goes on from
    ``before``, the number before it.
    """
    enclosed = _ENCLOSED.match(text)
    if enclosed:
        return enclosed["number"], text[enclosed.end() :]
    dotted = _DOTTED.match(text)
    if dotted is None:
        return None
    bare = dotted["bare"]
    begins = opens and bare in ("a", "i")
    follows = before is not None and before.endswith(".") and _follows(before[:-1], bare)
    return (dotted["number"], text[dotted.end() :]) if begins or follows else None


def lone_number(text: str) -> bool:
    """Whether a paragraph is nothing but the number of the one that follows."""
    return _LONE.fullmatch(text.strip()) is not None


def _follows(before: str, number: str) -> bool:
    if len(before) == len(number) == 1 and ord(number) == ord(before) + 1:
        return True
    return bool(_ROMAN.fullmatch(before)) and _value(number) == _value(before) + 1


def _value(roman: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}.get(letter, 0) for letter in roman]
    return sum(-v if i + 1 < len(values) and values[i + 1] > v else v for i, v in enumerate(values))


class Levels:
    """The level of each number as it comes: 0 for "1", 1 for the "(a)" below it, 2 for the "(i)" below that.

    >>> levels = Levels()
    >>> [levels.of(number) for number in ("1", "(a)", "(i)", "(ii)", "(b)", "2", None, "(i)")]
    [0, 1, 2, 2, 1, 0, 0, 1]
    """

    def __init__(self) -> None:
        self._open: list[tuple[_Kind, str]] = []
        self.last: str | None = None

    def of(self, number: str | None) -> int:
        """The level of a paragraph of this number; a paragraph without one ends all rows."""
        self.last = number
        if number is None or re.match(r"\d", number):
            self._open = []
            return 0
        bare = number.strip("().）（").lower()
        kinds = self._kinds(number, bare)
        for depth, (kind, last) in enumerate(self._open):
            if kind in kinds and (len(kinds) == 1 or _follows(last, bare)):
                self._open = [*self._open[:depth], (kind, bare)]
                return depth + 1
        fresh = [kind for kind in kinds if kind not in [kind for kind, _ in self._open]]
        if not fresh:
            depth = next(i for i, (kind, _) in enumerate(self._open) if kind in kinds)
            self._open = [*self._open[:depth], (kinds[0], bare)]
            return depth + 1
        self._open.append((fresh[-1], bare))
        return len(self._open)

    @staticmethod
    def _kinds(number: str, bare: str) -> tuple[_Kind, ...]:
        if not bare or not bare[0].isalnum():
            return ("bullet",)
        if bare[0].isdigit() or "\u3220" <= bare[0] <= "\u3243" or number[:1] in "’‘'":
            return ("figure",)
        if "\u4e00" <= bare[0] <= "\u9fff":
            return ("han",)
        if _ROMAN.fullmatch(bare):
            return ("letter", "roman") if len(bare) == 1 else ("roman",)
        return ("letter",)


def relevel(blocks: Iterable[Block]) -> list[Block]:
    """Numbered paragraphs at the levels that their row of numbers tells; others as they are."""
    levels = Levels()
    made = []
    for block in blocks:
        if block.type == "paragraph":
            level = levels.of(block.number)
            if block.number is not None and level != block.level:
                made.append(msgspec.structs.replace(block, level=level))
                continue
        made.append(block)
    return made


def leading(text: str, levels: Levels, *, opens: bool, headed: bool) -> tuple[str | None, str, bool]:
    """The number that a paragraph begins with, the text behind it, and whether it is of the kind that headings have.

    ``headed``: a heading's number is one of the paragraph's.
    """
    found = sub_marker(text, levels.last, opens=opens)
    if found is not None:
        return found[0], found[1], False
    marker = marker_of(text)
    if marker is None or (marker.heading and not headed):
        return None, text, False
    return marker.number, text[marker.end :], marker.heading
