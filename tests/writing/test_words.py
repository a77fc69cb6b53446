"""The same words in six formats, and a refusal where one differs."""

from __future__ import annotations

import pytest

from tests.writing.documents import LANGUAGES, letter
from verbale.document import Language, decode
from verbale.errors import WriteError
from verbale.profiles import Profile
from verbale.writing import FORMATS, Format, write, write_all
from verbale.writing.arrange import arrange
from verbale.writing.checking import check_words
from verbale.writing.words import compare_bags, words_in, words_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_six_formats_have_the_same_words(language: Language, un: Profile) -> None:
    files = write_all(letter(language, pages=2), un)
    assert tuple(files) == FORMATS
    assert all(files.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_document_gives_the_same_bytes(language: Language, un: Profile) -> None:
    assert write_all(letter(language), un) == write_all(letter(language), un)


def test_one_format_alone_is_the_same_file(un: Profile) -> None:
    files = write_all(letter("fr"), un)
    assert {name: write(letter("fr"), name, un) for name in FORMATS} == files


def test_json_is_the_contract(un: Profile) -> None:
    assert decode(write(letter("ru"), "json", un)) == letter("ru")


@pytest.mark.parametrize(
    ("name", "written", "changed"),
    [
        ("html", b"Shared waters", b"Shared water"),
        ("akn", b"Shared waters", b"Shared water"),
        ("text", b"Northern mole", b"Northern pier"),
        ("json", b"Shared waters", b"Shared water"),
    ],
)
def test_a_changed_word_is_told_with_its_place(
    name: Format, written: bytes, changed: bytes, un: Profile
) -> None:
    document = letter("en")
    files = write_all(document, un)
    assert written in files[name]
    files[name] = files[name].replace(written, changed)
    with pytest.raises(WriteError) as refused:
        check_words(document, un, arrange(document, un), files)
    assert name in refused.value.what
    assert refused.value.where is not None
    assert refused.value.where.field in ("masthead.agenda_items", "parts[1].blocks[3]")


@pytest.mark.parametrize("name", ["pdf", "docx"])
def test_a_file_of_another_document_is_refused(name: Format, un: Profile) -> None:
    document = letter("en")
    files = write_all(document, un) | {name: write(letter("en", pages=2), name, un)}
    with pytest.raises(WriteError, match=name):
        check_words(document, un, arrange(document, un), files)


def test_words_that_do_not_show_do_not_count() -> None:
    assert words_in("co\u00adoperation \u200fABC\u200e — 12½ ﬁsh") == [
        "cooperation",
        "ABC",
        "121",
        "2",
        "fish",
    ]
    assert words_in("第822(1993)号决议") == ["第", "822", "1993", "号", "决", "议"]
    assert words_in("الأمــم المتحـدة") == words_in("الأمم المتحدة")


def test_words_that_a_page_cuts_or_joins_count_by_their_letters() -> None:
    compare_bags("pdf", [("foundation", "x"), ("stone", "y")], ["foun", "stone", "dation"])
    compare_bags("pdf", [("Saint", "x"), ("Denis", "y")], ["SaintDenis"])
    compare_bags("pdf", [("peace", "x"), ("3", "y")], ["peace3"])
    with pytest.raises(WriteError, match="“foundation”"):
        compare_bags("pdf", [("foundation", "x")], ["foun", "dations"])
    with pytest.raises(WriteError, match="“stone”"):
        compare_bags("pdf", [("the", "w"), ("foundation", "x"), ("stone", "y")], ["the", "foundation"])
    with pytest.raises(WriteError, match="besides"):
        compare_bags("pdf", [("stone", "y")], ["stone", "stone"])


def test_an_arabic_letter_under_a_vowel_sign_may_be_named_twice() -> None:
    compare_bags("pdf", [("تنفيذا", "x")], ["تنفيذاا"], spare=1)
    with pytest.raises(WriteError):
        compare_bags("pdf", [("تنفيذا", "x")], ["تنفيذاا"], spare=0)


def test_every_word_of_a_document_is_in_its_layout(un: Profile) -> None:
    document = letter("es", pages=2)
    shown = [word for word, _ in words_of(arrange(document, un))]
    for part in document.parts:
        for block in part.blocks:
            assert all(word in shown for word in words_in(block.text))
