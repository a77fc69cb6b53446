"""The same letter in six languages and seven layouts says the same."""

from __future__ import annotations

import datetime

import pytest

from tests.reading.letters import LAYOUTS, LETTERS, Letter, lay_out
from verbale.document import Document, Session
from verbale.reading import read


def _read(letter: Letter, layout: str) -> Document:
    return read(lay_out(letter, layout).encode(), name="letter.md" if layout == "markdown" else "letter.txt")


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.language)
def test_a_letter_says_the_same_in_every_layout(letter: Letter, layout: str) -> None:
    document = _read(letter, layout)
    head, sent = document.masthead, document.communication
    assert (document.kind, document.language) == ("letter", letter.language)
    assert head.organs == ("A", "S")
    assert head.symbols == ("A/75/873", "S/2021/412")
    assert head.distribution == "general"
    assert head.date == datetime.date(2021, 5, 5)
    assert head.original_languages == (("en",) if letter.language == "fr" else ("fr",))
    assert head.sessions == (Session(organ="A", session="75"), Session(organ="S", year=76))
    assert [(item.organ, item.number) for item in head.agenda_items] == [("A", "71 (a)"), ("A", "86")]
    assert _folded(head.title or "") == _folded(letter.title)
    assert sent is not None
    assert sent.dated == datetime.date(2021, 5, 3)
    assert [(sender.office, sender.rank, sender.state) for sender in sent.senders] == [
        ("Permanent Representative", "Ambassador", "KE")
    ]
    assert (sent.senders[0].name or "?") in letter.signature[0]
    assert sent.addressees == ("secretary-general",)
    assert sent.request is not None
    assert sent.request.organs == ("A", "S")
    assert sent.request.agenda_items == {"A": ("71 (a)", "86")}
    assert [part.role for part in document.parts] == ["main", "annex"]
    assert document.parts[1].original_languages == ("en",)
    assert _folded(document.parts[1].heading or "") == _folded(letter.annex)


@pytest.mark.parametrize("layout", [layout for layout in LAYOUTS if layout != "one-line"])
@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.language)
def test_paragraphs_and_titles_are_whole_where_line_ends_are_there(letter: Letter, layout: str) -> None:
    document = _read(letter, layout)
    main, annex = document.parts
    assert [_folded(block.text) for block in main.blocks if block.type == "paragraph"] == [
        _folded(p) for p in letter.body
    ]
    assert annex.title == letter.annex_title
    assert [(block.number, _folded(block.text)) for block in annex.blocks] == [
        (str(n), _folded(paragraph)) for n, paragraph in enumerate(letter.annex_body, 1)
    ]
    assert [_folded(item.title or "") for item in document.masthead.agenda_items] == [
        _folded(t) for t in letter.titles
    ]
    assert document.masthead.job_number in {None, "21-06345"}
