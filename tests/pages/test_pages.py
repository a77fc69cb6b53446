"""The reader's pages as they are served: whole without script, in six languages, each number a link to what it counts."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import httpx
import pytest

PAGES = (
    "/",
    "/find?q=pilotage",
    "/find?order=newest",
    "/find?q=nothing-of-this-name",
    "/documents/PA/13/1",
    "/documents/PA/13/1/en",
    "/day",
    "/agendas",
    "/agendas/PA/13",
    "/members",
    "/members/XA",
    "/graph/PA/13/1",
    "/compare",
    "/compare?a=PA/13/1&b=PA/13/2",
)
SIX = ("ar", "zh", "en", "fr", "ru", "es")


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        if tag in {"a", "link"} and named.get("href"):
            self.found.append(str(named["href"]))
        if tag in {"script", "img"} and named.get("src"):
            self.found.append(str(named["src"]))


def links(text: str) -> list[str]:
    parser = Links()
    parser.feed(text)
    return parser.found


@pytest.mark.parametrize("language", SIX)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_served_in_each_language(client: httpx.Client, page: str, language: str) -> None:
    answer = client.get(page, headers={"accept-language": language}, follow_redirects=True)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in answer.text
    assert len(answer.content) < 100_000
    assert "style=" not in re.sub(r"<pre.*?</pre>", "", answer.text, flags=re.DOTALL)
    assert not re.search(r"<script(?![^>]*(?:src=\"/|ld\+json))", answer.text)


def test_no_link_of_ours_is_broken(client: httpx.Client) -> None:
    seen: set[str] = set()
    waiting = ["/"]
    while waiting and len(seen) < 250:
        page = waiting.pop(0)
        if page in seen:
            continue
        seen.add(page)
        answer = client.get(page, follow_redirects=True)
        assert answer.status_code == 200, page
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        for link in links(answer.text):
            address = link.partition("#")[0]
            # days go on without an end, and every page leads to itself in six languages
            if (
                address.startswith("/")
                and "interface=" not in address
                and not re.match(r"/day/(?!.*today)", address)
            ):
                waiting.append(address)
            elif not address.startswith("/") and address:
                assert address.startswith("https://"), link
    assert len(seen) > 60


def test_a_document_is_found_by_each_half_and_spelling(client: httpx.Client) -> None:
    for spelling in ("PA/13/1", "HC/2026/1", "pa/13/1"):
        answer = client.get(f"/documents/{spelling}")
        assert answer.status_code == 200
        assert "PA/13/1–HC/2026/1" in answer.text


def test_what_is_not_there_is_told_apart(client: httpx.Client) -> None:
    none = client.get("/documents/PA/13/999")
    wrong = client.get("/documents/certainly-no-symbol")
    other = client.get("/documents/PA/13/1/fr")
    assert {answer.status_code for answer in (none, wrong, other)} == {404}
    assert len({re.search(r"<h1>(.*?)</h1>", answer.text)[1] for answer in (none, wrong, other)}) == 3  # type: ignore[index]
    assert 'href="/documents/PA/13/1/en"' in other.text


def test_a_program_is_given_files_at_the_same_address(client: httpx.Client) -> None:
    pdf = client.get("/documents/PA/13/1/en", headers={"accept": "application/pdf"})
    assert pdf.content.startswith(b"%PDF-")
    chosen = client.get("/documents/PA/13/1/en?format=docx")
    assert chosen.content.startswith(b"PK")


def test_citations_lead_to_what_is_here(client: httpx.Client) -> None:
    page = client.get("/find?order=newest").text
    documents = [link for link in links(page) if link.startswith("/documents/")]
    assert documents
    led = [
        link
        for address in documents
        for link in links(client.get(address).text)
        if link.startswith("/documents/")
    ]
    assert len(set(led)) > len(set(documents))


def test_what_is_typed_is_never_markup(client: httpx.Client) -> None:
    for page in (
        "/find?q=<script>alert(1)</script>",
        "/documents/<b>x</b>",
        '/compare?a=<i>&b="><u>',
        "/members/<s>",
    ):
        text = client.get(page).text
        assert not re.search(r"<(script>alert|b>x|i>&|u>|s>)", text)


def test_a_query_that_cannot_be_meant_is_told(client: httpx.Client) -> None:
    answer = client.get("/find", params={"q": "kind:nonsense"})
    assert answer.status_code == 400
    assert "nonsense" in answer.text


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl", "marcxml", "jsonld", "csv", "json"])
def test_all_that_was_found_can_be_taken_along(client: httpx.Client, form: str) -> None:
    answer = client.get("/find/export", params={"format": form})
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert "PA/13/1" in answer.text


def test_pages_turn_without_repeating(client: httpx.Client) -> None:
    seen: list[str] = []
    address: str | None = "/find?order=newest"
    while address:
        text = client.get(address).text
        seen += re.findall(r'<h3><a href="(/documents/[^"]+)"', text)
        after = re.search(r'rel="next" href="([^"]+)"', text)
        address = after[1].replace("&amp;", "&") if after else None
    assert len(seen) == len(set(seen)) >= 30


def test_the_chosen_language_is_kept(client: httpx.Client) -> None:
    first = client.get("/?interface=ru")
    assert '<html lang="ru"' in first.text
    assert '<html lang="ru"' in client.get("/members", headers={"accept-language": "fr"}).text


def test_assets_can_be_kept_for_good(client: httpx.Client) -> None:
    page = client.get("/").text
    for address in [link for link in links(page) if link.startswith("/assets/")]:
        answer = client.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert client.get("/assets/x/..%2F..%2Fframe.py").status_code == 404


@pytest.mark.parametrize(
    "facet", ["kind", "language", "origin", "organ", "sender", "year", "session", "item"]
)
def test_a_value_that_nobody_knows_finds_nothing(client: httpx.Client, facet: str) -> None:
    for value in ("nothing-of-this-name", "<b>", "../.."):
        assert client.get("/find", params={facet: value}).status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_calendar_ends_quietly(client: httpx.Client, day: str) -> None:
    assert client.get(f"/day/{day}").status_code == 404
    assert client.get("/day/9999-12-30").status_code == 200
