"""The contract's own JSON, read back and checked."""

from __future__ import annotations

import json

import msgspec
import pytest

from tests.reading_akn.files import resolution
from verbale.document import Citation, Document, encode
from verbale.errors import DamagedFile, OverLimit
from verbale.reading.files.akn import read_akn
from verbale.reading.files.json import read_json
from verbale.reading.files.limits import Limits


@pytest.fixture(scope="module")
def document() -> Document:
    read = read_akn(resolution(), "tides.xml")
    text = read.parts[0].blocks[2].text
    start = text.index("85/2")
    citation = Citation(
        start=start, end=start + 4, text="85/2", kind="resolution", symbol="A/RES/85/2", part=0, block=2
    )
    return msgspec.structs.replace(read, citations=(citation,))


def test_round_trip(document: Document) -> None:
    assert read_json(encode(document), "tides.json") == document


def test_a_line_of_jsonl_is_its_document(document: Document) -> None:
    line = b'{"source": "tides.xml", "document": ' + encode(document) + b"}\n"
    assert read_json(line) == document


def test_source_is_this_file_where_none_is_named(document: Document) -> None:
    read = read_json(encode(msgspec.structs.replace(document, source=None)), "tides.json")
    assert read.source is not None
    assert (read.source.name, read.source.media_type) == ("tides.json", "application/json")


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("kind",), "poem", "kind"),
        (("masthead", "date"), "3 October", "masthead.date"),
        (("parts", 0, "blocks", 3, "level"), "deep", "parts[0].blocks[3].level"),
        (("citations", 0, "end"), 9999, "citations[0]"),
        (("citations", 0, "start"), -4, "citations[0]"),
        (("citations", 0, "part"), 7, "citations[0]"),
        (("citations", 0, "block"), -1, "citations[0]"),
    ],
)
def test_the_wrong_field_is_named(
    document: Document, path: tuple[str | int, ...], value: object, field: str
) -> None:
    data = json.loads(encode(document))
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(DamagedFile) as caught:
        read_json(json.dumps(data).encode(), "tides.json")
    assert caught.value.where is not None
    assert caught.value.where.field == field
    assert "tides.json" in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[]", b"null", b'{"kind": "letter"}', b"\x00" * 9])
def test_other_json(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        read_json(data, "x.json")


def test_limits(document: Document) -> None:
    with pytest.raises(OverLimit):
        read_json(encode(document), limits=Limits(size=10))
    with pytest.raises((OverLimit, DamagedFile)):
        read_json(b'{"kind":"other","language":"en","x":' + b"[" * 200_000 + b"]" * 200_000 + b"}")
