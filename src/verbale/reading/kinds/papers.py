"""Reports, agendas and other papers: a title in larger type below the masthead, "Report of …", headings, paragraphs.

Source: UN Editorial Manual, documents: reports, agendas.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from verbale.document import Kind
from verbale.languages.ordinals import find_sessions
from verbale.reading.blocks import vocabulary_of
from verbale.reading.folding import clean
from verbale.reading.kinds.heads import KindHead
from verbale.reading.kinds.namings import Slot, named
from verbale.reading.lines import Line
from verbale.reading.page import Page
from verbale.reading.paragraphs import join_lines

__all__ = ["find_paper", "with_contents"]

_FARTHEST = 60
_LARGER = 1.15
_LEADER = re.compile(r"\s*(?:\.\s?){4,}\s*|\s*…{2,}\s*")
_DOTS = re.compile(r"(?:\.\s?){4}|……")  # without these there is no leader: told faster than by it
_STARS = re.compile(r"[\s*]+$")


@dataclass(frozen=True, slots=True)
class _Run:
    first: int
    last: int
    text: str
    notes: tuple[str, ...]


def find_paper(page: Page) -> KindHead | None:
    """The head of a report, agenda or other paper whose title is set larger than its text; None where none is."""
    top = page.lines[:_FARTHEST]
    if not any(line.bold or line.kind == "heading" or line.style for line in top):
        return None
    body = Counter(round(line.size) for line in page.lines if line.size is not None).most_common(1)
    size = float(body[0][0]) if body else 10.0
    index = 0
    while index < min(len(page.lines), _FARTHEST):
        if index >= 3 and _titles(page.lines[index], size, page):
            break
        index += 1
    else:
        return None
    vocabulary = vocabulary_of(page)
    runs: list[_Run] = []
    while index < len(page.lines) and len(runs) < 4 and (not runs or _heads(page.lines[index], size)):
        run = _run(page.lines, index, vocabulary)
        runs.append(run)
        index = run.last + 1
    kind, told = _told(runs, page)
    title = runs[0]
    last = told.last if told is not None else title.last
    between = [run for run in runs if title.last < run.first < last and run is not told]
    if between:
        # Other headings stand between: they are the text's, and so is what follows.
        told, last = None, title.last
    return KindHead(
        kind,
        title.first,
        last,
        title=_STARS.sub("", title.text) or None,
        heading=_STARS.sub("", told.text) if told is not None and told is not title else None,
        notes=(*title.notes, *(told.notes if told is not None and told is not title else ())),
    )


def _titles(line: Line, size: float, page: Page) -> bool:
    """Whether a line can be of the title: large and bold, and no piece of a masthead."""
    if line.kind not in ("text", "heading"):
        return False
    if line.whole and line.style:
        return (line.style.startswith("Title") or line.style == "title") and len(clean(line.text)) >= 4
    text = clean(line.text)
    if len(text) < 4:
        return False
    large = line.bold and line.size is not None and size * _LARGER <= line.size < 18
    if not large or page.nomenclature.organ_named(text, page.language) or _is_session(text, page):
        return False
    return sum(character.isalpha() for character in text) > 3


def _is_session(text: str, page: Page) -> bool:
    """Whether a line is the name of a session and hardly more."""
    return any(found.end - found.start > 0.6 * len(text) for found in find_sessions(text, page.language))


def _heads(line: Line, size: float) -> bool:
    if line.kind == "heading":
        return True
    return line.kind == "text" and line.bold and (line.size or 0) > size + 0.9


def _run(lines: Sequence[Line], at: int, vocabulary: frozenset[str]) -> _Run:
    """Lines of one title, joined."""
    end = at + 1
    while end < len(lines) and not lines[at].whole:
        line, before = lines[end], lines[end - 1]
        alike = line.size is not None and before.size is not None and abs(line.size - before.size) < 0.6
        if line.gap_before or not alike or line.page != before.page or end - at > 8:
            break
        end += 1
    joined = join_lines(lines[at:end], vocabulary)
    return _Run(at, end - 1, joined.text, tuple(label for _, label in joined.marks))


def _told(runs: Sequence[_Run], page: Page) -> tuple[Kind, _Run | None]:
    slots: tuple[Slot, ...] = ("report", "agenda")
    for run in runs:
        for slot in slots:
            kind = named(run.text, slot, page.language)
            if kind is not None:
                return kind, run
    return "other", None


def with_contents(lines: Sequence[Line]) -> list[Line]:
    """The lines with tables of contents, words and page number joined by dots, as tables."""
    made: list[Line] = []
    for line in lines:
        cells = (
            tuple(clean(cell) for cell in _LEADER.split(line.text) if clean(cell))
            if line.kind == "text" and _DOTS.search(line.text)
            else ()
        )
        if len(cells) != 2:
            made.append(line)
        elif made and made[-1].kind == "table" and made[-1].style == "contents":
            last = made[-1]
            made[-1] = msgspec.structs.replace(
                last, rows=(*last.rows, cells), text=f"{last.text} {' '.join(cells)}"
            )
        else:
            made.append(
                msgspec.structs.replace(
                    line,
                    kind="table",
                    style="contents",
                    whole=True,
                    rows=(cells,),
                    text=" ".join(cells),
                    marks=(),
                )
            )
    return made
