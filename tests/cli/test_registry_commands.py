"""The commands of the registry: for people, and as JSON."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import SAMPLES, Run
from verbale.writing import FORMATS

LETTER = SAMPLES / "joint-letter.md"


@pytest.fixture
def circulated(run: Run, registry: Path) -> Path:
    """A registry in which the joint letter was circulated."""
    result = run("circulate", LETTER)
    assert result.exit_code == 0, result.output
    return registry


def test_circulate_shows_each_step_and_what_came_of_it(run: Run, registry: Path) -> None:
    result = run("circulate", LETTER)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    starts = [line.split()[0] for line in lines if line[:1].strip()]
    assert starts[:6] == ["Reads", "Cites", "Checks", "Registers", "Issues", "Circulates"]
    for word in (
        "letter, in English",
        "A/RES/70/235",
        "nothing found",
        "PA/13/1 and HC/2026/1",
        "6 files",
        "13 notices",
    ):
        assert word in result.stdout
    for name in FORMATS:
        assert any(line.strip().startswith(f"{name} ") and str(registry) in line for line in lines), name
    again = run("circulate", LETTER)
    assert again.exit_code == 0
    assert "this file is in the books since" in again.stdout
    assert "PA/13/1–HC/2026/1  circulated" in again.stdout


def test_circulate_as_json(run: Run, registry: Path) -> None:
    told = json.loads(run("circulate", LETTER, "--json").stdout)
    assert told["symbols"] == ["PA/13/1", "HC/2026/1"]
    assert told["new"] is True
    assert told["registry"] == str(registry)
    assert [step["name"] for step in told["steps"]] == [
        "read",
        "cite",
        "check",
        "register",
        "issue",
        "circulate",
    ]
    assert [file["format"] for file in told["files"]] == list(FORMATS)
    assert all((registry / file["path"]).is_file() for file in told["files"])
    assert told["notices"] == 13


def test_the_steps_one_by_one(run: Run, registry: Path) -> None:
    assert "PA/13/1–HC/2026/1  registered" in run("register", LETTER).stdout
    assert "PA/13/1–HC/2026/1  issued" in run("issue", "hc/2026/1").stdout
    assert json.loads(run("list", "--state", "issued", "--json").stdout)[0]["symbol"] == "PA/13/1–HC/2026/1"
    assert "PA/13/1–HC/2026/1  circulated" in run("circulate", "PA/13/1").stdout


def test_again_and_date(run: Run, registry: Path) -> None:
    assert "PA/13/1 and HC/2026/1" in run("register", LETTER).stdout
    assert (
        "PA/13/2 and HC/2025/1"
        in run("register", LETTER, "--again", "--anyway", "--date", "2025-11-03").stdout
    )
    result = run("register", LETTER, "--again", "--anyway", "--date", "3 November")
    assert result.exit_code == 2
    assert "--date" in result.output


def test_show_for_people_and_as_json(run: Run, circulated: Path) -> None:
    shown = run("show", "hc/2026/1").stdout
    for word in (
        "PA/13/1–HC/2026/1  circulated",
        "Letter dated 10 February 2026",
        "received, by the registrar",
        "13 by notice",
    ):
        assert word in shown
    told = json.loads(run("show", "PA/13/1", "--json").stdout)
    assert told["document"]["masthead"]["symbols"] == ["PA/13/1", "HC/2026/1"]
    assert [event["kind"] for event in told["events"]] == [
        "received",
        "accepted",
        "registered",
        "issued",
        "circulated",
    ]
    assert len(told["outbox"]) == 13
    path = run("show", "PA/13/1", "--path", "pdf").stdout.strip()
    assert Path(path).read_bytes().startswith(b"%PDF")
    assert (
        Path(run("show", "PA/13/1", "--path", "original").stdout.strip()).read_bytes() == LETTER.read_bytes()
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("show", "PA/13/99"), "no document in this registry has the symbol PA/13/99"),
        (("show", "what is this"), "is not a document symbol"),
        (("show", "PA/13/1", "--path", "gif"), "has no file in the format gif"),
        (("issue", "PA/13/99"), "no document"),
        (("circulate", "PA/13/99"), "no document"),
        (("series", "set", "A/74", "1"), "has no series A/74"),
        (("series", "set", "PA/13", "1"), "PA/13/1 is taken already"),
        (("profile", "nowhere"), "there is no profile nowhere"),
        (("init", "registry"), "a registry is here already"),
    ],
)
def test_what_cannot_be_done_is_told(
    run: Run, circulated: Path, arguments: tuple[str, ...], told: str
) -> None:
    for more in ((), ("--json",)):
        result = run(*arguments, *more)
        assert result.exit_code == 2
        assert told in (json.loads(result.stdout)["error"] if more else result.stderr)


def test_list(run: Run, circulated: Path) -> None:
    assert "PA/13/1" in run("list").stdout
    assert run("list", "HC/2025").stdout == "No documents.\n"
    assert len(json.loads(run("list", "HC", "--json").stdout)) == 1
    today = run("log", "--json").stdout
    day = next(event["at"][:10] for event in json.loads(today) if event["kind"] == "issued")
    assert len(json.loads(run("list", "--on", day, "--json").stdout)) == 1
    assert json.loads(run("list", "--on", "2001-01-01", "--json").stdout) == []


def test_series(run: Run, registry: Path) -> None:
    assert run("series").stdout == "No series was used yet.\n"
    assert run("series", "set", "PA/13", "783").stdout == "The next number of PA/13 is 783.\n"
    run("register", LETTER)
    assert json.loads(run("series", "--json").stdout) == [
        {"key": "HC/2026", "next": 2, "given": 1, "borne": 0, "highest": 1},
        {"key": "PA/13", "next": 784, "given": 1, "borne": 0, "highest": 783},
    ]
    assert "784" in run("series").stdout


def test_log(run: Run, circulated: Path) -> None:
    assert [line.split()[3] for line in run("log").stdout.splitlines()] == [
        "opened", "received", "accepted", "registered", "issued", "circulated",
    ]  # fmt: skip
    assert len(json.loads(run("log", "of", "PA/13/1", "--json").stdout)) == 5
    assert "The log is whole: 6 events" in run("log", "verify").stdout
    with sqlite3.connect(circulated / "books.sqlite3") as connection:
        connection.execute("DROP TRIGGER events_no_update")
        connection.execute("UPDATE events SET who = 'another' WHERE seq = 3")
    result = run("log", "verify")
    assert result.exit_code == 1
    assert "changed at event 3" in result.stdout
    assert json.loads(run("log", "verify", "--json").stdout)["whole"] is False


def test_init_and_the_registry_around_the_working_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Made a registry with the profile assembly in" in run("init", "ours", "-p", "assembly").stdout
    assert json.loads(run("init", "un", "--json").stdout)["profile"] == "un"
    monkeypatch.chdir(tmp_path / "ours" / "documents")
    assert "PA/13/1" in run("register", LETTER).stdout
    monkeypatch.chdir(tmp_path)
    assert "PA/13/1" in run("list", "--registry", "ours").stdout
    assert "No documents" in run("list", "--registry", "un").stdout


def test_a_default_registry_is_made_on_first_use_and_named(run: Run, tmp_path: Path) -> None:
    first = run("list")
    assert first.exit_code == 0
    assert f"Made a registry with the profile un in {tmp_path}" in first.stderr
    second = run("list")
    assert "Made" not in second.stderr
    assert "Registry: " in second.stderr
    assert second.stdout == "No documents.\n"


def test_profile(run: Run, registry: Path, tmp_path: Path) -> None:
    assert "Union of Estuary States" in run("profile").stdout
    assert "A/{session}/{n}" in run("profile", "un").stdout
    assert json.loads(run("profile", "assembly", "--json").stdout)["name"] == "assembly"
    (tmp_path / "wrong.toml").write_text('name = "wrong"\nlanguages = 3\n')
    result = run("profile", tmp_path / "wrong.toml")
    assert result.exit_code == 2
    assert "wrong.toml" in result.stderr


def test_a_recovery_is_told(run: Run, registry: Path) -> None:
    run("register", LETTER)
    work = registry / "staging" / "issue-0"
    work.mkdir()
    (work / "intent.json").write_text(
        json.dumps(
            {"work": "issue", "name": "PA/13/1", "document": 1, "language": "en", "folder": "documents/x/en"}
        )
    )
    result = run("issue", "PA/13/1")
    assert result.exit_code == 0
    assert "Recovered: PA/13/1: it was not issued" in result.stderr
    assert "recovered" in run("log").stdout


def test_what_came_from_outside_has_no_power_over_the_terminal(
    run: Run, registry: Path, tmp_path: Path
) -> None:
    wild = "\x1b]0;owned\x07[red]Ilse[/red] \u202eVarnholt"
    file = tmp_path / "wi\x1b[31mld.md"
    file.write_text(LETTER.read_text(encoding="utf-8").replace("Ilse Varnholt", wild), encoding="utf-8")
    outputs = [run("register", file, "--anyway").output, run("show", "PA/13/1").output, run("log").output]
    outputs.append(run("circulate", tmp_path / "no\x1b[31mwhere").output)
    for output in outputs:
        assert "\x1b" not in output
        assert "\u202e" not in output


def test_folders_that_were_removed_are_made_again(run: Run, registry: Path) -> None:
    for name in ("staging", "outbox", "days", "documents"):
        for path in sorted((registry / name).rglob("*"), reverse=True):
            path.unlink()
        (registry / name).rmdir()
    assert run("circulate", LETTER).exit_code == 0


def test_two_that_use_the_default_registry_first_at_once_both_get_it(run: Run, tmp_path: Path) -> None:
    import subprocess
    import sys

    first = [
        subprocess.Popen([sys.executable, "-m", "verbale", "series", "--json"], stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    assert [process.communicate()[0] for process in first] == [b"[]\n"] * 4
    assert [process.returncode for process in first] == [0] * 4
    assert [path.name for path in (tmp_path / "data" / "verbale").iterdir()] == ["registry"]
