"""The books are opened with care: not by an older Verbale, not where they cannot be written, not when they are no books."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.registry.making import letter, must_hold, new_registry, original, tamper, version
from verbale.errors import RegistryError, RegistryReadOnly, RegistryVersion, VerbaleError
from verbale.registry import Folder, Registry, create, schema
from verbale.registry.books_postgresql import engine_of
from verbale.registry.database import Database

PROJECT = Path(__file__).resolve().parents[2]


def test_a_registry_of_a_newer_version_is_refused(registry: Registry) -> None:
    tamper(registry, "UPDATE alembic_version SET version_num = '0999'")
    registry.close()
    for write in (True, False):
        with pytest.raises(RegistryVersion, match=r"newer Verbale \(schema 0999") as raised:
            Registry(registry.folder, who="me", write=write)
        assert "Upgrade" in str(raised.value.fix)


def test_what_is_no_database_or_another_one_is_told(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.mark("assembly")
    with pytest.raises(RegistryError, match="no books here"):
        Registry(folder, who="me")
    folder.books.write_bytes(b"not a database, though it has this name" * 40)
    with pytest.raises(RegistryError, match="damaged"):
        Registry(folder, who="me")
    folder.books.unlink()
    with sqlite3.connect(folder.books) as connection:
        connection.execute("CREATE TABLE other (id INTEGER)")
    with pytest.raises(RegistryError, match="not the books of a registry"):
        Registry(folder, who="me")


def test_the_revisions_lead_to_the_schema_that_new_books_have(
    tmp_path: Path, database: str | None, request: pytest.FixtureRequest
) -> None:
    from alembic import command
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    from verbale.registry import migrations

    script = ScriptDirectory.from_config(migrations.settings())
    assert script.get_current_head() == schema.REVISION
    assert (
        tuple(reversed([revision.revision for revision in script.walk_revisions()])) == schema.KNOWN_REVISIONS
    )
    with new_registry(tmp_path / "new", database) as new:
        if new.books.dialect == "sqlite":
            other = create_engine(f"sqlite:///{tmp_path / 'migrated.sqlite3'}")
            triggers = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        else:
            server = request.getfixturevalue("postgresql_server")
            other = engine_of(Database.parse(server.new_database()))
            triggers = "SELECT tgname, tgtype FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname"
        with other.connect() as connection:
            command.upgrade(migrations.settings(connection), "head")
        found = []
        for engine in (other, new.books.engine):
            with engine.connect() as connection:
                assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
                found.append(connection.execute(text(triggers)).all())
        other.dispose()
        assert found[0] == found[1]
        assert [row[0] for row in found[0]] == ["events_no_delete", "events_no_update"]


def test_older_books_are_taken_forward_with_a_backup_first(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic import command

    registry.register(letter(), original("a"))
    tamper(registry, "UPDATE alembic_version SET version_num = '0000'")
    registry.close()
    asked: list[str] = []
    monkeypatch.setattr(command, "upgrade", lambda settings, revision: asked.append(revision))
    monkeypatch.setattr(schema, "KNOWN_REVISIONS", ("0000", schema.REVISION))
    with pytest.raises(RegistryVersion, match="older version"):
        Registry(registry.folder, who="me", write=False)
    Registry(registry.folder, who="me").close()
    assert asked == [schema.REVISION]
    (backup,) = registry.folder.root.glob("books-before-0000-to-*.sqlite3")
    with sqlite3.connect(backup) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (1,)


def test_books_that_were_committed_are_on_the_disk(tmp_path: Path) -> None:
    with new_registry(tmp_path / "r") as registry, registry.books.write() as connection:
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


@pytest.mark.skipif(
    not hasattr(os, "setuid") or os.getuid() != 0, reason="the read-only test changes its user"
)
def test_a_read_only_registry_can_be_read_and_refuses_to_be_written_as_another_user() -> None:
    with tempfile.TemporaryDirectory() as root:
        Path(root).chmod(0o755)
        registry = new_registry(Path(root) / "r")
        _read_only(registry)
        _check_read_only(registry.folder.root, user=65534)


@pytest.mark.skipif(hasattr(os, "getuid") and os.getuid() == 0, reason="root may write everywhere")
def test_a_read_only_registry_can_be_read_and_refuses_to_be_written(tmp_path: Path) -> None:
    registry = new_registry(tmp_path / "registry")
    _read_only(registry)
    _check_read_only(registry.folder.root, user=None)


def _read_only(registry: Registry) -> None:
    registry.register(letter(), original("a"))
    registry.close()
    for path in (registry.folder.root, *registry.folder.root.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o222)


def _check_read_only(root: Path, user: int | None) -> None:
    program = """
import os, sys
from pathlib import Path
from verbale.errors import RegistryReadOnly
from verbale.registry import Folder, Registry, create
with create(Path(sys.argv[3]), "assembly", who="me") as warm:  # imports all that the other user may not read
    warm.entries()
    warm.profile
