"""Word files: real styles, notes, links, heads and feet."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from lxml import etree

from tests.writing.documents import LANGUAGES, letter
from verbale.document import Language
from verbale.profiles import Profile, load
from verbale.writing import write

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words_of(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_library_opens_it(language: Language, un: Profile) -> None:
    opened = docx.Document(io.BytesIO(write(letter(language), "docx", un)))
    styles = [p.style.name for p in opened.paragraphs if p.text and p.style is not None]
    assert styles[0] == "Title_H_CH"
    assert "__Single Txt" in styles
    assert styles.count("Signature") == 1
    assert opened.sections[0].different_first_page_header_footer
    assert "20-05131" in opened.sections[0].first_page_footer.paragraphs[0].text
    assert opened.core_properties.title.startswith("A/74/783–S/2020/279: ")
    assert len(opened.tables) == 2


def test_headings_are_headings(un: Profile) -> None:
    opened = docx.Document(io.BytesIO(write(letter("en"), "docx", un)))
    named = {}
    for paragraph in opened.paragraphs:
        style = paragraph.style
        base = style.base_style if style is not None else None
        if style is not None and base is not None:
            named[style.name] = base.name
    assert named["Title_H_CH"] == "Heading 1"
    assert named["_ H_1"] == "Heading 2"


def test_notes_are_notes_and_citations_are_links(un: Profile) -> None:
    parts = parts_of(write(letter("en"), "docx", un))
    body = etree.fromstring(parts["word/document.xml"])
    notes = etree.fromstring(parts["word/footnotes.xml"])
    (reference,) = body.iter(f"{W}footnoteReference")
    (note,) = [n for n in notes.iter(f"{W}footnote") if n.get(f"{W}id") == reference.get(f"{W}id")]
    assert "See A/74/783–S/2020/279" in words_of(note)
    assert len(list(body.iter(f"{W}hyperlink"))) == 2
    assert parts["word/_rels/document.xml.rels"].count(b'TargetMode="External"') == 2


def test_pages_are_counted_by_fields(un: Profile) -> None:
    parts = parts_of(write(letter("en"), "docx", un))
    for name in ("word/footer2.xml", "word/footer3.xml"):
        assert b" PAGE " in parts[name]
        assert b" NUMPAGES " in parts[name]


def test_arabic_runs_from_the_right_and_symbols_do_not(un: Profile) -> None:
    parts = parts_of(write(letter("ar"), "docx", un))
    body = etree.fromstring(parts["word/document.xml"])
    for paragraph in body.iter(f"{W}p"):
        assert paragraph.find(f"{W}pPr/{W}bidi") is not None
    notes = etree.fromstring(parts["word/footnotes.xml"])
    run = next(r for r in notes.iter(f"{W}r") if "A/74/783" in words_of(r))
    assert run.find(f"{W}rPr/{W}rtl") is None
    assert b"bidiVisual" in parts["word/document.xml"]


def test_variables_have_the_names_of_the_united_nations_templates(un: Profile) -> None:
    settings = etree.fromstring(parts_of(write(letter("en"), "docx", un))["word/settings.xml"])
    named = {v.get(f"{W}name"): v.get(f"{W}val") for v in settings.iter(f"{W}docVar")}
    assert (named["Symbol1"], named["Symbol2"], named["JobNo"]) == ("A/74/783", "S/2020/279", "20-05131")


def test_every_relation_leads_somewhere_and_no_part_is_loose() -> None:
    parts = parts_of(write(letter("en"), "docx", load("assembly")))
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(data)
    for name in [name for name in parts if name.startswith("word/_rels/")]:
        for relation in etree.fromstring(parts[name]):
            if relation.get("TargetMode") != "External":
                assert f"word/{relation.get('Target')}" in parts
        owner = etree.fromstring(parts["word/" + name.split("/")[-1].removesuffix(".rels")])
        ids = {relation.get("Id") for relation in etree.fromstring(parts[name])}
        used = {value for e in owner.iter() for key, value in e.attrib.items() if "relationships" in str(key)}
        assert used <= ids
