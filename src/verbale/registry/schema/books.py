"""Documents, their symbols, the series that count, and the log."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    DDL,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
)

from verbale.registry.schema.tables import metadata

__all__ = ["documents", "events", "log_head", "reservations", "series", "symbols"]

documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, ForeignKey("cases.id"), nullable=False, unique=True),
    Column("display", Text, nullable=False),
    Column("slug", String(255), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("language", String(8), nullable=False),
    Column("title", Text),
    Column("date", String(10), nullable=False, index=True),
    Column("distribution", String(20)),
    # The words of the communication, hashed: the same letter in another file has the same.
    Column("fingerprint", String(64), nullable=False, index=True),
    Column("record", LargeBinary, nullable=False),
    Column("record_sha256", String(64), nullable=False),
)

symbols = Table(
    "symbols",
    metadata,
    Column("symbol", String(255), primary_key=True),
    Column("document_id", Integer, ForeignKey("documents.id"), nullable=False, index=True),
    Column("place", Integer, nullable=False),
    Column("series", String(120)),
    Column("number", Integer),
    Column("borne", Boolean, nullable=False),
    UniqueConstraint("series", "number"),
)

series = Table(
    "series",
    metadata,
    Column("key", String(120), primary_key=True),
    Column("last", Integer, nullable=False),
)

reservations = Table(
    "reservations",
    metadata,
    Column("series", String(120), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    # held, free (given back: the series gives it next), used, explained (never used)
    Column("state", String(20), nullable=False, index=True),
    Column("until", String(32)),
    Column("who", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("changed", String(32), nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("case_id", Integer, ForeignKey("cases.id")),
    Column("who", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("before", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Index(None, "case_id", "seq"),
)

log_head = Table(
    "log_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)

APPEND_ONLY: Final = {
    "sqlite": tuple(
        f"CREATE TRIGGER IF NOT EXISTS events_no_{verb.lower()} BEFORE {verb} ON events "
        "BEGIN SELECT RAISE(ABORT, 'events are never changed'); END"
        for verb in ("UPDATE", "DELETE")
    ),
    "postgresql": (
        "CREATE FUNCTION events_stay() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RAISE EXCEPTION 'events are never changed'; END$$",
        *(
            f"CREATE TRIGGER events_no_{verb.lower()} BEFORE {verb} ON events "
            "FOR EACH ROW EXECUTE FUNCTION events_stay()"
            for verb in ("UPDATE", "DELETE")
        ),
    ),
}
"""What keeps the log append-only, against mistakes, by database; the chain of hashes shows the rest."""

for _dialect, _statements in APPEND_ONLY.items():
    for _statement in _statements:
        event.listen(events, "after_create", DDL(_statement).execute_if(dialect=_dialect))  # type: ignore[no-untyped-call]
