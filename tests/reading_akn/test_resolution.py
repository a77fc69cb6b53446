"""Each thing in the mark-up goes to its place in the contract."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading_akn.files import akn, resolution
from verbale.document import AgendaItem, Block, Document, Session
from verbale.reading.files.akn import read_akn
from verbale.reading.files.akn.cover import item_numbers


@pytest.fixture(scope="module")
def document() -> Document:
    return read_akn(resolution(), "tides.xml")


def test_masthead(document: Document) -> None:
    head = document.masthead
    assert document.kind == "resolution"
    assert document.language == "en"
    assert (head.organs, head.symbols, head.distribution) == (("A",), ("A/RES/86/17",), "general")
    assert (head.date, head.job_number) == (date(2031, 10, 9), "31-20551")
    assert head.sessions == (Session(organ="A", session="86"),)
    assert head.agenda_items == (AgendaItem(organ="A", number="24 (b)", title="Cooperation: tide gauges"),)
    assert head.title == "Year of the Tide Gauge"
    assert document.notices == ()
    assert document.source is not None
    assert document.source.media_type == "application/akn+xml"


def test_main(document: Document) -> None:
    main = document.parts[0]
    assert (main.role, main.number) == ("main", "86/17")
    assert main.heading == "Resolution adopted by the General Assembly on 3 October 2031"
    seen = [(block.type, block.number, block.level, block.clause, block.text) for block in main.blocks]
    assert seen == [
        ("paragraph", None, 0, None, "[on the report of the Second Committee (A/86/410, para. 9)]"),
        ("paragraph", None, 0, None, "The General Assembly,"),
        ("paragraph", None, 0, "preambular", "Recalling its resolution 85/2 of 1 May 2031,"),
        ("paragraph", None, 0, "preambular", "Noting that:"),
        ("paragraph", "(i)", 1, "preambular", "tides rise,"),
        ("paragraph", "(ii)", 1, "preambular", "tides fall,"),
        ("heading", "I", 1, None, "Gauges"),
        ("paragraph", "1", 0, "operative", "Decides:"),
        ("paragraph", "(a)", 1, "operative", "To count gauges;"),
        ("paragraph", "(i)", 2, "operative", "by hand;"),
        ("paragraph", "(b)", 1, "operative", "To read them;"),
        ("paragraph", "2", 0, "operative", "Takes note of the table:"),
        ("table", None, 0, None, "Port m Norrhaven 2.1"),
        ("paragraph", "3", 0, "operative", "Decides to close."),
        ("paragraph", None, 0, None, "9th plenary meeting 3 October 2031"),
        ("paragraph", None, 0, None, "[Adopted by 2 to 1:"),
        ("paragraph", None, 0, None, "In favour: Maravia, Oresund"),
        ("paragraph", None, 0, None, "Against: Tiberia]"),
    ]
    assert main.blocks[12].rows == (("Port", "m"), ("Norrhaven", "2.1"))


def test_footnotes(document: Document) -> None:
    assert [(note.label, [block.text for block in note.blocks]) for note in document.footnotes] == [
        ("1", ["See A/85/900."]),
        ("2", ["A/86/1."]),
    ]
    marked = [block for part in document.parts for block in part.blocks if block.notes]
    assert [block.notes for block in marked] == [("1",), ("2",)]


def test_annex(document: Document) -> None:
    (annex,) = document.parts[1:]
    assert (annex.role, annex.heading, annex.title) == ("annex", "Annex", "Rules of the gauges")
    assert annex.blocks == (Block(type="paragraph", number="1", text="A gauge stands upright."),)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("البند 72 (ب) من جدول الأعمال", ["72 (b)"]),
        ("议程项目99(nn)", ["99 (nn)"]),
        ("Tema 25 a) del programa", ["25 (a)"]),
        ("Points 13 et 117 de l’ordre du jour", ["13", "117"]),
        ("البند ٣٢ من جدول الأعمال", ["32"]),
    ],
)
def test_item_numbers(text: str, numbers: list[str]) -> None:
    assert item_numbers(text) == numbers


def test_words_of_another_language_are_told() -> None:
    body = "<mainBody><paragraph><content><p>إن مجلس الأمن يقرر أن يبقي المسألة قيد نظره</p></content></paragraph></mainBody>"
    document = read_akn(akn(body, code="zho"))
    assert document.language == "ar"
    assert document.notices[0].where == "language"


def test_empty_fields_are_told() -> None:
    cover = (
        '<coverPage><p><docNumber refersTo="#symbol">E/RES/2031/4</docNumber></p>'
        '<p><session refersTo="#ecosoc"/></p><p><inline name="agenda item"/></p></coverPage>'
        "<mainBody><paragraph><content><p>Decides nothing.</p></content></paragraph></mainBody>"
    )
    document = read_akn(akn(cover))
    assert document.masthead.sessions == (Session(organ="E", session="2031"),)
    assert document.masthead.organs == ("E",)
    assert {notice.where for notice in document.notices} == {
        "masthead.organs",
        "masthead.sessions",
        "masthead.agenda_items",
        "masthead.date",
    }


def test_collection_of_two_texts() -> None:
    data = (
        b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><documentCollection name="publication"><meta/>'
        b"<preface><p><docNumber>86/9.</docNumber><docTitle>Gauges</docTitle></p></preface><collectionBody/>"
        b'</documentCollection><components><component><statement name="resolution"><meta/><preface><p><docNumber>A</docNumber>'
        b"<docTitle>Old gauges</docTitle></p></preface><mainBody><paragraph><content><p>Keeps them.</p></content></paragraph>"
        b'</mainBody></statement></component><component><statement name="resolution"><meta/><preface><p><docNumber>B</docNumber>'
        b"</p></preface><mainBody><paragraph><content><p>Buys some.</p></content></paragraph></mainBody></statement></component>"
        b"</components></akomaNtoso>"
    )
    document = read_akn(data)
    assert document.masthead.title == "Gauges"
    assert document.parts[0].number == "86/9"
    assert [(block.type, block.number, block.text) for block in document.parts[0].blocks] == [
        ("heading", "A", "Old gauges"),
        ("paragraph", None, "Keeps them."),
        ("heading", None, "B"),
        ("paragraph", None, "Buys some."),
    ]
