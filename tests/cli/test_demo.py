"""The demo runs from a new folder to a circulated document, and again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import SAMPLES


def test_the_demo_shows_where_everything_is(tmp_path: Path) -> None:
    for _ in range(2):
        run = subprocess.run(
            [sys.executable, SAMPLES / "demo.py", tmp_path / "demo"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stdout + run.stderr
        told = run.stdout
        assert "PA/13/1–HC/2026/1  circulated" in told
        assert "8 errors" in told
        assert "The log is whole: 6 events" in told
        places = [
            line.strip()
            for line in told[told.index("Where everything is") :].splitlines()
            if str(tmp_path) in line
        ]
        assert len(places) == 10
        assert all(Path(place).is_file() for place in places)


def test_the_demo_replaces_nothing_but_a_demo(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine")
    run = subprocess.run(
        [sys.executable, SAMPLES / "demo.py", tmp_path / "mine"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0
    assert (tmp_path / "mine" / "letter.txt").read_text() == "mine"
