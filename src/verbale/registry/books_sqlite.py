"""The books in a file: SQLite with a write-ahead log and ``synchronous=FULL``.

Every write takes the file lock first (so that no client starves) and then ``BEGIN IMMEDIATE`` (so that nothing is read
before the lock is held).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import QueuePool

from verbale.errors import Place, RegistryError, RegistryReadOnly
from verbale.registry.books import Books, explained, make_tables
from verbale.registry.locks import hold

__all__ = ["SqliteBooks", "created"]

_BUSY_SECONDS = 60


class SqliteBooks(Books):
    """The books in the file at ``path``."""

    dialect = "sqlite"

    def __init__(self, path: Path, *, write: bool = True) -> None:
        self.path = path
        self.lock_path = path.with_name("books.lock")
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
        super().__init__(_engine(self._connect), str(path), folder=path.parent, write=write)

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        with hold(self.lock_path), _transaction(self.engine, "BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with explained(self.place), _transaction(self.engine, "BEGIN") as connection:
            yield connection

    @contextmanager
    def glance(self) -> Iterator[Connection]:
        with explained(self.place), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def beside(self) -> Iterator[Connection]:
        with self.write() as connection:
            yield connection

    def forward(self, found: str) -> None:
        from verbale.registry import migrations

        with hold(self.lock_path):
            migrations.forward_sqlite(self.path, found)

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


@contextmanager
def created(path: Path) -> Iterator[Connection]:
    """New books at ``path``, which must not exist."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
    engine = _engine(lambda: _open(path, "rw"))
    with _transaction(engine, "BEGIN IMMEDIATE") as transaction:
        make_tables(transaction)
        yield transaction
    engine.dispose()


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
