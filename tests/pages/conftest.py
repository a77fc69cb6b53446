"""A service over a small registry with issued and imported documents in six languages, and a browser to look at it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.service.running import Running, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SAMPLES = Path(__file__).parents[2] / "samples"
LETTERS = ("joint-letter.md", "letter.ar.md", "letter.zh.txt", "letter.ru.docx", "identical-letters.es.txt")


def _verbale(*arguments: object) -> None:
    subprocess.run(
        [sys.executable, "-m", "verbale", *map(str, arguments)], check=True, capture_output=True, timeout=300
    )


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry: five letters circulated, thirty documents imported."""
    root = tmp_path_factory.mktemp("house")
    registry = root / "registry"
    _verbale("init", registry, "--profile", "assembly")
    for name in LETTERS:
        _verbale("circulate", SAMPLES / name, "--registry", registry)
    _verbale("sample", "--documents", 30, "--to", root / "made")
    _verbale("import", root / "made", "--registry", registry)
    return registry


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
