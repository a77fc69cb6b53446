"""The page of the commands says what the commands say."""

from __future__ import annotations

import runpy
from pathlib import Path

from tests.cli.test_manual import OURS

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_page_is_made_from_the_commands_as_they_are() -> None:
    page = runpy.run_path(str(DOCS / "make_commands.py"))["page"]()
    assert (DOCS / "reference" / "commands.md").read_text(encoding="utf-8") == page, "run: make docs"
    for name in OURS:
        assert f"## verbale {name}\n" in page
