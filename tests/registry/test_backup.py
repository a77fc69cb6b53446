"""A registry can be copied while it is written to, made again elsewhere on either database, and compared with itself."""

from __future__ import annotations

import threading
from pathlib import Path

import msgspec
import pytest

from tests.registry.making import letter, must_hold, original, tamper, version
from verbale.errors import RegistryError, RegistryVersion
from verbale.registry import Folder, Registry
from verbale.registry.backup import restore


def some(registry: Registry, count: int = 3) -> None:
    for number in range(count):
        entry = registry.register(letter(), original(f"letter {number}")).entry
        registry.issue(entry, version(f"text {number}"))


@pytest.mark.parametrize("to", ["same", "other"])
def test_what_is_restored_is_what_was_backed_up(
    registry: Registry, tmp_path: Path, to: str, request: pytest.FixtureRequest
) -> None:
    some(registry)
    made = registry.backup(tmp_path / "backup")
    assert (made.events, made.head) == registry.head()
    database = None
    if (registry.books.dialect == "sqlite") == (to == "other"):
        database = request.getfixturevalue("postgresql_server").new_database()
    restore(tmp_path / "backup", tmp_path / "again", who="me", database=database)
    with Registry(Folder(tmp_path / "again"), who="me") as again:
        assert (again.books.dialect == "postgresql") == (database is not None)
        assert again.entries() == registry.entries()
        assert again.events()[:-1] == registry.events()
        assert again.events()[-1].kind == "restored"
        assert again.verify_all().problems == ()
        must_hold(again)
        assert again.register(letter(), original("more")).entry.symbol == "PA/12/4–HC/2024/4"
        assert again.verify_all(head=(made.events, made.head)).problems == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again", "backup", "registry"]


def test_a_backup_while_others_write_is_one_moment(registry: Registry, tmp_path: Path) -> None:
    some(registry, 2)
    done = threading.Event()

    def work() -> None:
        with Registry(registry.folder, who="another") as other:
            number = 0
            while not done.is_set():
                entry = other.register(letter(), original(f"other {number}")).entry
                other.issue(entry, version(f"other {number}"))
                number += 1

    worker = threading.Thread(target=work)
    worker.start()
    try:
        made = [registry.backup(tmp_path / f"backup {number}") for number in range(3)]
        found = registry.verify_all()
    finally:
        done.set()
        worker.join()
    assert found.problems == ()
    for number in range(3):
        restore(tmp_path / f"backup {number}", tmp_path / f"again {number}", who="me")
        with Registry(Folder(tmp_path / f"again {number}"), who="me") as again:
            assert again.recovered == ()
            assert again.verify_all().problems == ()
            assert again.events()[:-1] == registry.events()[: made[number].events]
    with Registry(Folder(tmp_path / "again 0"), who="me") as again:
        last, head = registry.head()
        (problem,) = again.verify_all(head=(last, head)).problems
        assert problem.kind == "head"
        assert "older" in problem.what


def test_no_number_that_left_the_house_is_given_again(registry: Registry, tmp_path: Path) -> None:
    some(registry, 2)
    registry.backup(tmp_path / "backup")
    entry = registry.register(letter(), original("late")).entry
    registry.issue(entry, version("late"))
    restore(tmp_path / "backup", tmp_path / "again", who="me", lost=registry.folder.root)
    with Registry(Folder(tmp_path / "again"), who="me") as again:
        assert again.register(letter(), original("next")).entry.symbol == "PA/12/4–HC/2024/4"
        assert again.verify_all().problems == ()
        (gap,) = again.reservations.gaps("PA/12")
        assert (gap.first, gap.last) == (3, 3)


def test_whatever_is_changed_shows(registry: Registry) -> None:
    some(registry)
    folder = registry.folder
    assert registry.verify_all().problems == ()
    first, second = sorted(folder.originals.glob("*/*"))[:2]
    first.chmod(0o644)
    first.write_text("another")
    second.unlink()
    (folder.documents / "stray.txt").write_text("stray")
    tamper(registry, "UPDATE cases SET state = 'registered' WHERE id = 1")
    kind = "BLOB" if registry.books.dialect == "sqlite" else "bytea"
    tamper(registry, f"UPDATE documents SET record = CAST(record_sha256 AS {kind})")
    tamper(registry, "UPDATE series SET last = 5 WHERE key = 'PA/12'")
    tamper(registry, "UPDATE events SET who = 'nobody' WHERE seq = 2")
    kinds = {problem.kind for problem in registry.verify_all().problems}
    assert kinds == {"changed file", "missing file", "stray file", "case", "record", "gap", "log"}
    with pytest.raises(RegistryError, match=r"is missing|is not what was recorded"):
        registry.backup(folder.root.with_name("backup"))
    assert not folder.root.with_name("backup").exists()


def test_a_damaged_or_newer_backup_makes_no_registry(registry: Registry, tmp_path: Path) -> None:
    some(registry)
    source = tmp_path / "backup"
    registry.backup(source)
    manifest = source / "backup.json"
    told = msgspec.json.decode(manifest.read_bytes())
    manifest.write_bytes(msgspec.json.encode({**told, "revision": "0999"}))
    with pytest.raises(RegistryVersion, match="newer Verbale"):
        restore(source, tmp_path / "again", who="me")
    manifest.write_bytes(b"{")
    with pytest.raises(RegistryError, match="cannot be read"):
        restore(source, tmp_path / "again", who="me")
    manifest.write_bytes(msgspec.json.encode(told))
    file = next(source.glob("documents/*/*/*"))
    file.chmod(0o644)
    file.write_text("another")
    with pytest.raises(RegistryError, match="is not what was recorded"):
        restore(source, tmp_path / "again", who="me")
    file.unlink()
    with pytest.raises(RegistryError, match="is missing"):
        restore(source, tmp_path / "again", who="me")
    (source / "books.sqlite3").write_bytes(b"")
    with pytest.raises(RegistryError, match=r"books\.sqlite3 is missing, or is not"):
        restore(source, tmp_path / "again", who="me")
    manifest.unlink()
    with pytest.raises(RegistryError, match="no backup"):
        restore(source, tmp_path / "again", who="me")
    with pytest.raises(RegistryError, match="not empty"):
        registry.backup(source)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup", "registry"]
