"""Takes the pictures of the main pages in ``pictures/pages``: a small house is made, served, and looked at in Chromium.

Run by ``make pictures``: it needs Chromium and what the tests need.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TO = Path(__file__).parent / "pictures" / "pages"
READERS = {
    "home": "/?interface=en",
    "find": "/find?q=pilotage&interface=en",
    "document": "/documents/PA/13/1/en?interface=en",
    "document-ar": "/documents/PA/13/2?interface=ar",
    "compare": "/compare?a=PA/13/1/en&b=PA/13/6/en&interface=en",
    "agenda": "/agendas/PA/13?interface=fr",
    "member": "/members/XA?interface=en",
    "graph": "/graph/PA/13/1?depth=2&interface=en",
    "day": "/day?interface=en",
}
STAFF = {"desk": "/desk", "languages": "/languages"}


def take(browser: Browser, address: str, name: str, page: str, role: str | None = None) -> None:
    """One picture, as somebody of a role sees the page."""
    from tests.pages.conftest import PASSWORD

    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 860})
    shown = context.new_page()
    if role:
        shown.goto("/sign-in?interface=en")
        shown.fill("#email", f"{role}@example.org")
        shown.fill("#password", PASSWORD)
        shown.click("main form button")
        shown.wait_for_selector("form.who")
    shown.goto(page)
    if page == "/send":
        shown.set_input_files("#file", str(ROOT / "samples" / "eight-mistakes.txt"))
        shown.click("form.drop button")
        shown.wait_for_selector("article.document")
    shown.wait_for_timeout(400)
    shown.screenshot(path=str(TO / f"{name}.png"))
    context.close()


def main() -> None:
    """Take them all."""
    from playwright.sync_api import sync_playwright
    from tests.pages.conftest import furnish
    from tests.service.running import serving

    program = shutil.which("chromium")
    if program is None:
        sys.exit("There is no chromium; install it first.")
    TO.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        house = furnish(Path(folder))
        with (
            serving(house, environment={"VERBALE_RATES_ADDRESS": "100000"}) as service,
            sync_playwright() as driver,
        ):
            browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
            address = service.address.replace("127.0.0.1", "localhost")
            for name, page in READERS.items():
                take(browser, address, name, page)
            take(browser, address, "send", "/send", "mission")
            for name, page in STAFF.items():
                take(browser, address, name, page, "registrar")
            browser.close()


if __name__ == "__main__":
    main()
