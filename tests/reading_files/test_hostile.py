"""Files made to do harm: each is refused with a reason, or read with the harm left out."""

from __future__ import annotations

import io
import time
import zipfile
from contextlib import suppress

import pytest
from bench.fuzz_reading import inputs, run

from tests.reading_files.words import docx, package, paragraph, read, texts
from verbale.errors import DamagedFile, OverLimit, ReadError
from verbale.reading.files import Limits, open_stream


def test_seeded_mutations_end_in_a_document_or_a_clear_error() -> None:
    tally = run(inputs(500, seed=20_260_401))
    assert not tally.failures
    assert sum(tally.outcomes.values()) == 500
    assert tally.outcomes["document"] > 100
    assert tally.slowest < 10


def test_the_same_seed_gives_the_same_files() -> None:
    assert list(inputs(40, seed=5)) == list(inputs(40, seed=5))
    assert list(inputs(40, seed=5)) != list(inputs(40, seed=6))


def test_a_bomb_is_not_unpacked() -> None:
    bomb = package({"word/document.xml": b"<a>" + b" " * (60 << 20), "[Content_Types].xml": "x"})
    assert len(bomb) < 100_000
    with pytest.raises(OverLimit, match="times its size"):
        read(bomb)
    with pytest.raises(OverLimit, match="unpacks to"):
        open_stream(bomb, limits=Limits(unpacked=1 << 20))


def test_a_package_that_lies_about_its_sizes_is_stopped_while_it_unpacks() -> None:
    data = bytearray(docx(paragraph("x " * 50_000)))
    place = data.find(b"word/document.xml", data.find(b"PK\x01\x02"))
    data[place - 46 + 24 : place - 46 + 28] = (10).to_bytes(4, "little")
    with pytest.raises(OverLimit, match="unpacks to more than 50,000 bytes"):
        open_stream(bytes(data), limits=Limits(unpacked=50_000))


def test_a_package_whose_sums_do_not_fit() -> None:
    data = bytearray(docx(paragraph("x " * 500)))
    place = data.find(b"word/document.xml", data.find(b"PK\x01\x02"))
    data[place - 46 + 16] ^= 1
    with pytest.raises(DamagedFile, match="its sum does not fit"):
        read(bytes(data))


def test_too_many_entries() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for i in range(300):
            archive.writestr(f"word/{i}.xml", "x")
    with pytest.raises(OverLimit, match="300 entries"):
        open_stream(out.getvalue(), limits=Limits(entries=200))


def test_an_archive_inside_is_never_opened() -> None:
    inner = package({"word/document.xml": b" " * (30 << 20)})
    data = docx(paragraph("Words."))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    parts["word/embeddings/inner.zip"] = inner
    assert texts(read(package(parts))) == ["Words."]


FLOOD = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("kind", [FLOOD, OUTSIDE])
def test_entities_in_a_word_file_are_refused(kind: str) -> None:
    body = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'
    with pytest.raises(DamagedFile, match="document type"):
        read(package({"word/document.xml": f'<?xml version="1.0"?>{kind}{body}'}))


@pytest.mark.parametrize("kind", [FLOOD, OUTSIDE])
def test_entities_in_html_are_text(kind: str) -> None:
    stream = read(f"{kind}<html><body><p>Words &a; &c;</p></body></html>".encode(), "x.html")
    assert stream.lines[-1].text.startswith("Words")
    assert not any("aaaaaaaaaa" in line.text and line.text.startswith("Words a") for line in stream.lines)


def test_what_lies_outside_is_never_opened() -> None:
    link = (
        '<Relationship Id="t" Type="x/attachedTemplate" Target="http://192.0.2.1/template.dotm" TargetMode="External"/>'
        '<Relationship Id="s" Type="x/styles" Target="file:///etc/passwd" TargetMode="External"/>'
        '<Relationship Id="u" Type="x/footnotes" Target="../../../etc/passwd"/>'
    )
    assert texts(read(docx(paragraph("Words."), links=link))) == ["Words."]


def test_styles_and_lists_that_point_at_themselves() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    body = paragraph(
        "Words.", '<w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr>'
    )
    assert texts(read(docx(body, styles=styles, numbering=numbering))) == ["Words."]


def test_spans_and_numbers_without_end() -> None:
    table = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>'
        '<w:tr><w:trPr><w:gridBefore w:val="99999999"/></w:trPr><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
    )
    assert "a" in "".join(texts(read(docx(table))))
    page = "<table><tr><td colspan=99999999>a<td>b<tr><td>c<td>d</table><ol start=99999999999><li>e</ol>"
    assert "a" in "".join(texts(read(page.encode(), "x.html")))


# Seconds of processor time: far more than the slowest machine needs, far less than a squared cost.
A_HANG = 60


@pytest.mark.parametrize(
    "data",
    [
        docx(
            "<w:tbl><w:tr><w:tc>" * 120
            + "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
            + "</w:tc></w:tr></w:tbl>" * 120
        ),
        ("<table><tr><td>" * 400 + "x").encode(),
        ("> " * 20_000 + "x").encode(),
        ("[" * 20_000 + "x" + "](" * 20_000).encode(),
        ("*" * 30_000 + "x").encode(),
        ("<b>" * 30_000 + "x").encode(),
        ("| " * 30_000 + "\n" + "|-" * 30_000 + "|\n").encode(),
        ("\u202b" * 50_000 + "x").encode(),
        (" " * 100_000 + "x" + "\t" * 100_000 + "y").encode(),
        ("(1) " * 50_000).encode(),
    ],
)
def test_deep_and_repeated_marks_end_in_time(data: bytes) -> None:
    began = time.process_time()
    for name in ("x.md", "x.txt", "x"):
        with suppress(ReadError):
            read(data, name)
    assert time.process_time() - began < A_HANG
