"""Text from outside stays text: in no format does it become mark-up, and no word of it is lost."""

from __future__ import annotations

import io
import zipfile
from functools import cache

from hypothesis import HealthCheck, given, settings
from lxml import etree, html
from msgspec.structs import replace

from tests.writing.documents import letter
from tests.writing.generated import documents
from tests.writing.test_akn import schema
from tests.writing.test_pdf import with_text
from verbale.document import Document, decode
from verbale.profiles import Profile, load
from verbale.writing import FORMATS, write, write_all

_INJECTIONS = "#set page(width: 1pt)\n= A </p></article><script>alert(1)</script> <b>x</b> & &lt; $ ` \\ @a [x] {y} {{z}} %s"


@cache
def _un() -> Profile:
    # not a fixture: its value is too large to be shown with a failing example
    return load("un")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents())
def test_any_document_is_written_with_the_same_words_in_all_formats(document: Document) -> None:
    files = write_all(document, _un())
    schema().assertValid(etree.fromstring(files["akn"]))
    assert decode(files["json"]) == document
    page = html.document_fromstring(files["html"].decode())
    assert not page.xpath("//script | //b[not(parent::p)] | //*[@onerror]")
    with zipfile.ZipFile(io.BytesIO(files["docx"])) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents())
def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    for name in FORMATS:
        assert write(document, name, _un()) == write(document, name, _un())


def test_injections_are_shown(un: Profile) -> None:
    files = write_all(with_text(_INJECTIONS), un)
    page = html.document_fromstring(files["html"].decode())
    assert not page.xpath("//script")
    (paragraph,) = [p for p in page.iter("p") if p.get("class") == "paragraph"]
    assert "".join(str(text) for text in paragraph.itertext()) == _INJECTIONS.replace("\n", "")
    assert b"<script>" not in files["akn"]
    assert b"alert(1)" in files["akn"]


def test_a_right_to_left_override_does_not_turn_a_symbol(un: Profile) -> None:
    files = write_all(with_text("See \u202e387/47/A\u202c and A/74/783"), un)
    for name in ("html", "text", "akn"):
        assert "\u202e" not in files[name].decode()


def test_only_web_addresses_become_links(un: Profile) -> None:
    document = letter("en")
    for url in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", 'https://x"onclick="y'):
        files = write_all(_with_url(document, url), un)
        assert b"javascript:" not in files["html"]
        assert b"file:" not in files["html"]
        assert not html.document_fromstring(files["html"].decode()).xpath("//@onclick")
        with zipfile.ZipFile(io.BytesIO(files["docx"])) as package:
            relations = package.read("word/_rels/document.xml.rels")
        assert url.encode() not in relations


def _with_url(document: Document, url: str) -> Document:
    return replace(document, citations=tuple(replace(c, url=url) for c in document.citations))
