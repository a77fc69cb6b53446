"""``verbale symbol``."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from verbale.cli.symbol import command


def _run(*arguments: str, stdin: str | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(command, list(arguments), input=stdin)
    return result.exit_code, result.output


def test_lines_of_json_for_lines_of_input() -> None:
    status, output = _run("--jsonl", stdin="S/RES/822(1993)\nx/y\r\n\nA/74/783-S/2020/279\n")
    rows = [json.loads(line) for line in output.splitlines()]
    assert status == 2
    assert [row["input"] for row in rows] == ["S/RES/822(1993)", "x/y", "", "A/74/783-S/2020/279"]
    fields = ("input", "normal", "organ", "body", "session", "year", "number", "suffixes", "joint", "url")
    assert {name: rows[0][name] for name in fields} == {
        "input": "S/RES/822(1993)",
        "normal": "S/RES/822 (1993)",
        "organ": "S",
        "body": None,
        "session": None,
        "year": 1993,
        "number": 822,
        "suffixes": [],
        "joint": [],
        "url": "https://undocs.org/en/S/RES/822(1993)",
    }
    assert rows[1].keys() == rows[2].keys() == {"input", "error", "position"}
    assert rows[3]["joint"] == ["A/74/783", "S/2020/279"]


def test_a_list_in_a_line_keeps_its_line() -> None:
    status, output = _run("--jsonl", "A/76/L.14 and A/76/L.14/Add.1")
    (row,) = [json.loads(line) for line in output.splitlines()]
    assert status == 0
    assert row["normal"] == "A/76/L.14"
    assert [other["normal"] for other in row["others"]] == ["A/76/L.14/Add.1"]


def test_one_value_of_json() -> None:
    assert json.loads(_run("--json", "a 74 783")[1])["normal"] == "A/74/783"
    assert [row["normal"] for row in json.loads(_run("--json", "A/74/783", "S/25199")[1])] == [
        "A/74/783",
        "S/25199",
    ]


def test_for_people() -> None:
    status, output = _run("A/80/6(Sect.3)/Add.6", "--language", "fr")
    assert status == 0
    assert output.splitlines()[0] == "A/80/6 (Sect. 3)/Add.6"
    assert "https://undocs.org/fr/A/80/6(Sect.3)/Add.6" in output
    assert "Sect. 3, Add.6" in output


def test_a_marker_stands_under_what_does_not_fit() -> None:
    status, output = _run("A/74/7é3")
    lines = output.splitlines()
    assert status == 2
    assert lines[1].index("é") == lines[2].index("^")


def test_an_unknown_body_is_told() -> None:
    assert "unknown" in _run("A/HCR/47/25")[1]


@pytest.mark.parametrize("language", ["it", "EN", ""])
def test_a_language_without_documents_is_refused(language: str) -> None:
    status, output = _run("A/74/783", "--language", language)
    assert status == 2
    assert "ar zh en fr ru es" in output
