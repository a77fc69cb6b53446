"""Scans and pictures of pages, recognised by Tesseract where it is installed and where it was asked for."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.document import Notice
from verbale.errors import DamagedFile, NoText, OverLimit, UnknownFormat
from verbale.reading.files.hyphens import mend_hyphens
from verbale.reading.files.limits import Limits
from verbale.reading.files.running import mark_running
from verbale.reading.files.source import source_of
from verbale.reading.files.tools import find_tool, run_tool
from verbale.reading.lines import Line, Stream

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

__all__ = ["read_image", "read_scan"]

_DPI = 200
_WANTED = ("eng", "fra", "spa", "rus", "ara", "chi_sim")
_LARGEST = 12_000 * 12_000
_UNSURE = 60.0
_NAMES = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
)


@dataclass(slots=True)
class _Word:
    text: str
    line: tuple[int, int, int]
    left: float
    top: float
    width: float
    height: float
    sure: float


def _tesseract() -> str:
    found = find_tool("tesseract")
    if found is None:
        raise UnknownFormat(
            "Scans are recognised by Tesseract, which is not installed",
            fix="Install tesseract-ocr with the languages you need, or send a file with text",
        )
    return found


def _languages(tool: str, limits: Limits, folder: Path) -> str:
    if limits.ocr_languages is not None:
        return limits.ocr_languages
    told = run_tool([tool, "--list-langs"], seconds=20, folder=folder, what="Tesseract").decode(
        "utf-8", "replace"
    )
    installed = set(told.split())
    return "+".join(name for name in _WANTED if name in installed) or "eng"


def _recognised(tool: str, image: bytes, languages: str, limits: Limits, folder: Path) -> Iterator[_Word]:
    picture = folder / "page.pgm"
    picture.write_bytes(image)
    told = run_tool(
        [tool, str(picture), "stdout", "-l", languages, "--dpi", str(_DPI), "tsv"],
        seconds=limits.ocr_seconds,
        folder=folder,
        what="Tesseract",
    )
    rows = csv.DictReader(
        io.StringIO(told.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    for row in rows:
        text = (row.get("text") or "").strip()
        if row.get("level") != "5" or not text:
            continue
        yield _Word(
            text=text,
            line=(int(row["block_num"]), int(row["par_num"]), int(row["line_num"])),
            left=float(row["left"]),
            top=float(row["top"]),
            width=float(row["width"]),
            height=float(row["height"]),
            sure=float(row["conf"]),
        )


def _lines(words: list[_Word], page: int) -> list[Line]:
    by_line: dict[tuple[int, int, int], list[_Word]] = {}
    for word in words:
        by_line.setdefault(word.line, []).append(word)
    scale = 72 / _DPI
    lines: list[Line] = []
    before: tuple[int, int, int] | None = None
    for number, (key, row) in enumerate(by_line.items(), 1):
        lines.append(
            Line(
                text=" ".join(word.text for word in row),
                page=page,
                number=number,
                size=round(max(word.height for word in row) * scale * 0.9, 1),
                left=round(min(word.left for word in row) * scale, 1),
                right=round(max(word.left + word.width for word in row) * scale, 1),
                top=round(min(word.top for word in row) * scale, 1),
                bottom=round(max(word.top + word.height for word in row) * scale, 1),
                gap_before=before is not None and before[:2] != key[:2],
            )
        )
        before = key
    return lines


def _picture(page: PdfPage) -> bytes:
    """A page as a grey picture, in the plain format that needs no library (PGM)."""
    width, height = page.get_size()
    if width * height * (_DPI / 72) ** 2 > _LARGEST:
        raise OverLimit("A page is larger than can be recognised", fix="Scan it at its true size")
    bitmap = page.render(scale=_DPI / 72, grayscale=True)
    try:
        rows = bytes(bitmap.buffer)
        if bitmap.stride != bitmap.width:
            rows = b"".join(
                rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height)
            )
        return b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height) + rows
    finally:
        bitmap.close()


def read_scan(data: bytes, name: str, limits: Limits, properties: dict[str, str]) -> Stream:
    """The stream of a scanned PDF, page by page through Tesseract; a notice says that it was recognised.

    Raises UnknownFormat where Tesseract is not installed, NoText where it finds no words, OverLimit beyond limits.
    """
    import pypdfium2

    tool = _tesseract()
    pages: list[list[Line]] = []
    unsure = total = 0
    width = 0.0
    with tempfile.TemporaryDirectory(prefix="verbale-") as home:
        folder = Path(home)
        languages = _languages(tool, limits, folder)
        document = pypdfium2.PdfDocument(data)
        try:
            count = len(document)
            for at in range(count):
                page = document[at]
                try:
                    width = max(width, float(page.get_size()[0]))
                    image = _picture(page)
                finally:
                    page.close()
                words = list(_recognised(tool, image, languages, limits, folder))
                total += len(words)
                unsure += sum(word.sure < _UNSURE for word in words)
                pages.append(_lines(words, at + 1))
        finally:
            document.close()
    if not total:
        raise NoText("The scan shows no words that can be recognised", fix="Send the file it was made from")
    lines = mend_hyphens([line for page_lines in mark_running(pages) for line in page_lines])
    message = (
        f"The pages are pictures, recognised by Tesseract ({languages}): {unsure} of {total} words are unsure"
    )
    return Stream(
        lines=tuple(lines),
        source=source_of(data, name, "pdf", pages=count),
        page_width=width,
        properties=properties,
        notices=(Notice(where="source", message=message),),
    )


def read_image(data: bytes, name: str, limits: Limits) -> Stream:
    """A picture is no document: says so, whatever its name says.

    Raises UnknownFormat always; a picture is recognised as a page of a PDF.
    """
    what = next((kind for start, kind in _NAMES if data.startswith(start)), "picture")
    said = ", though its name says PDF" if name.lower().endswith(".pdf") else ""
    if limits.ocr:
        raise DamagedFile(
            f"The file is a {what} picture{said}",
            fix="Put the pictures of the pages into one PDF, and send that",
        )
    raise UnknownFormat(
        f"The file is a {what} picture{said}", fix="Send the document as a PDF, Word file or text"
    )
