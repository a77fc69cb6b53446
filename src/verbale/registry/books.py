"""The database of a registry: opened, checked, and written in one transaction at a time.

SQLite with a write-ahead log and ``synchronous=FULL``: what was committed is on the disk. Every write takes the file
lock first (so that no client starves) and then ``BEGIN IMMEDIATE`` (so that nothing is read before the lock is held).
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, exc
from sqlalchemy.pool import QueuePool

from verbale.errors import Place, RegistryError, RegistryReadOnly, RegistryVersion
from verbale.registry import schema
from verbale.registry.locks import hold

__all__ = ["Books", "explained"]

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_REFUSED = {errno.EROFS, errno.EACCES, errno.EPERM}
_BUSY_SECONDS = 60


@contextmanager
def explained(place: Path) -> Iterator[None]:
    """Tell a failure of disk, rights or database as what it is for the person: a full disk, no rights, damage.

    Raises RegistryReadOnly and RegistryError.
    """
    try:
        yield
    except OSError as error:
        told = _of_system(error, place)
        if told is None:
            raise
        raise told from error
    except (exc.DatabaseError, sqlite3.DatabaseError) as error:
        told = _of_database(str(getattr(error, "orig", error)), place)
        if told is None:
            raise
        raise told from error


def _of_system(error: OSError, place: Path) -> RegistryError | None:
    where = Place(file=str(error.filename or place))
    if error.errno in _FULL:
        return RegistryReadOnly(
            "the disk is full: the books were not changed",
            where=where,
            fix="Make room on it and run the command again",
        )
    if error.errno in _REFUSED:
        return RegistryReadOnly(
            "the registry cannot be written",
            where=where,
            fix="Give yourself the right to write in it, or choose another with --registry",
        )
    return None


def _of_database(text: str, place: Path) -> RegistryError | None:
    where = Place(file=str(place))
    if "full" in text or "disk I/O error" in text:
        return RegistryReadOnly(
            "the disk is full or failing: the books were not changed",
            where=where,
            fix="Make room on it and run the command again",
        )
    if "readonly" in text or "unable to open" in text:
        return RegistryReadOnly(
            "the registry cannot be written",
            where=where,
            fix="Give yourself the right to write in it, or choose another with --registry",
        )
    if "malformed" in text or "not a database" in text:
        return RegistryError("the books are damaged", where=where, fix="Restore them from a backup")
    return None


class Books:
    """The books at ``path``, for reading, or for reading and writing.

    Raises RegistryError where there are none, RegistryVersion where a newer Verbale made them and RegistryReadOnly where
    they are opened for writing and cannot be written.
    """

    def __init__(self, path: Path, *, write: bool = True) -> None:
        self.path = path
        self.lock_path = path.with_name("books.lock")
        self.writable = write
        self._immutable = False
        if not path.is_file():
            raise RegistryError(
                "there are no books here",
                where=Place(file=str(path)),
                fix="Make a registry with: verbale init FOLDER",
            )
        if write and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            raise RegistryReadOnly(
                "the registry cannot be written",
                where=Place(file=str(path.parent)),
                fix="Give yourself the right to write in it, or choose another with --registry",
            )
        self._engine = _engine(self._connect)
        with explained(path):
            self._check_version()

    @classmethod
    def create(cls, path: Path) -> Books:
        """New books, empty, at ``path``, which must not exist."""
        from sqlalchemy import text

        with explained(path):
            connection = sqlite3.connect(path, isolation_level=None)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.close()
            engine = _engine(lambda: _open(path, "rw"))
            with _transaction(engine, "BEGIN IMMEDIATE") as transaction:
                schema.metadata.create_all(transaction)
                transaction.execute(
                    text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
                )
                transaction.execute(
                    text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": schema.REVISION}
                )
            engine.dispose()
        return cls(path)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction that writes: all of it is kept, or none.

        Raises RegistryReadOnly where the books cannot be written, or the disk is full.
        """
        if not self.writable:
            raise RegistryReadOnly("these books were opened for reading", where=Place(file=str(self.path)))
        with (
            explained(self.path),
            hold(self.lock_path),
            _transaction(self._engine, "BEGIN IMMEDIATE") as connection,
        ):
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One view of the books, the same from its first look to its last."""
        with explained(self.path), _transaction(self._engine, "BEGIN") as connection:
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _connect(self) -> sqlite3.Connection:
        if self.writable:
            return _open(self.path, "rw")
        if not self._immutable:
            try:
                return _open(self.path, "ro")
            except sqlite3.OperationalError:
                # No right to make the log's own files beside the books: read them as they lie.
                self._immutable = True
        return _open(self.path, "ro&immutable=1")

    def _check_version(self) -> None:
        with self._engine.connect() as connection:
            try:
                found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
            except exc.OperationalError as error:
                if "no such table" not in str(error.orig):
                    raise
                found = None
        if found == schema.REVISION:
            return
        where = Place(file=str(self.path))
        if found in schema.KNOWN_REVISIONS:
            from verbale.registry.migrations import forward

            if self.writable:
                forward(self.path)
                return
            raise RegistryVersion(
                f"these books are of an older version ({found})",
                where=where,
                fix="Open them once for writing: they are taken forward, with a backup first",
            )
        if found is None:
            raise RegistryError("this is a database, but not the books of a registry", where=where)
        raise RegistryVersion(
            f"these books were made by a newer Verbale (schema {found}, this one knows up to {schema.REVISION})",
            where=where,
            fix="Upgrade Verbale: pip install --upgrade verbale",
        )


def _open(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(str(path))}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=_BUSY_SECONDS,
    )
    connection.execute("PRAGMA trusted_schema=OFF")
    if mode == "rw":
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
    else:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    return connection


def _engine(connect: Callable[[], sqlite3.Connection]) -> Engine:
    # Transactions are begun and ended by hand, since SQLite must be told which kind it is when it begins.
    return create_engine(
        "sqlite+pysqlite://", creator=connect, poolclass=QueuePool, isolation_level="AUTOCOMMIT"
    )


@contextmanager
def _transaction(engine: Engine, begin: str) -> Iterator[Connection]:
    with engine.connect() as connection:
        connection.exec_driver_sql(begin)
        try:
            yield connection
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            raw = connection.connection.driver_connection
            if isinstance(raw, sqlite3.Connection) and raw.in_transaction:
                raw.rollback()
            raise
