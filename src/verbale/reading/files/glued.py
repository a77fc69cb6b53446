"""Note marks that lost their look: the ``1`` in ``expressed its appreciation.1`` where the note 1 stands below.

Plain text and Markdown have no superscript. A number glued to a word is a mark only where a note of that label stands
in the same page (or, without pages, in the file), and marks come in the order of their notes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from verbale.reading.files.running import is_foot
from verbale.reading.lines import Line

__all__ = ["find_marks", "note_label", "take_notes"]

_NOTE = re.compile(
    r"^\s*(?:(?P<bracket>\[\d{1,3}\])|(?P<star>\*{1,4}|[†‡])|(?P<digits>\d{1,3})(?=\s|$))\s*(?P<text>.*)$"
)
_OPENS = re.compile(r"\s*[\[*†‡\d]")  # what no note begins without: told faster than by the whole
_STARS = "*†‡"
_RUNNING = {"text", "heading"}
_FEW = 8  # labels that are looked for one by one
# all that can be a mark: figures and signs that stand alone, in brackets or glued to a word
_MAY_MARK = re.compile(r"(?P<bracketed>\[(?=(?:\d{1,3}|[*†‡]+)\]))?(?P<label>(?<!\d)\d{1,3}(?!\d)|[*†‡]+)")
# what a figure belongs to when it stands before it: ``Add.1``, ``No.2``, ``para.3``
_SHORT = re.compile(
    r"(?:\b(?:Add|Amend|CRP|Corr|Dec|INF|NGO|No|Nos|PV|Res|Rev|SR|Sect|Summary|WP|art|arts|ch|núm|p|pp|par|para|paras|párr|vol|п|пп|ст|стр)\.|/[A-Z]\.|№ ?)$"
)
_WORD_END = r"(?<=[^\W\d_]|[.,;:!?)\]”»\"'’،؛。，；：）」』])"


def note_label(text: str) -> tuple[str, str] | None:
    """(label, rest) of a line that may open a note: ``1 See A/78/339.``, ``* Reissued …``, ``[2] …``; else None."""
    found = _NOTE.match(text) if _OPENS.match(text) else None
    if found is None:
        return None
    label = found["bracket"] or found["star"] or found["digits"]
    return label.strip("[]"), found["text"].strip()


def find_marks(text: str, label: str) -> list[int]:
    """Where a mark of this label may stand in a text."""
    if label not in text:
        return []
    if label[0] in _STARS:
        pattern = rf"(?<=[^\s*†‡]){re.escape(label)}(?![*†‡\w])"
    else:
        pattern = rf"{_WORD_END}(?:{re.escape(label)}|\[{re.escape(label)}\])(?![\w/.,]*\d|[-–—]|\.\d)(?=[\s.,;:)\]\[”»،؛]|$)"
    return [m.start() for m in re.finditer(pattern, text) if not _SHORT.search(text, 0, m.start())]


def _without(line: Line, at: int, label: str) -> Line:
    width = len(label)
    if line.text[at : at + 1] == "[":
        width += 2
    text = line.text[:at] + line.text[at + width :]
    marks = tuple((o if o <= at else o - width, m) for o, m in line.marks)
    # marks at one place stay in the order of their notes: 2 before 10
    return replace(line, text=text, marks=tuple(sorted((*marks, (at, label)), key=lambda mark: mark[0])))


def _note_starts(lines: Sequence[Line], first: int) -> list[tuple[int, str, str]]:
    starts = []
    for i in range(first, len(lines)):
        line = lines[i]
        if line.kind != "text":
            continue
        opened = note_label(line.text)
        if opened is not None:
            starts.append((i, *opened))
    return starts


class _Marks:
    """Where the marks of notes may stand in some lines, by label, so that none is looked for in every line.

    A place that proves to hold no mark is not asked again: the whole search costs what the lines are long.
    """

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._glued: dict[str, list[int]] = {}
        self._bracketed: dict[str, list[int]] = {}
        self._asked: set[str] = set()
        self._all = False

    def _find(self, label: str) -> None:
        """Find where a label stands: by itself, and once several were asked for, all labels in one pass."""
        if self._all or label in self._asked:
            return
        self._asked.add(label)
        self._all = len(self._asked) > _FEW
        if not self._all:
            bracketed = f"[{label}]"
            for i, line in enumerate(self._lines):
                if label in line.text and line.kind in _RUNNING:
                    self._glued.setdefault(label, []).append(i)
                    if bracketed in line.text:
                        self._bracketed.setdefault(label, []).append(i)
            return
        for i, line in enumerate(self._lines):
            for found in _MAY_MARK.finditer(line.text) if line.kind in _RUNNING else ():
                if found["label"] in self._asked and found["label"] != label:
                    continue
                for places in (self._glued, self._bracketed)[: 2 if found["bracketed"] else 1]:
                    of_label = places.setdefault(found["label"], [])
                    if not of_label or of_label[-1] != i:
                        of_label.append(i)

    def above(self, end: int, label: str) -> tuple[int, int] | None:
        """The line before ``end``, and the place in it, of the last mark of a label; one in brackets first."""
        self._find(label)
        return self._last(self._bracketed, end, label, _bracketed) or self._last(
            self._glued, end, label, _glued
        )

    def _last(
        self, places: dict[str, list[int]], end: int, label: str, mark: Callable[[str, str], int]
    ) -> tuple[int, int] | None:
        of_label = places.get(label, [])
        at = bisect_left(of_label, end) - 1
        while at >= 0:
            line = self._lines[of_label[at]]
            place = mark(line.text, label) if line.kind in _RUNNING else -1
            if place >= 0:
                return of_label[at], place
            del of_label[at]
            at -= 1
        return None


def _bracketed(text: str, label: str) -> int:
    """Where a text has a label in brackets last, not at its start; -1 where it has none."""
    place = text.rfind(f"[{label}]")
    return place if place > 0 else -1


def _glued(text: str, label: str) -> int:
    """Where a text has a label last that is glued to a word; -1 where it has none."""
    places = find_marks(text, label)
    return places[-1] if places else -1


def _take_stars(lines: list[Line]) -> list[Line]:
    """The lines with each note of the masthead (``* A/57/150.``) told apart, wherever it stands."""
    out = list(lines)
    marks: _Marks | None = None
    for i, line in enumerate(lines):
        opened = note_label(line.text) if line.kind == "text" else None
        if opened is None or not opened[1] or opened[0][0] not in _STARS:
            continue
        marks = marks or _Marks(out)
        place = marks.above(i, opened[0])
        if place is None:
            continue
        out[place[0]] = _without(out[place[0]], place[1], opened[0])
        out[i] = replace(line, text=opened[1], kind="note", label=opened[0])
        if line.whole:
            continue
        for j in range(i + 1, len(out)):
            if out[j].kind != "text" or out[j].gap_before or out[j].whole or out[j].left != line.left:
                break
            if is_foot(out[j].text) or note_label(out[j].text) is not None:
                break
            out[j] = replace(out[j], kind="note", label=opened[0])
    return out


def take_notes(lines: list[Line]) -> list[Line]:
    """The lines of one page (or of a file without pages) with the notes at its end told apart and their marks taken out.

    Notes are the last lines of the page: from the first line that opens with a label whose mark stands above it.
    """
    lines = _take_stars(lines)
    starts = _note_starts(lines, 0)
    if not starts:
        return lines
    # the first start from which every line to the end belongs to a note whose mark is above
    opening: list[tuple[int, str, str]] = []
    marks = _Marks(lines)
    for i, label, text in reversed(starts):
        if marks.above(i, label) is None:
            if label.isdigit() and opening and int(label) < 1000 and not lines[i].gap_before:
                continue
            break
        if opening and opening[-1][1] == label:
            break
        opening.append((i, label, text))
    if not opening:
        return lines
    opening.reverse()
    first = opening[0][0]
    if (
        any(line.gap_before and line.whole for line in lines[first + 1 :] if note_label(line.text) is None)
        and len(lines) - first > 40
    ):
        return lines
    body = list(lines[:first])
    notes: list[Line] = []
    labels = {i: (label, text) for i, label, text in opening}
    current = ""
    for i in range(first, len(lines)):
        line = lines[i]
        if line.kind != "text":
            notes.append(line)
            continue
        if i in labels:
            current, text = labels[i]
            if text:
                notes.append(replace(line, text=text, kind="note", label=current))
            continue
        notes.append(replace(line, kind="note", label=current))
    marks = _Marks(body)
    for _, label, _ in opening:
        place = marks.above(len(body), label)
        if place is not None:
            body[place[0]] = _without(body[place[0]], place[1], label)
    return body + notes
