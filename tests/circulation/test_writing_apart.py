"""A document that is written in a process of its own is the same six files; a writer that dies leaves nothing half done."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import verbale.writing
from verbale.circulation import way, writing_apart
from verbale.circulation.writing_apart import WritingApart
from verbale.errors import WriteError
from verbale.registry import Registry
from verbale.writing import write_all

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="writes in a forked process")


def writer(registry: Registry) -> WritingApart:
    return WritingApart(registry.profile_name, registry.folder.kept_profile)


@pytest.fixture
def unready(monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that loads nothing: the fonts' engine has threads here already, which a fork would not bring along."""
    monkeypatch.setattr(writing_apart, "_ready", lambda: None)


def test_the_command_writes_the_same_files(registry: Registry, letter_file: Path) -> None:
    root = registry.folder.root
    command = [
        sys.executable,
        "-m",
        "verbale",
        "circulate",
        str(letter_file),
        "--registry",
        str(root),
        "--json",
    ]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    files = json.loads(done.stdout)["files"]
    here = write_all(registry.document(registry.entry("PA/13/1")), registry.profile)
    assert {file["format"]: (root / file["path"]).read_bytes() for file in files} == here


@pytest.mark.usefixtures("unready")
def test_a_writer_that_is_let_go_takes_no_more(registry: Registry, letter_file: Path) -> None:
    document = way.register(registry, letter_file).document
    assert document is not None
    apart = writer(registry)
    apart.close()
    apart.close()
    with pytest.raises(ValueError, match="closed"):
        apart.begin(document)


@pytest.mark.usefixtures("unready")
def test_a_writer_that_dies_issues_nothing(
    registry: Registry, letter_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verbale.writing, "write_all", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(WriteError, match="its writer was stopped") as raised:
        way.circulate(registry, letter_file, writer=writer(registry))
    assert "go on with: verbale circulate PA/13/1" in str(raised.value.fix)
    assert registry.entry("PA/13/1").state == "registered"
    monkeypatch.undo()
    way.circulate(registry, letter_file)
    assert registry.entry("PA/13/1").state == "circulated"


@pytest.mark.usefixtures("unready")
def test_what_cannot_be_written_is_told_as_it_is_here(
    registry: Registry, letter_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise WriteError("no font has it", fix="write it otherwise")

    monkeypatch.setattr(verbale.writing, "write_all", refused)
    with pytest.raises(WriteError, match="no font has it"):
        way.circulate(registry, letter_file, writer=writer(registry))
