"""Lists of a day and feeds hold what is public and was issued, in each language and form, and open in readers of them."""

from __future__ import annotations

import json
from datetime import date
from typing import get_args

import msgspec
import pypdfium2
import pytest
from lxml import etree, html

from tests.registry.making import letter, original, version
from verbale.catalogue import QueryError
from verbale.circulation.days import DayList
from verbale.circulation.feeds import feed_of
from verbale.document import Document, Language
from verbale.registry import Entry, Registry

SITE = "https://documents.example.org"
ATOM = "{http://www.w3.org/2005/Atom}"
TODAY = date(2024, 11, 5)
LANGUAGES: tuple[Language, ...] = get_args(Language)


def with_head(document: Document, **changed: object) -> Document:
    return msgspec.structs.replace(document, masthead=msgspec.structs.replace(document.masthead, **changed))


@pytest.fixture
def issued(registry: Registry) -> tuple[Entry, ...]:
    """Three documents: two public, of one organ and of two; one restricted."""
    documents = (
        letter(),
        with_head(letter(organs=("PA",)), title="Письмо о буях <и маяках>", agenda_items=()),
        with_head(letter(organs=("HC",)), distribution="restricted", title="Of the pilots’ pay"),
    )
    return tuple(
        registry.issue(registry.register(document, original(str(number))).entry, version()).entry
        for number, document in enumerate(documents)
    )


def listed(registry: Registry, issued: tuple[Entry, ...], language: Language, site: str = "") -> DayList:
    return DayList(TODAY, issued, registry.profile, language, site)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_a_day_in_each_language(
    registry: Registry, issued: tuple[Entry, ...], language: Language
) -> None:
    day = listed(registry, issued, language)
    page = html.fromstring(day.html())
    assert page.get("lang") == language
    assert page.get("dir") == ("rtl" if language == "ar" else "ltr")
    assert [row.findtext("th/bdi") for row in page.findall(".//tbody/tr")] == [
        "PA/12/1–HC/2024/1",
        "PA/12/2",
    ]
    assert page.findall(".//tbody/tr")[1].findtext("td") == "Письмо о буях <и маяках>"
    sheet = pypdfium2.PdfDocument(day.pdf())
    text = sheet[0].get_textpage().get_text_range()
    # The engine turns the parts of a symbol round where it stands among Arabic words; the sheet itself shows them right.
    for number in "12":
        assert f"PA/12/{number}" in text or f"/12/{number}PA" in text
    assert "pilots" not in text
    assert day.pdf() == day.pdf()


def test_the_list_of_a_day_as_json_and_with_links_to_the_service(
    registry: Registry, issued: tuple[Entry, ...]
) -> None:
    day = listed(registry, issued, "en", SITE)
    assert [one["symbol"] for one in json.loads(day.json())["documents"]] == ["PA/12/1–HC/2024/1", "PA/12/2"]
    links = [str(link.get("href")) for link in html.fromstring(day.html()).findall(".//a")]
    assert links[:2] == [f"{SITE}/documents/PA/12/1", f"{SITE}/documents/PA/12/1/en"]


def test_a_day_without_documents_says_so(registry: Registry) -> None:
    day = listed(registry, (), "fr")
    assert "Aucun document" in day.html().decode()
    assert "Aucun document" in pypdfium2.PdfDocument(day.pdf())[0].get_textpage().get_text_range()


def titles(feed: bytes) -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in etree.fromstring(feed).iter(f"{ATOM}entry")]


def test_a_feed_by_query_holds_what_a_search_finds_newest_first(
    registry: Registry, issued: tuple[Entry, ...]
) -> None:
    everything = feed_of(registry, "en", query="")
    by_organ = feed_of(registry, "en", query="organ:PA", site=SITE, own=f"{SITE}/feeds/organ/PA.atom")
    assert titles(everything.atom()) == titles(by_organ.atom())
    assert [str(title).partition(":")[0] for title in titles(by_organ.atom())] == [
        "PA/12/2",
        "PA/12/1–HC/2024/1",
    ]
    for query in ("organ:HC", "sender:XB item:7", "buoys"):
        assert len(titles(feed_of(registry, "en", query=query).atom())) == 1
    assert titles(feed_of(registry, "en", query="pilots").atom()) == []
    identities = {etree.fromstring(feed.atom()).findtext(f"{ATOM}id") for feed in (everything, by_organ)}
    assert len(identities) == 2
    with pytest.raises(QueryError):
        feed_of(registry, "en", query="sendr:XB")


def test_a_feed_as_json(registry: Registry, issued: tuple[Entry, ...]) -> None:
    own = f"{SITE}/feeds/item/7.json"
    feed = json.loads(feed_of(registry, "ar", query="item:7", site=SITE, own=own).json())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == own
    (item,) = feed["items"]
    assert item["url"] == f"{SITE}/documents/PA/12/1"
    atom = etree.fromstring(feed_of(registry, "ar", query="item:7").atom())
    assert item["id"] == atom.findtext(f"{ATOM}entry/{ATOM}id")


def test_feeds_and_lists_are_the_same_each_time(registry: Registry, issued: tuple[Entry, ...]) -> None:
    assert feed_of(registry, "en").atom() == feed_of(registry, "en").atom()
    assert (
        feed_of(registry, "en", query="organ:PA").json() == feed_of(registry, "en", query="organ:PA").json()
    )
