"""Tokens for programs: shown once, kept as a hash, good for what they were made for and for so long."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

from verbale.errors import Place, RegistryError
from verbale.registry.people.permissions import scopes as known_scopes
from verbale.registry.schema import tokens

__all__ = ["PREFIX", "NewToken", "Token", "digest", "known", "make", "of_person", "one", "revoke"]

PREFIX: Final = "verbale_"
"""What every token begins with, so that programs that look for lost secrets know it."""

_USED_EVERY = timedelta(minutes=10)


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """A token, without itself."""

    id: int
    person: int
    name: str
    scopes: tuple[str, ...]
    made: str
    expires: str
    used: str | None = None
    revoked: str | None = None


class NewToken(msgspec.Struct, frozen=True, kw_only=True):
    """A token that was made: ``secret`` is shown this once."""

    token: Token
    secret: str


def digest(secret: str) -> str:
    """What is kept of a secret of 256 bits: its SHA-256."""
    return sha256(secret.encode()).hexdigest()


def make(
    connection: Connection, person: int, name: str, scopes: Iterable[str], *, days: int, now: datetime
) -> NewToken:
    """A new token of a person.

    Raises RegistryError where a scope does not exist, or the name is empty.
    """
    chosen = tuple(scope for scope in known_scopes() if scope in set(scopes))
    strange = sorted(set(scopes) - set(chosen))
    if strange or not chosen:
        raise RegistryError(
            f"no such scope: {strange[0]}" if strange else "a token must be for something",
            where=Place(field="scopes"),
            fix=f"Choose of {', '.join(known_scopes())}",
        )
    if not name.strip() or len(name) > 120:
        raise RegistryError(
            "a token needs a name of at most 120 characters",
            where=Place(field="name"),
            fix="Say what uses it",
        )
    secret = PREFIX + secrets.token_urlsafe(32)
    values = {
        "person_id": person,
        "name": name.strip(),
        "hash": digest(secret),
        "scopes": " ".join(chosen),
        "made": _text(now),
        "expires": _text(now + timedelta(days=days)),
    }
    row = connection.execute(insert(tokens).values(**values).returning(*tokens.c)).one()
    return NewToken(token=_token(row), secret=secret)


def known(connection: Connection, secret: str, now: datetime) -> Token | None:
    """The token that this is, if it is good now."""
    row = connection.execute(select(tokens).where(tokens.c.hash == digest(secret))).first()
    if row is None or row.revoked is not None or row.expires <= _text(now):
        return None
    return _token(row)


def used_lately(token: Token, now: datetime) -> bool:
    """Whether it is noted already that the token is in use; it is noted now and then, not each time."""
    return token.used is not None and token.used > _text(now - _USED_EVERY)


def use(connection: Connection, token: int, now: datetime) -> None:
    """Note that a token was used."""
    connection.execute(update(tokens).where(tokens.c.id == token).values(used=_text(now)))


def of_person(connection: Connection, person: int | None) -> tuple[Token, ...]:
    """The tokens of a person, or all, newest first."""
    query = select(tokens).order_by(tokens.c.id.desc())
    if person is not None:
        query = query.where(tokens.c.person_id == person)
    return tuple(_token(row) for row in connection.execute(query))


def one(connection: Connection, token: int) -> Token | None:
    """The token with this number, or None."""
    row = connection.execute(select(tokens).where(tokens.c.id == token)).first()
    return _token(row) if row else None


def revoke(connection: Connection, token: int, now: datetime) -> None:
    """Let a token be good for nothing any more."""
    connection.execute(
        update(tokens).where(tokens.c.id == token, tokens.c.revoked.is_(None)).values(revoked=_text(now))
    )


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")


def _token(row: Row[Any]) -> Token:
    return Token(
        id=row.id,
        person=row.person_id,
        name=row.name,
        scopes=tuple(row.scopes.split()),
        made=row.made,
        expires=row.expires,
        used=row.used,
        revoked=row.revoked,
    )
