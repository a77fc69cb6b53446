"""A file that is read in a process of its own is the same document; what brings the reader down brings nothing else down."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from tests.circulation.conftest import SAMPLES
from verbale.circulation import apart as apart_module
from verbale.circulation import reading_apart, way
from verbale.circulation.reading_apart import ReadingApart, look
from verbale.errors import DamagedFile, ReadError
from verbale.profiles import load
from verbale.registry import Registry

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="reads in a forked process")


def apart(registry: Registry, file: Path) -> ReadingApart:
    return ReadingApart(file, registry.profile_name, registry.folder.kept_profile)


@pytest.mark.parametrize("name", ["joint-letter.md", "eight-mistakes.txt", "note-verbale.fr.html"])
def test_it_sees_what_is_seen_here(registry: Registry, name: str) -> None:
    seen, here = apart(registry, SAMPLES / name).seen(), look(SAMPLES / name, load("assembly"))
    assert seen.document == here.document
    assert seen.findings == here.findings
    assert seen.reading > 0


def test_the_way_through_comes_to_the_same(registry: Registry, letter_file: Path) -> None:
    first = way.circulate(registry, letter_file, apart=apart(registry, letter_file))
    second = way.circulate(registry, letter_file, again=True)
    assert first.entry is not None
    assert second.entry is not None
    assert first.entry.symbols == ("PA/13/1", "HC/2026/1")
    assert second.entry.symbols == ("PA/13/2", "HC/2026/2")
    mistakes = SAMPLES / "eight-mistakes.txt"
    with pytest.raises(way.Refused) as here:
        way.register(registry, mistakes)
    with pytest.raises(way.Refused) as there:
        way.register(registry, mistakes, apart=apart(registry, mistakes))
    assert there.value.findings == here.value.findings
    assert there.value.exit_status == here.value.exit_status


def test_the_same_letter_in_another_file_is_found_in_the_books(
    registry: Registry, letter_file: Path, tmp_path: Path
) -> None:
    way.register(registry, letter_file, apart=apart(registry, letter_file))
    copy = tmp_path / "copy.md"
    copy.write_text(letter_file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(way.Refused, match="V601"):
        way.register(registry, copy, apart=apart(registry, copy))
    assert way.register(registry, copy, again=True, apart=apart(registry, copy)).new


def test_an_error_of_reading_comes_back_as_it_was(registry: Registry, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(ReadError) as here:
        look(tmp_path / "empty.txt", load("assembly"))
    with pytest.raises(ReadError) as there:
        apart(registry, tmp_path / "empty.txt").seen()
    assert type(there.value) is type(here.value)
    assert str(there.value) == str(here.value)


def test_a_reader_that_dies_is_told_as_a_damaged_file(
    registry: Registry, letter_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import signal

    for end in (lambda *_: os.kill(os.getpid(), signal.SIGSEGV), lambda *_: os._exit(1), lambda *_: 1 / 0):
        monkeypatch.setattr(reading_apart, "_answer", end)
        with pytest.raises(DamagedFile, match="its reader was stopped") as raised:
            apart(registry, letter_file).seen()
        assert raised.value.where is not None
        assert raised.value.where.file == "joint-letter.md"


def test_a_reader_has_limits(registry: Registry, letter_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(*_: object) -> bytes:
        held = bytearray(8 << 30)
        return bytes(held[:1])

    def slow(*_: object) -> bytes:
        while True:
            pass

    monkeypatch.setattr(reading_apart, "_answer", greedy)
    with pytest.raises(DamagedFile, match="stopped"):
        apart(registry, letter_file).seen()
    monkeypatch.setattr(apart_module, "_SECONDS", 1)
    monkeypatch.setattr(reading_apart, "_answer", slow)
    with pytest.raises(DamagedFile, match="stopped"):
        apart(registry, letter_file).seen()


def test_findings_travel_as_json(registry: Registry) -> None:
    found = msgspec.json.decode(apart(registry, SAMPLES / "eight-mistakes.txt").seen().findings)
    assert {finding["code"] for finding in found} >= {"V102", "V401"}
