"""A PDF as a whole: pages to lines, running heads and feet told apart, notes found, words cut at line ends mended."""

from __future__ import annotations

import re
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from msgspec.structs import replace

from verbale.document import Notice
from verbale.errors import DamagedFile, NoText, OverLimit
from verbale.reading.files.hyphens import mend_hyphens
from verbale.reading.files.limits import Limits
from verbale.reading.files.pdf.notes import take_notes
from verbale.reading.files.pdf.page import Page, read_page
from verbale.reading.files.pdf.rows import Row, rows_of_page
from verbale.reading.files.pdf.tables import with_tables
from verbale.reading.files.running import mark_running
from verbale.reading.files.source import source_of
from verbale.reading.lines import Line, Stream

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

__all__ = ["read_pdf"]

_PASSWORD = 4
_FEW = 40
_ALL_BOLD = 0.8
_ENOUGH = 3  # rows that reach the margin
_OFTEN = 0.7  # of the commonest step between rows: steps as common as this are common
_SMALL = 0.72  # marks of notes are smaller than this, relative to their line
_NUMBER = re.compile(r"\d+")
_LABELS = re.compile(r"^[,،\s]*\d{1,3}(?:[,،\s]+\d{1,3})*[,،\s]*$")
_RULE = re.compile(r"^[_\s]{5,}$")


def _open(data: bytes) -> PdfDocument:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise DamagedFile(
                "The PDF is encrypted and asks for a password", fix="Send it without a password"
            ) from error
        raise DamagedFile(
            f"The PDF cannot be opened: {error}",
            fix="Print it to a PDF again, or send the file it was made from",
        ) from error


def _only_marks(row: Row, before: Row, leading: float) -> bool:
    """Whether a row holds but marks of notes, which did not fit into the row before."""
    return (
        len(row.pieces) == 1
        and row.size < _SMALL * before.size
        and 0.6 < (row.base - before.base) / max(leading * before.size, 1.0) < 1.2
        and _LABELS.match(row.pieces[0].text) is not None
    )


def _lines(rows: list[Row], page: Page, number: int, leading: float) -> list[Line]:
    lines: list[Line] = []
    before: Row | None = None
    printed = 0
    ruled = False
    for row in rows:
        if _RULE.match(" ".join(p.text for p in row.pieces)):
            ruled = True
            continue
        printed += 1
        gap = False
        if before is not None and before.column == row.column:
            step = row.base - before.base
            if lines and _only_marks(row, before, leading):
                labels = _NUMBER.findall(row.pieces[0].text)
                if page.right_to_left:
                    labels.sort(key=int)
                marks = tuple((len(lines[-1].text), label) for label in labels)
                lines[-1] = replace(lines[-1], marks=(*lines[-1].marks, *marks))
                continue
            gap = step > 1.22 * max(leading * row.size, 1.0) or step < 0
        for column, piece in enumerate(row.pieces):
            if not piece.text and not piece.marks:
                continue
            lines.append(
                Line(
                    text=piece.text,
                    kind="head" if piece.turned else "text",
                    page=number,
                    number=printed,
                    column=row.column + column,
                    bold=piece.bold,
                    italic=piece.italic,
                    size=round(piece.size, 2),
                    left=round(piece.left, 1),
                    right=round(piece.right, 1),
                    top=round(piece.base - piece.size * 0.8, 1),
                    bottom=round(piece.base + piece.size * 0.2, 1),
                    marks=piece.marks,
                    gap_before=gap or ruled,
                    style="ruled" if ruled else None,
                )
            )
        ruled = False
        before = row
    return lines


