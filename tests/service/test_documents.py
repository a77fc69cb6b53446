"""Documents by symbol, language and format; and the answers where there is nothing to give."""

from __future__ import annotations

import hashlib
import statistics
import time
from urllib.parse import quote

import pytest

from tests.registry_people.making import Made, sees
from tests.service.house import PEOPLE, House
from verbale.document import decode

WHO = [*(who for who in PEOPLE if who != "everything"), "anybody"]


def one(house: House, kind: str, organ: str, state: str) -> Made:
    return next(m for m in house.made if (m.kind, m.organ, m.state) == (kind, organ, state))


def test_a_document_is_told_with_its_versions_and_files(full: House) -> None:
    made = one(full, "public", "PA", "issued")
    told = full.get("anybody", f"/api/v1/documents/{made.entry.symbol}")
    assert told.status_code == 200
    view = told.json()
    assert view["symbol"] == made.entry.symbol
    assert view["state"] == "issued"
    (version,) = view["versions"]
    assert version["language"] == "en"
    assert [file["format"] for file in version["files"]] == ["html", "pdf", "docx", "akn", "text", "json"]
    for file in version["files"]:
        got = full.get("anybody", file["href"])
        assert got.status_code == 200
        assert hashlib.sha256(got.content).hexdigest() == file["sha256"]
        assert got.headers["content-type"] == file["media_type"]
        assert got.headers["content-language"] == "en"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/pdf", "application/pdf"),
        ("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
        ("application/akn+xml", "application/akn+xml"),
        ("text/plain", "text/plain; charset=utf-8"),
        ("application/json", "application/json"),
        ("*/*", "application/json"),
    ],
)
def test_the_format_is_the_one_that_is_accepted(full: House, accept: str, media_type: str) -> None:
    made = one(full, "public", "PA", "issued")
    got = full.get("anybody", f"/api/v1/documents/{made.entry.symbol}", accept=accept)
    assert got.status_code == 200
    assert got.headers["content-type"] == media_type
    assert "Accept" in got.headers["vary"]


def test_a_version_in_json_is_the_document_itself(full: House) -> None:
    made = one(full, "public", "PA", "issued")
    got = full.get("anybody", f"/api/v1/documents/{made.entry.symbol}/en", accept="application/json")
    document = decode(got.content)
    assert document.masthead.symbols == made.entry.symbols
    assert (
        full.get("anybody", f"/api/v1/documents/{made.entry.symbol}?language=en&format=json").content
        == got.content
    )


@pytest.mark.parametrize("spelling", ["{}", "{}/", "{lower}", "%20{}", "{}/en"])
def test_any_spelling_of_a_symbol_leads_there(full: House, spelling: str) -> None:
    symbol = one(full, "public", "PA", "issued").entry.symbol
    got = full.get("anybody", "/api/v1/documents/" + spelling.format(symbol, lower=symbol.lower()))
    assert got.status_code == 200, got.text


def test_issued_pages_run_nothing(full: House) -> None:
    made = one(full, "public", "PA", "issued")
    got = full.get("anybody", f"/api/v1/documents/{made.entry.symbol}/en", accept="text/html")
    policy = got.headers["content-security-policy"]
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert "sandbox" in policy


def test_who_has_a_state_is_told_so(full: House) -> None:
    made = one(full, "public", "PA", "issued")
    for path in (
        f"/api/v1/documents/{made.entry.symbol}",
        f"/api/v1/documents/{made.entry.symbol}/en?format=pdf",
    ):
        etag = full.get("anybody", path).headers["etag"]
        again = full.get("anybody", path, **{"if-none-match": f'"x", {etag}'})
        assert (again.status_code, again.content) == (304, b"")
        assert full.get("anybody", path, **{"if-none-match": '"x"'}).status_code == 200


def test_what_is_for_some_is_kept_by_nobody_on_the_way(full: House) -> None:
    public, restricted = one(full, "public", "PA", "issued"), one(full, "restricted", "PA", "issued")
    assert (
        "public" in full.get("anybody", f"/api/v1/documents/{public.entry.symbol}").headers["cache-control"]
    )
    kept = full.get("registrar", f"/api/v1/documents/{restricted.entry.symbol}").headers["cache-control"]
    assert kept == "private, no-store"


def answered(house: House, who: str, path: str) -> tuple[int, str]:
    got = house.get(who, path)
    return got.status_code, got.json().get("type", "").removeprefix("/problems/")


def test_the_four_answers_are_four(full: House) -> None:
    def told(kind: str, state: str, tail: str = "") -> tuple[int, str]:
        made = one(full, kind, "HC", state)
        return answered(full, "anybody", f"/api/v1/documents/{made.entry.symbol}{tail}")

    assert answered(full, "anybody", "/api/v1/documents/HC/2024/999") == (404, "no-such-symbol")
    assert told("public", "registered") == (404, "not-published")
    assert told("restricted", "issued") == (403, "restricted")
    assert told("public", "issued", "/fr") == (404, "language-not-issued")
    assert told("public", "withdrawn") == (410, "withdrawn")
    assert answered(full, "anybody", "/api/v1/documents/no%20symbol") == (404, "no-such-symbol")


