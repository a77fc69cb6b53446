"""The running texts of a tree of elements (HTML, Akoma Ntoso): each paragraph's words, and where each word stands.

A flow is what a reader reads in one go: a paragraph with its emphasis and links, without the notes inside it, which are
flows of their own. White space is folded as a browser folds it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Flow", "Link", "Tags", "flows", "local", "tags"]


class Tags(msgspec.Struct, frozen=True, kw_only=True):
    """Names of elements by what they do to the flow of words around them; from ``data/flows.toml``."""

    inline: frozenset[str]
    notes: frozenset[str]
    skipped: frozenset[str]
    links: frozenset[str]


@cache
def tags() -> Tags:
    """The table of elements."""
    return msgspec.toml.decode((files(__package__) / "data" / "flows.toml").read_text("utf-8"), type=Tags)


@dataclass(frozen=True, slots=True)
class Link:
    """A link that stands at [start, end) of a flow's text already."""

    start: int
    end: int
    href: str
    element: _Element


@dataclass(slots=True)
class Flow:
    """The words of one paragraph. ``places[i]`` is where ``text[i]`` stands: the piece and the offset in it."""

    text: str = ""
    pieces: list[tuple[_Element, bool]] = field(default_factory=list)  # an element's text, or (True) its tail
    places: list[tuple[int, int]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def spans(self, start: int, end: int) -> list[tuple[_Element, bool, int, int]]:
        """The pieces under [start, end): element, whether its tail, and the offsets in the piece."""
        found: list[tuple[int, int, int]] = []
        for piece, offset in self.places[start:end]:
            if found and found[-1][0] == piece:
                found[-1] = (piece, found[-1][1], offset + 1)
            else:
                found.append((piece, offset, offset + 1))
        return [(*self.pieces[piece], first, last) for piece, first, last in found]


class _Collector:
    """Goes through a tree without recursion: a hostile file may be as deep as its parser allows."""

    def __init__(self) -> None:
        self.done: list[Flow] = []
        self.flow = Flow()
        self.letters: list[str] = []
        self.space = True

    def add(self, words: str | None, element: _Element, *, tail: bool) -> None:
        if not words:
            return
        flow = self.flow
        piece = len(flow.pieces)
        flow.pieces.append((element, tail))
        for offset, letter in enumerate(words):
            white = letter in " \t\n\r\f"
            if white and self.space:
                continue
            self.letters.append(" " if white else letter)
            flow.places.append((piece, offset))
            self.space = white

    def end(self) -> None:
        text = "".join(self.letters)
        if text.strip():
            self.flow.text = text
            self.done.append(self.flow)
        self.flow, self.letters, self.space = Flow(), [], True


def local(element: _Element) -> str:
    """The name of an element without its namespace; nothing for comments and instructions."""
    tag = str(element.tag)
    return "" if tag.startswith("<") else tag.rpartition("}")[2]  # lxml names comments by a function


def flows(root: _Element) -> Iterator[Flow]:
    """The flows of a tree, in the order of the file; notes come after the text in which they stand."""
    known = tags()
    waiting = deque([root])
    while waiting:
        collector, notes = _Collector(), []
        # (element, whether it has been entered, where its link began)
        stack: list[tuple[_Element, bool, int]] = [(waiting.popleft(), False, 0)]
        while stack:
            element, entered, began = stack.pop()
            name = local(element)
            breaks = name not in known.inline and name not in known.links
            top = not stack
            if not entered:
                if not name or name in known.skipped:
                    collector.add(element.tail, element, tail=True)
                    continue
                if name in known.notes and not top:
                    notes.append(element)
                    collector.add(element.tail, element, tail=True)
                    continue
                if breaks:
                    collector.end()
                stack.append((element, True, len(collector.letters)))
                collector.add(element.text, element, tail=False)
                stack += [(child, False, 0) for child in reversed(element)]
                continue
            href = element.get("href")
            if name in known.links and href and len(collector.letters) > began:
                collector.flow.links.append(Link(began, len(collector.letters), href, element))
            if breaks:
                collector.end()
            if stack:
                collector.add(element.tail, element, tail=True)
        collector.end()
        yield from collector.done
        waiting.extend(notes)
