"""Where the masthead of a formal text ends, how it is named, and where its words begin.

Below the masthead stand, by kind: "Resolution adopted by …", "[on the report of …]", "86/17. Title"; "Resolution 9022
(2031)", "Adopted by …"; "Maravia, Oresund: draft resolution", the title; a title and "Report of …".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from verbale.document import Kind
from verbale.reading.blocks import vocabulary_of
from verbale.reading.folding import clean
from verbale.reading.kinds.enacting import is_enacting
from verbale.reading.kinds.namings import may_name, named
from verbale.reading.lines import Line
from verbale.reading.page import Page
from verbale.reading.paragraphs import Paragraph, join_lines

__all__ = ["KindHead", "find_head"]

_FARTHEST = 160
_NUMBERED = re.compile(
    r"^(?P<number>(?:S-|ES-)?\d{1,4}/\d{1,4}(?:\s?[A-Z](?![\w’'])(?:[-–]\s?[A-Z](?!\w))?)?)\s*(?:[.．]|-\s|–\s|\s)\s*(?P<title>.*)$",
    re.DOTALL,
)
_DRAFTS: dict[Kind, Kind] = {"resolution": "draft-resolution", "decision": "draft-decision"}
_KINDS_BY_SERIES: dict[str, Kind] = {
    "/RES/": "resolution",
    "/DEC/": "decision",
    "/PRST/": "presidential-statement",
    "/PV.": "verbatim-record",
    "/SR.": "summary-record",
}
_RUNS_ON = re.compile(
    r"(?<!\(\d{4}\)),$|;$"
)  # a sentence, not the name of a text; "Резолюция 9022 (2031)," is one
_STARS = re.compile(r"[\s*]+$")
_NO_WORD = re.compile(r"^\W+")
_COLON = re.compile(r"[:：]|[,，،]$")


@dataclass(frozen=True, slots=True)
class KindHead:
    """The head of a formal text: ``first`` is the index in the page's lines where the masthead ends, ``last`` the last
    line that belongs to heading or title; the text is behind it. ``above`` are paragraphs between heading and title."""

    kind: Kind
    first: int
    last: int
    title: str | None = None
    heading: str | None = None
    number: str | None = None
    above: tuple[Paragraph, ...] = ()
    notes: tuple[str, ...] = ()


def _alike(a: Line, b: Line) -> bool:
    """Whether two lines look like lines of one title."""
    if a.whole or b.whole or a.page != b.page or a.kind != b.kind or a.bold != b.bold:
        return False
    return a.size is None or b.size is None or abs(a.size - b.size) < 0.6


class _Scan:
    """Runs of lines of one look, from a place on."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lines: Sequence[Line] = page.lines

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the page; most pages have no head of this kind, and need none."""
        return vocabulary_of(self.page)

    def run(self, at: int, *, stops: bool = True) -> tuple[Paragraph, int]:
        """The lines from ``at`` that are one heading or title, joined, and the index of the line behind them."""
        end = at + 1
        while end < len(self.lines) and end - at < 14:
            line = self.lines[end]
            if line.gap_before or not _alike(self.lines[end - 1], line) or (stops and self.opens(line)):
                break
            end += 1
        return join_lines(self.lines[at:end], self.words), end

    def bracket(self, at: int) -> tuple[Paragraph, int]:
        """The lines from ``at`` to the one that closes its bracket."""
        end = at + 1
        while (
            end < len(self.lines)
            and end - at < 6
            and not _STARS.sub("", self.lines[end - 1].text).endswith("]")
        ):
            end += 1
        return join_lines(self.lines[at:end], self.words), end

    def opens(self, line: Line) -> bool:
        """Whether a line begins something else than the run before it."""
        text = clean(line.text)
        return (
            text.startswith("[")
            or is_enacting(text, self.page.nomenclature)
            or bool(_NUMBERED.match(text))
            or named(text, "by", self.page.language) is not None
        )


def _starless(text: str) -> str:
    return _STARS.sub("", text).strip()


def find_head(page: Page) -> KindHead | None:
    """The head of a resolution, decision, draft or presidential statement; None where the page has none."""
    scan = _Scan(page)
    for index, line in enumerate(page.lines[:_FARTHEST]):
        if line.kind in ("table", "note"):
            continue
        text = clean(line.text)
        if len(text) > 300 and line.whole and _draft_lead(text, page.language) is None:
            continue
        if not may_name(text, page.language) and not _COLON.search(text):
            continue  # names nothing, and neither sponsors nor an organ that speaks stand before a mark
        kind = named(text, "adopted", page.language)
        if kind is not None and not _RUNS_ON.search(text) and not text[:1].islower():
            return _adopted(scan, index, kind)
        if named(text, "by", page.language) and index > 2:
            return _adopted(scan, index, "resolution")
        draft = _draft_lead(text, page.language)
        if draft is not None:
            return _draft(scan, index, draft)
        if (named(text, "statement", page.language) and not line.bold) or _titled_statement(line, page):
            return _statement(scan, index)
        if is_enacting(text, page.nomenclature):
            return _bare(scan, index)
    return None


def _titled_statement(line: Line, page: Page) -> bool:
    return named(line.text, "statement", page.language, whole=True) is not None


def _adopted(scan: _Scan, at: int, kind: Kind) -> KindHead:
    found, end = scan.run(at)
    above: list[Paragraph] = []
    title: str | None = None
    number: str | None = None
    notes = tuple(label for _, label in found.marks)
    while end < len(scan.lines) and end - at < 40:
        text = clean(scan.lines[end].text)
        numbered = _NUMBERED.match(text)
        if text.startswith("["):
            paragraph, end = scan.bracket(end)
            above.append(paragraph)
        elif named(text, "by", scan.page.language):
            paragraph, end = scan.run(end)
            above.append(paragraph)
        elif numbered and number is None:
            paragraph, end = scan.run(end)
            numbered = _NUMBERED.match(paragraph.text) or numbered
            number, title = numbered["number"].strip(), numbered["title"].strip()
            notes = (*notes, *(label for _, label in paragraph.marks))
            if not title and end < len(scan.lines) and not scan.opens(scan.lines[end]):
                paragraph, end = scan.run(end)
                title = paragraph.text
                notes = (*notes, *(label for _, label in paragraph.marks))
        else:
            break
    first = at
    if title is None:
        printed, first = _title_above(scan, at)
        title = printed.text if printed is not None else None
        notes = (*(label for _, label in printed.marks), *notes) if printed is not None else notes
    return KindHead(kind, first, end - 1, _title(title), found.text, number, tuple(above), notes)


def _title_above(scan: _Scan, at: int) -> tuple[Paragraph | None, int]:
    """A title that stands above the line that names the text, and where it begins: a heading, or words set in."""
    first = at
    if at and scan.lines[at - 1].kind == "heading":
        first = at - 1
    elif at and scan.lines[at].gap_before and _set_in(scan.lines[at - 1]):
        first = at - 1
        while first and not scan.lines[first].gap_before and _set_in(scan.lines[first - 1]):
            first -= 1
    return (join_lines(scan.lines[first:at], scan.words), first) if first < at else (None, at)


def _set_in(line: Line) -> bool:
    """Whether a line of plain text stands where titles do: behind the masthead's margin, before its right-hand cell."""
    return line.size is None and not line.whole and line.left is not None and 20 <= line.left <= 120


