"""The page of rules is the one that the rules make."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from verbale.rules import RULES

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_page_is_up_to_date() -> None:
    made = runpy.run_path(str(DOCS / "make_rules.py"))["page"]()
    assert (DOCS / "reference" / "rules.md").read_text(encoding="utf-8") == made, "run docs/make_rules.py"


def test_every_rule_is_told_in_full() -> None:
    for rule in RULES:
        assert rule.detail, rule.name
        assert f"### {rule.code} {rule.name}\n" in (DOCS / "reference" / "rules.md").read_text(
            encoding="utf-8"
        )


def test_the_example_of_a_rule_works(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (DOCS / "reference" / "rules.md").read_text(encoding="utf-8")
    example = page.split("```python")[1].split("```")[0]
    monkeypatch.chdir(DOCS.parent)
    names: dict[str, object] = {}
    exec(compile(example, "rules.md", "exec"), names)
    findings = names["findings"]
    assert isinstance(findings, list)
    assert [(finding.code, finding.message) for finding in findings] == [
        ("X001", "The letter has no reference number")
    ]
