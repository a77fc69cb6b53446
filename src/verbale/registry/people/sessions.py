"""Sessions: a secret in the browser, its hash in the books, an end that comes by itself."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from typing import Literal

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from verbale.registry.people.tokens import digest
from verbale.registry.schema import sessions

__all__ = [
    "Lengths",
    "Session",
    "Way",
    "begin",
    "confirm",
    "end",
    "end_all",
    "form_key",
    "known",
    "owner",
    "see",
]

Way = Literal["password", "oidc"]
_SEEN_EVERY = timedelta(minutes=1)


class Lengths(msgspec.Struct, frozen=True):
    """How long a session lasts without a request, and in any case."""

    idle: timedelta = timedelta(minutes=60)
    whole: timedelta = timedelta(hours=12)


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A session of a person: how they signed in, and when they showed last who they are."""

    id: int
    person: int
    way: Way
    began: datetime
    confirmed: datetime
    seen: datetime
    expires: datetime

    def stale(self, now: datetime) -> bool:
        """Whether it is time to note that it is in use; not each time, since that is a write."""
        return self.seen + _SEEN_EVERY < now


def begin(connection: Connection, person: int, way: Way, lengths: Lengths, now: datetime) -> str:
    """A new session; the secret that the browser keeps. Sessions that are over are forgotten."""
    connection.execute(delete(sessions).where(sessions.c.expires <= _text(now)))
    secret = secrets.token_urlsafe(32)
    connection.execute(
        insert(sessions).values(
            person_id=person,
            hash=digest(secret),
            way=way,
            began=_text(now),
            confirmed=_text(now),
            seen=_text(now),
            expires=_text(min(now + lengths.idle, now + lengths.whole)),
        )
    )
    return secret


def known(connection: Connection, secret: str, now: datetime) -> Session | None:
    """The session that this secret opens, if it is not over."""
    row = connection.execute(select(sessions).where(sessions.c.hash == digest(secret))).first()
    if row is None or row.expires <= _text(now):
        return None
    return Session(
        id=row.id,
        person=row.person_id,
        way=row.way,
        began=datetime.fromisoformat(row.began),
        confirmed=datetime.fromisoformat(row.confirmed),
        seen=datetime.fromisoformat(row.seen),
        expires=datetime.fromisoformat(row.expires),
    )


def see(connection: Connection, session: Session, lengths: Lengths, now: datetime) -> None:
    """Note that a session is in use: its end moves on, but never past its whole length."""
    expires = min(now + lengths.idle, session.began + lengths.whole)
    connection.execute(
        update(sessions).where(sessions.c.id == session.id).values(seen=_text(now), expires=_text(expires))
    )


def confirm(connection: Connection, session: int, now: datetime) -> str:
    """The person showed again who they are. The session goes on under a new secret, and the old one is good for nothing."""
    secret = secrets.token_urlsafe(32)
    connection.execute(
        update(sessions).where(sessions.c.id == session).values(hash=digest(secret), confirmed=_text(now))
    )
    return secret


def owner(connection: Connection, session: int) -> int | None:
    """Whose session this is, if there is one."""
    found: int | None = connection.execute(
        select(sessions.c.person_id).where(sessions.c.id == session)
    ).scalar()
    return found


def end(connection: Connection, session: int) -> None:
    """Sign out."""
    connection.execute(delete(sessions).where(sessions.c.id == session))


def end_all(connection: Connection, person: int) -> None:
    """End every session of a person."""
    connection.execute(delete(sessions).where(sessions.c.person_id == person))


def form_key(secret: str) -> str:
    """What a form of this session must hold, so that no other site can send it."""
    return hmac.new(secret.encode(), b"form", "sha256").hexdigest()


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")
