"""Programs of the system: LibreOffice for older office files, Tesseract for scans; and what is said without them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from tests.reading_files.words import typst_pdf
from verbale.errors import DamagedFile, OverLimit, UnknownFormat
from verbale.reading.files import Limits, open_stream
from verbale.reading.files.tools import run_tool

OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
OCR = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")


@OFFICE
@pytest.mark.parametrize("kind", ["odt", "rtf"])
def test_office_files(kind: str, tmp_path: Path) -> None:
    source = tmp_path / "letter.docx"
    document = docx.Document()
    document.add_paragraph("The lights of Ardenia were lit.")
    document.add_paragraph("Маяки были зажжены.")
    document.save(str(source))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    stream = open_stream(tmp_path / f"letter.{kind}")
    assert [line.text for line in stream.lines] == ["The lights of Ardenia were lit.", "Маяки были зажжены."]
    assert stream.source.name == f"letter.{kind}"
    assert any("LibreOffice" in notice.message for notice in stream.notices)


@OCR
def test_a_scan_is_recognised_when_asked_for() -> None:
    import io

    import pikepdf
    import pypdfium2

    words = "Letter dated 3 April 2020 from the Permanent Representative"
    text = pypdfium2.PdfDocument(
        typst_pdf(f"#set page(width: 16cm, height: 6cm)\n#set text(size: 14pt)\n{words}")
    )
    picture = text[0].render(scale=3).to_pil().convert("L")
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=216)
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        assert len(pdf.pages) == 1
    stream = open_stream(out.getvalue(), name="scan.pdf", limits=Limits(ocr=True, ocr_languages="eng"))
    assert words in " ".join(line.text for line in stream.lines)
    assert "recognised by Tesseract (eng)" in stream.notices[0].message


def test_without_the_programs_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(UnknownFormat, match="LibreOffice, which is not installed"):
        open_stream(b"{\\rtf1 text}", name="x.rtf")
    with pytest.raises(UnknownFormat, match="Tesseract, which is not installed"):
        open_stream(typst_pdf("#rect()"), name="x.pdf", limits=Limits(ocr=True))


def test_an_encrypted_word_file_says_so() -> None:
    data = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 600
        + "EncryptedPackage".encode("utf-16-le")
        + b"\0" * 100
    )
    with pytest.raises(DamagedFile, match="encrypted"):
        open_stream(data, name="x.docx")


def test_programs_are_bounded(tmp_path: Path) -> None:
    with pytest.raises(OverLimit, match="longer than 1 second"):
        run_tool([sys.executable, "-c", "import time; time.sleep(30)"], seconds=1, folder=tmp_path, what="It")
    with pytest.raises(DamagedFile, match="It failed: no such luck"):
        run_tool(
            [sys.executable, "-c", "import sys; sys.exit('no such luck')"],
            seconds=20,
            folder=tmp_path,
            what="It",
        )
    environment = run_tool(
        [sys.executable, "-c", "import os; print(*os.environ)"], seconds=20, folder=tmp_path, what="It"
    )
    assert set(environment.decode().split()) <= {
        "PATH",
        "HOME",
        "TMPDIR",
        "LC_ALL",
        "OMP_THREAD_LIMIT",
        "LC_CTYPE",
    }