def _leading(pages: list[tuple[Page, list[Row]]]) -> float:
    """The distance between lines of a paragraph, in ems: the commonest step between rows of one size, the upper of which
    reaches the margin; the least of the common steps where few rows do.
    """
    steps: Counter[float] = Counter()
    full: Counter[float] = Counter()  # from rows that reach the margin, whose paragraph goes on below
    for page, rows in pages:
        ends = [-row.left if page.right_to_left else row.right for row in rows]
        margin = sorted(ends)[len(ends) * 9 // 10] if ends else 0.0
        for (above, end), below in zip(zip(rows, ends, strict=True), rows[1:], strict=False):
            if above.column == below.column and abs(above.size - below.size) < 0.1 and below.size > 0:
                step = (below.base - above.base) / below.size
                if 0.9 < step < 2.2:
                    steps[round(step * 20) / 20] += 1
                    if end > margin - 2 * below.size:
                        full[round(step * 20) / 20] += 1
    if full.total() >= _ENOUGH:
        return full.most_common(1)[0][0]
    if not steps:
        return 1.2
    often = max(steps.values())
    return min(step for step, count in steps.items() if count >= max(_OFTEN * often, min(often, 2)))


def _aligned(lines: list[Line]) -> list[Line]:
    """The lines with their alignment, where the page shows it."""
    body = [
        line for line in lines if line.left is not None and line.right is not None and line.kind == "text"
    ]
    if len(body) < 3 or sum(line.column > 0 for line in body) > 8:
        return lines
    left = min(line.left or 0.0 for line in body)
    right = max(line.right or 0.0 for line in body)
    out = []
    for line in lines:
        a, b = line.left or 0.0, line.right or 0.0
        if line.kind != "text" or b - a > 0.8 * (right - left):
            out.append(line)
        elif abs((a + b) / 2 - (left + right) / 2) < 4 and b - a < 0.6 * (right - left):
            out.append(replace(line, align="center"))
        elif right - b < 3 and a > (left + right) / 2:
            out.append(replace(line, align="end"))
        else:
            out.append(line)
    return out


def _scanned(count: int) -> NoText:
    pages = "page" if count == 1 else "pages"
    return NoText(
        f"The PDF is a scan: {count} {pages} of pictures, without text",
        fix="Send the file it was made from, or have it recognised (ocr)",
    )


def _has_pictures(page: PdfPage) -> bool:
    import pypdfium2.raw as pdfium

    return next(iter(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) is not None


def _is_scan(pages: list[Page]) -> bool:
    """Whether the pages are pictures, with no text or hardly any (a stamp, a page number)."""
    if not any(page.characters for page in pages):
        return True
    few = [page for page in pages if page.characters < _FEW]
    return len(few) == len(pages) and sum(page.pictures for page in few) * 2 > len(pages)


def _pages(data: bytes, limits: Limits) -> tuple[list[tuple[Page, list[Row]]], dict[str, str]]:
    """The pages with their rows, and the file's properties."""
    import pypdfium2

    document = _open(data)
    fonts: dict[bytes, tuple[bool, bool]] = {}
    pages: list[tuple[Page, list[Row]]] = []
    try:
        count = len(document)
        if count > limits.pages:
            raise OverLimit(f"The PDF has {count} pages; {limits.pages} are allowed", fix="Send it in parts")
        if count == 0:
            raise DamagedFile("The PDF has no pages", fix="Print it to a PDF again")
        told = document.get_metadata_dict().items()
        properties = {key.lower(): " ".join(value.split())[:1000] for key, value in told if value}
        characters = 0
        for at in range(count):
            try:
                raw = document[at]
            except pypdfium2.PdfiumError as error:
                raise DamagedFile(
                    f"Page {at + 1} of the PDF is broken", fix="Print it to a PDF again"
                ) from error
            try:
                page = read_page(raw, fonts)
                page.pictures = page.characters < _FEW and _has_pictures(raw)
            finally:
                raw.close()
            characters += page.characters
            if characters > limits.characters:
                raise OverLimit("The PDF holds more text than the limits allow", fix="Send it in parts")
            pages.append((page, rows_of_page(page)))
            page.pieces = []
    finally:
        document.close()
    return pages, properties


def read_pdf(data: bytes, name: str, limits: Limits) -> Stream:
    """The stream of a PDF: lines in reading order, with size, weight and place in points from the top left.

    Scripts and files inside are never run or opened. Raises DamagedFile where it is broken or encrypted, NoText where
    its pages are pictures and ``limits.ocr`` is off, OverLimit beyond limits.
    """
    pages, properties = _pages(data, limits)
    count, characters = len(pages), sum(page.characters for page, _ in pages)
    notices = []
    if _is_scan([page for page, _ in pages]):
        if not limits.ocr:
            raise _scanned(count)
        from verbale.reading.files.ocr import read_scan

        return read_scan(data, name, limits, properties)
    empty = [n for n, (page, _) in enumerate(pages, 1) if not page.characters]
    if empty:
        which = ", ".join(map(str, empty[:20]))
        notices.append(Notice(where="source", message=f"Pages without text, pictures perhaps: {which}"))
    unmapped = sum(page.unmapped for page, _ in pages)
    if unmapped > characters * 0.02:
        notices.append(
            Notice(
                where="source",
                message=f"{unmapped} characters have no letters in the PDF's fonts and are missing",
            )
        )
    leading = _leading(pages)
    made = [_lines(rows, page, n, leading) for n, (page, rows) in enumerate(pages, 1)]
    made = mark_running(_weighed(made))
    body_size = _body_size(made)
    lines: list[Line] = []
    before: Line | None = None
    for number, page_lines in enumerate(made):
        noted = take_notes(page_lines, body_size, before)
        before = next((line for line in reversed(noted) if line.kind == "note"), None)
        lines += _aligned(with_tables(noted, first=number == 0))
    ours = properties.get("keywords") == "Verbale"
    lines = [
        line if line.style is None else replace(line, style=None)
        for line in mend_hyphens(lines, set_by_us=ours)
    ]
    if not lines:
        raise _scanned(count)
    return Stream(
        lines=tuple(lines),
        source=source_of(data, name, "pdf", pages=count),
        page_width=median(page.width for page, _ in pages),
        properties=properties,
        notices=tuple(notices),
    )


def _weighed(pages: list[list[Line]]) -> list[list[Line]]:
    """The lines, none bold where nearly all are: a face that seems bold is then the document's own."""
    letters = sum(len(line.text) for page in pages for line in page)
    heavy = sum(len(line.text) for page in pages for line in page if line.bold)
    if heavy <= _ALL_BOLD * letters:
        return pages
    return [[replace(line, bold=False) if line.bold else line for line in page] for page in pages]


def _body_size(pages: list[list[Line]]) -> float:
    weights: Counter[float] = Counter()
    for page in pages:
        for line in page:
            if line.kind == "text" and line.size:
                weights[round(line.size * 2) / 2] += len(line.text)
    return weights.most_common(1)[0][0] if weights else 10.0
