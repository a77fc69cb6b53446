"""A service over a small registry with issued and imported documents in six languages, and a browser to look at it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.service.running import Running, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, StorageState

SAMPLES = Path(__file__).parents[2] / "samples"
LETTERS = ("joint-letter.md", "letter.ar.md", "letter.zh.txt", "letter.ru.docx", "identical-letters.es.txt")


PASSWORD = "harbour lamp 1907 tide"
PEOPLE = (
    ("mission", "--member", "XB"),
    ("registrar",),
    ("approver",),
    ("language-editor",),
    ("reader",),
    ("administrator",),
)
"""A person of each role: ROLE@example.org."""


def _verbale(*arguments: object, typed: str | None = None) -> None:
    command = [sys.executable, "-m", "verbale", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True, timeout=300, input=typed, text=True)


def furnish(root: Path) -> Path:
    """Make a registry in ``root``: six letters circulated, thirty documents imported, a person of each role."""
    registry = root / "registry"
    _verbale("init", registry, "--profile", "assembly")
    for name in LETTERS:
        _verbale("circulate", SAMPLES / name, "--registry", registry)
    changed = (
        (SAMPLES / LETTERS[0])
        .read_text("utf-8")
        .replace("I should be grateful", "It follows earlier ones. I should be grateful", 1)
    )
    (root / "second-letter.md").write_text(changed, "utf-8")
    _verbale("circulate", root / "second-letter.md", "--registry", registry)
    _verbale("sample", "--documents", 30, "--to", root / "made")
    _verbale("import", root / "made", "--registry", registry)
    for role, *more in PEOPLE:
        _verbale(
            *("person", "add", f"{role}@example.org", "--name", f"The {role}", "--role", role, *more),
            *("--password-stdin", "--registry", registry),
            typed=PASSWORD,
        )
    return registry


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A furnished registry."""
    return furnish(tmp_path_factory.mktemp("house"))


@pytest.fixture(scope="session")
def service(house: Path) -> Iterator[Running]:
    """The running service."""
    with serving(house, environment={"VERBALE_RATES_ADDRESS": "100000"}) as running:
        yield running


@pytest.fixture
def client(service: Running) -> Iterator[httpx.Client]:
    """Somebody with a browser's headers and no script."""
    with service.client(accept="text/html,application/xhtml+xml") as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of the system; in CI a missing one is a failure."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("there is no chromium")
        pytest.skip("there is no chromium")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def signed_in(browser: Browser, service: Running) -> Callable[[str], Page]:
    """A page in which somebody of a role is signed in, in a context of its own."""
    states: dict[str, StorageState] = {}

    def of(role: str) -> Page:
        if role not in states:
            context = browser.new_context(base_url=service.address.replace("127.0.0.1", "localhost"))
            page = context.new_page()
            page.goto("/sign-in?interface=en")
            page.fill("#email", f"{role}@example.org")
            page.fill("#password", PASSWORD)
            page.click("main form button")
            page.wait_for_selector("form.who")
            states[role] = context.storage_state()
            context.close()
        context = browser.new_context(
            base_url=service.address.replace("127.0.0.1", "localhost"),
            storage_state=states[role],
            bypass_csp=True,
        )
        return context.new_page()

    return of
