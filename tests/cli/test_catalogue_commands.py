"""The commands of the catalogue: find, graph, import, index and sample, for people and for programs."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import duckdb
import polars
import pytest

from tests.cli.conftest import SAMPLES, Run


@pytest.fixture
def house(run: Run, registry: Path, tmp_path: Path) -> Path:
    """A registry with two documents issued and ten imported."""
    for name in ("joint-letter.md", "note-verbale.fr.html"):
        assert run("circulate", SAMPLES / name).exit_code == 0
    assert run("sample", "--documents", "10", "--to", tmp_path / "made").exit_code == 0
    assert run("import", tmp_path / "made").exit_code == 0
    return registry


def test_find_takes_a_symbol_in_any_spelling(run: Run, house: Path) -> None:
    for spelling in ("PA/13/1", "pa 13 1", "PA-13-1", "hc/2026/1"):
        found = json.loads(run("find", spelling, "--json").stdout)
        assert found["documents"][0]["symbols"] == ["PA/13/1", "HC/2026/1"], spelling


def test_find_for_people_and_nothing_found(run: Run, house: Path) -> None:
    assert "PA/13/1 – HC/2026/1" in run("find", "pilotage").stdout
    assert run("find", "wordthatstandsnowhere").stdout == "Nothing was found.\n"
    wrong = run("find", "kind:nonsense")
    assert wrong.exit_code == 2
    assert "nonsense" in wrong.stderr


@pytest.mark.parametrize("form", ["bibtex", "csl", "csv", "json", "jsonld", "marcxml", "ris"])
def test_find_exports_all_that_was_found(run: Run, house: Path, form: str) -> None:
    assert "PA/13/1" in run("find", "--format", form).stdout


def test_the_graph_in_every_format(run: Run, house: Path, tmp_path: Path) -> None:
    assert "A/RES/70/235" in run("graph", "PA/13/1").stdout
    for form in ("svg", "dot", "graphml", "csv", "json"):
        assert "A/RES/70/235" in run("graph", "PA/13/1", "--format", form).stdout
    told = run("graph", "--format", "parquet")
    assert told.exit_code == 2
    assert "--output" in told.stderr
    target = tmp_path / "all.parquet"
    assert run("graph", "--format", "parquet", "--output", target).exit_code == 0
    edges = json.loads(run("graph", "--format", "json").stdout)["edges"]
    frame = polars.read_parquet(io.BytesIO(target.read_bytes()))
    assert frame.height == len(edges)
    query = f"select count(*) from '{target}' where cited = 'A/RES/70/235'"
    counted = duckdb.connect().execute(query).fetchall()
    assert counted == [(sum(edge["cited"] == "A/RES/70/235" for edge in edges),)]


def test_a_graph_of_what_is_not_there(run: Run, house: Path) -> None:
    result = run("graph", "PA/13/999")
    assert result.exit_code == 2
    assert "PA/13/999" in result.stderr


def test_import_goes_on_and_tells_what_needs_a_look(run: Run, house: Path, tmp_path: Path) -> None:
    again = json.loads(run("import", tmp_path / "made", "--json").stdout)
    assert (again["new"], again["known"]) == (0, 10)
    (tmp_path / "made" / "photo.pdf").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF")
    one = json.loads(run("import", tmp_path / "made", "--json").stdout)
    assert one["failed"] == 1
    assert "photo.pdf" in run("import", "--look").stdout


def test_the_index_is_made_anew(run: Run, house: Path) -> None:
    before = json.loads(run("find", "--json").stdout)["total"]
    kept = json.loads(run("index", "rebuild", "--json").stdout)
    assert kept == {"issued": 2, "imported": 10}
    assert json.loads(run("find", "--json").stdout)["total"] == before


def test_the_same_seed_gives_the_same_documents(run: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        run("sample", "--documents", "5", "--to", tmp_path / name, "--seed", "7")
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two
    assert len(one) >= 5


def test_links_as_a_list(run: Run, tmp_path: Path) -> None:
    page = '<p><a href="https://undocs.org/en/A/RES/74/2">resolution 74/1</a></p>'
    (tmp_path / "page.html").write_text(page, "utf-8")
    result = run("links", tmp_path / "page.html", "--json")
    assert result.exit_code == 1
    assert [row["verdict"] for row in json.loads(result.stdout)] == ["other"]
    (tmp_path / "letter.md").write_text("Resolution 74/1.\n", "utf-8")
    assert "Akoma Ntoso and HTML" in run("links", tmp_path / "letter.md").stderr


def test_lines_for_cite_come_from_a_file_too(run: Run, tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"id": "a", "text": "resolution 822 (1993)"}\n', "utf-8")
    answer = json.loads(run("cite", lines, "--jsonl").stdout)
    assert answer["citations"][0]["symbol"] == "S/RES/822 (1993)"
    assert run("cite", "resolution 74/1", "--jsonl").exit_code == 2


def test_lines_through_a_pipe_are_answered_as_by_the_command(tmp_path: Path) -> None:
    lines = b'{"id": 1, "text": "resolution 74/1"}\nno line\n'
    short = subprocess.run(
        [sys.executable, "-m", "verbale", "cite", "--jsonl"],
        input=lines,
        capture_output=True,
        timeout=60,
        check=False,
    )
    (tmp_path / "lines.jsonl").write_bytes(lines)
    long = subprocess.run(
        [sys.executable, "-m", "verbale", "cite", "--jsonl", tmp_path / "lines.jsonl"],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert short.returncode == long.returncode == 1
    assert short.stdout == long.stdout
    assert b"A/RES/74/1" in short.stdout
    assert short.stderr == long.stderr == b"verbale: 1 lines were refused; their answers say why.\n"
