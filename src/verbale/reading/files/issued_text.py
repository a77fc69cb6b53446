"""Plain text as Verbale sets it, where each line says by its place what it is (docs/reference/issued-formats.md).

Such a text is read line for line into what it was written from: paragraphs, headings, tables and notes whole. It is known
by the line across the page below its first row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from verbale.languages.characters import columns_of, is_wide
from verbale.reading.lines import Line

__all__ = ["is_issued", "lines_of_issued"]

_WIDTH = 80
_MARGIN = 8
_FIRST = 12  # the first lines of paragraphs begin here, or further in
_PUBLICATION = 54
_SECOND = 42
_SIGNED = 30
_RULE = "─" * _WIDTH
_TABLE_RULE = re.compile(r" *─+(?: {4}─+)*")
_NOTES_RULE = " " * 6 + "_" * 16
_NOTE = re.compile(r" {6}(?:\[(?P<label>[^\[\]\s]{1,40})\]|(?P<star>[*†‡]{1,4}))(?: +(?P<text>.*))?$")
_GAP = re.compile(r" {4,}")
_BLANK = " " * 4
_STARS = ("*", "†", "‡")
_LEVELS = {4: 1, 6: 2, 8: 3, 10: 4}
_MARK = re.compile(r"(?:\[(?P<label>[^\[\]\s]{1,40})\]|(?P<star>[*†‡]{1,4}))$")


def is_issued(text: str) -> bool:
    """Whether a text is one that Verbale has set: below the first row, which holds the symbols, a line goes across the
    page, and another below the masthead."""
    head = text[:4_000].split("\n")[:40]
    rules = [place for place, line in enumerate(head) if line == _RULE]
    return len(rules) >= 2 and 0 < rules[0] <= 9 and bool(head[0].strip())


def _indent(raw: str) -> int:
    return len(raw) - len(raw.lstrip(" "))


def _joined(rows: Sequence[str]) -> str:
    """The rows of one text joined as they were cut: at a space, or between two Chinese characters."""
    text = rows[0].strip(" ") if rows else ""
    for row in rows[1:]:
        more = row.strip(" ")
        apart = text and more and not is_wide(text[-1]) and not is_wide(more[0])
        text += (" " if apart else "") + more
    return text


def _cut(raw: str, at: int) -> tuple[str, str]:
    """What stands in a row before a column and from it on."""
    if raw.isascii():
        return raw[:at], raw[at:]
    passed = 0
    for place, char in enumerate(raw):
        wide = columns_of(char)
        if passed >= at and wide:
            return raw[:place], raw[place:]
        passed += wide
    return raw, ""


def _entries(rows: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The entries of a cell, each with the number of its first row: those set in by two go on with the one above."""
    current: list[str] = []
    first = 0
    for number, raw in rows:
        if not raw.strip():
            continue
        if current and raw.startswith("  "):
            current.append(raw)
            continue
        if current:
            yield first, _joined(current)
        current, first = [raw], number
    if current:
        yield first, _joined(current)


