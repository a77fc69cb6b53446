"""Samples: as many as are asked for, the same each time, with citations that stand where they say."""

from __future__ import annotations

import pytest

from verbale.citing import cite
from verbale.profiles import load
from verbale.sampling import documents
from verbale.writing import Format, write


def test_the_same_seed_gives_the_same_documents() -> None:
    assert list(documents(40)) == list(documents(40))
    assert list(documents(40)) != list(documents(40, seed=2))


def test_they_are_of_six_languages_and_several_kinds_and_cite_what_came_before() -> None:
    made = list(documents(300))
    assert {d.language for d in made} == {"ar", "zh", "en", "fr", "ru", "es"}
    assert {d.kind for d in made} == {"letter", "note-verbale", "report", "resolution"}
    before: set[str] = set()
    for document in made:
        for citation in document.citations:
            assert citation.symbol in before
            text = document.parts[0].blocks[citation.block or 0].text
            assert text[citation.start : citation.end] == citation.text
        before.update(document.masthead.symbols)
    assert len(before) == sum(len(d.masthead.symbols) for d in made)


def test_the_citations_are_found_in_the_text() -> None:
    missed = total = 0
    for document in documents(60):
        for citation in document.citations:
            total += 1
            text = document.parts[0].blocks[citation.block or 0].text
            missed += citation.text not in {found.text for found in cite(text, document.language)}
    assert total > 50
    assert missed == 0


@pytest.mark.parametrize("form", ["json", "text", "html", "docx"])
def test_they_can_be_written(form: Format) -> None:
    profile = load("assembly")
    for document in documents(12):
        assert write(document, form, profile)
