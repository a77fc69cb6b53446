"""Automatic numbers: what Word prints before a paragraph and keeps out of its text (ECMA-376 part 1, 17.9).

A paragraph names a list (``w:num``) and a level, itself or through its style; a list points at an abstract list, which
holds the levels and counts for all lists that share it, until one of them starts anew.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from verbale.reading.files.archive import Archive
from verbale.reading.files.docx.formats import format_number
from verbale.reading.files.docx.names import W, normal
from verbale.reading.files.xml import parse

if TYPE_CHECKING:
    from verbale.reading.files.docx.styles import Look

__all__ = ["Counters", "Lists", "lists_of", "read_lists"]

_KEPT = 64
_PLACE = re.compile(r"%([1-9])")
_BULLETS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf02d": "–",
    "\uf0d8": "•",
    "\uf0fc": "•",
    "\uf076": "•",
    "o": "•",
    "·": "•",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it counts and how it is printed."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    left: float | None = None


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a file: levels by list and level, the abstract list of each, and where a list starts anew."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    by_style: dict[str, tuple[str, int]] = field(default_factory=dict)


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(W + name)
    return None if child is None else child.get(W + "val")


def _number(text: str | None, default: int) -> int:
    try:
        return max(-1, min(int(text or ""), 1_000_000))
    except ValueError:
        return default


def _level(element: etree._Element) -> Level:
    kind = _value(element, "numFmt") or "decimal"
    if kind == "custom":
        kind = "decimalZero"
    restart = _value(element, "lvlRestart")
    legal = element.find(W + "isLgl")
    indent = element.find(f"{W}pPr/{W}ind")
    left = None if indent is None else indent.get(W + "left") or indent.get(W + "start")
    return Level(
        start=_number(_value(element, "start"), 0),
        kind=kind,
        text=_value(element, "lvlText") or "",
        restart=None if restart is None else _number(restart, 0),
        legal=legal is not None and legal.get(W + "val") not in {"0", "false"},
        style=_value(element, "pStyle"),
        left=_number(left, 0) / 20 if left else None,
    )


def read_lists(root: etree._Element, style_lists: dict[str, str]) -> Lists:
    """The lists of a numbering part; ``style_lists`` gives the list of each list style."""
    abstract: dict[str, dict[int, Level]] = {}
    links: dict[str, str] = {}
    for element in root.iterchildren(W + "abstractNum"):
        name = element.get(W + "abstractNumId") or ""
        abstract[name] = {
            _number(level.get(W + "ilvl"), 0): _level(level) for level in element.iterchildren(W + "lvl")
        }
        link = _value(element, "numStyleLink")
        if link:
            links[name] = link
    of_list = {
        element.get(W + "numId") or "": _value(element, "abstractNumId") or ""
        for element in root.iterchildren(W + "num")
    }
    lists = Lists()
    for element in root.iterchildren(W + "num"):
        number = element.get(W + "numId") or ""
        name = of_list[number]
        seen: set[str] = set()
        while name in links and name not in seen and not abstract.get(name):
            seen.add(name)
            name = of_list.get(style_lists.get(links[name], ""), name)
        levels = dict(abstract.get(name, {}))
        starts: dict[int, int] = {}
        for override in element.iterchildren(W + "lvlOverride"):
            at = _number(override.get(W + "ilvl"), 0)
            whole = override.find(W + "lvl")
            if whole is not None:
                levels[at] = _level(whole)
                starts[at] = levels[at].start
            start = _value(override, "startOverride")
            if start is not None:
                starts[at] = _number(start, 1)
        lists.levels[number] = levels
        lists.abstract[number] = name
        lists.starts[number] = starts
        for at, level in levels.items():
            if level.style:
                lists.by_style.setdefault(level.style, (number, at))
    return lists


_cache: OrderedDict[tuple[bytes, tuple[tuple[str, str], ...]], Lists] = OrderedDict()


def lists_of(archive: Archive, part: str | None, style_lists: dict[str, str]) -> Lists:
    """The lists of a numbering part, unpacked and parsed once for all files that carry the same one."""
    mark = archive.mark(part) if part is not None else None
    if mark is None or part is None:
        return Lists()
    key = mark, tuple(sorted(style_lists.items()))
    lists = _cache.get(key)
    if lists is None:
        data = normal(archive.read(part) or b"")
        lists = _cache[key] = read_lists(parse(data, "The numbering part"), style_lists)
        while len(_cache) > _KEPT:
            _cache.popitem(last=False)
    else:
        _cache.move_to_end(key)
    return lists


class Counters:
    """The numbers of one story (the text, the notes), counted as paragraphs come."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._counts: dict[str, list[int | None]] = {}
        self._seen: set[str] = set()

    def level_of_style(self, style: str | None, own: Look) -> tuple[str, int] | None:
        """The list and level that a list itself ties to a paragraph style."""
        tied = self._lists.by_style.get(style or "")
        if tied is None:
            return None
        return tied if own.level is None else (tied[0], own.level)

    def next(self, number: str, at: int) -> tuple[str | None, float | None]:
        """The number printed before the next paragraph of a list at a level (from 0), and the level's left in points.

        None where the list prints none.
        """
        levels = self._lists.levels.get(number)
        level = levels.get(at) if levels else None
        if levels is None or level is None or not 0 <= at <= 8:
            return None, None
        counts = self._counts.setdefault(self._lists.abstract[number], [None] * 9)
        if number not in self._seen:
            self._seen.add(number)
            for place, start in self._lists.starts[number].items():
                if 0 <= place <= 8:
                    counts[place] = start - 1
                    for deeper in range(place + 1, 9):
                        counts[deeper] = None
        current = counts[at]
        counts[at] = level.start if current is None else current + 1
        for deeper in range(at + 1, 9):
            below = levels.get(deeper)
            if below is None or below.restart is None or at < below.restart:
                counts[deeper] = None
        if level.kind == "bullet":
            sign = level.text[:1]
            if not sign:
                return None, level.left
            return _BULLETS.get(sign, "•" if "\ue000" <= sign <= "\uf8ff" else sign), level.left

        def printed(found: re.Match[str]) -> str:
            which = int(found[1]) - 1
            other = levels.get(which, Level())
            count = counts[which]
            kind = "decimal" if level.legal and other.kind != "none" else other.kind
            return format_number(other.start if count is None else count, kind)

        return _PLACE.sub(printed, level.text).strip() or None, level.left
