"""After issue, with real files: corrigendum, addendum, revision, reissue, and languages issued together."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from tests.registry.making import version
from verbale.circulation import casework, way
from verbale.document import Change, Language, Reissue, decode
from verbale.errors import NoSuchVersion, NotReady, ReadError, RegistryError, SamePerson, WrongState
from verbale.registry import Entry, Registry
from verbale.writing import FORMATS

CORRECTION = "In paragraph 3, for thirty hours read forty hours.\n"
ENTITLED = 13


def circulated(registry: Registry, file: Path) -> Entry:
    entry = way.circulate(registry, file).entry
    assert entry is not None
    return entry


def written(registry: Registry, entry: Entry, name: str, language: str = "en", reissue: int = 0) -> bytes:
    (found,) = (
        file
        for file in entry.files
        if (file.format, file.language, file.reissue) == (name, language, reissue)
    )
    data = (registry.folder.root / found.path).read_bytes()
    assert sha256(data).hexdigest() == found.sha256
    return data


def file_of(tmp_path: Path, text: str, name: str = "text.txt") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def translated(registry: Registry, entry: Entry, language: Language, tmp_path: Path) -> Path:
    """The text of a version as a document's JSON."""
    from verbale.document import encode

    document = msgspec.structs.replace(registry.document(entry), language=language)
    path = tmp_path / f"letter.{language}.json"
    path.write_bytes(encode(document))
    return path


def test_a_corrigendum_of_one_language(registry: Registry, letter_file: Path, tmp_path: Path) -> None:
    parent = circulated(registry, letter_file)
    before = {file.path: file.sha256 for file in parent.files}
    passage = way.circulate(
        registry,
        file_of(tmp_path, CORRECTION),
        day=date(2026, 3, 2),
        changes=way.Changes(parent, "corrigendum", ("en",)),
    )
    entry = passage.entry
    assert entry is not None
    assert (entry.symbols, entry.state) == (("PA/13/1/Corr.1", "HC/2026/1/Corr.1"), "circulated")
    made = registry.document(entry)
    head, of = made.masthead, registry.document(parent).masthead
    assert (head.organs, head.sessions, head.agenda_items, head.title) == (
        of.organs,
        of.sessions,
        of.agenda_items,
        of.title,
    )
    assert head.date == date(2026, 3, 2)
    assert made.change == Change(kind="corrigendum", languages=("en",))
    text = written(registry, entry, "text").decode()
    for printed in ("PA/13/1/Corr.1–HC/2026/1/Corr.1", "Corrigendum", "English only", "forty hours"):
        assert printed in text
    assert decode(written(registry, entry, "json")) == made
    assert [file.format for file in entry.files] == list(FORMATS)
    after = registry.entry("PA/13/1")
    assert {file.path: file.sha256 for file in after.files} == before
    assert after.state == "circulated"
    assert len(registry.notices(entry)) == ENTITLED
    assert not {finding.code for finding in passage.findings} & {"V100"}
    again = way.circulate(
        registry, file_of(tmp_path, CORRECTION), changes=way.Changes(parent, "corrigendum", ("en",))
    )
    assert (again.new, again.entry) == (False, entry)


def test_the_language_of_a_corrigendum(registry: Registry, letter_file: Path, tmp_path: Path) -> None:
    parent = circulated(registry, letter_file)
    changes = way.Changes(parent, "corrigendum", ("fr",))
    short = file_of(tmp_path, "12 > 14\n", "short.txt")
    entry = way.register(registry, file_of(tmp_path, "Page 2 : lire 14\n", "fr.txt"), changes=changes).entry
    assert entry is not None
    assert entry.language == "fr"
    assert [one.language for one in registry.versions.listing(entry)] == ["fr"]
    english = file_of(tmp_path, CORRECTION)
    with pytest.raises(RegistryError, match="none of those that it concerns"):
        way.register(registry, english, changes=way.Changes(parent, "corrigendum", ("ar", "fr")))
    with pytest.raises(ReadError):
        way.register(registry, short, changes=changes)
    assert len(registry.entries()) == 2


def test_addendum_and_revision(registry: Registry, letter_file: Path, tmp_path: Path) -> None:
    parent = circulated(registry, letter_file)
    more = file_of(tmp_path, "Estmarch joins in the statement.\n", "more.txt")
    added = way.circulate(registry, more, changes=way.Changes(parent, "addendum")).entry
    assert added is not None
    assert added.symbols[0] == "PA/13/1/Add.1"
    assert "Addendum" in written(registry, added, "text").decode()
    whole = file_of(tmp_path, letter_file.read_text("utf-8").replace("40 cubic", "45 cubic"), "whole.md")
    revised = way.circulate(registry, whole, changes=way.Changes(parent, "revision")).entry
    assert revised is not None
    assert (revised.symbols[0], revised.kind) == ("PA/13/1/Rev.1", "letter")
    text = written(registry, revised, "text").decode()
    assert "45 cubic" in text
    assert "Revision" not in text
    assert [one.kind for one in registry.changed_by(parent)] == ["addendum", "revision"]


