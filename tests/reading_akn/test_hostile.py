"""XML that wants to fetch, flood or break is refused with a reason."""

from __future__ import annotations

import random

import pytest

from tests.reading_akn.files import akn, resolution
from verbale.document import Document
from verbale.errors import DamagedFile, NoText, OverLimit, ReadError, UnknownFormat
from verbale.reading.files.akn import read_akn
from verbale.reading.files.limits import Limits

_NS = 'xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"'


def test_entities_are_refused() -> None:
    flood = f'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><akomaNtoso {_NS}><doc>&b;</doc></akomaNtoso>'
    with pytest.raises(DamagedFile, match="document type"):
        read_akn(flood.encode())


def test_nothing_outside_is_fetched() -> None:
    outside = (
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><akomaNtoso {_NS}><doc>&x;</doc></akomaNtoso>'
    )
    with pytest.raises(DamagedFile):
        read_akn(outside.encode())
    include = f'<akomaNtoso {_NS}><doc name="x"><mainBody><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/><p>A word.</p></mainBody></doc></akomaNtoso>'
    assert [block.text for block in read_akn(include.encode()).parts[0].blocks] == ["A word."]


def test_depth_is_bounded() -> None:
    deep = (
        f"<akomaNtoso {_NS}><doc><mainBody>"
        + "<b>" * 3000
        + "x"
        + "</b>" * 3000
        + "</mainBody></doc></akomaNtoso>"
    )
    with pytest.raises(OverLimit):
        read_akn(deep.encode())


def test_size_is_bounded() -> None:
    with pytest.raises(OverLimit, match="more than"):
        read_akn(resolution(), limits=Limits(size=100))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", DamagedFile),
        (b"<akomaNtoso", DamagedFile),
        (b"<html><body/></html>", UnknownFormat),
        (b"<akomaNtoso/>", DamagedFile),
        (akn("<mainBody/>"), NoText),
        (b'<?xml version="1.0" encoding="no-such"?><akomaNtoso/>', DamagedFile),
    ],
)
def test_bad_files(data: bytes, error: type[ReadError]) -> None:
    with pytest.raises(error) as caught:
        read_akn(data, "bad.xml")
    assert "bad.xml" in str(caught.value)


def test_mutations() -> None:
    chance = random.Random(8)
    whole = resolution()
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            at = chance.randrange(len(data))
            data[at : at + chance.randrange(8)] = chance.choice(
                [b"", b"<p>", b"</p>", b"\x00", b"&x;", b"<num/>", b"\xff"]
            )
        try:
            document = read_akn(bytes(data), "mutated.xml")
        except ReadError:
            continue
        assert isinstance(document, Document)
