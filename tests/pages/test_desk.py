"""The day of each role in a real browser: a mission sends, a registrar decides, a second person confirms, an editor looks."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.pages.conftest import SAMPLES
from tests.pages.test_browser import serious
from verbale.pages.send import clear

if TYPE_CHECKING:
    from playwright.sync_api import Page

SignedIn = Callable[[str], "Page"]
REASON = "The second annex is missing."


def sent(page: Page, name: str, content: bytes) -> str:
    """Send a file in as a mission does; the address of its case."""
    page.goto("/send")
    page.set_input_files("#file", {"name": name, "mimeType": "text/plain", "buffer": content})
    page.click("form.drop button")
    page.wait_for_selector("button[value=send]")
    page.click("button[value=send]")
    page.wait_for_url(re.compile(r"/desk/\d+$"))
    return page.url


def letter(ending: str) -> bytes:
    """The joint letter of the samples, so that it is another communication."""
    text = (SAMPLES / "joint-letter.md").read_text("utf-8")
    return text.replace("I should be grateful", f"{ending} I should be grateful", 1).encode()


def press(page: Page, key: str) -> None:
    """A key of the desk, and the page that it leads to."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_a_communication_goes_from_the_mission_to_everybody(signed_in: SignedIn) -> None:
    mission, registrar = signed_in("mission"), signed_in("registrar")
    case = sent(mission, "harbours.md", letter("The harbours are open all year."))
    assert "received" in mission.locator(".state").first.inner_text()
    assert mission.locator("form[action$='/accept']").count() == 0
    registrar.goto(case)
    assert serious(registrar) == []
    press(registrar, "v")
    press(registrar, "a")
    press(registrar, "n")
    press(registrar, "i")
    assert "issued" in registrar.locator(".state").first.inner_text()
    symbol = registrar.locator(".symbol-large").inner_text()
    assert "HC/2026/" in symbol
    registrar.click(".symbol-large a")
    registrar.wait_for_selector("article.document")
    mission.goto(case)
    assert symbol in mission.locator(".fields").inner_text()


def test_what_the_rules_refuse_is_returned_corrected_and_nothing_twice(signed_in: SignedIn) -> None:
    mission, registrar = signed_in("mission"), signed_in("registrar")
    mistakes = (SAMPLES / "eight-mistakes.txt").read_bytes() + b"\n"
    case = sent(mission, "mistakes.txt", mistakes)
    assert sent(mission, "again.txt", mistakes) == case
    registrar.goto(case)
    registrar.wait_for_selector(".finding.error")
    with registrar.expect_navigation():
        registrar.click("form[action$='/accept'] button")
    assert registrar.locator("[role=alert]").count() == 1
    registrar.goto(case)
    registrar.keyboard.press("r")
    registrar.fill("#reason-return", REASON)
    with registrar.expect_navigation():
        registrar.click("form[action$='/return'] button")
    mission.goto(case)
    assert REASON in mission.locator(".fields").inner_text()


def test_a_reading_is_corrected_where_it_is_wrong(signed_in: SignedIn) -> None:
    page = signed_in("mission")
    page.goto("/send")
    content = letter("Lights were counted.")
    page.set_input_files("#file", {"name": "lights.md", "mimeType": "text/markdown", "buffer": content})
    page.click("form.drop button")
    page.wait_for_selector("#f-date")
    page.fill("#f-date", "the tenth of March")
    page.click("button[value=look]")
    page.wait_for_selector("[aria-invalid=true]")
    assert page.input_value("#f-date") == "the tenth of March"
    page.fill("#f-date", "2026-03-12")
    page.click("button[value=look]")
    page.wait_for_selector("article.document")
    assert "12 March 2026" in page.locator(".publication").inner_text()
    assert "page 1, line" in page.locator(".read-from").first.inner_text()
    assert serious(page) == []


def test_a_file_that_cannot_be_read_is_told(signed_in: SignedIn) -> None:
    page = signed_in("mission")
    page.goto("/send")
    page.set_input_files(
        "#file",
        {"name": "photo.pdf", "mimeType": "application/pdf", "buffer": b"\xff\xd8\xff\xe0\x00\x10JFIF"},
    )
    page.click("form.drop button")
    page.wait_for_selector("[role=alert]")


