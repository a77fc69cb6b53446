"""The books in a PostgreSQL database, which several machines may share.

A write takes the one lock of the books (an advisory lock, freed with its transaction) before it reads anything: what
``BEGIN IMMEDIATE`` is in SQLite. Whoever waits for it waits in a queue, first come, first served.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, inspect, text

from verbale.errors import Place, RegistryError
from verbale.registry.books import Books, explained, make_tables
from verbale.registry.database import Database

__all__ = ["PostgresqlBooks", "created", "engine_of"]

_LOCK: Final = text("SELECT pg_advisory_xact_lock(8319104478000001)")
"""The number stands for "the books" alone; other programs that lock in the same database have their own."""


class PostgresqlBooks(Books):
    """The books in a database; ``folder`` is the registry's, where a backup goes that is made before a migration."""

    dialect = "postgresql"

    def __init__(self, database: Database, *, folder: Path, write: bool = True) -> None:
        self.folder = folder
        super().__init__(engine_of(database), database.place, folder=folder, write=write)
        self._glances = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._views = self.engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        with self.engine.begin() as connection:
            connection.execute(_LOCK)
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with explained(self.place), self._views.begin() as connection:
            yield connection

    @contextmanager
    def glance(self) -> Iterator[Connection]:
        with explained(self.place), self._glances.connect() as connection:
            yield connection

    @contextmanager
    def beside(self) -> Iterator[Connection]:
        self.must_be_writable()
        with explained(self.place), self.engine.begin() as connection:
            yield connection

    def forward(self, found: str) -> None:
        from verbale.registry import migrations

        migrations.forward_postgresql(self.engine, _LOCK, self.folder, found)


@contextmanager
def created(database: Database) -> Iterator[Connection]:
    """New books in a database that holds no tables yet.

    Raises RegistryError where it does.
    """
    engine = engine_of(database)
    try:
        with engine.begin() as connection:
            connection.execute(_LOCK)
            found = inspect(connection).get_table_names()
            if found:
                what = "books" if "alembic_version" in found else "tables of something else"
                raise RegistryError(
                    f"this database holds {what} already",
                    where=Place(file=database.place),
                    fix="Make an empty one for this registry: createdb NAME",
                )
            make_tables(connection)
            yield connection
    finally:
        engine.dispose()


def engine_of(database: Database) -> Engine:
    """What connects to a database, as the books do. Raises RegistryError where the driver is not installed."""
    try:
        import pg8000.dbapi
    except ImportError as error:
        raise RegistryError(
            "books in PostgreSQL need its driver", fix="Install it: pip install 'verbale[postgresql]'"
        ) from error
    arguments = database.arguments()

    def connect() -> Any:
        return pg8000.dbapi.connect(**arguments)

    # An answer that is asked for before each use costs less than the error that a restarted server would give.
    return create_engine(
        "postgresql+pg8000://", creator=connect, pool_pre_ping=True, pool_size=8, max_overflow=32
    )
