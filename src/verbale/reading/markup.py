"""Marks of Markdown that people leave in plain text: links, emphasis, escapes. The words are kept, the marks go."""

from __future__ import annotations

import re

import msgspec

from verbale.reading.lines import Line

__all__ = ["plain"]

_MARKUP = re.compile(
    r"\[(?P<link>(?:[^\[\]\\]|\\.)+)\]\((?P<target>[^()\s]*)\)"
    r"|\\(?P<escaped>[\\()\[\]*_#.\-+!`>|~])"
    r"|\*\*(?P<strong>[^\s*](?:[^*]*[^\s*])?)\*\*"
    r"|(?<![\w*])\*(?P<emphasis>(?!\d{5,}\*)[^\s*](?:[^*]*[^\s*])?)\*(?![\w*])"
)


def plain(line: Line) -> Line:
    """The line without Markdown's marks; offsets of note marks go along. A line without any is returned as it is."""
    if "\\" not in line.text and "](" not in line.text and "*" not in line.text:
        return line
    out: list[str] = []
    moved: list[tuple[int, int]] = []  # (offset behind a mark, characters gone so far)
    gone = at = 0
    bold = line.bold
    for found in _MARKUP.finditer(line.text):
        kept = found["link"] or found["escaped"] or found["strong"] or found["emphasis"] or ""
        if found["link"]:
            kept = re.sub(r"\\([()\[\]*_.])", r"\1", kept)
        out += [line.text[at : found.start()], kept]
        at = found.end()
        gone += len(found[0]) - len(kept)
        moved.append((at, gone))
        bold = bold or (found["strong"] is not None and len(found[0]) == len(line.text.strip()))
    if not moved:
        return line
    text = "".join([*out, line.text[at:]])
    marks = tuple(
        (offset - max((n for end, n in moved if end <= offset), default=0), label)
        for offset, label in line.marks
    )
    return msgspec.structs.replace(line, text=text, marks=marks, links=(), bold=bold)
