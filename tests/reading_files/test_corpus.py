"""Real documents beside the project: what gold says stands in them is in the lines, whole."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from verbale.errors import NoText
from verbale.reading.files import open_stream
from verbale.reading.lines import Stream

pytestmark = pytest.mark.corpus


def folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold().replace("\u00ad", "")
    return re.sub(r"[\W_]+", "", re.sub(r"[‐‑–—-]\s*", "", text))


def body(stream: Stream) -> tuple[str, str]:
    """The folded words of the text, and of the notes."""
    return (
        folded("".join(line.text for line in stream.lines if line.kind in {"text", "heading", "table"})),
        folded("".join(line.text for line in stream.lines if line.kind == "note")),
    )


def share(folder: Path, suffixes: set[str], limit: int | None = None) -> tuple[float, list[str]]:
    asked = found = 0
    misses: list[str] = []
    for row in (folder / "gold.jsonl").read_text("utf-8").splitlines()[:limit]:
        gold = json.loads(row)
        path = folder / gold["file"]
        if path.suffix not in suffixes:
            continue
        text, notes = body(open_stream(path))
        for block in gold["expect"].get("blocks") or []:
            asked += 1
            if folded(block) in text or folded(block) in notes:
                found += 1
            else:
                misses.append(f"{path.name}: {block[:60]}")
    return found / asked, misses


@pytest.mark.parametrize(
    ("folder", "suffixes", "least"),
    [
        ("letters", {".pdf"}, 1.0),
        ("letters", {".docx"}, 1.0),
        ("letters", {".html", ".md"}, 1.0),
        ("letters", {".txt"}, 0.98),
        ("pdf", {".pdf"}, 0.999),
    ],
)
def test_paragraphs_are_whole(shared: Path, folder: str, suffixes: set[str], least: float) -> None:
    found, misses = share(shared / "corpus" / folder, suffixes)
    assert found >= least, misses[:10]


def test_every_mark_of_a_pdf_has_its_note(shared: Path) -> None:
    marks = notes = 0
    for path in sorted((shared / "corpus" / "pdf").glob("*.pdf")):
        stream = open_stream(path)
        marks += sum(len(line.marks) for line in stream.lines if line.kind == "text")
        notes += len({(line.label, line.page) for line in stream.lines if line.kind == "note"})
    assert abs(marks - notes) <= 0.01 * notes, (marks, notes)


def test_scans_say_so(shared: Path) -> None:
    with pytest.raises(NoText, match="scan"):
        open_stream(shared / "corpus" / "scans" / "1947-10-08_Sixth_Commitee_Letter.pdf")


def test_records_are_read_column_by_column(shared: Path) -> None:
    stream = open_stream(shared / "corpus" / "records" / "A_64_PV.121.pdf")
    text = " ".join(line.text for line in stream.lines if line.kind == "text")
    assert (
        "Since this is probably the last meeting of this session, I want to pay tribute to you, Sir" in text
    )


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_word_files_print_as_libreoffice_prints_them(shared: Path, tmp_path: Path) -> None:
    sources = sorted((shared / "corpus" / "docx").glob("*.docx"))
    command = ["soffice", f"-env:UserInstallation={tmp_path.as_uri()}/p", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), *map(str, sources)],
        check=True,
        capture_output=True,
        timeout=240,
    )
    for source in sources:
        printed = open_stream(tmp_path / f"{source.stem}.pdf")
        seen = folded("".join(line.text for line in printed.lines))
        cells = [folded(cell) for line in printed.lines for row in line.rows for cell in row]
        wanted = [
            folded((line.marker or "") + line.text)
            for line in open_stream(source).lines
            if line.kind in {"text", "heading", "note"}
        ]
        words = [
            folded(word)
            for line in open_stream(source).lines
            for row in line.rows
            for cell in row
            for word in cell.split()
        ]
        missing = [text for text in wanted if text not in seen and not any(text in cell for cell in cells)]
        # what stands side by side may be printed in pieces, between the lines of its neighbours
        assert len(missing) <= 0.1 * len(wanted), (source.name, missing)
        lost = [word for word in words if word not in seen and not any(word in cell for cell in cells)]
        assert len(lost) <= 0.01 * len(words), (source.name, lost)
