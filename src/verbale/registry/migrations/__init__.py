"""Taking older books forward, by Alembic, with a backup first. New books are made from the schema itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, TextClause, create_engine

from verbale.registry.schema import REVISION

if TYPE_CHECKING:
    from alembic.config import Config

__all__ = ["forward_postgresql", "forward_sqlite", "settings"]


def settings(connection: Connection | None = None) -> Config:
    """What Alembic needs to know to take the books of this connection forward."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def forward_sqlite(path: Path, found: str) -> Path:
    """Take the books in a file from the revision ``found`` to the newest; the backup that was made first.

    The caller holds the lock of the books.
    """
    import sqlite3

    backup = path.with_name(_named(found))
    with sqlite3.connect(path) as source:
        target = sqlite3.connect(backup)
        source.backup(target)
        target.close()
    source.close()
    engine = create_engine(f"sqlite+pysqlite:///{path}")
    with engine.connect() as connection:
        _upgrade(connection)
    engine.dispose()
    return backup


def forward_postgresql(engine: Engine, lock: TextClause, folder: Path, found: str) -> Path:
    """Take the books in a database forward; the backup that was made first, as a file of SQLite."""
    from verbale.registry.copying import copy_rows, reflected

    backup = folder / _named(found)
    with engine.begin() as connection:
        connection.execute(lock)
        tables = reflected(connection)
        beside = create_engine(f"sqlite+pysqlite:///{backup}")
        with beside.begin() as target:
            tables.create_all(target)
            copy_rows(connection, target, tables)
        beside.dispose()
        _upgrade(connection)
    return backup


def _upgrade(connection: Connection) -> None:
    from alembic import command

    command.upgrade(settings(connection), REVISION)


def _named(found: str) -> str:
    return f"books-before-{found}-to-{REVISION}.sqlite3"
