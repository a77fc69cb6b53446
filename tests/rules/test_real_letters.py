"""The rules over real forms: nothing is found but what is so, by the letters' known contents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from verbale.profiles import load
from verbale.reading import read
from verbale.rules import Finding, check

# What depends on whole parts and notes being read out of laid-out pages, not on what the letter says.
READING = {"V404"}


def gold(folder: Path) -> dict[str, dict[str, Any]]:
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["file"]: row["expect"] for row in map(json.loads, lines)}


def is_so(finding: Finding, expect: dict[str, Any]) -> bool:
    """Whether the known contents of the letter bear a finding out."""
    said = expect.get("communication") or {}
    asked = (said.get("request") or {}).get("organs") or []
    if finding.code == "V201":
        return not asked
    if finding.code == "V203":
        return set(asked) != set(expect["masthead"]["organs"])
    if finding.code == "V401":  # the Secretary-General annexes something without a word
        return finding.severity == "warning" and len(expect["roles"]) > 1
    return False


@pytest.fixture(scope="module")
def examined(shared: Path) -> list[tuple[str, dict[str, Any], list[Finding]]]:
    """Each letter's name, its known contents, and what the rules find."""
    un = load("un")
    folder = shared / "corpus" / "letters"
    return [
        (name, expect, check(read(folder / name, nomenclature=un.nomenclature), un))
        for name, expect in gold(folder).items()
    ]


@pytest.mark.corpus
def test_findings_in_letters_are_so(examined: list[tuple[str, dict[str, Any], list[Finding]]]) -> None:
    wrong = [
        f"{name}: {finding.code} {finding.message}"
        for name, expect, findings in examined
        for finding in findings
        if finding.code not in READING and not is_so(finding, expect)
    ]
    assert wrong == []


@pytest.mark.corpus
def test_what_is_missing_is_found(examined: list[tuple[str, dict[str, Any], list[Finding]]]) -> None:
    """Every letter that asks for other organs than its masthead names, or for nothing, is found."""
    for name, expect, findings in examined:
        if expect["kind"] not in {"letter", "note-verbale"}:
            continue
        senders = expect["communication"]["senders"]
        asked = (expect["communication"].get("request") or {}).get("organs") or []
        codes = {finding.code for finding in findings}
        if asked and set(asked) != set(expect["masthead"]["organs"]):
            assert "V203" in codes, name
        if not asked and all(sender["state"] for sender in senders):
            assert "V201" in codes, name
