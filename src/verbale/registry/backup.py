"""A registry to another place while it is written to, and back.

A backup is one moment of the books, as a file of SQLite whatever database they are in, and every file that the books have
at that moment, each compared with its hash. Files are never changed once they are recorded, so that it does not matter
what is added meanwhile. It can be given back to either database.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import msgspec
from sqlalchemy import Connection, create_engine

from verbale import __version__
from verbale.errors import Place, RegistryError, RegistryVersion, SymbolError
from verbale.profiles import Profile, load
from verbale.registry import log, schema, series
from verbale.registry.books import Books, create_books, explained, make_tables
from verbale.registry.books_sqlite import SqliteBooks
from verbale.registry.copying import copy_rows
from verbale.registry.database import Database
from verbale.registry.folder import Folder
from verbale.registry.staging import sync_files, sync_folder
from verbale.registry.verifying import hash_of, recorded
from verbale.symbol import Symbol

__all__ = ["Backup", "backup", "restore"]

_MANIFEST = "backup.json"
_FORMAT = 1
_AT_ONCE = 256


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup is: when it was made, with which Verbale, of which revision of the books, how far the log went."""

    format: int
    made: str
    version: str
    revision: str
    profile: str
    events: int
    head: str
    files: int
    bytes: int
    books_sha256: str


def backup(folder: Folder, books: Books, target: Path) -> Backup:
    """Make a backup in ``target``, a folder that does not exist yet; others may write meanwhile.

    Raises RegistryError where a file is missing or is not what was recorded, and RegistryReadOnly.
    """
    target = target.expanduser().absolute()
    _refuse(target)
    new = Folder(target.with_name(f".{target.name}-{uuid4().hex[:8]}"))
    try:
        with explained(target):
            new.root.mkdir(parents=True)
            made = log.now()
            _copy_books(books, new.books)
            engine = create_engine(f"sqlite+pysqlite:///{new.books}")
            with engine.connect() as connection:
                last, head = log.head(connection)
                wanted = sorted(recorded(connection))
            engine.dispose()
            size = _copy_files(folder.root, new.root, wanted)
            shutil.copyfile(folder.settings, new.settings)
            if (folder.root / "profile").is_dir():
                shutil.copytree(folder.root / "profile", new.root / "profile")
            told = Backup(
                format=_FORMAT,
                made=made,
                version=__version__,
                revision=schema.REVISION,
                profile=str(new.stated["profile"]),
                events=last,
                head=head,
                files=len(wanted),
                bytes=size,
                books_sha256=hash_of(new.books) or "",
            )
            (new.root / _MANIFEST).write_bytes(
                msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"
            )
            sync_files([str(new.books), str(new.settings), str(new.root / _MANIFEST)])
            sync_folder(new.root)
            new.root.rename(target)
            sync_folder(target.parent)
    finally:
        shutil.rmtree(new.root, ignore_errors=True)
    return told


def restore(
    source: Path, root: Path, *, who: str, database: str | None = None, lost: Path | None = None
) -> Backup:
    """Make a registry in ``root``, a new folder, of a backup; with its books in ``database`` where that is given.

    That it was restored is an event. ``lost`` is the folder of the registry that this one replaces, where there is
    something left of it: no symbol of a document that was issued there is given again.

    Raises RegistryError where the backup is incomplete or damaged, and RegistryVersion where a newer Verbale made it.
    """
    told = _manifest(source)
    root = root.expanduser().absolute()
    _refuse(root)
    kept_in = Database.parse(database) if database is not None else None
    old, new = Folder(source), Folder(root.with_name(f".{root.name}-{uuid4().hex[:8]}"))
    try:
        with explained(root):
            new.make()
            if (source / "profile").is_dir():
                shutil.copytree(source / "profile", new.root / "profile")
            new.mark(told.profile, kept_in)
            shutil.copyfile(old.books, new.books)
            with closing(sqlite3.connect(new.books)) as connection_:
                connection_.execute("PRAGMA journal_mode=WAL")
        local = SqliteBooks(new.books)
        local.check_version()
        with local.read() as connection:
            wanted = sorted(recorded(connection))
        with explained(root):
            _copy_files(source, new.root, wanted)
        profile = load(new.profile)
        if kept_in is None:
            with local.write() as connection:
                _tell(connection, told, profile, lost, who=who)
            local.close()
            _settle(new, root)
        else:
            with _created(new) as connection:
                with local.read() as rows:
                    copy_rows(rows, connection, schema.metadata)
                _tell(connection, told, profile, lost, who=who)
                local.close()
                for left in new.root.glob("books*"):
                    left.unlink() if left.is_file() else None
                _settle(new, root)
    finally:
        shutil.rmtree(new.root, ignore_errors=True)
    return told


