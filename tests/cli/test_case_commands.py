"""The commands of cases, of language versions and of changes after issue."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from tests.cli.conftest import SAMPLES, Run
from verbale.document import encode
from verbale.registry import Folder, Registry

LETTER = SAMPLES / "joint-letter.md"


def told(run: Run, *arguments: str | Path, status: int = 0) -> dict[str, object]:
    result = run(*arguments, "--json")
    assert result.exit_code == status, result.output
    answer: dict[str, object] = json.loads(result.stdout)
    return answer


def test_a_case_step_by_step(run: Run, registry: Path, tmp_path: Path) -> None:
    taken = told(run, "case", "take", LETTER, "--source", "mission-7")
    assert (taken["new"], taken["id"], taken["state"]) == (True, 1, "received")
    assert told(run, "case", "take", LETTER)["new"] is False
    assert told(run, "case", "review", "1")["state"] == "under-review"
    assert told(run, "case", "return", "1", "--reason", "One figure is wrong.")["state"] == "returned"
    corrected = tmp_path / "corrected.md"
    corrected.write_text(LETTER.read_text("utf-8").replace("412", "414"), "utf-8")
    assert told(run, "case", "resubmit", "1", corrected)["file"] == "corrected.md"
    refused = told(run, "case", "register", "1", status=2)
    assert (refused["kind"], refused["fix"]) == ("WrongState", "Accept it first: verbale case accept 1")
    assert told(run, "case", "accept", "1")["state"] == "accepted"
    assert told(run, "case", "register", "1")["symbol"] == "PA/13/1–HC/2026/1"
    assert told(run, "circulate", "PA/13/1")["state"] == "circulated"
    shown = told(run, "case", "show", "HC/2026/1")
    assert shown["id"] == 1
    assert shown["former_files"]
    text = run("case", "show", "1").stdout
    assert "returned, by the registrar: One figure is wrong." in text
    assert "PA/13/1–HC/2026/1" in run("case", "list").stdout


def test_errors_stop_acceptance(run: Run, registry: Path) -> None:
    run("case", "take", SAMPLES / "eight-mistakes.txt")
    refused = told(run, "case", "accept", "1", status=2)
    assert refused["findings"]
    assert told(run, "case", "accept", "1", "--anyway")["state"] == "accepted"


def test_who_asked_cannot_confirm(run: Run, registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("circulate", LETTER)
    asked = run("case", "withdraw", "PA/13/1", "--reason", "Sent in error.")
    assert "somebody else confirms it with: verbale case confirm 1" in asked.stdout
    refused = run("case", "confirm", "PA/13/1")
    assert refused.exit_code == 2
    assert "a second person must confirm it" in refused.stderr
    assert "withdrawal asked" in run("case", "list", "--waiting").stdout.replace("\n", " ")
    monkeypatch.setenv("VERBALE_USER", "the approver")
    assert told(run, "case", "confirm", "PA/13/1")["state"] == "withdrawn"
    assert "withdrawn" in run("show", "PA/13/1").stdout
    assert run("circulate", "PA/13/1").exit_code == 2
    assert "No cases." in run("case", "list", "--waiting").stdout


def test_taking_back_what_was_asked(run: Run, registry: Path) -> None:
    run("circulate", LETTER)
    run("reissue", "PA/13/1", "--reason", "A line was lost.")
    assert told(run, "case", "refuse", "1", "--reason", "It was not.")["waiting"] is None
    assert run("case", "refuse", "1", "--reason", "Again.").exit_code == 2


def test_correct_add_revise(run: Run, registry: Path, tmp_path: Path) -> None:
    run("circulate", LETTER)
    text = tmp_path / "text.txt"
    for command, symbol in (("correct", "Corr.1"), ("add", "Add.1"), ("correct", "Corr.2")):
        text.write_text(f"For twelve read fourteen in {symbol}.\n", "utf-8")
        made = told(run, command, "PA/13/1", text)
        assert (made["symbols"], made["state"]) == (
            [f"PA/13/1/{symbol}", f"HC/2026/1/{symbol}"],
            "circulated",
        )
    text.write_text("Pour douze lire quatorze.\n", "utf-8")
    run("correct", "PA/13/1", text, "--language", "fr", "--language", "ar")
    shown = told(run, "show", "PA/13/1/Corr.3")
    assert shown["changes"]["languages"] == ["ar", "fr"]  # type: ignore[index]
    page = run("show", "PA/13/1").stdout
    assert "by PA/13/1/Corr.2–HC/2026/1/Corr.2 (corrigendum)" in page
    revised = tmp_path / "revised.md"
    revised.write_text(LETTER.read_text("utf-8").replace("412", "414"), "utf-8")
    assert run("revise", "PA/13/1", revised).exit_code == 0
    assert "its revision" in run("show", "PA/13/1/Rev.1").stdout
    assert run("correct", "PA/13/99", text).exit_code == 2


def test_versions(run: Run, registry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("register", LETTER)
    run("version", "begin", "PA/13/1", "fr", "--due", "2026-03-01")
    assert "2026-03-01 late" in run("version", "list", "PA/13/1").stdout
    assert "PA/13/1" in run("version", "late", "--on", "2026-03-02").stdout
    assert run("version", "late", "--on", "2026-03-01").stdout == "Nothing is late.\n"
    refused = told(run, "circulate", "PA/13/1", status=2)
    assert refused["kind"] == "NotReady"
    run("version", "due", "PA/13/1", "fr", "2027-03-01")
    french = tmp_path / "letter.json"
    with Registry(Folder(registry), who="the reader", write=False) as opened:
        document = opened.document(opened.entry("PA/13/1"))
        french.write_bytes(encode(msgspec.structs.replace(document, language="fr")))
    assert run("version", "ready", "PA/13/1", french, "--language", "es").exit_code == 2
    assert run("version", "ready", "PA/13/1", french, "--language", "fr").exit_code == 0
    run("version", "begin", "PA/13/1", "es")
    run("version", "drop", "PA/13/1", "es")
    assert "together in English, French" in run("circulate", "PA/13/1").stdout
    run("reissue", "PA/13/1", "--language", "fr", "--reason", "Une page manquait.")
    monkeypatch.setenv("VERBALE_USER", "the approver")
    assert run("case", "confirm", "1", "--date", "2026-03-09").exit_code == 0
    path = run("show", "PA/13/1", "--path", "text", "--language", "fr").stdout.strip()
    assert "Nouveau tirage pour raisons techniques (9 mars 2026)." in Path(path).read_text("utf-8")
    assert path.endswith("-fr-reissue-1.txt")
    assert run("show", "PA/13/1", "--path", "text", "--language", "ru").exit_code == 2
    listed = told(run, "version", "list", "PA/13/1")
    assert [one["reissues"] for one in listed["versions"] if one["language"] == "fr"] == [1]  # type: ignore[attr-defined]


def test_alone_does_not_wait(run: Run, registry: Path) -> None:
    run("register", LETTER)
    run("version", "begin", "PA/13/1")
    assert run("issue", "PA/13/1").exit_code == 2
    issued = run("issue", "PA/13/1", "--alone")
    assert issued.exit_code == 0
    assert "ahead of Arabic, Chinese, French, Russian, Spanish" in issued.stdout
