"""Who must still be told, and who was."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
)

from verbale.registry.schema.tables import metadata

__all__ = ["outbox"]

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
