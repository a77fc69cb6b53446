"""The books as tables: one schema for SQLite and PostgreSQL.

What happened stands in ``events``; the other tables are what the events say, kept so that it can be looked up.
Times are UTC in ISO 8601 with microseconds, dates ISO 8601, both as text: what is hashed is what is stored.
"""

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
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
)

__all__ = [
    "KNOWN_REVISIONS",
    "REVISION",
    "cases",
    "documents",
    "events",
    "files",
    "log_head",
    "metadata",
    "outbox",
    "series",
    "symbols",
    "versions",
]

REVISION: Final = "0001"
"""The revision of the schema that this code writes; the newest in ``migrations/versions``."""

KNOWN_REVISIONS: Final = ("0001",)
"""Every revision that this code can take forward, oldest first."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

cases = Table(
    "cases",
    metadata,
    Column("id", Integer, primary_key=True),
    # The content hash of the file, with "#2" and so on behind it where the same file was taken in again on purpose.
    Column("intake_key", String(80), nullable=False, unique=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("media_type", String(120), nullable=False),
    Column("size", Integer, nullable=False),
    Column("received", String(32), nullable=False),
)

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

versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", Integer, ForeignKey("documents.id"), nullable=False),
    Column("language", String(8), nullable=False),
    Column("job_number", String(40)),
    Column("issued", String(32), nullable=False, index=True),
    UniqueConstraint("document_id", "language"),
)

files = Table(
    "files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version_id", Integer, ForeignKey("versions.id"), nullable=False, index=True),
    Column("format", String(20), nullable=False),
    Column("media_type", String(120), nullable=False),
    Column("path", Text, nullable=False, unique=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("size", Integer, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("document_id", Integer, ForeignKey("documents.id"), nullable=False, index=True),
    Column("member", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("address", Text),
    Column("language", String(8), nullable=False),
    Column("created", String(32), nullable=False),
    Column("delivered", String(32), index=True),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("path", Text),
    Column("sha256", String(64)),
)

APPEND_ONLY: Final = tuple(
    f"CREATE TRIGGER IF NOT EXISTS events_no_{verb.lower()} BEFORE {verb} ON events "
    "BEGIN SELECT RAISE(ABORT, 'events are never changed'); END"
    for verb in ("UPDATE", "DELETE")
)
"""What keeps the log append-only in SQLite, against mistakes; the chain of hashes shows the rest."""

for _statement in APPEND_ONLY:
    event.listen(events, "after_create", DDL(_statement).execute_if(dialect="sqlite"))  # type: ignore[no-untyped-call]