if sys.argv[2] != "None":
    os.setgroups([])
    os.setgid(int(sys.argv[2]))
    os.setuid(int(sys.argv[2]))
folder = Folder(Path(sys.argv[1]))
with Registry(folder, who="me", write=False) as registry:
    assert registry.entry("PA/12/1").symbol == "PA/12/1–HC/2024/1"
try:
    Registry(folder, who="me")
except RegistryReadOnly as error:
    print(error)
"""
    arguments = [sys.executable, "-c", program, str(root), str(user), str(root.parent / "warm")]
    run = subprocess.run(arguments, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "the registry cannot be written. Give yourself the right" in run.stdout


@pytest.mark.parametrize("limit", [300_000, 600_000, 1_000_000])
def test_a_full_disk_changes_nothing(tmp_path: Path, limit: int) -> None:
    """The system refuses to let any file grow beyond a size, as a full disk does, in the middle of issuing."""
    with new_registry(tmp_path / "r") as registry:
        entry = registry.register(letter(), original("a")).entry
        before = registry.events()
    program = """
import resource, sys
from pathlib import Path
from tests.registry.making import letter, original, version
from verbale.errors import RegistryReadOnly
from verbale.registry import Folder, Registry
limit = int(sys.argv[2])
with Registry(Folder(Path(sys.argv[1])), who="me") as registry:
    entry = registry.entry("PA/12/1")
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    told = []
    for work in (
        lambda: registry.issue(entry, version("x" * 1_200_000)),
        lambda: registry.register(letter(), original("y" * 1_200_000)),
        lambda: registry.register(letter(text="z" * 2_000_000), original("z")),
    ):
        try:
            work()
        except RegistryReadOnly as error:
            told.append(str(error))
    print("\\n".join(told))
"""
    arguments = [sys.executable, "-c", program, str(tmp_path / "r"), str(limit)]
    run = subprocess.run(arguments, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    told = run.stdout.splitlines()
    assert len(told) == 3
    assert all("the books were not changed. Make room" in line for line in told), told
    with Registry(Folder(tmp_path / "r"), who="me") as registry:
        assert registry.recovered == ()
        assert registry.events() == before
        must_hold(registry)
        assert registry.issue(entry, version()).new
        must_hold(registry)


@pytest.mark.parametrize("limit", [0, 2_000, 20_000, 60_000])
def test_a_full_disk_makes_no_registry(tmp_path: Path, limit: int) -> None:
    program = """
import resource, sys
from verbale.cli import main
limit = int(sys.argv.pop())
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
main()
"""
    arguments = [
        sys.executable,
        "-c",
        program,
        "init",
        str(tmp_path / "r"),
        "--profile",
        "assembly",
        str(limit),
    ]
    run = subprocess.run(arguments, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert run.returncode == 2, run.stderr
    assert run.stderr.startswith("verbale: ")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_taken_is_not_made_a_registry(tmp_path: Path, registry: Registry) -> None:
    (tmp_path / "file").write_text("text")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("text")
    for name, told in [("file", "not empty"), ("full", "not empty"), ("registry", "a registry is here")]:
        with pytest.raises(RegistryError, match=told):
            create(tmp_path / name, "assembly", who="me")
    with pytest.raises(VerbaleError, match="no profile"):
        create(tmp_path / "other", "nowhere", who="me")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "full", "registry"]
    (tmp_path / "empty").mkdir()
    create(tmp_path / "empty", "assembly", who="me").close()


def test_a_profile_of_ones_own_is_copied_into_the_registry(tmp_path: Path) -> None:
    import shutil

    from verbale.profiles import loading

    shipped = Path(loading.__file__).parent / "data" / "assembly"
    for chosen in (tmp_path / "own", tmp_path / "own" / "profile.toml"):
        shutil.copytree(shipped, tmp_path / "own")
        with create(tmp_path / f"of {chosen.name}", str(chosen), who="me") as registry:
            shutil.rmtree(tmp_path / "own")
            assert registry.register(letter(), original("a")).entry.symbol == "PA/12/1–HC/2024/1"
            assert Path(registry.profile_name).is_relative_to(registry.folder.root)


def test_only_one_of_two_makers_makes_the_registry(tmp_path: Path) -> None:
    with create(tmp_path / "r", "assembly", who="me") as registry:
        registry.register(letter(), original("a"))
    with pytest.raises(RegistryError, match="a registry is here"):
        create(tmp_path / "r", "assembly", who="you")
    assert [path.name for path in tmp_path.iterdir()] == ["r"]


def test_reading_needs_no_right_to_write(registry: Registry) -> None:
    registry.register(letter(), original("a"))
    with Registry(registry.folder, who="me", write=False) as reader:
        assert len(reader.entries()) == 1
        with pytest.raises(RegistryReadOnly):
            reader.set_series("PA/12", 9)
