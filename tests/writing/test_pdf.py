"""PDF: tagged, with its fonts, laid out as the United Nations' own pages."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pdf_oxide
import pdfua
import pikepdf
import pypdfium2
import pytest

from tests.writing.documents import LANGUAGES, letter
from verbale.document import Block, Document, Language, Part
from verbale.errors import WriteError
from verbale.profiles import Page, Profile
from verbale.writing import write


def with_text(text: str) -> Document:
    document = letter("en")
    part = Part(role="main", blocks=(Block(type="paragraph", text=text),))
    return msgspec.structs.replace(document, parts=(part,), citations=(), footnotes=())


@pytest.mark.parametrize("language", LANGUAGES)
def test_accessible_and_archival_as_far_as_programs_can_tell(
    language: Language, un: Profile, tmp_path: Path
) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(write(letter(language, pages=2), "pdf", un))
    assert [finding.message for finding in pdfua.validate(str(file)).findings] == []
    opened = pdf_oxide.PdfDocument(str(file))
    assert opened.validate_pdf_ua()["errors"] == []
    assert opened.validate_pdf_a("2a")["errors"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_font_is_inside_and_is_one_of_ours(language: Language, un: Profile, tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(write(letter(language), "pdf", un))
    names = set()
    with pikepdf.open(file) as opened:
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
                assert any(key in thing for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                names.add(str(thing["/FontName"]).split("+")[-1].split("-")[0])
        assert str(opened.Root["/Lang"]) == language
        assert opened.Root["/MarkInfo"]["/Marked"]
    assert names
    assert names <= {"LibertinusSerif", "Amiri", "NotoSerifSC", "NotoSansSC", "NotoSerif"}


def test_running_heads_stand_at_the_outer_edge(un: Profile) -> None:
    opened = pypdfium2.PdfDocument(write(letter("en", pages=4), "pdf", un))
    count = len(opened)
    assert count > 2
    for number in range(1, count + 1):
        page = opened[number - 1]
        width, height = page.get_size()
        words = page.get_textpage()
        head = [words.get_text_bounded(x, height - 60, x + width / 2, height) for x in (0, width / 2)]
        foot = [words.get_text_bounded(x, 0, x + width / 2, 62) for x in (0, width / 2)]
        outer = 0 if number % 2 == 0 else 1
        if number == 1:
            assert foot[0].startswith("20-05131 (E)")
        else:
            assert "A/74/783–S/2020/279" in head[outer]
            assert head[1 - outer] == ""
            assert foot[outer].strip() == f"{number}/{count}"
            assert foot[1 - outer].strip() == "20-05131"


def test_arabic_is_mirrored(un: Profile) -> None:
    page = pypdfium2.PdfDocument(write(letter("ar"), "pdf", un))[0]
    width, height = page.get_size()
    words = page.get_textpage()
    cell = words.get_text_bounded(0, height - 160, width / 2, height - 60)
    assert "Distr" in cell
    assert "April" in cell
    assert "الجمعية" in words.get_text_bounded(width / 2, height - 160, width, height - 50)


def test_an_annex_begins_a_page_and_its_note_stands_at_the_foot(un: Profile) -> None:
    opened = pypdfium2.PdfDocument(write(letter("en"), "pdf", un))
    assert len(opened) == 2
    page = opened[1]
    _, height = page.get_size()
    words = page.get_textpage()
    assert words.get_text_bounded(0, height - 90, 600, height - 60).startswith(
        "Annex to the letter dated 31 March 2020"
    )
    assert "See A/74/783–S/2020/279" in words.get_text_bounded(0, 70, 600, 110)


def test_the_head_of_a_table_is_repeated(un: Profile) -> None:
    rows = (("Station", "Level"), *((f"Mole {n}", str(n)) for n in range(120)))
    block = Block(type="table", text=" ".join(" ".join(row) for row in rows), rows=rows)
    document = msgspec.structs.replace(with_text("x"), parts=(Part(role="main", blocks=(block,)),))
    texts = [
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(write(document, "pdf", un))
    ]
    assert len(texts) > 2
    assert all("Station" in text for text in texts)


def test_citations_are_links(un: Profile, tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(write(letter("en"), "pdf", un))
    with pikepdf.open(file) as opened:
        links = {
            str(note["/A"]["/URI"])
            for page in opened.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note["/A"]
        }
    assert {c.url for c in letter("en").citations} == links


@pytest.mark.parametrize(("size", "width"), [("a4", 595), ("us-letter", 612)])
def test_the_paper_is_the_profile_s(size: str, width: int, un: Profile) -> None:
    profile = msgspec.structs.replace(un, page=msgspec.convert({"size": size}, Page))
    assert round(pypdfium2.PdfDocument(write(letter("en"), "pdf", profile))[0].get_width()) == width


@pytest.mark.parametrize(("text", "code"), [("a 😀 b", "U+1F600"), ("한국", "U+D55C"), ("x\ue000", "U+E000")])
def test_a_character_without_a_font_is_named_with_its_place(text: str, code: str, un: Profile) -> None:
    with pytest.raises(WriteError) as refused:
        write(with_text(text), "pdf", un)
    assert code in refused.value.what
    assert refused.value.where is not None
    assert refused.value.where.field == "parts[0].blocks[0]"
    assert write(letter("en"), "pdf", un)


def test_the_closing_rule_makes_no_page_of_its_own(un: Profile) -> None:
    ruled = 0
    for lines in range(30, 66):
        document = with_text("Shore.")
        part = Part(
            role="main", blocks=tuple(Block(type="paragraph", text=f"Shore {n}.") for n in range(lines))
        )
        opened = pypdfium2.PdfDocument(write(msgspec.structs.replace(document, parts=(part,)), "pdf", un))
        last = opened[len(opened) - 1]
        assert "Shore" in last.get_textpage().get_text_bounded()
        ruled += any(
            59 < right - left < 62 and top - bottom < 2
            for left, bottom, right, top in (thing.get_bounds() for thing in last.get_objects())
        )
    assert ruled > 30
