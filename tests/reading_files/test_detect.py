"""The format of a file is what is in it, not what it is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading_files.words import docx, package, paragraph
from verbale.errors import DamagedFile, OverLimit, UnknownFormat
from verbale.reading.files import Limits, detect, load, open_stream


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7\n", "letter.docx", "pdf"),
        (b"\n\n%PDF-1.4", "letter", "pdf"),
        (docx(paragraph("x")), "letter.pdf", "docx"),
        (package({"a.txt": "x"}), "letter.docx", "zip"),
        (package({"mimetype": "application/vnd.oasis.opendocument.text"}), "x", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "x.docx", "doc"),
        (b"{\\rtf1\\ansi text}", "x.txt", "rtf"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "scan.pdf", "image"),
        (b"<!DOCTYPE html><p>text", "x", "html"),
        (b"<div><p>text</p></div>", "page.txt", "html"),
        ("<html>текст</html>".encode("utf-16"), "x", "html"),
        (b'<?xml version="1.0"?><akomaNtoso xmlns="x"/>', "x.html", "akn"),
        (b'<?xml version="1.0"?><feed/>', "x", "xml"),
        (b'{"kind": "letter", "masthead": {}}', "x", "json"),
        (b"# Heading\n\n**bold**\n", "x", "markdown"),
        (b"Plain words.", "x.md", "markdown"),
        (b"Plain words, no more.", "x", "text"),
        (b"822 \\(1993\\) and [853](#)\n**General Assembly**\n", "pasted.txt", "text"),
    ],
)
def test_content_decides(data: bytes, name: str, kind: str) -> None:
    assert detect(data, name) == kind


def test_a_picture_named_pdf_says_so() -> None:
    with pytest.raises(UnknownFormat, match="JPEG picture, though its name says PDF"):
        open_stream(b"\xff\xd8\xff\xe0" + b"\0" * 50, name="letter.pdf")


def test_other_archives_and_formats_are_refused_with_a_reason() -> None:
    with pytest.raises(UnknownFormat, match="ZIP archive"):
        open_stream(package({"a.exe": "x"}))
    with pytest.raises(UnknownFormat, match="XML of a kind"):
        open_stream(b'<?xml version="1.0"?><feed><title>x</title></feed>')


def test_empty_missing_and_large_files(tmp_path: Path) -> None:
    with pytest.raises(DamagedFile, match="empty"):
        open_stream(b"")
    with pytest.raises(DamagedFile, match="empty"):
        open_stream(b"\0" * 4096)
    with pytest.raises(DamagedFile, match="cannot be opened"):
        load(tmp_path / "none.pdf")
    large = tmp_path / "large.txt"
    large.write_bytes(b"word " * 100)
    with pytest.raises(OverLimit, match="500 bytes"):
        load(large, limits=Limits(size=499))
    with pytest.raises(OverLimit):
        load(b"x" * 500, limits=Limits(size=499))


def test_a_name_is_data_never_a_path() -> None:
    stream = open_stream(b"A letter.", name="../../etc/passwd")
    assert stream.source.name == "../../etc/passwd"


def test_errors_name_the_file() -> None:
    with pytest.raises(UnknownFormat) as caught:
        open_stream(package({"a": "b"}), name="box.zip")
    assert caught.value.where is not None
    assert caught.value.where.file == "box.zip"
    assert caught.value.fix
