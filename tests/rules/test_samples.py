"""The sample communications, read and checked: right in six languages, and one with exactly eight mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from verbale.document import Document
from verbale.profiles import load
from verbale.reading import read
from verbale.rules import Finding, check

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
RIGHT = sorted(
    path
    for path in SAMPLES.iterdir()
    if path.suffix in {".md", ".txt", ".html", ".docx"}
    and path.name not in {"README.md", "eight-mistakes.txt"}
)


def examined(path: Path) -> tuple[Document, list[Finding]]:
    profile = load("assembly")
    document = read(path, nomenclature=profile.nomenclature, evidence=True)
    return document, check(document, profile)


def test_there_are_samples_in_six_languages_and_four_formats() -> None:
    assert {examined(path)[0].language for path in RIGHT} == {"ar", "zh", "en", "fr", "ru", "es"}
    assert {path.suffix for path in RIGHT} == {".md", ".txt", ".html", ".docx"}


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.name)
def test_nothing_is_wrong_with_a_sample(path: Path) -> None:
    document, findings = examined(path)
    assert findings == []
    assert document.notices == ()
    assert len(document.parts) == (3 if path.name.startswith("identical") else 2)
    assert any(citation.symbol for citation in document.citations)


def test_the_letter_of_the_demo() -> None:
    document, _ = examined(SAMPLES / "joint-letter.md")
    assert document.masthead.organs == ("PA", "HC")
    cited = [citation.symbol for citation in document.citations if citation.symbol]
    assert cited == ["A/RES/70/235", "A/RES/72/73", "A/RES/74/19", "A/RES/75/239"]


def test_exactly_eight_mistakes() -> None:
    _, findings = examined(SAMPLES / "eight-mistakes.txt")
    assert [finding.code for finding in findings] == [
        "V102", "V203", "V206", "V207", "V302", "V401", "V402", "V501",
    ]  # fmt: skip


def test_the_word_file_says_what_its_text_says() -> None:
    word, _ = examined(SAMPLES / "letter.ru.docx")
    text, _ = examined(SAMPLES / "text" / "letter.ru.md")
    assert (word.masthead, word.communication, word.parts) == (text.masthead, text.communication, text.parts)


@pytest.mark.corpus
def test_nothing_is_wrong_with_the_real_letter(shared: Path) -> None:
    un = load("un")
    document = read(
        shared / "corpus" / "letters" / "letter-2020-03-31.txt", nomenclature=un.nomenclature, evidence=True
    )
    assert check(document, un) == []


# Where each sample's annex begins, its letter's date as written, and a later one.
TEXTS = [
    ("joint-letter.md", "Annex to the letter", "10 February 2026", "14 February 2026"),
    ("note-verbale.fr.html", "<h2>Annexe à la note", "3 mars 2026", "13 mars 2026"),
    ("identical-letters.es.txt", "Anexo I de las cartas", "17 de marzo de 2026", "27 de marzo de 2026"),
    ("text/letter.ru.md", "Приложение к письму", "8 апреля 2026", "18 апреля 2026"),
    ("letter.zh.txt", "2026年1月13日奥雷尔马尔常驻河口国家联盟代表给秘书长的信的附件", "2026年1月13日", "2026年1月23日"),
    ("letter.ar.md", "مرفق الرسالة المؤرخة", "22 نيسان/أبريل 2026", "29 نيسان/أبريل 2026"),
]  # fmt: skip


def changed(name: str, text: str) -> set[str]:
    profile = load("assembly")
    document = read(text.encode(), name=name, nomenclature=profile.nomenclature)
    return {finding.code for finding in check(document, profile)}


@pytest.mark.parametrize(("name", "annex", "written", "later"), TEXTS, ids=[row[0] for row in TEXTS])
def test_the_same_mistakes_are_found_in_each_language(
    name: str, annex: str, written: str, later: str
) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    assert changed(name, text) == set()
    letter, heading, rest = text.partition(annex)
    assert heading
    assert changed(name, letter) == {"V401"}
    first = text.index(written)
    dated = text[:first] + text[first:].replace(written, later)
    assert changed(name, dated) == {"V302"}
    in_heading = letter + (heading + rest).replace(written, later, 1)
    assert changed(name, in_heading) == {"V402"}
