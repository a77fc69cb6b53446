"""Footnotes: the lines that a format knows to be notes, gathered by the label that marks them in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from verbale.document import Block, Footnote
from verbale.reading.folding import clean
from verbale.reading.lines import Line
from verbale.reading.paragraphs import join_lines

__all__ = ["read_footnotes"]

_LABEL = re.compile(r"\s*\\?(?P<label>\*{1,4}|†|‡|\d{1,3})[.)]?\s+")


def read_footnotes(lines: Sequence[Line], vocabulary: frozenset[str]) -> tuple[Footnote, ...]:
    """The footnotes that ``lines`` hold, in order; a line without a label goes on with the note before it."""
    groups: list[tuple[str, list[Line]]] = []
    for line in lines:
        label, text = line.label, line.text.replace("\\*", "*")
        if label is None:
            found = _LABEL.match(text)
            if found:
                label, text = found["label"], text[found.end() :]
        elif text.startswith(label + " "):
            text = text[len(label) :]
        line = msgspec.structs.replace(line, text=text.strip())  # noqa: PLW2901
        if label is None or (
            groups and groups[-1][0] == label and not line.whole and line.text[:1].islower()
        ):
            if groups:
                groups[-1][1].append(line)
            else:
                groups.append(("*", [line]))
        elif groups and groups[-1][0] == label and line.page == groups[-1][1][-1].page:
            groups[-1][1].append(line)
        else:
            groups.append((label, [line]))
    notes: list[Footnote] = []
    for label, group in groups:
        blocks: list[Block] = []
        run: list[Line] = []
        for line in group:
            if line.whole and run:
                blocks.append(Block(type="paragraph", text=join_lines(run, vocabulary).text))
                run = []
            if clean(line.text):
                run.append(line)
        if run:
            blocks.append(Block(type="paragraph", text=join_lines(run, vocabulary).text))
        if blocks:
            notes.append(Footnote(label=label, blocks=tuple(blocks)))
    return tuple(notes)
