"""Many rows in one statement, on either database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert

__all__ = ["add_rows"]


def add_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, all with the same columns."""
    statement: Any = insert(table)
    if connection.dialect.name == "postgresql" and table.primary_key.columns and len(rows) > 1:
        # A statement that returns something is sent once for many rows, and once a row otherwise.
        statement = statement.returning(*table.primary_key.columns)
    if rows:
        connection.execute(statement, rows)
