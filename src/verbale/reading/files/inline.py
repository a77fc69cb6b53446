"""Pieces of a paragraph with their look, put together into a line: text, marks of notes, links, bold and italic.

White space is folded as it comes in, so that offsets of marks and links are right from the start. A superscript that
may be a note mark is held as one until all notes are known: without a note of its label it is text (``m2``, ``1er``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from verbale.reading.lines import Line

__all__ = ["Inline", "is_label", "settle"]

_SPACE = re.compile(r"[ \t\n\r\f\v]+|\u00a0{2,}[ \t\u00a0]*")
_LOOSE = re.compile(r"[\t\n\r\f\v]| {2}|\u00a0\u00a0")
_LABEL = re.compile(r"^(?:\d{1,3}|[a-z]|[ivx]{1,5}|\*{1,4}|[†‡§¶]{1,2})$")
_MAYBE = "\x00"


def is_label(text: str) -> bool:
    """Whether a text can be the mark of a note: a number, a small letter, asterisks, daggers."""
    return _LABEL.match(text) is not None


class Inline:
    """One paragraph in the making."""

    __slots__ = (
        "_bold",
        "_italic",
        "_length",
        "_letters",
        "_parts",
        "_sizes",
        "_space",
        "breaks",
        "links",
        "marks",
    )

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = self._letters = self._bold = self._italic = 0
        self._space = True
        self._sizes: dict[float, int] = {}
        self.marks: list[tuple[int, str]] = []
        self.links: list[tuple[int, int, str]] = []
        self.breaks: list[int] = []

    def __bool__(self) -> bool:
        return self._length > 0 or bool(self.marks)

    @property
    def length(self) -> int:
        """Characters so far."""
        return self._length

    def add(self, text: str, *, bold: bool = False, italic: bool = False, size: float | None = None) -> None:
        """Add text; runs of white space become one space."""
        if not text:
            return
        # spaces other than the plain one are not printable
        loose = not (text.isprintable() and "  " not in text) and _LOOSE.search(text)
        folded = _SPACE.sub(" ", text) if loose else text
        if self._space and folded[0] == " ":
            folded = folded[1:]
        if not folded:
            return
        self._parts.append(folded)
        self._length += len(folded)
        self._space = folded[-1] == " "
        seen = len(folded) - folded.count(" ")
        self._letters += seen
        if bold:
            self._bold += seen
        if italic:
            self._italic += seen
        if size is not None:
            self._sizes[size] = self._sizes.get(size, 0) + seen

    def mark(self, label: str, *, maybe: bool = False) -> None:
        """Add the mark of a note; with ``maybe`` it becomes text again where no note has that label."""
        self.marks.append((self._length, _MAYBE + label if maybe else label))
        self._space = False

    def superscript(self, text: str, *, bold: bool = False, italic: bool = False) -> None:
        """Add raised text: the marks of notes it may hold (``1``, ``1, 2``, ``[3]``), or text."""
        labels = [part.strip("[]()（）") for part in re.split(r"[\s,،、]+", text.strip()) if part]
        if labels and all(is_label(label) for label in labels):
            for label in labels:
                self.mark(label, maybe=True)
        else:
            self.add(text, bold=bold, italic=italic)

    def link(self, start: int, target: str) -> None:
        """Link everything from ``start`` to here."""
        if target and self._length > start:
            self.links.append((start, self._length, target))

    def cut(self, start: int) -> None:
        """Take out everything from ``start``."""
        text = "".join(self._parts)[:start]
        self._parts, self._length, self._space = [text], len(text), text.endswith(" ") or not text

    def unbracket(self, start: int) -> str:
        """Take out the bracket at ``start``; the text after it."""
        text = "".join(self._parts)
        text = text[:start] + text[start + 1 :]
        self._parts, self._length = [text], len(text)
        self.marks = [(at - 1 if at > start else at, label) for at, label in self.marks]
        self.links = [(a - 1 if a > start else a, b - 1 if b > start else b, t) for a, b, t in self.links]
        return text[start:]

    def newline(self) -> None:
        """A line break inside the paragraph."""
        if self._length and not self._space:
            self._parts.append(" ")
            self._length += 1
            self._space = True
        if self._length:
            self.breaks.append(self._length)

    @property
    def plain(self) -> bool:
        """Whether it is text alone: one line, no marks, no links."""
        return not (self.breaks or self.marks or self.links)

    @property
    def text(self) -> str:
        """The text so far."""
        return self._parts[0] if len(self._parts) == 1 else "".join(self._parts)

    def look(self, *, bold: bool, italic: bool, size: float | None) -> tuple[bool, bool, float | None]:
        """Whether nearly all letters are bold, or italic, and the size of most; what is given where it says nothing."""
        letters = self._letters
        if letters:
            bold = bold or self._bold >= 0.9 * letters
            italic = italic or self._italic >= 0.9 * letters
        if self._sizes:
            size = (
                next(iter(self._sizes))
                if len(self._sizes) == 1
                else max(self._sizes, key=self._sizes.__getitem__)
            )
        return bold, italic, size

    def lines(self, base: Line, *, split: bool = False) -> list[Line]:
        """The lines of the paragraph with the look and place of ``base``: one, or with ``split`` one for each break."""
        text = self.text
        if self.plain:
            piece = text.rstrip(" ")
            bold, italic, size = self.look(bold=base.bold, italic=base.italic, size=base.size)
            return (
                [replace(base, text=piece, bold=bold, italic=italic, size=size, whole=True)] if piece else []
            )
        ends = [at for at in dict.fromkeys(self.breaks) if at < len(text)] if split else []
        starts = [0, *ends]
        bold, italic, size = self.look(bold=base.bold, italic=base.italic, size=base.size)
        out: list[Line] = []
        for start, end in zip(starts, [*ends, len(text)], strict=True):
            piece = text[start:end].rstrip(" ")
            last = end == len(text)
            marks = tuple(
                (min(at - start, len(piece)), label)
                for at, label in self.marks
                if start <= at < end or (last and at == end)
            )
            if not piece and not marks:
                continue
            links = tuple(
                (max(a, start) - start, min(b - start, len(piece)), target)
                for a, b, target in self.links
                if a < start + len(piece) and b > start
            )
            out.append(
                replace(
                    base,
                    text=piece,
                    marks=marks,
                    links=links,
                    bold=bold,
                    italic=italic,
                    size=size,
                    whole=len(starts) == 1,
                    gap_before=base.gap_before and not out,
                )
            )
        return out


def _as_text(line: Line, labels: set[str]) -> Line:
    if not any(label.startswith(_MAYBE) for _, label in line.marks):
        return line
    text, links, shift = line.text, line.links, 0
    marks: list[tuple[int, str]] = []
    for at, label in line.marks:
        plain = label.removeprefix(_MAYBE)
        if label == plain or plain in labels:
            marks.append((at + shift, plain))
            continue
        place = at + shift
        text = text[:place] + plain + text[place:]
        wide = len(plain)
        links = tuple(
            (a + wide if a >= place else a, b + wide if b > place else b, target) for a, b, target in links
        )
        shift += wide
    return replace(line, text=text, marks=tuple(marks), links=links)


def _opens_note(line: Line) -> str | None:
    """The label of a line that opens with a raised label, as the text of a note does."""
    if line.kind == "text" and line.text and line.marks and line.marks[0] in ((0, line.marks[0][1]),):
        label = line.marks[0][1]
        return label.removeprefix(_MAYBE) if label.startswith(_MAYBE) else None
    return None


def settle(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines with each raised label decided: the opening of a note, the mark of one, or text."""
    lines = list(lines)
    seen = {
        label.removeprefix(_MAYBE) for line in lines for at, label in line.marks if at > 0 or not line.text
    }
    out: list[Line] = []
    for line in lines:
        label = _opens_note(line)
        if label is not None and label in seen:
            marks = line.marks[1:]
            stripped = line.text.lstrip()
            cut = len(line.text) - len(stripped)
            out.append(
                replace(
                    line,
                    kind="note",
                    label=label,
                    text=stripped,
                    marks=tuple((max(0, at - cut), m) for at, m in marks),
                    links=tuple((max(0, a - cut), max(0, b - cut), t) for a, b, t in line.links),
                )
            )
        else:
            out.append(line)
    labels = {line.label for line in out if line.kind == "note" and line.label}
    return tuple(_as_text(line, labels) for line in out)
