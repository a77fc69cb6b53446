"""Who is told, how, and what came of it: addresses, subscriptions, the outbox and each attempt to deliver."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from verbale.registry.schema.tables import metadata

__all__ = ["addresses", "attempts", "digest_items", "outbox", "subscriptions"]

addresses = Table(
    "addresses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("member", String(40), nullable=False, index=True),
    Column("way", String(20), nullable=False),
    Column("address", Text, nullable=False),
    Column("language", String(8)),
    Column("secret", Text),
    Column("added", String(32), nullable=False),
    UniqueConstraint("member", "way", "address"),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", String(255), nullable=False, index=True),
    # The member for which the person acts: documents that are not public reach only those entitled.
    Column("member", String(40)),
    Column("way", String(20), nullable=False),
    Column("address", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("query", Text, nullable=False),
    Column("often", String(20), nullable=False),
    Column("token", String(64), nullable=False, unique=True),
    Column("secret", Text),
    Column("added", String(32), nullable=False),
    Column("ended", String(32), index=True),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    # None in a digest, which tells of several.
    Column("document_id", Integer, ForeignKey("documents.id"), index=True),
    Column("member", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("way", String(20), nullable=False, server_default="file"),
    Column("address", Text),
    Column("language", String(8), nullable=False),
    Column("version", String(8)),
    Column("reason", String(20), nullable=False, server_default="rule"),
    Column("subscription_id", Integer, ForeignKey("subscriptions.id"), index=True),
    Column("created", String(32), nullable=False),
    Column("due", String(32), nullable=False, server_default=""),
    Column("claimed_by", String(120)),
    Column("claimed_until", String(32)),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("delivered", String(32)),
    Column("failed", String(32)),
    Column("path", Text),
    Column("sha256", String(64)),
    Column("proof", Text),
    Index(None, "delivered", "failed", "way", "due"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("outbox_id", Integer, ForeignKey("outbox.id"), nullable=False, index=True),
    Column("at", String(32), nullable=False),
    Column("milliseconds", Integer, nullable=False),
    Column("worker", String(120), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("told", Text, nullable=False),
)

digest_items = Table(
    "digest_items",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subscription_id", Integer, ForeignKey("subscriptions.id"), nullable=False),
    Column("document_id", Integer, ForeignKey("documents.id"), nullable=False, index=True),
    Column("version", String(8), nullable=False),
    Column("created", String(32), nullable=False),
    # The digest that told it, once one did.
    Column("outbox_id", Integer, ForeignKey("outbox.id"), index=True),
    UniqueConstraint("subscription_id", "document_id", "version"),
)
