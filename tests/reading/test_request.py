from __future__ import annotations

from typing import cast

import pytest

from tests.reading.pages import page_in
from tests.reading.requests import NO_REQUESTS, REQUESTS
from verbale.document import AgendaItem, Language, Masthead
from verbale.reading.request import find_request, sentences


@pytest.mark.parametrize(("language", "sentence", "organs", "items"), REQUESTS)
def test_a_request_is_read_by_its_slots(
    language: str, sentence: str, organs: tuple[str, ...], items: dict[str, tuple[str, ...]]
) -> None:
    asked = find_request([sentence], page_in(cast("Language", language)), Masthead(), ())
    assert asked is not None
    assert (asked.request.organs, asked.request.agenda_items) == (organs, items)
    assert asked.request.text == sentence


@pytest.mark.parametrize(("language", "sentence"), NO_REQUESTS)
def test_a_sentence_that_asks_for_no_circulation_is_no_request(language: str, sentence: str) -> None:
    assert find_request([sentence], page_in(cast("Language", language)), Masthead(), ()) is None


def test_an_item_named_by_its_title_has_the_number_of_the_masthead() -> None:
    head = Masthead(
        organs=("A",),
        agenda_items=(AgendaItem(organ="A", number="78 (a)", title="Oceans and the law of the sea"),),
    )
    sentence = "I should be grateful if you would have this letter circulated as a document of the General Assembly, under the item entitled “Oceans and the law of the sea”."
    asked = find_request([sentence], page_in("en"), head, ())
    assert asked is not None
    assert asked.request.agenda_items == {"A": ("78 (a)",)}


def test_the_council_is_the_one_of_the_masthead() -> None:
    sentence = "I ask that this letter be circulated as a document of the Council."
    asked = find_request([sentence], page_in("en"), Masthead(organs=("E",)), ())
    assert asked is not None
    assert asked.request.organs == ("E",)


def test_only_the_sentence_that_asks_is_kept() -> None:
    text = "The bridge is open. I ask that this letter be circulated as a document of the Security Council. We thank you."
    asked = find_request(["First.", text], page_in("en"), Masthead(), ())
    assert asked is not None
    assert asked.block == 1
    assert asked.request.text == sentences(text)[1]
