"""The pages about the API tell the truth, and every action of the permission table is asked somewhere."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

from verbale.registry.people.permissions import permissions

ROOT = Path(__file__).resolve().parents[2]


def test_the_reference_of_the_api_is_made_from_the_code() -> None:
    page = runpy.run_path(str(ROOT / "docs" / "make_api.py"))["page"]()
    assert (ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8") == page, "run: make docs"


def test_every_action_of_the_table_is_asked_and_every_one_asked_is_in_it() -> None:
    asked: set[str] = set()
    for room in ("service", "registry/people", "pages"):
        for file in (ROOT / "src" / "verbale" / room).rglob("*.py"):
            asked |= set(
                re.findall(
                    r'(?:require|reach|judge|_seen|_step|_by_reach)\(\s*[^"()]*"([a-z-]+)"',
                    file.read_text("utf-8"),
                )
            )
            asked |= set(re.findall(r'"action": "([a-z-]+)"', file.read_text("utf-8")))
    by_class = {f"document-read-{kind}" for kind in ("public", "limited", "restricted")}
    assert set(permissions()) - asked - by_class == set()
    assert asked - set(permissions()) == set()
