"""Running heads and feet: what stands at the top and the bottom of page after page, and is no part of the text.

A document of the UN repeats its symbols at the head of every page after the first, and ``2/4 20-05131`` at the foot
(UN Editorial Manual, first page and running heads).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from msgspec.structs import replace

from verbale.languages import LANGUAGES
from verbale.languages.labels import labels
from verbale.reading.lines import Line

__all__ = ["is_foot", "is_symbol", "mark_running"]

_EDGE = 4
_LEVEL = 3.0  # points that a running line may stand higher or lower on another page
_PAGE_NUMBER = re.compile(r"^\d{1,4}(?![\w/.\-–])|(?<![\w/.\-–])\d{1,4}$")
_SYMBOL = re.compile(r"^(?=[^ ]*\d|.*/.*\d)[A-Z]{1,12}(?:/[\w.\-‐–()\[\] ]{1,24})+\*{0,3}$")
_PAGE_OF = re.compile(r"^\d{1,4}\s*/\s*\d{1,4}$")
_JOB = re.compile(
    r"^(?:(?:GE|V|N|ME|HQ|K)\.?\s?)?\d{2}-\d{4,5}(?:\s*\([A-Z]\))?(?:\s+\d{6}){0,3}(?:\s+\*?\d{6,9}\*?)?$"
)
_BARCODE = re.compile(r"^\*[\dA-Z]{6,9}\*$")
_LONE_NUMBER = re.compile(r"^[-–— ]*\d{1,4}[-–— ]*$")
_DATES = re.compile(r"^(?:\d{6}\s*){1,3}$")
_BOTTOM_PAGE = re.compile(
    r"^\d{1,4}\s*/\s*\d{1,4}\s+\S*\d{2}-\d{4,5}\S*$|^\S*\d{2}-\d{4,5}\s+\d{1,4}\s*/\s*\d{1,4}$"
)


def is_symbol(text: str) -> bool:
    """Whether a line is a document symbol alone, as running heads are."""
    return len(text) <= 48 and _SYMBOL.match(text) is not None


def is_foot(text: str) -> bool:
    """Whether a line is what stands at the foot of a page: page numbers, job number, barcode."""
    return any(p.match(text) for p in (_PAGE_OF, _JOB, _BARCODE, _BOTTOM_PAGE))


def _pattern(text: str) -> str:
    return _PAGE_NUMBER.sub("0", text)


def _rows(page: list[Line]) -> list[list[int]]:
    """Indexes of the lines of a page, by printed line."""
    rows: list[list[int]] = []
    for i, line in enumerate(page):
        if rows and page[rows[-1][0]].number == line.number:
            rows[-1].append(i)
        else:
            rows.append([i])
    return rows


def _text(page: list[Line], row: list[int]) -> str:
    return " ".join(page[i].text for i in row)


class _Edges:
    """What stands at the tops or the bottoms of pages, and where: a running line keeps its words and its place."""

    def __init__(self, pages: list[list[Line]], rows: list[list[list[int]]], *, top: bool) -> None:
        self._top = top
        self._places: dict[str, list[float]] = {}
        for page, own in zip(pages, rows, strict=True):
            for at in range(min(_EDGE, len(own))):
                row = own[at] if top else own[-1 - at]
                self._places.setdefault(_pattern(_text(page, row)), []).append(self._place(page, row, at))

    def _place(self, page: list[Line], row: list[int], at: int) -> float:
        """How high a row stands; how many rows from the edge where the format does not say."""
        line = page[row[0]]
        height = line.top if self._top else line.bottom
        return float(at) if height is None else 1000.0 + height

    def same(self, page: list[Line], row: list[int], at: int) -> int:
        """On how many pages the words of a row stand at the place of this row."""
        place = self._place(page, row, at)
        return sum(abs(other - place) < _LEVEL for other in self._places.get(_pattern(_text(page, row)), ()))

    def anywhere(self, text: str) -> int:
        """On how many pages the words stand near the edge."""
        return len(self._places.get(_pattern(text), ()))


def mark_running(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages with the kind of their running heads and feet set; what stands in the text is left as it is.

    Words that a page repeats are a running line only where they stand at one place on these pages, apart from the text: a
    heading such as "Annex" may begin several pages.
    """
    rows = [_rows(page) for page in pages]
    tops, bottoms = _Edges(pages, rows, top=True), _Edges(pages, rows, top=False)
    return [
        _mark_page(page, r, tops, bottoms, first=index == 0, many=len(pages))
        for index, (page, r) in enumerate(zip(pages, rows, strict=True))
    ]


@cache
def _names() -> tuple[str, ...]:
    """The words that begin the heading of a part, in all languages."""
    keys = ("annex", "appendix", "enclosure")
    return tuple(name.casefold() for key in keys for language in LANGUAGES for name in labels(key, language))


def _names_part(text: str) -> bool:
    return text.casefold().startswith(_names())


def _head_end(page: list[Line], edge: list[list[int]]) -> int:
    """The row after the last one at the top that holds the document's symbol: beside it stands a short title."""
    end = 0
    for at, row in enumerate(edge):
        if any(is_symbol(page[i].text) for i in row) and (at == end or page[row[0]].size is not None):
            end = at + 1
    sizes = [page[i].size for row in edge[:end] for i in row]
    if None not in sizes and len(set(sizes)) > 3:
        return 0
    return end


def _mark_page(
    page: list[Line],
    rows: list[list[int]],
    tops: _Edges,
    bottoms: _Edges,
    *,
    first: bool,
    many: int,
) -> list[Line]:
    out = list(page)

    def mark(row: list[int], kind: Literal["head", "foot"]) -> None:
        for i in row:
            out[i] = replace(out[i], kind=kind)

    edge = [] if first else rows[:_EDGE]
    for row in edge[: _head_end(page, edge)]:
        mark(row, "head")
    for at in range(_head_end(page, edge), len(edge)):
        row = edge[at]
        text = _text(page, row)
        repeated = many > 2 and tops.same(page, row, at) >= max(2, (many - 1) // 2) and len(text) < 80
        below = rows[at + 1] if at + 1 < len(rows) else None
        # the head of a table that goes on is repeated too, close above its rows
        apart = (
            len(row) > 1 or below is None or page[below[0]].gap_before or tops.same(page, below, at + 1) > 1
        )
        repeated = repeated and apart and not _names_part(text)
        if not (repeated or _BOTTOM_PAGE.match(text)):
            break
        mark(row, "head")
    last = True
    for at, row in enumerate(reversed(rows[-2 * _EDGE :])):
        text = _text(page, row)
        repeated = many > 2 and bottoms.same(page, row, at) >= max(2, many // 2) and len(text) < 80
        repeated = repeated and not any(page[i].marks for i in row)
        dates = _DATES.match(text) is not None and any(_JOB.match(line.text) for line in page)
        if _LONE_NUMBER.match(text):
            own = text.strip("-–— ") == str(page[row[0]].page) and not first and row is rows[-1]
            if last and many > 1 and (own or bottoms.anywhere(text) >= max(2, many - 2)):
                mark(row, "foot")
        elif all(is_foot(page[i].text) for i in row) or dates:
            mark(row, "foot")
        elif repeated and last and len(row) <= 2:
            mark(row, "foot")
            continue
        else:
            last = False
            continue
        last = last and out[row[0]].kind == "foot"
    return out
