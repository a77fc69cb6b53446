"""The way through: one letter, from the file to a circulated document; and every way in which it stops."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from unittest import mock

import pytest

import verbale.reading
from tests.circulation.conftest import SAMPLES
from tests.registry.making import must_hold, new_registry
from verbale.circulation import way
from verbale.circulation.reading_apart import ReadingApart, look
from verbale.circulation.way import Passage, Refused, Step, StepName
from verbale.document import decode
from verbale.errors import RegistryError, WriteError
from verbale.registry import Registry
from verbale.writing import FORMATS


class Seen:
    """Looks on."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def begin(self, name: StepName) -> None:
        self.said.append(f"begin {name}")

    def end(self, step: Step) -> None:
        self.said.append(f"end {step.name}")

    def stop(self, name: StepName) -> None:
        self.said.append(f"stop {name}")


def state_of(registry: Registry) -> tuple[object, ...]:
    folder = registry.folder.root
    files = {path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("books.")}
    return (
        registry.events(),
        registry.series(),
        {path: sha256(path.read_bytes()).hexdigest() for path in files},
    )


def whole(registry: Registry, file: Path, **options: bool) -> Passage:
    return way.circulate(registry, file, **options)  # type: ignore[arg-type]


def test_a_letter_goes_the_whole_way(registry: Registry, letter_file: Path) -> None:
    seen = Seen()
    passage = way.circulate(registry, letter_file, watch=seen)
    entry = passage.entry
    assert entry is not None
    assert entry.symbols == ("PA/13/1", "HC/2026/1")
    assert (entry.state, passage.new, passage.notices) == ("circulated", True, 13)
    names = ["read", "cite", "check", "register", "issue", "circulate"]
    assert seen.said == [f"{what} {name}" for name in names for what in ("begin", "end")]
    assert [step.name for step in passage.steps] == names
    assert all(step.found and step.seconds >= 0 for step in passage.steps)
    assert [file.format for file in entry.files] == list(FORMATS)
    written = {file.format: (registry.folder.root / file.path).read_bytes() for file in entry.files}
    assert decode(written["json"]) == registry.document(entry)
    for name in ("html", "text", "akn"):
        assert b"PA/13/1" in written[name]
        assert b"HC/2026/1" in written[name]
    assert registry.folder.original(entry.sha256).read_bytes() == letter_file.read_bytes()
    assert [event.kind for event in registry.events(entry)] == [
        "received",
        "accepted",
        "registered",
        "issued",
        "circulated",
    ]
    must_hold(registry, 13)


def test_the_same_file_again_shows_the_document_and_changes_nothing(
    registry: Registry, letter_file: Path
) -> None:
    first = whole(registry, letter_file)
    before = state_of(registry)
    second = whole(registry, letter_file)
    assert second.new is False
    assert second.entry == first.entry
    assert "this file is in the books" in second.steps[2].found[1]
    assert state_of(registry) == before


