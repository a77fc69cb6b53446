"""The outbox: notices written in the transaction that issues, and delivered after it, each until it is or is given up.

A worker claims notices in one transaction, sends them outside any, and finishes in another. A claim lasts a while and no
longer: what a worker that ended had claimed is taken by the next.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import sha256
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Select, bindparam, func, insert, or_, select, update

from verbale.registry import log
from verbale.registry.schema import digest_items, documents, outbox, subscriptions

__all__ = [
    "WAYS",
    "Added",
    "Delivered",
    "NewNotice",
    "Notice",
    "Reason",
    "Way",
    "add",
    "claim",
    "claimants",
    "delivered",
    "next_due",
    "of_document",
    "pending",
    "release",
    "settle",
    "waiting",
    "with_ids",
]

Way = Literal["file", "e-mail", "webhook"]
WAYS: tuple[Way, ...] = ("file", "e-mail", "webhook")
Reason = Literal["rule", "subscription", "digest"]

_LOOK = 500
"""How many waiting notices a claim looks at."""


class NewNotice(msgspec.Struct, frozen=True, kw_only=True):
    """Who is to be told, and how.

    ``member`` is the profile's code ("" for a person who acts for none), ``name`` what it is called in ``language``, in
    which it reads. ``daily`` keeps it for the digest of its ``subscription``.
    """

    member: str
    name: str
    language: str
    address: str | None = None
    way: Way = "file"
    reason: Reason = "rule"
    subscription: int | None = None
    daily: bool = False


class Notice(NewNotice, frozen=True, kw_only=True):
    """A notice in the outbox. ``key`` stays the same however often it is sent: its receiver knows it again by it.

    ``version`` is the language of the version that it tells of. A digest has no ``document`` and no ``case``. ``token``
    is what unsubscribes, known to those who send. ``failed`` is when it was given up.
    """

    key: str
    id: int = 0
    document: int | None = None
    case: int | None = None
    version: str | None = None
    created: str
    due: str = ""
    attempts: int = 0
    delivered: str | None = None
    failed: str | None = None
    path: str | None = None
    sha256: str | None = None
    proof: str | None = None
    token: str | None = None


class Delivered(msgspec.Struct, frozen=True, kw_only=True):
    """The proof of a delivery: the file that was written, relative to the registry's folder, and its hash."""

    key: str
    path: str
    sha256: str


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What was put into the outbox: notices by rule, by subscription, and kept for digests."""

    rule: int = 0
    subscription: int = 0
    digest: int = 0


_columns = (
    outbox.c.key,
    outbox.c.id,
    outbox.c.document_id.label("document"),
    documents.c.case_id.label("case"),
    outbox.c.member,
    outbox.c.name,
    outbox.c.way,
    outbox.c.address,
    outbox.c.language,
    outbox.c.version,
    outbox.c.reason,
    outbox.c.subscription_id.label("subscription"),
    outbox.c.created,
    outbox.c.due,
    outbox.c.attempts,
    outbox.c.delivered,
    outbox.c.failed,
    outbox.c.path,
    outbox.c.sha256,
    outbox.c.proof,
)
_notices = (
    select(*_columns).outerjoin(documents, documents.c.id == outbox.c.document_id).order_by(outbox.c.id)
)
_to_send = _notices.add_columns(subscriptions.c.token).outerjoin(
    subscriptions, subscriptions.c.id == outbox.c.subscription_id
)
_waits = outbox.c.delivered.is_(None) & outbox.c.failed.is_(None)
_finish = (
    update(outbox)
    .where(outbox.c.key == bindparam("of"), outbox.c.delivered.is_(None))
    .values(
        delivered=bindparam("at"),
        path=bindparam("written"),
        sha256=bindparam("hash"),
        attempts=outbox.c.attempts + 1,
    )
)


def add(
    connection: Connection,
    document: int,
    named: str,
    notices: Sequence[NewNotice],
    *,
    at: str,
    version: str | None = None,
) -> Added:
    """Put the notices of an issued version into the outbox, within the caller's transaction.

    ``named`` names the version for good: the keys are made from it. ``version`` is its language.
    """
    now = [notice for notice in notices if not notice.daily]
    daily = {notice.subscription for notice in notices if notice.daily and notice.subscription is not None}
    if now:
        connection.execute(
            insert(outbox),
            [
                {
                    "key": _key(named, notice),
                    "document_id": document,
                    "member": notice.member,
                    "name": notice.name,
                    "way": notice.way,
                    "address": notice.address,
                    "language": notice.language,
                    "version": version,
                    "reason": notice.reason,
                    "subscription_id": notice.subscription,
                    "created": at,
                    "due": at,
                }
                for notice in now
            ],
        )
    if daily:
        connection.execute(
            insert(digest_items),
            [
                {
                    "subscription_id": one,
                    "document_id": document,
                    "version": version or "",
                    "created": at,
                }
                for one in sorted(daily)
            ],
        )
    by_rule = sum(notice.reason == "rule" for notice in now)
    return Added(rule=by_rule, subscription=len(now) - by_rule, digest=len(daily))


def _key(named: str, notice: NewNotice) -> str:
    """The key of a notice: by member alone where it is laid down as a file, else by way and address too."""
    parts = [named, notice.member]
    if notice.way != "file" or notice.reason != "rule":
        parts += [notice.way, notice.address or "", notice.reason]
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


def pending(connection: Connection, *, limit: int, way: Way = "file") -> tuple[Notice, ...]:
    """Notices of a way that wait, oldest first."""
    return _read(connection, _notices.where(_waits, outbox.c.way == way).limit(limit))


def of_document(connection: Connection, document: int) -> tuple[Notice, ...]:
    """All notices of a document, without the digests that tell of it."""
    return _read(connection, _notices.where(outbox.c.document_id == document))


def with_ids(connection: Connection, ids: Collection[int]) -> tuple[Notice, ...]:
    """The notices with these numbers."""
    return _read(connection, _notices.where(outbox.c.id.in_(ids))) if ids else ()


def claim(
    connection: Connection,
    *,
    ways: Collection[Way],
    worker: str,
    at: str,
    until: str,
    limit: int,
    due_by: str | None = None,
) -> tuple[Notice, ...]:
    """Claim notices that are due (``due_by`` a moment, or now), those tried least first, for ``worker`` until ``until``.

    At most one to an address at a time, so that a receiver that hangs holds up nobody else. Other workers pass over
    what is claimed (PostgreSQL: ``FOR UPDATE SKIP LOCKED``).
    """
    held = connection.execute(
        select(outbox.c.way, outbox.c.address).where(_waits, outbox.c.claimed_until >= at)
    )
    taken = {(row.way, row.address) for row in held}
    free = or_(outbox.c.claimed_until.is_(None), outbox.c.claimed_until < at)
    due = _waits & outbox.c.way.in_(ways) & (outbox.c.due <= (due_by or at)) & free
    looked = connection.execute(
        select(outbox.c.id, outbox.c.way, outbox.c.address)
        .where(due)
        .order_by(outbox.c.attempts, outbox.c.id)
        .limit(_LOOK)
    )
    chosen: list[int] = []
    for row in looked:
        if (row.way, row.address) in taken or len(chosen) == limit:
            continue
        taken.add((row.way, row.address))
        chosen.append(row.id)
    if not chosen:
        return ()
    ours = list(
        connection.scalars(
            select(outbox.c.id).where(outbox.c.id.in_(chosen), due).with_for_update(skip_locked=True)
        )
    )
    if not ours:
        return ()
    connection.execute(
        update(outbox).where(outbox.c.id.in_(ours)).values(claimed_by=worker, claimed_until=until)
    )
    return _read(connection, _to_send.where(outbox.c.id.in_(ours)))


def release(connection: Connection, worker: str, *, ids: Collection[int] | None = None) -> int:
    """Give back what a worker had claimed and did not finish; how many."""
    query = update(outbox).where(outbox.c.claimed_by == worker, _waits)
    if ids is not None:
        query = query.where(outbox.c.id.in_(ids))
    return connection.execute(query.values(claimed_by=None, claimed_until=None)).rowcount


def claimants(connection: Connection) -> tuple[str, ...]:
    """The workers that have something claimed."""
    query = select(outbox.c.claimed_by).where(_waits, outbox.c.claimed_by.is_not(None)).distinct()
    return tuple(connection.scalars(query))


def waiting(connection: Connection) -> dict[str, int]:
    """How many notices wait, by way."""
    query = (
        select(outbox.c.way, func.count().label("notices"))
        .where(_waits)
        .group_by(outbox.c.way)
        .order_by(outbox.c.way)
    )
    return {row.way: row.notices for row in connection.execute(query)}


def next_due(connection: Connection, ways: Collection[Way]) -> str | None:
    """When the next waiting notice of these ways is due; None where none waits."""
    query = select(func.min(outbox.c.due)).where(_waits, outbox.c.way.in_(ways))
    return connection.execute(query).scalar()


def delivered(connection: Connection, proofs: Sequence[Delivered], *, who: str) -> tuple[log.Event, ...]:
    """Record notices laid down as files. A document whose last notice by rule this was is circulated: an event."""
    at = log.now()
    connection.execute(
        _finish,
        [{"of": proof.key, "at": at, "written": proof.path, "hash": proof.sha256} for proof in proofs],
    )
    return settle(connection, [proof.key for proof in proofs], who=who, at=at)


def settle(connection: Connection, keys: Sequence[str], *, who: str, at: str) -> tuple[log.Event, ...]:
    """Tell of each document of these notices that everybody entitled has been told by now, or was given up."""
    touched = select(outbox.c.document_id).where(outbox.c.key.in_(keys), outbox.c.reason == "rule", ~_waits)
    done = connection.execute(
        select(documents.c.case_id, func.count().label("notices"), func.count(outbox.c.failed).label("lost"))
        .join(outbox, outbox.c.document_id == documents.c.id)
        .where(documents.c.id.in_(touched), outbox.c.reason == "rule")
        .group_by(documents.c.id, documents.c.case_id)
        .having(func.count(outbox.c.delivered) + func.count(outbox.c.failed) == func.count())
        .order_by(documents.c.id)
    ).all()
    if not done:
        return ()
    happened: list[tuple[log.EventKind, int | None, dict[str, object]]] = []
    for row in done:
        data: dict[str, object] = {"notices": row.notices}
        if row.lost:
            data["undelivered"] = row.lost
        happened.append(("circulated", row.case_id, data))
    return log.append(connection, *happened, who=who, at=at)


def _read(connection: Connection, query: Select[Any]) -> tuple[Notice, ...]:
    return tuple(Notice(**row) for row in connection.execute(query).mappings())
