"""Footnotes of a page: the small lines at its end that open with a raised label, or stand below a rule."""

from __future__ import annotations

import re

from msgspec.structs import replace

from verbale.reading.files.glued import note_label
from verbale.reading.files.inline import is_label
from verbale.reading.lines import Line

__all__ = ["take_notes"]

_ENDS = (".", "!", "?", "。", "؟")
_LABEL = re.compile(r"^(\d{1,3}|[a-z]|\*{1,4}|[†‡])\s+(?=\S)")


def _label(line: Line, *, ruled: bool) -> tuple[str, Line] | None:
    """The label of a line that opens a note, and the line without it."""
    if line.marks and line.marks[0][0] == 0 and is_label(line.marks[0][1]):
        text = line.text.lstrip()
        return line.marks[0][1], replace(line, text=text, marks=line.marks[1:])
    opened = note_label(line.text)
    if opened is not None and (ruled or opened[0][0] in "*†‡"):
        label, text = opened
        cut = len(line.text) - len(text)
        return label, replace(line, text=text, marks=tuple((max(0, at - cut), m) for at, m in line.marks))
    found = _LABEL.match(line.text)
    if ruled and found:
        return found[1], replace(line, text=line.text[found.end() :])
    return None


def take_notes(lines: list[Line], body_size: float, before: Line | None = None) -> list[Line]:
    """The lines of a page with its notes told apart: kind ``note``, their labels set.

    ``before`` is the last line of notes of the page before, which may go on here.
    """
    order = [i for i, line in enumerate(lines) if line.kind == "text"]
    first: int | None = None
    for place in range(len(order) - 1, -1, -1):
        i = order[place]
        line = lines[i]
        ruled = line.style == "ruled"
        small = (line.size or body_size) <= body_size * 0.94
        if _label(line, ruled=ruled) is not None and (small or ruled):
            first = place
            if ruled:
                break
        elif not small:
            break
    if first is None:
        return lines
    out = list(lines)
    if before is not None and not before.text.endswith(_ENDS):
        for place in range(first - 1, -1, -1):
            line = lines[order[place]]
            if abs((line.size or body_size) - (lines[order[first]].size or 0)) > 0.2 or line.column:
                break
            out[order[place]] = replace(line, kind="note", label=before.label)
    label = ""
    ruled = any(lines[i].style == "ruled" for i in order[first : first + 1])
    for place in range(first, len(order)):
        i = order[place]
        opened = _label(lines[i], ruled=ruled)
        if opened is not None and (place == first or _opens(lines[i], label)):
            label, line = opened
            if line.text:
                out[i] = replace(line, kind="note", label=label)
            else:
                out[i] = replace(line, kind="note", label=label)
        else:
            out[i] = replace(lines[i], kind="note", label=label)
    return [line for line in out if line.text or line.kind != "note"]


def _opens(line: Line, before: str) -> bool:
    """Whether a label is raised, a star, or the number after the one before."""
    if line.marks and line.marks[0][0] == 0:
        return True
    opened = note_label(line.text)
    if opened is None:
        return False
    label = opened[0]
    return not label.isdigit() or (before.isdigit() and int(label) == int(before) + 1)
