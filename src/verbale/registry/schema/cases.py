"""Cases, the language versions of documents, and their files."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from verbale.registry.schema.tables import metadata

__all__ = ["cases", "files", "versions"]

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
