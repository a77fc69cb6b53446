"""Every role, every route, every class of document: nothing leaks, wherever it is looked for.

The routes are those of the app itself, so that one that is added is tried too. Each document has a word of its own, in its
title, its text and the name of its file; whoever does not see the document must meet the word and the symbol nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from litestar.routes import HTTPRoute
from sqlalchemy import update

from tests.registry.making import original
from tests.registry_people.making import SENDER, Made, of_distribution, sees
from tests.service.house import House, house
from verbale.registry.schema import cases

WHO = (
    "anybody",
    "nobody in particular",
    "reader",
    "administrator",
    "language editor",
    "mission that sits",
    "mission that does not",
    "mission that sent it",
)
DESK = ("registrar", "approver", "everything")

# What a parameter of an address is filled with, by its name; each with every document where it is about one.
OPEN = {
    "email": ["registrar@example.org", "nobody@example.org"],
    "key": ["HC/2024", "PA/12"],
    "day": ["2024-11-05", "2026-11-24", "TODAY"],
    "code": ["XA", "XD"],
    "token": ["nothing"],
    "mark": ["1"],
    "name": ["verbale.css"],
    "language": ["en"],
}
SAFE_WORDS = re.compile(r"quixotic")


def routes(house: House) -> list[tuple[str, str]]:
    """Every route that is only read, as (path template, method)."""
    return sorted(
        (route.path, "GET")
        for route in house.app.routes
        if isinstance(route, HTTPRoute) and "GET" in route.methods and not route.path.startswith("/assets")
    )


def filled_in(template: str, house: House) -> Iterator[str]:
    """The addresses of a route: with every document, every case, every day."""
    names = re.findall(r"\{(\w+):?(\w*)\}", template)
    if not names:
        yield template
        return
    name, kind = names[0]
    shown = re.compile(r"\{" + name + r":?\w*\}")
    if kind == "path" or name in ("symbol", "path"):
        values = [quote(m.entry.symbols[0]) for m in house.made]
        values += [f"{value}/en" for value in values] + OPEN["key"]
    elif kind == "int":
        values = [str(m.entry.case) for m in house.made]
    else:
        values = OPEN.get(name, [quote(m.entry.symbols[0]) for m in house.made])
    for value in values:
        yield from filled_in(shown.sub(value, template, count=1), house)


def asked(path: str, house: House) -> Iterator[str]:
    """An address as it is, and with what could be looked for in it."""
    yield path
    if path.endswith(("/search", "/find", "/")) or "feeds/" in path:
        for query in ("quixotic*", "kind:letter", "distribution:restricted", "distribution:provisional", ""):
            yield f"{path}?q={quote(query)}"
        for made in house.made:
            if made.state == "issued":
                for query in (made.word, made.entry.symbols[0], f"cites:{made.entry.symbols[0]}"):
                    yield f"{path}?q={quote(query)}"
    if path.endswith(("/documents", "/cases")):
        yield f"{path}?limit=200"
    if path.endswith("/log"):
        yield f"{path}?limit=200"


def told_without_the_question(text: str, path: str) -> str:
    """What was answered, without what only repeats the question."""
    from urllib.parse import unquote

    for piece in {path, unquote(path), *path.split("?q=")[1:], *(unquote(p) for p in path.split("?q=")[1:])}:
        text = text.replace(piece, "")
    return text


@pytest.mark.parametrize("who", WHO)
def test_nothing_leaks(full: House, who: str) -> None:
    hidden = [made for made in full.made if not sees(who, made.kind, made.organ, made.state)]
    assert hidden or who in DESK
    tried = 0
    for template, _ in routes(full):
        for path in filled_in(template, full):
            for address in asked(path, full):
                got = full.get(who, address)
                tried += 1
                assert got.status_code != 500, (address, got.text)
                check(who, address, got, hidden)
    assert tried > 300


@pytest.fixture(scope="module")
def with_pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("pages"), VERBALE_SERVICE_PAGES="true") as made:
        yield made


@pytest.mark.parametrize("who", ["anybody", "reader", "mission that does not"])
def test_no_page_leaks(with_pages: House, who: str) -> None:
    hidden = [made for made in with_pages.made if not sees(who, made.kind, made.organ, made.state)]
    tried = 0
    for template, _ in routes(with_pages):
        if template.startswith("/api/"):
            continue
        for path in filled_in(template, with_pages):
            tried += 1
            check(who, path, with_pages.get(who, path), hidden)
    assert tried > 50


def check(who: str, address: str, got: Any, hidden: list[Made]) -> None:
    """Whoever does not see a document meets neither its word nor, where it is not what they asked for, its symbol."""
    text = told_without_the_question(got.text, address) + str(dict(got.headers))
    for made in hidden:
        if made.word in address or (who == "mission that sent it" and "/cases" in address):
            continue  # what is asked for is repeated; and a mission's cases are its own, whatever became of them
        assert made.word not in text, (who, address, made.word)
        if got.status_code == 200 and made.entry.symbols[0] not in address.replace("%20", " "):
            assert not re.search(re.escape(made.entry.symbols[0]) + r"(?!\d)", text), (who, address, made)


@pytest.mark.parametrize("who", DESK)
def test_the_desk_finds_what_is_hidden_from_others(full: House, who: str) -> None:
    """So that the test above can fail: the words are there to be met."""
    for made in full.made:
        assert made.word in full.get(who, f"/api/v1/documents/{made.entry.symbols[0]}").text
    assert made.word in full.get(who, "/api/v1/cases?limit=200").text
    found = full.get(who, "/api/v1/search?q=kind:letter&limit=200").json()
    assert found["total"] == sum(made.state == "issued" for made in full.made)


@pytest.mark.parametrize("who", WHO)
def test_search_finds_what_one_may_see_and_counts_no_more(full: House, who: str) -> None:
    found = full.get(who, "/api/v1/search?q=kind:letter&limit=200").json()
    assert found["total"] == len(found["items"])
    assert sum(found["facets"]["organ"].values()) == found["total"]
    symbols = {symbol for item in found["items"] for symbol in item["symbols"]}
    for made in full.made:
        if made.state == "issued" and who != "mission that sent it":
            assert (made.entry.symbols[0] in symbols) == sees(who, made.kind, made.organ, "issued"), (
                who,
                made,
            )
        if made.state != "issued":
            assert made.entry.symbols[0] not in symbols


@pytest.mark.parametrize("who", ["anybody", "mission that does not", "reader"])
def test_a_check_tells_of_no_document_that_is_hidden(full: House, who: str) -> None:
    from tests.registry_people.making import of_distribution
    from verbale.document import encode

    made = next(m for m in full.made if (m.kind, m.organ, m.state) == ("secret", "HC", "issued"))
    document = of_distribution("provisional", "HC", made.word)
    got = full.client.post(
        "/api/v1/check/document",
        headers=full.headers(who) | {"content-type": "application/json"},
        content=encode(document),
    )
    assert made.entry.symbols[0] not in got.text
    if who != "anybody":
        assert not [finding for finding in got.json() if finding["code"] == "V601"]
    desk = full.client.post(
        "/api/v1/check/document",
        headers=full.headers("registrar") | {"content-type": "application/json"},
        content=encode(document),
    )
    assert made.entry.symbols[0] in desk.text


def changing(house: House) -> list[tuple[str, str]]:
    """Every route that changes something, as (path template, method)."""
    return sorted(
        (route.path, method)
        for route in house.app.routes
        if isinstance(route, HTTPRoute)
        for method in route.methods
        if method in ("POST", "PUT", "PATCH", "DELETE") and route.path.startswith("/api/")
    )


OPEN_TO = {
    "/api/v1/session": {"anybody"},
    "/api/v1/session/confirm": {"anybody"},
    "/api/v1/check": {"person"},
    "/api/v1/check/document": {"person"},
    "/api/v1/subscriptions": {"person"},
    "/api/v1/subscriptions/{number:int}": {"person"},
    "/api/v1/tokens": {"person"},
    "/api/v1/tokens/{number:int}": {"person"},
    "/api/v1/people": {"administrator"},
    "/api/v1/people/{email:str}": {"administrator"},
    "/api/v1/series/{key:path}": {"registrar"},
    "/api/v1/cases": {"registrar", "mission"},
    "/api/v1/cases/{number:int}/resubmit": {"registrar", "mission"},
    "/api/v1/cases/{number:int}/confirm": {"approver"},
    "/api/v1/cases/{number:int}/refuse": {"approver"},
}
"""Who may use a route that changes something; those that are not here are the registrar's."""

