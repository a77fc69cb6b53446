"""``kill -9`` anywhere: no number twice, none lost, nothing half issued, and the next start tells what it settled."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from tests.registry.making import letter, must_hold, new_registry, original, version
from tests.registry.postgresql import binaries
from verbale.registry import Registry, staging
from verbale.registry.recovery import remove_version
from verbale.registry.staging import Intent

PROJECT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes")
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_killed_at_50_random_points_everything_holds(tmp_path: Path, database: str) -> None:
    if database == "postgresql" and binaries() is None and not os.environ.get("CI"):
        pytest.skip("PostgreSQL is not installed")
    arguments = [str(tmp_path / "registry"), "38", "12", "20200401", database]
    run = subprocess.run(
        [sys.executable, "-m", "tests.registry.killing", *arguments],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["kills"] == 50
    assert told["states"] == {"circulated": 50 + 2 * 2}
    # The kills fell into every stretch of the work.
    for when in ("before it was registered", "when it was registered", "when it was issued"):
        assert told["seen"][f"ended {when}"] >= 2, told


def test_recovery_is_an_event_and_happens_once(tmp_path: Path) -> None:
    with new_registry(tmp_path / "r") as registry:
        entry = registry.register(letter(), original("a")).entry
        folder = registry.folder
    # What a process leaves that was killed after it had moved its files, before they were recorded.
    work = folder.staging / "issue-0"
    work.mkdir()
    place = f"documents/{entry.slug}/en"
    intent = Intent(work="issue", name=entry.symbol, document=entry.id, language="en", folder=place)
    (work / "intent.json").write_bytes(msgspec.json.encode(intent))
    (folder.root / place).mkdir(parents=True)
    (folder.root / place / "half.html").write_text("half")
    with Registry(folder, who="the next") as registry:
        (event,) = registry.recovered
        assert event.kind == "recovered"
        assert event.case == entry.case
        assert event.data == {
            "work": "issue",
            "of": entry.symbol,
            "done": "it was not issued; the files laid down for it were removed",
        }
        must_hold(registry)
        assert registry.issue(entry, version()).new
    with Registry(folder, who="one more") as registry:
        assert registry.recovered == ()


def test_files_that_no_intent_explains_are_replaced_by_the_issue(tmp_path: Path) -> None:
    with new_registry(tmp_path / "r") as registry:
        entry = registry.register(letter(), original("a")).entry
        stray = registry.folder.documents / entry.slug / "en"
        stray.mkdir(parents=True)
        (stray / "stray.html").write_text("stray")
        assert registry.issue(entry, version()).new
        must_hold(registry)


def test_work_that_is_still_going_on_is_left_alone(tmp_path: Path) -> None:
    with new_registry(tmp_path / "r") as registry:
        intent = Intent(work="register", name="letter.txt", sha256="0" * 64)
        with staging.start(registry.folder.staging, intent) as work:
            work.put({"original": b"text"})
            with Registry(registry.folder, who="another") as other:
                assert other.recovered == ()
            assert (work.payload / "original").exists()
        assert not work.folder.exists()


def test_removing_a_version_keeps_the_others(tmp_path: Path) -> None:
    for language in ("en", "fr"):
        (tmp_path / "doc" / language).mkdir(parents=True)
    remove_version(tmp_path / "doc" / "fr")
    assert [path.name for path in (tmp_path / "doc").iterdir()] == ["en"]
    remove_version(tmp_path / "doc" / "en")
    assert not (tmp_path / "doc").exists()
