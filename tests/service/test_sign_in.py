"""Passwords, cookies, other sites, fresh sign-ins, and how much one may ask for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from tests.service.house import PASSWORD, House, house
from verbale.registry.people.guesses import network_of
from verbale.registry.schema import sessions
from verbale.service.rates import Rates


def sign_in(house: House, who: str = "registrar", password: str = PASSWORD, **headers: str) -> Any:
    return house.client.post(
        "/api/v1/session", json={"email": f"{who}@example.org", "password": password}, headers=headers
    )


def cookie_of(answer: Any) -> dict[str, str]:
    """The cookie that an answer sets, as a browser sends it."""
    (line,) = [line for line in answer.headers.get_list("set-cookie") if line.startswith("__Host-verbale=")]
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= {
        part.strip().lower() for part in line.split(";")
    }
    assert "domain" not in line.lower()
    return {"cookie": line.partition(";")[0]}


def me(house: House, cookie: dict[str, str]) -> Any:
    return house.client.get("/api/v1/me", headers=cookie).json()


def grow_old(house: House) -> None:
    """Let the sign-in of every session be an hour ago."""
    before = (datetime.now(UTC) - timedelta(hours=1)).isoformat(timespec="microseconds")
    with house.app.state.desk.registry.books.write() as connection:
        connection.execute(update(sessions).values(confirmed=before))


def test_a_session_is_a_cookie_that_no_script_reads(empty: House) -> None:
    answer = sign_in(empty)
    assert answer.status_code == 204
    cookie = cookie_of(answer)
    told = me(empty, cookie)
    assert told["email"] == "registrar@example.org"
    out = empty.client.delete("/api/v1/session", headers=cookie)
    assert out.status_code == 204
    assert "Max-Age=0" in out.headers["set-cookie"]
    assert me(empty, cookie)["email"] is None


def test_a_wrong_password_and_a_stranger_are_told_the_same(empty: House) -> None:
    answers = [sign_in(empty, password="wrong but long enough"), sign_in(empty, who="stranger")]
    told = [{k: v for k, v in answer.json().items() if k != "request"} for answer in answers]
    assert told[0] == told[1]
    assert answers[0].status_code == 401
    assert told[0]["type"] == "/problems/wrong-password"


def test_guessing_ends_in_a_lock(empty: House) -> None:
    statuses = [sign_in(empty, password=f"guess number {n} of it").status_code for n in range(7)]
    assert statuses == [401] * 5 + [429] * 2
    locked = sign_in(empty)
    assert locked.status_code == 429
    assert int(locked.headers["retry-after"]) > 600


def test_no_secret_stands_in_the_log_or_in_an_answer(empty: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "verbale")
    cookie = cookie_of(sign_in(empty))
    answer = sign_in(empty, password="a secret that is wrong")
    token = empty.tokens["registrar"]
    empty.get("registrar", f"/api/v1/search?q={token}")
    written = answer.text + " ".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
    for secret in ("a secret that is wrong", PASSWORD, cookie["cookie"].partition("=")[2], token):
        assert secret not in written


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"origin": "https://evil.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://testserver.local"}, True),
    ],
)
def test_what_another_site_sends_is_refused(empty: House, headers: dict[str, str], allowed: bool) -> None:
    cookie = cookie_of(sign_in(empty))
    answer = empty.client.delete("/api/v1/session", headers=cookie | headers)
    assert (answer.status_code == 204) == allowed, answer.text
    if not allowed:
        assert answer.json()["type"] == "/problems/cross-site"
        assert me(empty, cookie)["email"] == "registrar@example.org"


def test_the_key_of_a_form_is_that_of_its_session(empty: House) -> None:
    cookie = cookie_of(sign_in(empty))
    key = me(empty, cookie)["form_key"]
    strange = {"origin": "https://evil.example"}
    wrong = empty.client.delete("/api/v1/session", headers=cookie | {"x-form-key": "a" * 64})
    assert wrong.status_code == 403
    assert (
        empty.client.delete("/api/v1/session", headers=cookie | strange | {"x-form-key": key}).status_code
        == 204
    )


def test_what_is_grave_asks_for_a_fresh_sign_in(empty: House) -> None:
    cookie = cookie_of(sign_in(empty, "administrator"))
    person = {"email": "new@example.org", "name": "New"}
    grow_old(empty)
    stale = empty.client.post("/api/v1/people", json=person, headers=cookie)
    assert (stale.status_code, stale.json()["type"]) == (401, "/problems/confirm")
    wrong = empty.client.post("/api/v1/session/confirm", json={"password": "not it at all"}, headers=cookie)
    assert wrong.status_code == 401
    right = empty.client.post("/api/v1/session/confirm", json={"password": PASSWORD}, headers=cookie)
    assert right.status_code == 204
    fresh = cookie_of(right)
    assert me(empty, cookie)["email"] is None, "the old cookie is good for nothing"
    assert empty.client.post("/api/v1/people", json=person, headers=fresh).status_code == 201


def test_a_token_is_not_asked_again_but_must_be_for_it(empty: House) -> None:
    narrow = empty.client.post(
        "/api/v1/tokens", json={"name": "n", "scopes": ["documents"]}, headers=empty.headers("administrator")
    ).json()["secret"]
    headers = {"authorization": f"Bearer {narrow}"}
    refused = empty.client.get("/api/v1/people", headers=headers)
    assert (refused.status_code, refused.json()["detail"]) == (403, "the token was not made for this")
    assert empty.client.get("/api/v1/documents", headers=headers).status_code == 200


def test_a_token_makes_none_that_is_for_more(empty: House) -> None:
    narrow = empty.client.post(
        "/api/v1/tokens",
        json={"name": "n", "scopes": ["documents", "tokens"]},
        headers=empty.headers("registrar"),
    ).json()
    headers = {"authorization": f"Bearer {narrow['secret']}"}
    more = empty.client.post("/api/v1/tokens", json={"name": "m", "scopes": ["issue"]}, headers=headers)
    assert more.status_code == 403
    longer = empty.client.post(
        "/api/v1/tokens", json={"name": "m", "scopes": ["documents"], "days": 999}, headers=headers
    )
    assert longer.status_code == 422
    listed = empty.client.get("/api/v1/tokens", headers=headers).json()["items"]
    assert narrow["secret"] not in str(listed)
    gone = empty.client.delete(f"/api/v1/tokens/{narrow['token']['id']}", headers=headers)
    assert gone.status_code == 204
    answer = empty.client.get("/api/v1/tokens", headers=headers)
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


@pytest.mark.parametrize(
    "shown", ["Bearer", "Bearer ", "Bearer x", "Basic YTpi", "verbale_x", "Bearer verbale_ü"]
)
def test_what_is_no_token_is_refused(empty: House, shown: str) -> None:
    answer = empty.client.get("/api/v1/me", headers={b"authorization": shown.encode("utf-8")})
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "shown", ["__Host-verbale=", "__Host-verbale=x", "__Host-verbale", ";;;=", '__Host-verbale="\\"']
)
def test_what_is_no_session_is_nobody(empty: House, shown: str) -> None:
    answer = empty.client.get("/api/v1/me", headers={"cookie": shown})
    assert answer.status_code == 200
    assert answer.json()["email"] is None


def test_people_are_managed_on_what_was_seen(empty: House) -> None:
    headers = empty.headers("administrator")
    seen = empty.client.get("/api/v1/people/reader@example.org", headers=headers)
    change = {"roles": ["mission"], "member": "XB"}
    blind = empty.client.patch("/api/v1/people/reader@example.org", json=change, headers=headers)
    assert blind.status_code == 428
    now = headers | {"if-match": seen.headers["etag"]}
    made = empty.client.patch("/api/v1/people/reader@example.org", json=change, headers=now)
    assert (made.json()["roles"], made.json()["member"]) == (["mission"], "XB")
    late = empty.client.patch("/api/v1/people/reader@example.org", json={"name": "X"}, headers=now)
    assert late.status_code == 412
    off = headers | {"if-match": made.headers["etag"]}
    gone = empty.client.patch("/api/v1/people/reader@example.org", json={"status": "disabled"}, headers=off)
    assert gone.json()["status"] == "disabled"
    assert empty.get("reader", "/api/v1/me").status_code == 401
    more = empty.client.post(
        "/api/v1/people", json={"email": "a@b.example", "name": "A", "admin": True}, headers=headers
    )
    assert more.status_code == 400, "what is not asked for is not taken"


def test_too_many_requests_are_told_to_wait(tmp_path: Path) -> None:
    with house(tmp_path, documents=False, VERBALE_RATES_ADDRESS="3", VERBALE_RATES_PERSON="5") as made:
        statuses = [made.get("anybody", "/api/v1/me").status_code for _ in range(5)]
        assert statuses == [200, 200, 200, 429, 429]
        told = made.get("anybody", "/api/v1/me")
        assert int(told.headers["retry-after"]) in range(1, 61)
        assert told.headers["ratelimit-limit"] == "3"
        mine = [made.get("registrar", "/api/v1/me") for _ in range(6)]
        assert [answer.status_code for answer in mine] == [200] * 5 + [429]
        assert mine[0].headers["ratelimit-remaining"] == "4"
        assert made.get("anybody", "/health").status_code == 200


def test_buckets_fill_by_themselves() -> None:
    now = [0.0]
    rates = Rates(person=60, address=6, clock=lambda: now[0])
    assert [rates.ask("a", of_person=False).wait for _ in range(7)] == [0] * 6 + [10]
    assert rates.ask("b", of_person=False).wait == 0
    now[0] = 10.0
    assert [rates.ask("a", of_person=False).wait for _ in range(2)] == [0, 10]
    now[0] = 1000.0
    assert rates.ask("a", of_person=False).left == 5


def test_half_a_character_is_a_mistake_of_who_sent_it(empty: House) -> None:
    document = b'{"kind":"letter","language":"en","masthead":{"title":"\\udbed"}}'
    headers = empty.headers("reader") | {"content-type": "application/json"}
    answer = empty.client.post("/api/v1/check/document", content=document, headers=headers)
    assert answer.status_code in (200, 400), answer.text


def test_a_network_is_one_caller() -> None:
    assert network_of("2001:db8:1:2::5") == network_of("2001:db8:1:2:ffff::1") == "2001:db8:1:2::"
    assert network_of("2001:db8:1:3::5") != network_of("2001:db8:1:2::5")
    assert network_of("::ffff:192.0.2.7") == network_of("192.0.2.7") == "192.0.2.7"
    assert network_of("testclient") == "testclient"
