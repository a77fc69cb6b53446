"""The daily digest: what matched daily subscriptions, gathered into one notice for each reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, insert, select, update

from verbale.registry import log
from verbale.registry.schema import digest_items, documents, outbox, subscriptions

__all__ = ["Item", "Made", "items", "make", "waiting"]


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What was gathered: digests put into the outbox, and the documents that they tell of."""

    digests: int
    documents: int


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A document in a digest: its case, the language of the version, and the subscription that it matched."""

    case: int
    version: str
    subscription: int
    query: str


def waiting(connection: Connection, *, before: str) -> int:
    """How many digests would be made of what was issued before a moment."""
    rows = connection.execute(
        _due(before).with_only_columns(
            subscriptions.c.person, subscriptions.c.address, subscriptions.c.language
        )
    )
    return len({tuple(row) for row in rows})


def make(connection: Connection, *, before: str, who: str) -> Made:
    """Put a digest into the outbox for each reader, of what was issued before a moment and was in no digest yet.

    One reader is one person with one address and one language, however many subscriptions matched.
    """
    log.head(connection)  # holds the log, so that two that gather at once come one after the other
    found: defaultdict[tuple[str, str, str], list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(_due(before)):
        found[row.person, row.address, row.language].append(row)
    at = log.now()
    told: set[int] = set()
    for (person, address, language), rows in found.items():
        numbers = [row.id for row in rows]
        key = sha256(f"digest\n{person}\n{address}\n{language}\n{max(numbers)}".encode()).hexdigest()[:32]
        notice = {
            "key": key,
            "document_id": None,
            "member": rows[0].member or "",
            "name": person,
            "way": "e-mail",
            "address": address,
            "language": language,
            "reason": "digest",
            "subscription_id": rows[0].subscription_id,
            "created": at,
            "due": at,
        }
        number = connection.execute(insert(outbox).returning(outbox.c.id), notice).scalar_one()
        connection.execute(
            update(digest_items).where(digest_items.c.id.in_(numbers)).values(outbox_id=number)
        )
        told.update(row.document_id for row in rows)
    if found:
        data: dict[str, object] = {"digests": len(found), "documents": len(told)}
        log.append(connection, ("digested", None, data), who=who, at=at)
    return Made(digests=len(found), documents=len(told))


def items(connection: Connection, notice: int) -> Sequence[Item]:
    """The documents that a digest tells of, by subscription and in the order of their issue."""
    rows = connection.execute(
        select(
            documents.c.case_id, digest_items.c.version, digest_items.c.subscription_id, subscriptions.c.query
        )
        .join(documents, documents.c.id == digest_items.c.document_id)
        .join(subscriptions, subscriptions.c.id == digest_items.c.subscription_id)
        .where(digest_items.c.outbox_id == notice)
        .order_by(digest_items.c.subscription_id, digest_items.c.id)
    )
    return [
        Item(case=row.case_id, version=row.version, subscription=row.subscription_id, query=row.query)
        for row in rows
    ]


def _due(before: str) -> Select[Any]:
    return (
        select(
            digest_items.c.id,
            digest_items.c.document_id,
            digest_items.c.subscription_id,
            subscriptions.c.person,
            subscriptions.c.address,
            subscriptions.c.language,
            subscriptions.c.member,
        )
        .join(subscriptions, subscriptions.c.id == digest_items.c.subscription_id)
        .where(
            digest_items.c.outbox_id.is_(None),
            digest_items.c.created < before,
            subscriptions.c.ended.is_(None),
        )
        .order_by(digest_items.c.id)
    )