def test_two_who_decide_at_once_do_not_both_decide(signed_in: SignedIn) -> None:
    case = sent(signed_in("mission"), "buoys.md", letter("Buoys were painted."))
    one, other = signed_in("registrar"), signed_in("registrar")
    one.goto(case)
    other.goto(case)
    press(one, "v")
    press(other, "a")
    assert "changed" in other.locator("main").inner_text()
    other.goto(case)
    assert "under review" in other.locator(".state").first.inner_text()


def test_a_search_becomes_a_subscription_and_ends(signed_in: SignedIn) -> None:
    page = signed_in("reader")
    page.goto("/find?q=pilotage")
    page.click("a[href^='/subscriptions?q=']")
    assert page.input_value("#wished") == "pilotage"
    page.select_option("#often", "daily")
    with page.expect_navigation():
        page.click("main form.stacked button")
    assert page.locator("tbody tr").count() == 1
    assert serious(page) == []
    with page.expect_navigation():
        page.click("tbody button")
    assert page.locator("tbody tr").count() == 0


@pytest.mark.parametrize(
    ("role", "pages"),
    [
        ("mission", ("/send", "/desk", "/subscriptions")),
        ("registrar", ("/desk", "/desk?state=received", "/languages", "/settings")),
        ("approver", ("/desk", "/settings")),
        ("language-editor", ("/languages",)),
        ("administrator", ("/settings",)),
    ],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_of_a_role_are_for_everybody(
    signed_in: SignedIn, role: str, pages: tuple[str, ...], language: str
) -> None:
    page = signed_in(role)
    for address in pages:
        page.goto(f"{address}{'&' if '?' in address else '?'}interface={language}")
        assert serious(page) == [], address
        assert page.locator("main h1").count() >= 1


@pytest.mark.parametrize("page", ["/desk", "/send", "/languages", "/subscriptions", "/settings"])
def test_who_is_not_signed_in_is_led_there_and_back(client: httpx.Client, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/sign-in?next={page}"


@pytest.mark.parametrize("page", ["/desk", "/send", "/languages", "/settings"])
def test_a_reader_has_no_desk(signed_in: SignedIn, page: str) -> None:
    answer = signed_in("reader").goto(page)
    assert answer is not None
    assert answer.status == 403


def test_nobody_is_led_to_another_site(client: httpx.Client) -> None:
    for address in (
        "https://elsewhere.example",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "/\t/elsewhere.example",
        "/.\\/elsewhere.example",
    ):
        text = client.get("/sign-in", params={"next": address}).text
        assert 'name="next" value="/"' in text


def test_a_wrong_password_is_told_and_nothing_more(client: httpx.Client) -> None:
    for email in ("registrar@example.org", "nobody@example.org"):
        answer = client.post("/sign-in", data={"email": email, "password": "not this one at all"})
        assert answer.status_code == 401
        assert "alert" in answer.text


def test_a_form_of_another_site_changes_nothing(client: httpx.Client) -> None:
    answer = client.post(
        "/desk/1/accept",
        data={"state": "1"},
        headers={"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"},
    )
    assert answer.status_code == 403


def test_drafts_are_for_their_own_person(signed_in: SignedIn, house: Path) -> None:
    page = signed_in("mission")
    page.goto("/send")
    page.set_input_files(
        "#file", {"name": "draft.md", "mimeType": "text/markdown", "buffer": letter("A draft.")}
    )
    page.click("form.drop button")
    page.wait_for_selector("button[value=send]")
    action = page.get_attribute("form.fields", "action")
    other = signed_in("registrar")
    other.goto("/desk")
    answer = other.request.post(
        f"{other.url.removesuffix('/desk')}{action}",
        form={"do": "send"},
        headers={"accept": "text/html", "origin": other.url.removesuffix("/desk")},
    )
    assert answer.status == 404


def test_drafts_go_with_the_day_and_a_person_keeps_few(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}").write_bytes(b"draft")
        os.utime(tmp_path / f"{number:02}", (time.time() - number * 3600,) * 2)
    clear(tmp_path, 20)
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{number:02}" for number in range(20)]
    clear(tmp_path, 5)
    assert len(list(tmp_path.iterdir())) == 5
    os.utime(tmp_path / "00", (time.time() - 25 * 3600,) * 2)
    clear(tmp_path, 5)
    assert not (tmp_path / "00").exists()
