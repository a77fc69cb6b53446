"""Cases, what is asked of a second person, how documents change others, and the language versions with their files."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from verbale.registry.schema.tables import metadata

__all__ = ["cases", "confirmations", "files", "former_files", "relations", "version_work", "versions"]

cases = Table(
    "cases",
    metadata,
    Column("id", Integer, primary_key=True),
    # The content hash of the file, with "#2" and so on behind it where the same file was taken in again on purpose.
    Column("intake_key", String(80), nullable=False, unique=True),
    # What its sender calls it: the identifier of a message, the key of a request.
    Column("source_key", String(255), unique=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("media_type", String(120), nullable=False),
    Column("size", Integer, nullable=False),
    Column("received", String(32), nullable=False),
    # What the last of its events that moved it says (see ``log.STATES``); ``changed`` is when.
    Column("state", String(20), nullable=False, server_default="received", index=True),
    Column("changed", String(32), nullable=False, server_default=""),
    Column("door", String(20), nullable=False, server_default="command"),
    Column("member", String(8), index=True),
    Column("distribution", String(20)),
    Column("title", Text),
    # The document as read or corrected, until it is registered; then the document's own record counts.
    Column("record", LargeBinary),
    # Why it was returned or withdrawn.
    Column("reason", Text),
)

former_files = Table(
    "former_files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, ForeignKey("cases.id"), nullable=False, index=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("media_type", String(120), nullable=False),
    Column("size", Integer, nullable=False),
    Column("received", String(32), nullable=False),
    Column("replaced", String(32), nullable=False),
)

confirmations = Table(
    "confirmations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, ForeignKey("cases.id"), nullable=False, index=True),
    # The case as long as the request waits, and nothing after: one case has one request at a time.
    Column("waiting", Integer, unique=True),
    Column("what", String(20), nullable=False),
    Column("language", String(8)),
    Column("reason", Text, nullable=False),
    Column("record", LargeBinary),
    Column("asked", String(32), nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("settled", String(32)),
    Column("settled_by", Text),
    Column("outcome", String(20)),
)

relations = Table(
    "relations",
    metadata,
    Column("document_id", Integer, ForeignKey("documents.id"), primary_key=True, autoincrement=False),
    Column("parent_id", Integer, ForeignKey("documents.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    # The languages that a corrigendum concerns, separated by spaces; empty where it concerns all.
    Column("languages", String(40), nullable=False, server_default=""),
)

version_work = Table(
    "version_work",
    metadata,
    Column("document_id", Integer, ForeignKey("documents.id"), primary_key=True, autoincrement=False),
    Column("language", String(8), primary_key=True),
    # "in translation" or "ready"; a version without a row is not begun, one with a row in ``versions`` is issued.
    Column("status", String(20), nullable=False),
    Column("due", String(10), index=True),
    Column("record", LargeBinary),
    Column("changed", String(32), nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", Integer, ForeignKey("documents.id"), nullable=False),
    Column("language", String(8), nullable=False),
    # How often it was issued again under the same symbol: 0 is the first issue.
    Column("reissue", Integer, nullable=False, server_default="0"),
    Column("job_number", String(40)),
    Column("issued", String(32), nullable=False, index=True),
    UniqueConstraint("document_id", "language", "reissue"),
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
