"""HTML: one page that needs nothing else, and that a screen reader can follow."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import html

from tests.writing.documents import LANGUAGES, letter
from verbale.document import Language
from verbale.profiles import Profile, load
from verbale.writing import write


def page(language: Language, profile: Profile) -> html.HtmlElement:
    return html.document_fromstring(write(letter(language), "html", profile).decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_and_direction(language: Language, un: Profile) -> None:
    root = page(language, un)
    assert (root.get("lang"), root.get("dir")) == (language, "rtl" if language == "ar" else "ltr")
    assert root.xpath("//*[@class='publication']/@dir") == ["ltr"]


def test_headings_begin_with_one_title_and_skip_no_level(un: Profile) -> None:
    levels = [int(e.tag[1]) for e in page("en", un).iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels == [1, 2, 3, 4]


def test_nothing_is_run_and_nothing_is_fetched(un: Profile) -> None:
    text = write(letter("en"), "html", un).decode()
    assert not re.search(r"<(script|link|iframe|img|object|embed)|\bon\w+=|url\(|@import", text)
    root = page("en", un)
    away = [a for a in root.iter("a") if (a.get("href") or "").startswith("http")]
    assert [a.get("class") for a in away] == ["citation"] * 3
    assert {a.get("data-symbol") for a in away} >= {"S/RES/822 (1993)", "A/RES/62/243"}


def test_footnotes_lead_there_and_back(un: Profile) -> None:
    root = page("fr", un)
    (mark,) = root.xpath("//a[@role='doc-noteref']")
    note = root.get_element_by_id(mark.get("href")[1:])
    (back,) = note.xpath(".//a[@role='doc-backlink']")
    assert back.get("href") == "#" + mark.get("id")
    assert "Voir" in note.text_content()


def test_a_table_has_its_heads(un: Profile) -> None:
    root = page("es", un)
    assert [th.text_content() for th in root.xpath("//thead//th[@scope='col']")] == [
        "Estación",
        "Nivel (cm)",
        "Días",
    ]


def test_the_mark_of_a_profile_is_a_picture_without_words() -> None:
    root = page("en", load("assembly"))
    (mark,) = root.xpath("//*[@class='emblem']")
    assert mark.get("aria-hidden") == "true"
    assert mark.text_content().strip() == ""


def test_the_page_of_the_formats_names_what_is_there(un: Profile) -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "issued-formats.md").read_text(
        "utf-8"
    )
    table = text.split("## HTML")[1].split("## Word")[0]
    classes = {name for e in page("fr", un).iter() for name in (e.get("class") or "").split()}
    named = {name for cell in table.split("`") for name in re.findall(r"[.]([a-z-]+)", cell)}
    assert named - classes == {
        "preambular",
        "operative",
        "lead",
        "numbered",
        "change",
        "only",
        "star",
        "kind",
    }  # those of resolutions, and the name of a meta element
    word = text.split("## Word")[1].split("## Akoma")[0]
    with zipfile.ZipFile(io.BytesIO(write(letter("en"), "docx", un))) as package:
        styles = package.read("word/styles.xml").decode()
    for style in re.findall(
        r"`(_ H_[^`]+|__Single Txt|[A-Z]\w*_\w+|XLarge|Publication|Symbol|Session|Signature)`", word
    ):
        assert f'w:val="{style}"' in styles
