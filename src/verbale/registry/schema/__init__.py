"""The books as tables: one schema for SQLite and PostgreSQL.

What happened stands in ``events``; the other tables are what the events say, kept so that it can be looked up.
Times are UTC in ISO 8601 with microseconds, dates ISO 8601, both as text: what is hashed is what is stored.
"""

from __future__ import annotations

from typing import Final

from verbale.registry.schema.books import documents, events, log_head, reservations, series, symbols
from verbale.registry.schema.cases import (
    cases,
    confirmations,
    files,
    former_files,
    relations,
    version_work,
    versions,
)
from verbale.registry.schema.people import (
    answers,
    guesses,
    identities,
    people,
    roles,
    sessions,
    sign_ins,
    tokens,
)
from verbale.registry.schema.post import addresses, attempts, digest_items, outbox, subscriptions
from verbale.registry.schema.tables import metadata

__all__ = [
    "KNOWN_REVISIONS",
    "REVISION",
    "addresses",
    "answers",
    "attempts",
    "cases",
    "confirmations",
    "digest_items",
    "documents",
    "events",
    "files",
    "former_files",
    "guesses",
    "identities",
    "log_head",
    "metadata",
    "outbox",
    "people",
    "relations",
    "reservations",
    "roles",
    "series",
    "sessions",
    "sign_ins",
    "subscriptions",
    "symbols",
    "tokens",
    "version_work",
    "versions",
]

REVISION: Final = "0002"
"""The revision of the schema that this code writes; the newest in ``migrations/versions``."""

KNOWN_REVISIONS: Final = ("0001", "0002")
"""Every revision that this code can take forward, oldest first."""