def _title(text: str | None) -> str | None:
    return _starless(text or "") or None


def _draft_lead(text: str, language: str) -> Kind | None:
    """The kind of draft that a line announces, alone or behind its sponsors and a colon."""
    if len(text) > 2_000:
        return None
    bare = _STARS.sub("", text)
    mark = max(bare.rfind(":"), bare.rfind("：")) + 1
    last = _NO_WORD.sub("", bare[mark:], count=1) if mark else bare
    if not last or (not mark and len(bare) > 160):
        return None
    return named(last.replace("*", ""), "draft", language, whole=True)


def _draft(scan: _Scan, at: int, kind: Kind) -> KindHead:
    first = at
    if re.search(r"[:：]", scan.lines[at].text):
        # the sponsors' lines before the one that ends in "draft resolution"
        while (
            first > 1
            and not scan.lines[first].gap_before
            and _alike(scan.lines[first - 1], scan.lines[first])
            and at - first < 30
            and re.search(r"(?:[,،、]|\band|\bet|\by|и|与|和|[^\W\d_])\s*$", scan.lines[first - 1].text)
        ):
            first -= 1
    _, end = scan.run(at)
    lead = join_lines(scan.lines[first:end], scan.words)
    title: list[Paragraph] = []
    while end < len(scan.lines) and len(title) < 3 and not _begins_text(scan, end):
        paragraph, end = scan.run(end)
        title.append(paragraph)
        if end < len(scan.lines) and _ends_title(scan.lines[end - 1], scan.lines[end]):
            break
    words = " ".join(paragraph.text for paragraph in title)
    notes = tuple(label for paragraph in title for _, label in paragraph.marks)
    before = _text_before(scan, first)
    above = (*before, lead)
    opening = first - sum(len(paragraph.lines) for paragraph in before)
    return KindHead(kind, opening, end - 1, _title(words), None, None, above, notes)


