"""``verbale check``: what it prints, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner, Result

from verbale.cli.check import command
from verbale.errors import VerbaleError
from verbale.registry import create
from verbale.rules import RULES

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
MISTAKEN = str(SAMPLES / "eight-mistakes.txt")
RIGHT = str(SAMPLES / "joint-letter.md")
SCHEMA = json.loads((Path(__file__).parent / "sarif-subset.schema.json").read_text(encoding="utf-8"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments, env={"COLUMNS": "100"})


def test_nothing_found() -> None:
    result = run(RIGHT, "--profile", "assembly")
    assert result.exit_code == 0
    assert result.output == "1 file: nothing found.\n"


def test_findings_on_the_terminal() -> None:
    result = run(MISTAKEN, "--profile", "assembly")
    assert result.exit_code == 1
    assert result.output.count("  error  V") == 8
    lines = result.output.splitlines()
    assert f"{MISTAKEN}:16  error  V302 dates" in lines
    assert f"{MISTAKEN} (text, paragraph 1)  error  V401 annexes" in lines
    assert f"{MISTAKEN} (annex, paragraph 2)  error  V501 citation-year" in lines
    assert "  fix  Ask the sender under which item." in lines
    assert "rule UN Editorial Manual" in result.output
    assert result.output.endswith("1 file: 8 errors.\n")


def test_rules_are_selected_and_ignored() -> None:
    assert run(MISTAKEN, "--profile", "assembly", "--select", "V4").output.endswith("2 errors.\n")
    result = run(MISTAKEN, "--profile", "assembly", "--ignore", "V1,V2,V3", "--ignore", "annexes,V402,V501")
    assert (result.exit_code, result.output) == (0, "1 file: nothing found.\n")
    assert isinstance(run(MISTAKEN, "--select", "V999").exception, VerbaleError)


def test_findings_as_json() -> None:
    result = run(MISTAKEN, RIGHT, "--profile", "assembly", "--json")
    assert result.exit_code == 1
    rows = json.loads(result.output)
    assert [(row["source"], len(row["findings"])) for row in rows] == [(MISTAKEN, 8), (RIGHT, 0)]
    first = rows[0]["findings"][0]
    assert set(first) == {"code", "rule", "severity", "where", "message", "fix", "source"}
    assert first["where"]["page"] == 1


def test_a_file_that_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    result = run(str(empty), RIGHT, str(tmp_path / "nowhere.txt"), "--profile", "assembly", "--json")
    assert result.exit_code == 2
    rows = json.loads(result.output)
    assert [bool(row.get("error")) for row in rows] == [True, False, True]
    told = run(str(empty), "--profile", "assembly")
    assert told.exit_code == 2
    assert "cannot be read" in told.output
    assert told.output.endswith("1 file: 1 cannot be read.\n")


def test_findings_as_sarif(tmp_path: Path) -> None:
    empty = tmp_path / "leer und weiß.txt"
    empty.touch()
    result = run(MISTAKEN, str(empty), "--profile", "assembly", "--sarif")
    assert result.exit_code == 2
    log: dict[str, Any] = json.loads(result.output)
    jsonschema.validate(log, SCHEMA, format_checker=jsonschema.FormatChecker())
    found = log["runs"][0]
    assert [rule["id"] for rule in found["tool"]["driver"]["rules"]] == [rule.code for rule in RULES]
    assert found["results"][0]["ruleId"] == "V102"
    for one in found["results"]:
        assert found["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"]
    assert found["results"][0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 16}
    notification = found["invocations"][0]["toolExecutionNotifications"][0]
    assert notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith("file:///")
    assert "%20" in notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert not found["invocations"][0]["executionSuccessful"]


@pytest.mark.parametrize("change", ["version", "level", "text", "line"])
def test_the_schema_finds_what_is_no_sarif(change: str) -> None:
    log = json.loads(run(MISTAKEN, "--profile", "assembly", "--sarif").output)
    first = log["runs"][0]["results"][0]
    if change == "version":
        log["version"] = "2.0.0"
    elif change == "level":
        first["level"] = "fatal"
    elif change == "text":
        del first["message"]["text"]
    else:
        first["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(log, SCHEMA)


def test_the_rules_are_listed() -> None:
    listed = run("--list-rules")
    assert listed.exit_code == 0
    for rule in RULES:
        assert rule.code in listed.output
        assert rule.name in listed.output
    assert [row["code"] for row in json.loads(run("--list-rules", "--json", "--select", "V6").output)] == [
        "V601",
        "V602",
    ]


def test_the_books_are_asked(tmp_path: Path) -> None:
    from verbale.circulation import way
    from verbale.registry import create

    folder = tmp_path / "registry"
    with create(folder, "assembly", who="a tester") as registry:
        way.register(registry, Path(RIGHT))
    asked = run(RIGHT, "--registry", str(folder))
    assert asked.exit_code == 1
    assert "V601 registered-before" in asked.output
    assert "The same communication is in the books as PA/13/1–HC/2026/1." in asked.output
    assert run(RIGHT, "--profile", "assembly").exit_code == 0


def test_a_file_must_be_given() -> None:
    result = run()
    assert result.exit_code == 2
    assert "at least one file" in result.output


def test_links_of_a_page_are_checked(tmp_path: Path) -> None:
    page = tmp_path / "letter.html"
    page.write_text(
        '<p>See <a href="https://undocs.org/en/A/RES/71/1">A/RES/70/235</a>.</p>', encoding="utf-8"
    )
    result = run(str(page), "--select", "V505")
    assert result.exit_code == 0
    assert "V505 citation-link" in result.output
    assert "Link it to A/RES/70/235." in result.output


def test_the_catalogue_is_asked_of_a_registry(tmp_path: Path) -> None:
    assert run(RIGHT, "--profile", "assembly", "--catalogue").exit_code == 2
    with create(tmp_path / "union", "assembly", who="test"):
        pass
    result = run(RIGHT, "--registry", str(tmp_path / "union"), "--catalogue")
    assert result.exit_code == 0
    assert result.output.count("V506 citation-held") == 4
