"""Rows from one database to another: how a backup is taken from books of either kind, and given back to either."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, Table, func, insert, select, text

__all__ = ["copy_rows", "reflected"]

_AT_ONCE = 500


def reflected(connection: Connection) -> MetaData:
    """The tables that a database has, whatever revision they are of, in words that any database understands.

    Only what holds rows: names, types and keys.
    """
    found, told = MetaData(), MetaData()
    found.reflect(connection)
    for table in found.sorted_tables:
        columns = [
            Column(
                column.name,
                column.type.as_generic(allow_nulltype=True),
                primary_key=column.primary_key,
                autoincrement=False,
            )
            for column in table.columns
        ]
        Table(table.name, told, *columns)
    return told


def copy_rows(source: Connection, target: Connection, tables: MetaData) -> int:
    """Copy all rows of these tables, in the order in which they refer to each other; how many.

    The tables are in both databases, and empty in ``target``. Counters of the target's own go on after the rows.
    """
    copied = 0
    for table in tables.sorted_tables:
        rows = source.execution_options(yield_per=_AT_ONCE).execute(
            select(table).order_by(*table.primary_key)
        )
        # A statement that returns is sent once for many rows, not once a row.
        statement: Any = insert(table)
        if target.dialect.name == "postgresql" and table.primary_key.columns:
            statement = statement.returning(*table.primary_key.columns)
        for some in rows.mappings().partitions(_AT_ONCE):
            target.execute(statement, [dict(row) for row in some])
            copied += len(some)
        if target.dialect.name == "postgresql":
            _go_on_after(target, table)
    return copied


def _go_on_after(connection: Connection, table: Table) -> None:
    for column in table.primary_key.columns:
        if not isinstance(column.type, Integer):
            continue
        named = text("SELECT pg_get_serial_sequence(:table, :column)")
        sequence = connection.execute(named, {"table": table.name, "column": column.name}).scalar()
        highest = connection.execute(select(func.max(column))).scalar()
        if sequence is not None and highest is not None:
            connection.execute(
                text("SELECT setval(CAST(:sequence AS regclass), :highest)"),
                {"sequence": sequence, "highest": highest},
            )