@pytest.mark.parametrize("who", WHO)
def test_what_is_secret_is_answered_like_what_is_not_there(full: House, who: str) -> None:
    for made in full.made:
        if made.kind != "secret" or sees(who, made.kind, made.organ, "issued"):
            continue
        other = f"{made.entry.symbol.rpartition('/')[0]}/998"
        secret = full.get(who, f"/api/v1/documents/{made.entry.symbol}")
        none = full.get(who, f"/api/v1/documents/{other}")
        assert secret.status_code == none.status_code == 404
        plain = [
            {k: v for k, v in got.json().items() if k != "request"}
            | {"detail": got.json()["detail"].replace(symbol, "")}
            for got, symbol in ((secret, made.entry.symbol), (none, other))
        ]
        assert plain[0] == plain[1]
        assert set(secret.headers) == set(none.headers)


def test_what_is_secret_takes_as_long_as_what_is_not_there(full: House) -> None:
    made = one(full, "secret", "HC", "issued")
    paths = (f"/api/v1/documents/{made.entry.symbol}", "/api/v1/documents/HC/2024/998")
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(15):
        for path, times in zip(paths, took, strict=True):
            began = time.perf_counter()
            full.get("anybody", path)
            times.append(time.perf_counter() - began)
    secret, none = (statistics.median(times) for times in took)
    assert abs(secret - none) < 0.013, (secret, none)
    assert min(*took[0], *took[1]) >= 0.02, "answers come at steps of 25 ms"


@pytest.mark.parametrize("who", WHO)
def test_everybody_reads_what_is_theirs(full: House, who: str) -> None:
    for made in full.made:
        expected = sees(who, made.kind, made.organ, made.state)
        got = full.get(who, f"/api/v1/documents/{made.entry.symbol}")
        assert (got.status_code == 200) == expected, (who, made)
        assert (made.word in got.text) == expected
        for file in made.entry.files:
            got = full.get(who, f"/api/v1/documents/{made.entry.symbol}/en?format={file.format}")
            assert (got.status_code == 200) == expected, (who, made, file.format)


@pytest.mark.parametrize("who", WHO)
def test_lists_hold_what_one_reads_page_by_page(full: House, who: str) -> None:
    listed: list[str] = []
    token: str | None = ""
    pages = 0
    while token is not None:
        page = full.get(who, f"/api/v1/documents?limit=5{f'&page={token}' if token else ''}").json()
        assert len(page["items"]) <= 5
        listed += [item["symbol"] for item in page["items"]]
        token = page["next"]
        pages += 1
    expected = [m.entry.symbol for m in reversed(full.made) if sees(who, m.kind, m.organ, m.state)]
    assert listed == expected
    assert pages == max(1, -(-len(expected) // 5))


def test_a_page_is_of_its_list(full: House) -> None:
    token = full.get("registrar", "/api/v1/documents?limit=5").json()["next"]
    assert full.get("registrar", f"/api/v1/documents?limit=5&page={token}").status_code == 200
    for wrong in (
        f"/api/v1/documents?series=PA&page={token}",
        f"/api/v1/documents?page={token}x",
        "/api/v1/documents?page=%F0%9F%98%80",
        f"/api/v1/log?page={token}",
    ):
        got = full.get("registrar", wrong)
        assert got.status_code == 400, wrong
        assert got.json()["type"] == "/problems/bad-page"


def test_a_language_that_is_named_twice_is_one(full: House) -> None:
    symbol = one(full, "public", "PA", "issued").entry.symbol
    assert full.get("anybody", f"/api/v1/documents/{symbol}/en?language=en").status_code == 200
    assert full.get("anybody", f"/api/v1/documents/{symbol}/en?language=fr").status_code == 400


def test_both_halves_lead_to_the_one_document(empty: House) -> None:
    from tests.registry.making import letter, original
    from verbale.circulation import way
    from verbale.registry import Registry
    from verbale.registry.folder import Folder

    with Registry(Folder(empty.root), who="the registrar") as registry:
        entry = registry.register(letter(), original("joint")).entry
        way.issue(registry, entry)
    first, second = entry.symbols
    views = [
        empty.get("anybody", f"/api/v1/documents/{name}").json()
        for name in (first, second, quote(f"{first}–{second}"), f"{first}+{second}", f"{second}+{first}")
    ]
    assert all(view == views[0] for view in views), views
    assert views[0]["symbols"] == [first, second]
    files = [
        empty.get("anybody", f"/api/v1/documents/{half}/en", accept="application/pdf").content
        for half in (first, second)
    ]
    assert files[0] == files[1]
    assert files[0].startswith(b"%PDF")
