"""Imports: once a file, whatever its name; kept apart from the books; and the index that follows both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.registry.making import letter, new_registry, original
from verbale.archive import Store, catalogue, import_files, rebuild
from verbale.archive.keeping import store_path
from verbale.circulation import way
from verbale.document import encode
from verbale.registry import Registry
from verbale.sampling import documents


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    with new_registry(tmp_path / "registry") as opened:
        yield opened


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive" / "inner"
    folder.mkdir(parents=True)
    for number, document in enumerate(documents(6)):
        (folder / f"{number}.json").write_bytes(encode(document))
    (folder / "again.json").write_bytes((folder / "0.json").read_bytes())
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 cut off")
    (folder / ".hidden.json").write_bytes(b"{}")
    return folder.parent


def test_a_folder_is_imported_once(registry: Registry, archive: Path) -> None:
    made = import_files(registry, [archive])
    assert (made.files, made.new, made.known, made.failed) == (8, 6, 1, 1)
    assert [Path(file.path).name for file in made.attention if file.error] == ["broken.pdf"]
    again = import_files(registry, [archive])
    assert (again.new, again.known, again.failed) == (0, 8, 0)
    (archive / "inner" / "0.json").rename(archive / "renamed.json")
    assert import_files(registry, [archive]).known == 8


def test_what_was_imported_is_found_and_the_books_do_not_know_it(registry: Registry, archive: Path) -> None:
    import_files(registry, [archive])
    first = next(iter(documents(1)))
    hit = catalogue(registry).find(first.masthead.symbols[0]).hits[0].entry
    assert hit.symbols == first.masthead.symbols
    assert hit.origin == "imported"
    assert registry.entries() == ()
    assert registry.verify() is None


def test_an_import_that_was_cut_off_between_keeping_and_indexing_goes_on(
    registry: Registry, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut:
        cut.setattr("verbale.archive.importing.refresh", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            import_files(registry, [archive])
    with Store(store_path(registry)) as store:
        assert len(store) == 6
    assert len(catalogue(registry)) == 6


def test_the_index_follows_the_issue_and_can_be_made_anew(registry: Registry, archive: Path) -> None:
    import_files(registry, [archive])
    entry = registry.register(letter(), original("a"), day=date(2024, 11, 5)).entry
    assert catalogue(registry).find("origin:issued").total == 0
    way.issue(registry, entry)
    found = catalogue(registry).find(entry.symbols[1])
    assert [hit.entry.symbols for hit in found.hits] == [entry.symbols]
    before = sorted(catalogue(registry).every(), key=lambda e: e.key)
    kept = rebuild(registry)
    assert (kept.issued, kept.imported) == (1, 6)
    assert sorted(catalogue(registry).every(), key=lambda e: e.key) == before


def test_what_the_registry_issued_stands_before_what_was_imported(registry: Registry, tmp_path: Path) -> None:
    entry = registry.register(letter(), original("a"), day=date(2024, 11, 5)).entry
    way.issue(registry, entry)
    other = tmp_path / "other.json"
    other.write_bytes(encode(letter(*entry.symbols, text="Other words.")))
    import_files(registry, [other])
    assert [hit.entry.origin for hit in catalogue(registry).find("").hits] == ["issued"]
    rebuild(registry)
    assert [hit.entry.origin for hit in catalogue(registry).find("").hits] == ["issued"]