def test_the_same_letter_in_another_file_is_refused_and_can_be_forced(
    registry: Registry, letter_file: Path, tmp_path: Path
) -> None:
    whole(registry, letter_file)
    copy = tmp_path / "copy.md"
    copy.write_text(letter_file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(Refused, match="V601") as raised:
        whole(registry, copy)
    assert "PA/13/1–HC/2026/1" in raised.value.findings[0].message
    again = whole(registry, copy, again=True)
    assert again.entry is not None
    assert again.entry.symbols == ("PA/13/2", "HC/2026/2")


def test_errors_that_the_rules_find_stop_it_before_the_books(registry: Registry) -> None:
    before, seen = state_of(registry), Seen()
    with pytest.raises(Refused, match="nothing was registered") as raised:
        way.circulate(registry, SAMPLES / "eight-mistakes.txt", watch=seen)
    assert seen.said[-1] == "end check"
    assert sum(finding.severity == "error" for finding in raised.value.findings) == 8
    assert state_of(registry) == before


def test_errors_can_be_passed_over_which_is_recorded(registry: Registry) -> None:
    passage = whole(registry, SAMPLES / "eight-mistakes.txt", anyway=True)
    assert passage.entry is not None
    registered = registry.events(passage.entry)[2]
    assert registered.data["anyway"] == list(passage.passed_over)
    assert len(passage.passed_over) == 8


def test_a_file_that_stopped_in_the_middle_goes_on(registry: Registry, letter_file: Path) -> None:
    seen = Seen()
    with (
        mock.patch("verbale.writing.write_all", side_effect=WriteError("no room", fix="Make some")),
        pytest.raises(
            WriteError,
            match=r"Make some. PA/13/1–HC/2026/1 stays registered; go on with: verbale circulate PA/13/1",
        ),
    ):
        way.circulate(registry, letter_file, watch=seen)
    assert registry.entry("PA/13/1").state == "registered"
    assert seen.said[-1] == "stop issue"
    passage = whole(registry, letter_file)
    assert passage.entry is not None
    assert (passage.entry.state, passage.new) == ("circulated", False)
    assert registry.series()[0].next == 2
    must_hold(registry, 13)


def test_each_step_alone_comes_to_the_same(registry: Registry, letter_file: Path) -> None:
    registered = way.register(registry, letter_file).entry
    assert registered is not None
    assert registered.state == "registered"
    issued = way.issue(registry, registered).entry
    assert issued is not None
    assert issued.state == "issued"
    assert way.issue(registry, issued).steps[0].found[0] == "issued before"
    circulated = way.circulate_entry(registry, issued).entry
    assert circulated is not None
    assert circulated.state == "circulated"
    must_hold(registry, 13)


SAMPLE_NAMES = sorted(
    path.name
    for path in SAMPLES.iterdir()
    if path.is_file() and path.suffix != ".py" and path.stem not in {"eight-mistakes", "README"}
)


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_the_samples_go_the_whole_way(registry: Registry, name: str) -> None:
    passage = whole(registry, SAMPLES / name)
    assert passage.entry is not None
    assert passage.entry.state == "circulated"


def test_a_file_with_symbols_is_recorded_under_them(
    registry: Registry, letter_file: Path, tmp_path: Path
) -> None:
    first = whole(registry, letter_file).entry
    assert first is not None
    issued = next(registry.folder.root / file.path for file in first.files if file.format == "json")
    with new_registry(tmp_path / "other") as other:
        passage = whole(other, issued)
        assert passage.entry is not None
        assert passage.entry.symbols == first.symbols
        assert other.series()[0].given == 0
        assert other.series()[0].borne == 1


def test_a_file_without_a_masthead_is_refused(registry: Registry, letter_file: Path, tmp_path: Path) -> None:
    text = letter_file.read_text(encoding="utf-8")
    bare = tmp_path / "bare.md"
    bare.write_text(text[text.index("I have the honour") :], encoding="utf-8")
    before = state_of(registry)
    with pytest.raises(RegistryError, match="no masthead"):
        whole(registry, bare, anyway=True)
    assert state_of(registry) == before


@pytest.mark.corpus
def test_the_real_letter_becomes_the_first_document_of_each_series(shared: Path, tmp_path: Path) -> None:
    from verbale.registry import create

    with create(tmp_path / "un", "un", who="the registrar") as registry:
        passage = whole(registry, shared / "corpus" / "letters" / "letter-2020-03-31.txt")
        assert passage.entry is not None
        assert passage.entry.symbols == ("A/74/1", "S/2020/1")
        assert [file.format for file in passage.entry.files] == list(FORMATS)
        assert passage.findings == ()
        assert passage.notices == 195
        registry.set_series("A/74", 783)
        again = whole(registry, shared / "corpus" / "letters" / "letter-2020-03-31.txt", again=True)
        assert again.entry is not None
        assert again.entry.symbols == ("A/74/783", "S/2020/2")


def test_a_file_that_changes_after_it_was_read_is_refused(
    registry: Registry, letter_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / letter_file.name
    file.write_bytes(letter_file.read_bytes())
    seen = look(file, registry.profile)
    file.write_bytes(file.read_bytes() + b"\nMore.\n")
    apart = mock.Mock(spec=ReadingApart)
    apart.seen.return_value = seen
    before = state_of(registry)
    with pytest.raises(RegistryError, match="changed while"):
        way.circulate(registry, file, apart=apart)
    assert state_of(registry) == before


def test_the_bytes_that_were_read_are_the_bytes_that_are_kept(
    registry: Registry, letter_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / letter_file.name
    file.write_bytes(letter_file.read_bytes())
    whole_read = verbale.reading.read

    def read_and_change(source: bytes, **options: object) -> object:
        file.write_bytes(b"Another file.\n")
        return whole_read(source, **options)  # type: ignore[arg-type]

    with mock.patch.object(verbale.reading, "read", read_and_change):
        entry = whole(registry, file).entry
    assert entry is not None
    assert entry.sha256 == sha256(letter_file.read_bytes()).hexdigest()