@contextmanager
def _created(folder: Folder) -> Iterator[Connection]:
    with create_books(folder) as connection:
        yield connection


def _settle(new: Folder, root: Path) -> None:
    for left in new.root.glob("books-before-*"):
        left.unlink()
    with explained(root):
        new.root.rename(root)
        sync_folder(root.parent)


def _tell(connection: Connection, told: Backup, profile: Profile, lost: Path | None, *, who: str) -> None:
    data: dict[str, object] = {"made": told.made, "events": told.events, "head": told.head}
    log.append(connection, ("restored", None, data), who=who)
    for key, number in sorted(_left_the_house(lost, profile).items() if lost else ()):
        if number >= series.counter(connection, key).next:
            series.set_next(connection, key, number + 1, who=who)


def _left_the_house(lost: Path, profile: Profile) -> dict[str, int]:
    """By series, the highest number of a document that was issued in a registry's folder, by the names of its folders."""
    highest: dict[str, int] = {}
    for path in Folder(lost).documents.glob("*"):
        for slug in path.name.split("+"):
            try:
                found = profile.series_of(str(Symbol.from_slug(slug)))
            except SymbolError:
                continue
            if found is not None:
                highest[found[0].key] = max(found[1], highest.get(found[0].key, 0))
    return highest


def _copy_books(books: Books, target: Path) -> None:
    if isinstance(books, SqliteBooks):
        with closing(sqlite3.connect(books.path)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, whole
        return
    engine = create_engine(f"sqlite+pysqlite:///{target}")
    with engine.begin() as copy_, books.read() as rows:
        make_tables(copy_)
        copy_rows(rows, copy_, schema.metadata)
    engine.dispose()


def _copy_files(source: Path, target: Path, wanted: list[tuple[str, str]]) -> int:
    """Copy files, comparing each with its hash as it is read; how many bytes."""
    size = 0
    for start in range(0, len(wanted), _AT_ONCE):
        laid = []
        for name, digest in wanted[start : start + _AT_ONCE]:
            place = target / name
            place.parent.mkdir(parents=True, exist_ok=True)
            try:
                data = (source / name).read_bytes()
            except FileNotFoundError:
                raise _damaged(source / name, "is missing") from None
            if sha256(data).hexdigest() != digest:
                raise _damaged(source / name, "is not what was recorded")
            place.write_bytes(data)
            size += len(data)
            laid.append(str(place))
        sync_files(laid)
        for path in laid:
            Path(path).chmod(0o444)
    for folder in {(target / name).parent for name, _ in wanted}:
        sync_folder(folder)
    return size


def _manifest(source: Path) -> Backup:
    where = Place(file=str(source))
    try:
        told = msgspec.json.decode((source / _MANIFEST).read_bytes(), type=Backup)
    except FileNotFoundError:
        raise RegistryError(
            "this folder is no backup", where=where, fix="Make one with: verbale backup FOLDER"
        ) from None
    except msgspec.DecodeError as error:
        raise RegistryError(f"the backup's {_MANIFEST} cannot be read: {error}", where=where) from error
    if told.format != _FORMAT or told.revision not in schema.KNOWN_REVISIONS:
        raise RegistryVersion(
            f"this backup was made by a newer Verbale ({told.version})",
            where=where,
            fix="Upgrade Verbale: pip install --upgrade verbale",
        )
    if hash_of(Folder(source).books) != told.books_sha256:
        raise _damaged(Folder(source).books, "is missing, or is not what was backed up")
    return told


def _damaged(path: Path, what: str) -> RegistryError:
    return RegistryError(
        f"{path.name} {what}",
        where=Place(file=str(path)),
        fix="See all that is wrong with: verbale verify; or use another backup",
    )


def _refuse(target: Path) -> None:
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise RegistryError(
            "this folder is not empty", where=Place(file=str(target)), fix="Choose a new or an empty one"
        )