def _ends_title(last: Line, line: Line) -> bool:
    """Whether a line looks otherwise than the title before it: of whole paragraphs, where text follows a heading."""
    return last.kind != line.kind if last.whole else not _alike(last, line)


def _begins_text(scan: _Scan, at: int) -> bool:
    line = scan.lines[at]
    text = clean(line.text)
    if is_enacting(text, scan.page.nomenclature):
        return True
    return len(text) > 300 or (bool(re.search(r"[.;,]$", text)) and not line.bold)


def _text_before(scan: _Scan, at: int) -> tuple[Paragraph, ...]:
    """Paragraphs of running text between the masthead and the lead of a draft."""
    first = at
    while (
        first > 0
        and not scan.lines[first - 1].bold
        and scan.lines[first - 1].page == scan.lines[at].page
        and at - first < 12
    ):
        line = scan.lines[first - 1]
        if line.whole and len(line.text) < 120:
            break
        first -= 1
        if line.gap_before:
            break
    found = join_lines(scan.lines[first:at], scan.words) if first < at else None
    if found is None or len(found.text) < 150 or not found.text.endswith((".", "。", ":")):
        return ()
    return (found,)


def _statement(scan: _Scan, at: int) -> KindHead:
    found, end = scan.run(at)
    return KindHead("presidential-statement", at, end - 1, _title(found.text))


def _bare(scan: _Scan, at: int) -> KindHead | None:
    """A text that begins with the organ's name and has no line of its own that says what it is; the title is above."""
    above: tuple[Paragraph, ...] = ()
    end = at
    before = scan.lines[at - 1] if at else None
    if before is not None and before.text.startswith("[") and before.text.rstrip().endswith("]"):
        above, at = (join_lines([before], scan.words),), at - 1
    printed, first = _title_above(scan, at)
    if printed is None:
        first = at
        while (
            first
            and at - first < 8
            and scan.lines[first - 1].bold
            and (scan.lines[first - 1].size or 0) >= 11
        ):
            first -= 1
        printed = join_lines(scan.lines[first:at], scan.words) if first < at else None
    return KindHead("resolution", first, end - 1, _title(printed.text) if printed else None, above=above)


def kind_by_symbols(kind: Kind, symbols: Sequence[str]) -> Kind:
    """The kind of a text, by its symbols where they tell more than its head."""
    series = "".join(symbols)
    for sign, told in _KINDS_BY_SERIES.items():
        if sign in series:
            return told
    return _DRAFTS.get(kind, kind) if "/L." in series else kind
