"""The pages in a real browser: nothing that an accessibility checker finds serious, keys, and no word to the console."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.pages.test_pages import PAGES
from tests.service.running import Running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = Path(__file__).parents[1] / "node" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def page(browser: Browser, service: Running) -> Iterator[Page]:
    """A page of the service; what the browser complains of is an error."""
    context = browser.new_context(base_url=service.address, bypass_csp=True)
    found = context.new_page()
    complaints: list[str] = []
    found.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    found.on("pageerror", lambda error: complaints.append(str(error)))
    yield found
    context.close()
    assert complaints == []


def serious(page: Page) -> list[str]:
    """What axe finds that is serious or critical, by WCAG 2.2 A and AA."""
    page.evaluate(AXE.read_text("utf-8"))
    answer: dict[str, Any] = page.evaluate(
        "() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
    )
    return [
        f"{found['id']}: {found['nodes'][0]['html'][:200]}"
        for found in answer["violations"]
        if found["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ar", "dark")])
def test_every_page_is_for_everybody(page: Page, language: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for address in PAGES:
        page.goto(f"{address}{'&' if '?' in address else '?'}interface={language}")
        assert serious(page) == [], address


def test_the_policy_lets_the_pages_be_as_they_are(browser: Browser, service: Running) -> None:
    context = browser.new_context(base_url=service.address)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    for address in PAGES:
        page.goto(address)
    family = page.evaluate("getComputedStyle(document.body).fontFamily")
    context.close()
    assert complaints == []
    assert "Verbale Sans" in family


def test_nothing_is_wider_than_a_telephone(browser: Browser, service: Running) -> None:
    context = browser.new_context(base_url=service.address, viewport={"width": 380, "height": 800})
    page = context.new_page()
    for address in PAGES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 380, address
    context.close()


def test_the_keys_lead_where_they_say(page: Page) -> None:
    page.goto("/find?order=newest")
    page.keyboard.press("j")
    page.keyboard.press("j")
    chosen = page.evaluate(
        "[...document.querySelectorAll('[data-row]')].findIndex(r => r.classList.contains('here'))"
    )
    assert chosen == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/**")
    page.keyboard.press("/")
    page.keyboard.type("pilotage")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find?q=pilotage")
    page.keyboard.press("g")
    page.keyboard.press("d")
    page.wait_for_url("**/day/**")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()


def test_a_page_is_whole_without_script(browser: Browser, service: Running) -> None:
    context = browser.new_context(base_url=service.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.fill("#q", "pilotage")
    page.click("form.search button")
    assert "/find" in page.url
    page.goto("/documents/PA/13/1")
    assert page.locator("article.document").is_visible()
    assert page.locator("button.copy").first.is_hidden()
    context.close()
