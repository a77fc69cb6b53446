"""The books of a registry: written in one transaction at a time, read in one view, on SQLite or on PostgreSQL.

Every write waits in turn for the one lock of the books before it reads anything, so that what it read is still true
when it writes, on either database. What was committed is on the disk.
"""

from __future__ import annotations

import errno
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, Engine, exc, text

from verbale.errors import Place, RegistryError, RegistryReadOnly, RegistryVersion
from verbale.registry import schema
from verbale.registry.queue import Queue

if TYPE_CHECKING:
    from verbale.registry.folder import Folder

__all__ = ["Books", "Dialect", "create_books", "explained", "open_books"]

Dialect = Literal["sqlite", "postgresql"]

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_REFUSED = {errno.EROFS, errno.EACCES, errno.EPERM}


class Books(ABC):
    """The books, open for reading, or for reading and writing. ``place`` names them without any secret."""

    dialect: Dialect

    def __init__(self, engine: Engine, place: str, *, folder: Path, write: bool) -> None:
        self.engine = engine
        self.place = place
        self.writable = write
        self.queue = Queue(folder / "queue") if write and Queue.possible() else None
        """Where those meet who do the same at the same moment, and one of them does it for all; None where none can."""

    @abstractmethod
    def alone(self) -> AbstractContextManager[Connection]:
        """A transaction during which nobody else writes; see ``write``, which also refuses and explains."""

    @abstractmethod
    def read(self) -> AbstractContextManager[Connection]:
        """One view of the books, the same from its first look to its last."""

    @abstractmethod
    def glance(self) -> AbstractContextManager[Connection]:
        """For one statement that reads: what ``read`` does, without what only several need."""

    @abstractmethod
    def beside(self) -> AbstractContextManager[Connection]:
        """A transaction that writes and, on PostgreSQL, does not keep other writers waiting.

        For work that claims rows of its own, with ``FOR UPDATE SKIP LOCKED`` say. It must append to the log last of all.
        """

    @abstractmethod
    def forward(self, found: str) -> None:
        """Take books of an older revision to this one, with a backup first."""

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction that writes, alone: all of it is kept, or none.

        Raises RegistryReadOnly where the books cannot be written, or the disk is full.
        """
        self.must_be_writable()
        with explained(self.place), self.alone() as connection:
            yield connection

    def must_be_writable(self) -> None:
        """Raises RegistryReadOnly where these books were opened for reading."""
        if not self.writable:
            raise RegistryReadOnly("these books were opened for reading", where=Place(file=self.place))

    def close(self) -> None:
        """Let go of the database."""
        if self.queue is not None:
            self.queue.close()
        self.engine.dispose()

    def check_version(self) -> None:
        """Raises RegistryVersion where a newer Verbale made the books; takes older ones forward."""
        where = Place(file=self.place)
        found = self.revision()
        if found == schema.REVISION:
            return
        if found is None:
            raise RegistryError("this is a database, but not the books of a registry", where=where)
        if found not in schema.KNOWN_REVISIONS:
            raise RegistryVersion(
                f"these books were made by a newer Verbale (schema {found}, this one knows up to {schema.REVISION})",
                where=where,
                fix="Upgrade Verbale: pip install --upgrade verbale",
            )
        if not self.writable:
            raise RegistryVersion(
                f"these books are of an older version ({found})",
                where=where,
                fix="Open them once for writing: they are taken forward, with a backup first",
            )
        self.forward(found)

    def revision(self) -> str | None:
        """The revision of the schema that these books have; None where the database holds no books."""
        with self.engine.connect() as connection:
            try:
                found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            except exc.DBAPIError as error:
                if "alembic_version" not in str(error.orig):
                    raise
                return None
        return None if found is None else str(found)


def open_books(folder: Folder, *, write: bool = True) -> Books:
    """The books of a registry's folder.

    Raises RegistryError where there are none, RegistryVersion where a newer Verbale made them and RegistryReadOnly where
    they are opened for writing and cannot be written.
    """
    database = folder.database
    books: Books
    if database is None:
        from verbale.registry.books_sqlite import SqliteBooks

        books = SqliteBooks(folder.books, write=write)
    else:
        from verbale.registry.books_postgresql import PostgresqlBooks

        books = PostgresqlBooks(database, folder=folder.root, write=write)
    with explained(books.place):
        books.check_version()
    return books


@contextmanager
def create_books(folder: Folder) -> Iterator[Connection]:
    """New books for a registry's folder, and what is written into them at once; there are none where that fails.

    Raises RegistryError where the database holds books already, or something else.
    """
    database = folder.database
    if database is None:
        from verbale.registry import books_sqlite

        with explained(str(folder.books)), books_sqlite.created(folder.books) as connection:
            yield connection
    else:
        from verbale.registry import books_postgresql

        with explained(database.place), books_postgresql.created(database) as connection:
            yield connection


def make_tables(connection: Connection) -> None:
    """Make the tables of this revision in an empty database."""
    schema.metadata.create_all(connection, checkfirst=False)
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": schema.REVISION})


@contextmanager
def explained(place: object) -> Iterator[None]:
    """Tell a failure of disk, rights or database as what it is for the person: a full disk, no rights, damage.

    Raises RegistryReadOnly and RegistryError.
    """
    import sqlite3

    try:
        yield
    except OSError as error:
        told = _of_system(error, str(place))
        if told is None:
            raise
        raise told from error
    except (exc.DBAPIError, sqlite3.DatabaseError) as error:
        told = _of_database(error, str(place))
        if told is None:
            raise
        raise told from error


def _full(where: str, what: str = "the disk is full") -> RegistryReadOnly:
    return RegistryReadOnly(
        f"{what}: the books were not changed",
        where=Place(file=where),
        fix="Make room on it and run the command again",
    )


def _unwritable(where: str) -> RegistryReadOnly:
    return RegistryReadOnly(
        "the registry cannot be written",
        where=Place(file=where),
        fix="Give yourself the right to write in it, or choose another with --registry",
    )


def _of_system(error: OSError, place: str) -> RegistryError | None:
    where = str(error.filename or place)
    if error.errno in _FULL:
        return _full(where)
    if error.errno in _REFUSED:
        return _unwritable(where)
    return None


def _of_database(error: Exception, place: str) -> RegistryError | None:
    original = getattr(error, "orig", None) or error
    told = original.args[0] if original.args else ""
    if isinstance(told, dict):
        return _of_postgresql(str(told.get("C", "")), str(told.get("M", "")), place)
    text = str(original)
    if "full" in text or "disk I/O error" in text:
        return _full(place, "the disk is full or failing")
    if "readonly" in text or "unable to open" in text:
        return _unwritable(place)
    if "malformed" in text or "not a database" in text:
        return RegistryError(
            "the books are damaged", where=Place(file=place), fix="Restore them from a backup"
        )
    if type(original).__name__ == "InterfaceError":
        return _unreachable(place, text)
    return None


def _of_postgresql(code: str, message: str, place: str) -> RegistryError | None:
    """By the class of the error's code (PostgreSQL manual, appendix A)."""
    if code in {"53100", "53200"}:
        return _full(place, "the database's disk or memory is full")
    if code in {"25006", "42501"}:
        return _unwritable(place)
    if code[:2] in {"08", "28", "3D", "57"} or code == "53300":
        return _unreachable(place, message)
    if code[:2] == "XX":
        return RegistryError(
            "the books are damaged", where=Place(file=place), fix="Restore them from a backup"
        )
    return None


def _unreachable(place: str, why: str) -> RegistryError:
    return RegistryError(
        f"the database does not answer or does not let us in: {why}",
        where=Place(file=place),
        fix="See that the server runs, and that the database, the user and the password are right",
    )