BODIES: dict[str, object] = {
    "return": {"reason": "r"},
    "withdraw": {"reason": "r"},
    "refuse": {"reason": "r"},
    "reissue": {"reason": "r", "language": "en"},
    "series": {"next": 900},
    "people": {"email": "new@example.org", "name": "N"},
    "tokens": {"name": "t", "scopes": ["documents"]},
    "document": {"kind": "letter", "language": "en"},
}


@pytest.mark.parametrize("who", [*WHO, "registrar", "approver"])
def test_nobody_changes_what_is_not_theirs(full: House, who: str) -> None:
    """A state that nobody saw is named, so that who may change something is stopped by that, and nothing changes."""
    before = full.get("registrar", "/api/v1/log/head").json()
    role = {"language editor": "language-editor"}.get(who, who.split(" that ", maxsplit=1)[0])
    for template, method in changing(full):
        if template.startswith("/api/v1/session") or template in ("/api/v1/tokens", "/api/v1/subscriptions"):
            continue
        allowed = OPEN_TO.get(template, {"registrar"})
        may = "anybody" in allowed or role in allowed or ("person" in allowed and who != "anybody")
        address = re.sub(r"\{number:int\}", "1" if "/cases/" in template else "99999", template)
        address = address.replace("{email:str}", "reader@example.org").replace("{key:path}", "HC/2024")
        body = next(
            (
                value
                for name, value in BODIES.items()
                if name in template.split("{")[-1].split("/")[-1] or f"/{name}" in template
            ),
            {},
        )
        kwargs: dict[str, Any] = {"json": body}
        if template in ("/api/v1/cases", "/api/v1/check") or template.endswith("resubmit"):
            kwargs = {"files": {"file": ("x.pdf", b"%PDF-1.7 broken")}}
        if method == "PATCH":
            kwargs = {"json": {"name": "N"}}
        if template == "/api/v1/people" and may:
            kwargs = {"json": {"email": "no address", "name": "N"}}
        got = full.client.request(
            method, address, headers=full.headers(who) | {"if-match": '"nothing"'}, **kwargs
        )
        told = (who, method, template, got.status_code, got.text)
        assert got.status_code != 500, told
        if who == "anybody" and not may:
            assert got.status_code == 401, told
        elif not may:
            assert got.status_code in (403, 404), told
        else:
            assert got.status_code not in (401, 403), told
    assert full.get("registrar", "/api/v1/log/head").json() == before


def test_what_waits_for_a_second_person_is_for_those_who_keep_the_log(tmp_path: Path) -> None:
    with house(tmp_path, documents=False, VERBALE_SERVICE_PAGES="true") as made:
        registry = made.app.state.desk.registry
        document = of_distribution("general", "PA", "quixotic")
        case = registry.register(document, original("a", "a.txt"), day=date(2024, 11, 5)).entry.case
        with registry.books.write() as connection:
            connection.execute(update(cases).where(cases.c.id == case).values(member=SENDER))
        registry.acting("the first").cases.withdraw(case, "It was sent by mistake.")
        shown = {
            who: 'class="state waiting"' in made.get(who, "/desk", accept="text/html").text
            for who in ("registrar", "approver", "mission that sent it")
        }
        assert shown == {"registrar": True, "approver": True, "mission that sent it": False}
