"""Where the title of a formal text stands (UN Editorial Manual, documents: resolutions): below the line that says who adopted it."""

from __future__ import annotations

import io

import docx
import pytest
from lxml import html

from tests.writing.test_round_trip import bare
from verbale.document import Document
from verbale.profiles import load
from verbale.reading import read
from verbale.writing import SUFFIXES, Format, write
from verbale.writing.arrange import arrange

_RESOLUTIONS = {
    "en": ("Resolution adopted by the General Assembly on 3 December 2031", "[on the report of the Second Committee (A/86/44)]", "86/17.", "The General Assembly,"),
    "fr": ("Résolution adoptée par l’Assemblée générale le 3 décembre 2031", "[sur la base du rapport de la Deuxième Commission (A/86/44)]", "86/17.", "L’Assemblée générale,"),
    "es": ("Resolución aprobada por la Asamblea General el 3 de diciembre de 2031", "[sobre la base del informe de la Segunda Comisión (A/86/44)]", "86/17.", "La Asamblea General,"),
    "ru": ("Резолюция, принятая Генеральной Ассамблеей 3 декабря 2031 года", "[по докладу Второго комитета (A/86/44)]", "86/17.", "Генеральная Ассамблея,"),
    "zh": ("2031年12月3日大会决议", "[根据第二委员会的报告(A/86/44)通过]", "86/17.", "大会，"),
    "ar": ("قرار اتخذته الجمعية العامة في 3 كانون الأول/ديسمبر 2031", "[بناء على تقرير اللجنة الثانية (A/86/44)]", "86/17 -", "إن الجمعية العامة،"),
}  # fmt: skip
_TITLE = {
    "en": "Lighthouses of the coast",
    "fr": "Phares de la côte",
    "es": "Faros y mareógrafos de las islas y de la costa",
    "ru": "Маяки побережья",
    "zh": "沿海灯塔",
    "ar": "منارات الساحل",
}


def _page(language: str, draft: str = "") -> str:
    adopted, report, number, speaks = _RESOLUTIONS[language]
    head = [draft, _TITLE[language]] if draft else [adopted, report, f"{number} {_TITLE[language]}"]
    tags = ["p", "h1"] if draft else ["h1", "p", "h2"]
    symbol = "A/C.2/86/L.9" if draft else "A/RES/86/17"
    lines = "".join(f"<{tag}>{words}</{tag}>" for tag, words in zip(tags, head, strict=True))
    return f"<html><body><p>{symbol}</p>{lines}<p>{speaks}</p><p>62/243,</p><p>1. A/86/44.</p></body></html>"


def _read(language: str, draft: str = "") -> Document:
    return read(_page(language, draft).encode(), name="resolution.html")


def _order(document: Document, name: Format) -> list[str]:
    """The lines of a written file, from the file alone."""
    data = write(document, name, load("un"))
    match name:
        case "docx":
            return [" ".join(p.text.split()) for p in docx.Document(io.BytesIO(data)).paragraphs]
        case "html":
            page = html.document_fromstring(data.decode())
            return [
                " ".join("".join(map(str, e.itertext())).split()) for e in page.iter("p", "h1", "h2", "h3")
            ]
        case _:
            return [" ".join(block.split()) for block in data.decode().split("\n\n")]


@pytest.mark.parametrize("language", sorted(_RESOLUTIONS))
@pytest.mark.parametrize("name", ["html", "docx", "text"])
def test_the_title_of_a_resolution_stands_below_who_adopted_it(language: str, name: Format) -> None:
    document = _read(language)
    assert document.masthead.title == _TITLE[language]
    adopted, report, number, speaks = _RESOLUTIONS[language]
    lines = _order(document, name)
    places = [lines.index(words) for words in (adopted, report, f"{number} {_TITLE[language]}", speaks)]
    assert places == sorted(places)


@pytest.mark.parametrize("language", sorted(_RESOLUTIONS))
@pytest.mark.parametrize("name", ["html", "docx", "text", "akn", "json"])
def test_resolutions_come_back(language: str, name: Format) -> None:
    document = _read(language)
    back = read(write(document, name, load("un")), name="issued" + SUFFIXES[name])
    assert bare(back) == bare(document)


@pytest.mark.parametrize("name", ["html", "docx", "text", "akn"])
def test_the_title_of_a_draft_stands_below_its_sponsors(name: Format) -> None:
    document = _read("en", "Belvaria, Maravia and Oresund: draft resolution")
    layout = arrange(document, load("un"))
    assert layout.head.title is None
    assert [p.text.text for p in layout.sections[0].blocks[:3]] == [
        "Belvaria, Maravia and Oresund: draft resolution",
        "Lighthouses of the coast",
        "The General Assembly,",
    ]
    assert bare(read(write(document, name, load("un")), name="issued" + SUFFIXES[name])) == bare(document)


def test_the_title_of_a_letter_stands_in_the_head() -> None:
    from tests.writing.documents import letter

    layout = arrange(letter("en"), load("un"))
    assert layout.head.title is not None
    assert layout.sections[0].named is None
    assert layout.title == layout.head.title.text