def test_a_reissue_takes_two_and_touches_one_language(
    registry: Registry, letter_file: Path, tmp_path: Path
) -> None:
    parent = way.register(registry, letter_file).entry
    assert parent is not None
    casework.make_ready(registry, parent, translated(registry, parent, "fr", tmp_path))
    parent = way.circulate_entry(registry, parent).entry
    assert parent is not None
    assert {file.language for file in parent.files} == {"en", "fr"}
    with pytest.raises(NoSuchVersion, match="not issued in this language"):
        casework.ask_reissue(registry, parent, "es", "why")
    before = {file.path: file.sha256 for file in parent.files}
    casework.ask_reissue(registry, parent, "fr", "Une page manquait.")
    with pytest.raises(SamePerson):
        casework.confirm(registry, parent)
    other = registry.acting("the approver")
    again = casework.confirm(other, parent, day=date(2026, 3, 9))
    assert before.items() <= {file.path: file.sha256 for file in again.files}.items()
    assert len(again.files) == 3 * len(FORMATS)
    text = written(registry, again, "text", "fr", 1).decode()
    assert "PA/13/1–HC/2026/1*" in text
    assert "Nouveau tirage pour raisons techniques (9 mars 2026)." in text
    assert "*" not in written(registry, again, "text", "en").decode()
    assert registry.versions.document(again, "fr").reissued == Reissue(times=1, date=date(2026, 3, 9))
    casework.ask_reissue(registry, again, "fr", "Encore une page.")
    twice = casework.confirm(other, again, day=date(2026, 4, 1))
    assert "PA/13/1–HC/2026/1**" in written(registry, twice, "text", "fr", 2).decode()
    assert twice.symbol == parent.symbol
    event = [one for one in registry.events(twice) if one.kind == "reissued"][-1]
    assert (event.who, event.data["asked_by"], event.data["reissue"]) == ("the approver", "the registrar", 2)
    with pytest.raises(WrongState):
        casework.confirm(other, twice)
    assert registry.verify() is None


def test_a_reissue_in_corrected_words(registry: Registry, letter_file: Path, tmp_path: Path) -> None:
    parent = circulated(registry, letter_file)
    better = file_of(tmp_path, letter_file.read_text("utf-8").replace("40 cubic", "45 cubic"), "better.md")
    casework.ask_reissue(registry, parent, "en", "A figure was misprinted.", file=better)
    again = casework.confirm(registry.acting("another"), parent)
    assert b"45 cubic" in written(registry, again, "text", "en", 1)
    assert b"40 cubic" in written(registry, again, "text")
    assert registry.versions.document(again, "en").masthead == registry.document(parent).masthead


def test_languages_are_issued_together_and_each_reader_told_of_its_own(
    registry: Registry, letter_file: Path, tmp_path: Path
) -> None:
    entry = way.register(registry, letter_file).entry
    assert entry is not None
    registry.versions.begin(entry, ["fr", "es"])
    with pytest.raises(NotReady, match="fr, es"):
        way.issue(registry, entry)
    for language in ("fr", "es"):
        casework.make_ready(registry, entry, translated(registry, entry, language, tmp_path))
    passage = way.circulate_entry(registry, entry)
    assert passage.entry is not None
    assert passage.entry.state == "circulated"
    assert {file.language for file in passage.entry.files} == {"en", "fr", "es"}
    notices = registry.notices(entry)
    assert len(notices) == ENTITLED
    for notice in notices:
        assert notice.version == (notice.language if notice.language in ("fr", "es") else "en")
    issued = [one.data for one in registry.events(entry) if one.kind == "issued"]
    assert all(set(one["ahead"]) == {"ar", "zh", "ru"} for one in issued if isinstance(one["ahead"], list))
    assert len(issued) == 3


def test_a_language_that_comes_later_tells_those_who_read_it(
    registry: Registry, letter_file: Path, tmp_path: Path
) -> None:
    entry = circulated(registry, letter_file)
    casework.make_ready(registry, entry, translated(registry, entry, "es", tmp_path))
    passage = way.circulate_entry(registry, registry.entry("PA/13/1"))
    assert passage.entry is not None
    assert passage.entry.state == "circulated"
    later = [notice for notice in registry.notices(entry) if notice.version == "es"]
    assert {notice.language for notice in later} <= {"es"}
    assert len(registry.notices(entry)) == ENTITLED + len(later)


def test_what_is_withdrawn_goes_no_further(registry: Registry, letter_file: Path, tmp_path: Path) -> None:
    entry = circulated(registry, letter_file)
    registry.cases.withdraw(entry.case, "Sent in error.")
    gone = casework.confirm(registry.acting("another"), entry)
    assert gone.state == "withdrawn"
    for work in (
        lambda: way.issue(registry, gone),
        lambda: registry.issue(gone, msgspec.structs.replace(version(), language="fr")),
        lambda: way.circulate(
            registry, file_of(tmp_path, CORRECTION), changes=way.Changes(gone, "corrigendum")
        ),
        lambda: casework.ask_reissue(registry, gone, "en", "why"),
    ):
        with pytest.raises(WrongState, match="withdrawn"):
            work()
    assert registry.verify() is None


def test_a_case_with_errors_is_accepted_only_on_purpose(registry: Registry, letter_file: Path) -> None:
    case = casework.take_in(registry, letter_file.with_name("eight-mistakes.txt")).case
    with pytest.raises(way.Refused, match="the rules find errors in case 1"):
        casework.accept(registry, case.id)
    assert registry.cases.get(case.id).state == "received"
    assert casework.accept(registry, case.id, anyway=True).state == "accepted"
    assert registry.cases.events(case.id)[-1].data["anyway"]
