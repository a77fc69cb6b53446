"""Subscriptions: who wants to be told of what, at once or once a day. What is a query of the catalogue."""

from __future__ import annotations

import secrets
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

from verbale.document import Language
from verbale.errors import Place, RegistryError
from verbale.registry import log
from verbale.registry.addresses import checked
from verbale.registry.outbox import Way
from verbale.registry.schema import outbox, subscriptions

__all__ = [
    "OFTEN",
    "Often",
    "Subscription",
    "add",
    "by_token",
    "end",
    "end_by_token",
    "end_digest_by_token",
    "listing",
]

Often = Literal["at-once", "daily"]
OFTEN: tuple[Often, ...] = ("at-once", "daily")


class Subscription(msgspec.Struct, frozen=True, kw_only=True):
    """A subscription of ``person``, who acts for ``member``, if for one; an empty query stands for every document.

    ``token`` is in the link that ends it, which needs no sign-in.
    """

    id: int
    person: str
    member: str | None
    way: Way
    address: str
    language: Language
    query: str
    often: Often
    token: str
    added: str
    ended: str | None = None


def add(
    connection: Connection,
    *,
    person: str,
    member: str | None,
    way: Way,
    address: str,
    language: Language,
    query: str,
    often: Often,
    secret: str | None,
    who: str,
) -> Subscription:
    """Keep a subscription; the same again is the one there is. The event names no address.

    Raises RegistryError where the address cannot be one, or a webhook is to get a digest.
    """
    text = checked(way, address)
    owner = checked("e-mail", person)
    if way == "webhook" and often == "daily":
        raise RegistryError(
            "a webhook is told at once", where=Place(field="often"), fix="Leave out --daily, or use e-mail"
        )
    wanted: dict[str, object] = {
        "person": owner,
        "member": member,
        "way": way,
        "address": text,
        "language": language,
        "query": query,
        "often": often,
    }
    same = select(subscriptions).where(
        subscriptions.c.ended.is_(None),
        *(
            subscriptions.c[name].is_(None) if value is None else subscriptions.c[name] == value
            for name, value in wanted.items()
        ),
    )
    if held := connection.execute(same).first():
        return _subscription(held)
    row = {**wanted, "token": secrets.token_hex(20), "secret": secret, "added": log.now()}
    made = connection.execute(insert(subscriptions).returning(subscriptions), row).one()
    data: dict[str, object] = {"id": made.id, "way": way, "often": often, "query": query}
    log.append(connection, ("subscribed", None, data), who=who)
    return _subscription(made)


def listing(
    connection: Connection, person: str | None = None, *, ended: bool = False
) -> tuple[Subscription, ...]:
    """The subscriptions of a person, or of all; with ``ended`` also those that ended."""
    query = select(subscriptions).order_by(subscriptions.c.id)
    if person is not None:
        query = query.where(subscriptions.c.person == person)
    if not ended:
        query = query.where(subscriptions.c.ended.is_(None))
    return tuple(_subscription(row) for row in connection.execute(query))


def by_token(connection: Connection, token: str) -> Subscription | None:
    """The subscription with this token, ended or not."""
    row = connection.execute(select(subscriptions).where(subscriptions.c.token == token)).first()
    return _subscription(row) if row is not None else None


def end(connection: Connection, number: int, *, who: str) -> Subscription:
    """End a subscription; nothing more is sent by it, what waits included. Ending it again changes nothing.

    Raises RegistryError where there is none.
    """
    row = connection.execute(select(subscriptions).where(subscriptions.c.id == number)).first()
    if row is None:
        raise RegistryError(f"there is no subscription {number}", fix="See: verbale subscriptions")
    if row.ended is not None:
        return _subscription(row)
    at = log.now()
    query = update(subscriptions).where(subscriptions.c.id == number).values(ended=at)
    ended = connection.execute(query.returning(subscriptions)).one()
    waits = outbox.c.delivered.is_(None) & outbox.c.failed.is_(None)
    connection.execute(
        update(outbox)
        .where(outbox.c.subscription_id == number, waits)
        .values(failed=at, proof="unsubscribed", claimed_by=None, claimed_until=None)
    )
    log.append(connection, ("unsubscribed", None, {"id": number}), who=who, at=at)
    return _subscription(ended)


def end_by_token(connection: Connection, token: str) -> Subscription | None:
    """End the subscription with this token; None where no subscription has it. Needs no sign-in: the token is the right."""
    found = by_token(connection, token)
    return end(connection, found.id, who=found.person) if found is not None else None


def end_digest_by_token(connection: Connection, token: str) -> int:
    """End the daily subscriptions that come in one digest with the one that has this token; how many. As above."""
    found = by_token(connection, token)
    if found is None:
        return 0
    together = [
        one
        for one in listing(connection, found.person)
        if (one.often, one.address, one.language) == ("daily", found.address, found.language)
    ]
    for one in together:
        end(connection, one.id, who=found.person)
    return len(together)


def _subscription(row: Row[Any]) -> Subscription:
    return msgspec.convert(row, Subscription, from_attributes=True)