class _Reader:
    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.page = 1

    def put(self, text: str, number: int, **more: object) -> None:
        if text or more.get("rows"):
            line = Line(text=text, whole=True, page=self.page, number=number, gap_before=True)
            self.lines.append(replace(line, **more))

    def head(self, rows: Sequence[tuple[int, str]]) -> int:
        """The masthead; the index of the row behind it."""
        rules = [i for i, (_, raw) in enumerate(rows) if raw == _RULE][:2]
        symbols: list[tuple[int, str]] = []
        for number, raw in rows[: rules[0]]:
            gap = _GAP.search(raw)
            name, symbol = (raw[: gap.start()], raw[gap.end() :]) if gap else (raw, "")
            if name.strip():
                self.put(name.strip(), number)
            symbols.append((number, symbol.strip()))
        for number, symbol in symbols:
            self.put(symbol, number)
        parted = [(number, *_cut(raw, _PUBLICATION)) for number, raw in rows[rules[0] + 1 : rules[1]]]
        for number, text in _entries([(number, left) for number, left, _ in parted]):
            self.put(text, number, bold=True)
        for number, text in _entries([(number, right) for number, _, right in parted]):
            self.put(text, number)
        end = next((i for i in range(rules[1] + 1, len(rows)) if not rows[i][1].strip()), len(rows))
        self.sessions(rows[rules[1] + 1 : end])
        return end

    def sessions(self, rows: Sequence[tuple[int, str]]) -> None:
        if not rows:
            return
        left, right = _cut(rows[0][1], _SECOND)
        if right[:1].strip() and (not left or left.endswith(_BLANK)):
            parted = [(number, *_cut(raw, _SECOND)) for number, raw in rows]
            columns = [[(n, left) for n, left, _ in parted], [(n, right) for n, _, right in parted]]
        else:
            columns = [list(rows)]
        for column in columns:
            for number, text in _entries(column):
                self.put(text, number, bold=True)

    def body(self, rows: Sequence[tuple[int, str]]) -> None:
        notes = next((i for i, (_, raw) in enumerate(rows) if raw == _NOTES_RULE), len(rows))
        opens = True  # the title, or a part's heading and title, above the text
        for block in _blocks(rows[:notes]):
            opens = opens and _indent(block[0][1]) == _MARGIN
            self.block(block, title=opens)
        for block in _blocks(rows[notes + 1 :]):
            self.notes(block)

    def block(self, rows: Sequence[tuple[int, str]], *, title: bool) -> None:
        number, first = rows[0]
        at = _indent(first)
        raws = [raw for _, raw in rows]
        if any(_TABLE_RULE.fullmatch(raw) for raw in raws):
            self.table(rows)
        elif at == 0:
            for number, raw in rows:
                self.put(raw.strip(), number, kind="foot" if self.page == 1 else "text")
        elif at >= _SIGNED:
            for number, raw in rows:
                self.put(raw.strip(), number)
        elif title:
            self.put(_joined(raws), number, kind="heading", level=1, style="title")
        elif at < _FIRST:
            self.put(_joined(raws), number, kind="heading", level=_LEVELS.get(at, 4))
        else:
            self.put(_joined(raws), number)

    def table(self, rows: Sequence[tuple[int, str]]) -> None:
        raws = [raw for _, raw in rows]
        rule = next(raw for raw in raws if _TABLE_RULE.fullmatch(raw))
        places = [(m.start(), m.end()) for m in re.finditer("─+", rule)]
        count = sum(raw == rule for raw in raws)
        read: list[tuple[str, ...]] = []
        waiting: list[list[str]] = []
        for raw in raws:
            if raw == rule:
                if waiting:
                    read.append(_row(waiting))
                waiting = []
                continue
            cells = [] if raw.strip() == "·" else _sliced(raw, places)
            waiting.append(cells)
            if read and count == 1:
                read.append(_row(waiting))
                waiting = []
        if waiting:
            read.append(_row(waiting))
        made = tuple(row + ("",) * (len(places) - len(row)) for row in read)
        words = " ".join(" ".join(row) for row in made)
        self.put(words, rows[0][0], kind="table", rows=made)

    def notes(self, rows: Sequence[tuple[int, str]]) -> None:
        """A run of notes without an empty row between them."""
        number, label, current = rows[0][0], "", list[str]()
        for place, raw in rows:
            found = _NOTE.match(raw)
            if found is None and _indent(raw) == 0:
                self.note(current, label, number)
                current, label = [], ""
                self.put(raw.strip(), place, kind="foot" if self.page == 1 else "text")
            elif found is not None:
                self.note(current, label, number)
                number, label = place, found["label"] or found["star"]
                current = [found["text"] or ""]
            else:
                current.append(raw)
        self.note(current, label, number)

    def note(self, rows: Sequence[str], label: str, number: int) -> None:
        text = _joined(rows)
        own = label or next((line.label for line in reversed(self.lines) if line.kind == "note"), None)
        if text:
            self.put(text, number, kind="note", label=own)


def _blocks(rows: Sequence[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    for filled, group in groupby(rows, key=lambda row: bool(row[1].strip())):
        if filled:
            yield list(group)


def _sliced(raw: str, places: Sequence[tuple[int, int]]) -> list[str]:
    cells, rest, passed = [], raw, 0
    for start, end in places:
        _, rest = _cut(rest, start - passed)
        cell, rest = _cut(rest, end - start)
        passed = end
        cells.append(cell)
    return cells


def _row(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    count = max(map(len, rows), default=0)
    return tuple(_joined([row[i] for row in rows if i < len(row) and row[i].strip()]) for i in range(count))


def _with_marks(line: Line, labels: frozenset[str]) -> Line:
    """The line with the marks of notes at its end told apart from its words."""
    marks: list[str] = []
    text = line.text
    while found := _MARK.search(text):
        label = found["label"] or found["star"]
        if label not in labels:
            break
        text = text[: found.start()]
        if found["star"] and text[-2:-1] in _STARS and text.endswith(" "):
            text = text[:-1]
        marks.insert(0, label)
    if not marks:
        return line
    rows = line.rows
    if rows:
        last = rows[-1][-1].removesuffix(line.text[len(text) :])
        rows = (*rows[:-1], (*rows[-1][:-1], last))
    return replace(line, text=text, rows=rows, marks=tuple((len(text), label) for label in marks))


def lines_of_issued(text: str) -> tuple[Line, ...]:
    """The lines of a text that Verbale has set, one a paragraph; a form feed begins a page."""
    reader = _Reader()
    number = 0
    for page, printed in enumerate(text.rstrip("\n ").split("\f"), 1):
        rows = [(number + i, raw.rstrip()) for i, raw in enumerate(printed.split("\n"), 1)]
        number += len(rows) - 1
        reader.page = page
        reader.body(rows[reader.head(rows) :] if page == 1 else rows)
    labels = frozenset(line.label for line in reader.lines if line.kind == "note" and line.label)
    return tuple(
        line if line.kind in {"note", "foot"} else _with_marks(line, labels) for line in reader.lines
    )
