"""On real documents: the figures that docs/accuracy.md gives, and the list of forms with expected targets."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from verbale.citing import cite
from verbale.document import Citation

pytestmark = pytest.mark.corpus

VERBALE = Path(sys.executable).with_name("verbale")
ORGANS = {"GA": "A", "GA74": "A", "SC": "S", "HRC": "A/HRC", "ECOSOC": "E"}
# What a single text cannot tell: the document itself, what stood before, a register of statements, an agenda.
BEYOND = {"SELF", "ANAPHORA", "IBID", "BYDATE", "CONTEXT"}
KEYS = {
    "art": "article",
    "para": "paragraph",
    "chap": "chapter",
    "sec": "section",
    "p": "page",
    "rule": "rule",
    "annex": "annex",
    "dec": "decision",
}


def test_score_on_the_united_nations_own_links(shared: Path) -> None:
    command = [sys.executable, str(shared / "score" / "cite.py"), str(shared / "corpus" / "akn")]
    command += [
        "--command",
        f"{VERBALE} cite --jsonl",
        "--found",
        "0.985",
        "--wrong",
        "0.004",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def key(symbol: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", symbol).upper().replace("–", "-"))


def rows(shared: Path) -> list[dict[str, str]]:
    with (shared / "rules" / "data" / "citation_forms.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def speakers(row: dict[str, str]) -> str | None:
    return next((ORGANS[name] for name in row["speaking_organ"].split("|") if name in ORGANS), None)


def named(citation: Citation) -> list[str]:
    joint = citation.kind == "document" and len(citation.symbols) > 1
    return [key(s) for s in (citation.symbols if joint else (citation.symbol or "",))]


def test_every_form_of_the_rules_gives_its_targets(shared: Path) -> None:
    missed = []
    for row in rows(shared):
        if BEYOND & set(row["flags"].replace(" ", "").split(";")) or "ext:" in row["targets"]:
            continue
        wanted = [
            key(t.strip().lstrip("~").partition("#")[0].rstrip("+"))
            for t in row["targets"].partition("|")[0].split(";")
        ]
        got = [name for c in cite(row["text"], row["lang"], speakers(row)) for name in named(c)]
        if got != wanted:
            missed.append((row["id"], row["text"], wanted, got))
    assert missed == []


def places(target: str) -> dict[str, str]:
    """Locators of a target in the list: "#sec-II__para-4", "charter/art-2/para-4"."""
    tail = target.partition("#")[2] or target.partition("/")[2]
    found: dict[str, str] = {}
    for part in re.split(r"__|/", tail):
        name, _, value = part.partition("-")
        if name in KEYS:
            found[KEYS[name]] = value
    return found


def plain(value: str) -> str:
    return re.sub(r"[ ()]", "", value).replace("–", "-")


def test_locators_are_those_of_the_rules(shared: Path) -> None:
    missed = []
    for row in rows(shared):
        target = row["targets"].split(";")[0].strip()
        if not ("#" in target or "charter" in target) or BEYOND & set(
            row["flags"].replace(" ", "").split(";")
        ):
            continue
        found = cite(row["text"], row["lang"], speakers(row))
        got = {k: plain(v) for k, v in found[0].locator.items()} if found else {}
        wanted = places(target)
        if "#dec-" in target:
            wanted = {"decision": target.partition("#dec-")[2]}
        if "art" in target and target.endswith("/e"):
            wanted = {"article": "73e"}
        if {k: v.replace("-a", "a") for k, v in wanted.items()} != got:
            missed.append((row["id"], row["text"], wanted, got))
    assert missed == []


def test_instruments_and_treaties_of_the_rules_are_recognised(shared: Path) -> None:
    kinds = {
        "charter": "charter",
        "unts": "treaty",
        "lnts": "treaty",
        "icj": "court",
        "csce": "other",
        "sales": "other",
    }
    for row in rows(shared):
        targets = re.findall(r"ext:(\w+)/([\w.-]+)?(?:/([\w-]+))?", row["targets"])
        if not targets:
            continue
        found = cite(row["text"], row["lang"], speakers(row))
        if "IBID" in row["flags"]:
            found = cite("United Nations, Treaty Series, vol. 1155, No. 18232. " + row["text"], row["lang"])[
                1:
            ]
        assert [c.kind for c in found] == [kinds[body] for body, _, _ in targets], row
        assert all(c.symbol is None for c in found), row
        for citation, (body, first, second) in zip(found, targets, strict=True):
            if body == "unts":
                assert citation.locator["volume"] == first, row
                assert second in (citation.locator.get("number"), f"p-{citation.locator.get('page')}"), row
