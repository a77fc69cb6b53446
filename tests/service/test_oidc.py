"""Sign-in by a provider that is not ours: npm's oidc-provider, started here, walked through as a browser does."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.service.house import House, house
from verbale.registry.folder import Folder
from verbale.service.oidc import BACK
from verbale.service.settings import load_settings

NODE = Path(__file__).resolve().parents[1] / "node"
ADDRESS = "https://registry.example.org"
SECRET = "the secret of the tests"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    node = shutil.which("node")
    if node is None or not (NODE / "node_modules" / "oidc-provider").is_dir():
        pytest.skip("no node, or npm ci was not run in tests/node")
    process = subprocess.Popen(
        [node, "provider.mjs", ADDRESS + BACK, SECRET],
        cwd=NODE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="module")
def served(issuer: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    environment = {
        "VERBALE_SERVICE_ADDRESS": ADDRESS,
        "VERBALE_OIDC_ISSUER": issuer,
        "VERBALE_OIDC_CLIENT_ID": "verbale",
        "VERBALE_OIDC_CLIENT_SECRET": SECRET,
    }
    with house(tmp_path_factory.mktemp("oidc"), documents=False, **environment) as made:
        yield made


def cookie_of(answer: Any, name: str) -> str:
    """A cookie that an answer sets, with all that must be said of it."""
    set_ = next(line for line in answer.headers.get_list("set-cookie") if line.startswith(f"{name}="))
    for word in ("Secure", "HttpOnly", "Path=/", "SameSite=lax"):
        assert word.lower() in set_.lower(), set_
    return str(set_.partition(";")[0])


def there(house: House, onward: str = "/somewhere", **headers: str) -> tuple[str, str]:
    """Begin: the provider's address, and the cookie of the browser."""
    answer = house.client.get(f"/sign-in/provider?next={onward}", headers=headers, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"], cookie_of(answer, "__Host-verbale-going")


def at_the_provider(url: str, email: str) -> str:
    """Sign in at the provider and agree, as a person in a browser; the address that it sends back to."""
    with httpx.Client(trust_env=False, follow_redirects=False, timeout=20) as browser:
        for _ in range(12):
            if url.startswith(ADDRESS):
                return url.removeprefix(ADDRESS)
            answer = browser.get(url)
            if answer.is_redirect:
                url = str(answer.url.join(answer.headers["location"]))
                continue
            form = re.search(r'<form[^>]*action="([^"]+)"', answer.text)
            prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)
            assert form is not None, answer.text
            assert prompt is not None, answer.text
            told = {"prompt": prompt[1], "login": email, "password": "any"}
            answer = browser.post(str(answer.url.join(form[1])), data=told)
            url = str(answer.url.join(answer.headers["location"]))
    raise AssertionError("the provider did not send back")


def come_back(house: House, path: str, cookie: str) -> Any:
    return house.client.get(path, headers={"cookie": cookie}, follow_redirects=False)


def test_somebody_signs_in_at_the_provider(served: House) -> None:
    url, going = there(served)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    assert asked["code_challenge_method"] == "S256"
    assert asked["response_type"] == "code"
    assert len(asked["state"]) >= 40
    assert len(asked["nonce"]) >= 40
    path = at_the_provider(url, "registrar@example.org")
    answer = come_back(served, path, going)
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == "/somewhere"
    session = cookie_of(answer, "__Host-verbale")
    me = served.client.get("/api/v1/me", headers={"cookie": session}).json()
    assert (me["email"], me["roles"]) == ("registrar@example.org", ["registrar"])
    assert "case-review" in me["actions"]

    again = come_back(served, path, going)
    assert again.status_code == 401, "a way back is good once"


def test_a_way_back_is_good_in_the_browser_that_went(served: House) -> None:
    url, _ = there(served)
    path = at_the_provider(url, "registrar@example.org")
    for cookie in ("", "__Host-verbale-going=another"):
        answer = come_back(served, path, cookie)
        assert (answer.status_code, answer.json()["type"]) == (401, "/problems/not-signed-in")
        url, _ = there(served)
        path = at_the_provider(url, "registrar@example.org")


@pytest.mark.parametrize("change", ["state", "code", "iss"])
def test_a_way_back_that_was_changed_leads_nowhere(served: House, change: str) -> None:
    url, going = there(served)
    path = at_the_provider(url, "registrar@example.org")
    changed = re.sub(rf"([?&]{change}=)[^&]+", r"\g<1>https%3A%2F%2Fother.example", path)
    assert changed != path
    answer = come_back(served, changed, going)
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


def test_the_code_of_another_sign_in_is_not_taken(served: House) -> None:
    """A code that somebody else got, put into this browser's way back: its nonce and its verifier are not ours."""
    stolen = at_the_provider(there(served)[0], "approver@example.org")
    url, going = there(served)
    ours = at_the_provider(url, "registrar@example.org")
    code = parse_qs(urlsplit(stolen).query)["code"][0]
    answer = come_back(served, re.sub(r"code=[^&]+", f"code={code}", ours), going)
    assert answer.status_code == 401


@pytest.mark.parametrize("email", ["stranger@example.org", "unverified.reader@example.org"])
def test_who_is_not_known_is_not_let_in(served: House, email: str) -> None:
    url, going = there(served)
    answer = come_back(served, at_the_provider(url, email), going)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/not-allowed")
    assert not any(line.startswith("__Host-verbale=") for line in answer.headers.get_list("set-cookie"))


def test_a_session_is_confirmed_at_the_provider(served: House) -> None:
    url, going = there(served)
    session = cookie_of(
        come_back(served, at_the_provider(url, "registrar@example.org"), going), "__Host-verbale"
    )
    url, going = there(served, cookie=session)
    assert "prompt=login" in url
    answer = come_back(served, at_the_provider(url, "registrar@example.org"), f"{going}; {session}")
    fresh = cookie_of(answer, "__Host-verbale")
    assert fresh != session
    assert served.client.get("/api/v1/me", headers={"cookie": session}).json()["email"] is None
    url, going = there(served, cookie=fresh)
    other = come_back(served, at_the_provider(url, "approver@example.org"), f"{going}; {fresh}")
    assert other.status_code == 403, "somebody else confirms nothing"


@pytest.mark.parametrize(
    "onward", ["//evil.example", "https://evil.example", "/%5Cevil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_on_elsewhere(served: House, onward: str) -> None:
    url, going = there(served, onward)
    answer = come_back(served, at_the_provider(url, "registrar@example.org"), going)
    assert answer.headers["location"] == "/"


def test_what_went_wrong_at_the_provider_is_told(served: House) -> None:
    answer = served.client.get(f"{BACK}?error=access_denied&state=x")
    assert answer.status_code == 401
    assert "not finished" in answer.json()["detail"]


def test_without_a_provider_there_is_no_such_way(empty: House) -> None:
    assert empty.client.get("/sign-in/provider").status_code == 404
    assert empty.client.get(f"{BACK}?code=a&state=b").status_code == 404


def test_a_provider_far_away_is_asked_over_tls(tmp_path: Path) -> None:
    from verbale.registry.settings import SettingsError

    environment = {
        "VERBALE_SERVICE_ADDRESS": ADDRESS,
        "VERBALE_OIDC_ISSUER": "http://id.example.org",
        "VERBALE_OIDC_CLIENT_ID": "verbale",
    }
    with pytest.raises(SettingsError, match="1 mistake"):
        load_settings(Folder(tmp_path), environment)
