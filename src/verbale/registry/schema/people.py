"""The people who work with the books, how they sign in, and what is remembered of their requests."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from verbale.registry.schema.tables import metadata

__all__ = ["answers", "guesses", "identities", "people", "roles", "sessions", "sign_ins", "tokens"]

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    # The address by which a person signs in and stands in the log, folded to small letters.
    Column("email", String(254), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("language", String(8), nullable=False),
    # The code of the member whose mission the person is of.
    Column("member", String(40), index=True),
    Column("status", String(20), nullable=False),
    # Argon2, with its parameters and its salt.
    Column("password", Text),
    Column("added", String(32), nullable=False),
    Column("changed", String(32), nullable=False),
)

roles = Table(
    "roles",
    metadata,
    Column("person_id", Integer, ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("role", String(40), primary_key=True),
)

identities = Table(
    "identities",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("issuer", Text, nullable=False),
    Column("subject", String(255), nullable=False),
    Column("linked", String(32), nullable=False),
    UniqueConstraint("issuer", "subject"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("name", String(120), nullable=False),
    # The SHA-256 of the token; the token itself is nowhere.
    Column("hash", String(64), nullable=False, unique=True),
    # What it may be used for, with spaces between.
    Column("scopes", Text, nullable=False),
    Column("made", String(32), nullable=False),
    Column("expires", String(32), nullable=False),
    Column("used", String(32)),
    Column("revoked", String(32)),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("way", String(20), nullable=False),
    Column("began", String(32), nullable=False),
    # When the person showed last who they are, and when the session was used last.
    Column("confirmed", String(32), nullable=False),
    Column("seen", String(32), nullable=False),
    Column("expires", String(32), nullable=False, index=True),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    # The SHA-256 of the state that was sent to the provider; the row goes when it comes back.
    Column("state", String(64), primary_key=True),
    Column("browser", String(64), nullable=False),
    Column("nonce", String(120), nullable=False),
    Column("verifier", String(128), nullable=False),
    Column("onward", Text, nullable=False),
    # The session that is confirmed by it, if it is not a new one.
    Column("session_id", Integer),
    Column("expires", String(32), nullable=False, index=True),
)

guesses = Table(
    "guesses",
    metadata,
    # "account …" or "address …", hashed: who tried what is nobody's business later.
    Column("key", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("since", String(32), nullable=False),
    Column("until", String(32), index=True),
)

answers = Table(
    "answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
    # What the program called its request (Idempotency-Key), and the SHA-256 of the request.
    Column("key", String(255), nullable=False),
    Column("request", String(64), nullable=False),
    Column("status", Integer),
    Column("headers", Text),
    Column("body", LargeBinary),
    Column("at", String(32), nullable=False, index=True),
    UniqueConstraint("person_id", "key"),
)
