"""The outbox: notices written in the transaction that issues, and delivered after it, each until it is."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, bindparam, func, insert, select, update

from verbale.registry import log
from verbale.registry.schema import documents, outbox

__all__ = ["Delivered", "NewNotice", "Notice", "add", "delivered", "of_document", "pending"]


class NewNotice(msgspec.Struct, frozen=True, kw_only=True):
    """Who is to be told: ``member`` is the profile's code, ``name`` what it is called in ``language``, in which it reads."""

    member: str
    name: str
    language: str
    address: str | None = None


class Notice(NewNotice, frozen=True, kw_only=True):
    """A notice in the outbox. ``key`` stays the same however often it is sent: its receiver knows it again by it."""

    key: str
    document: int
    case: int
    created: str
    delivered: str | None = None
    path: str | None = None
    sha256: str | None = None


class Delivered(msgspec.Struct, frozen=True, kw_only=True):
    """The proof of a delivery: the file that was written, relative to the registry's folder, and its hash."""

    key: str
    path: str
    sha256: str


_columns = (
    outbox.c.key,
    outbox.c.document_id.label("document"),
    documents.c.case_id.label("case"),
    outbox.c.member,
    outbox.c.name,
    outbox.c.address,
    outbox.c.language,
    outbox.c.created,
    outbox.c.delivered,
    outbox.c.path,
    outbox.c.sha256,
)
_notices = select(*_columns).join(documents, documents.c.id == outbox.c.document_id).order_by(outbox.c.id)
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
    connection: Connection, document: int, version: str, notices: Sequence[NewNotice], *, at: str
) -> None:
    """Put the notices of an issued version (named by ``version``) into the outbox, within the caller's transaction."""
    if not notices:
        return
    connection.execute(
        insert(outbox),
        [
            {
                "key": sha256(f"{version}\n{notice.member}".encode()).hexdigest()[:32],
                "document_id": document,
                "member": notice.member,
                "name": notice.name,
                "address": notice.address,
                "language": notice.language,
                "created": at,
            }
            for notice in notices
        ],
    )


def pending(connection: Connection, *, limit: int) -> tuple[Notice, ...]:
    """Notices that are not delivered yet, oldest first."""
    return _read(connection, _notices.where(outbox.c.delivered.is_(None)).limit(limit))


def of_document(connection: Connection, document: int) -> tuple[Notice, ...]:
    """All notices of a document."""
    return _read(connection, _notices.where(outbox.c.document_id == document))


def delivered(connection: Connection, proofs: Sequence[Delivered], *, who: str) -> tuple[log.Event, ...]:
    """Record deliveries. A document whose last notice this was is circulated: that is an event."""
    at = log.now()
    connection.execute(
        _finish,
        [{"of": proof.key, "at": at, "written": proof.path, "hash": proof.sha256} for proof in proofs],
    )
    touched = select(outbox.c.document_id).where(outbox.c.key.in_([proof.key for proof in proofs]))
    done = connection.execute(
        select(documents.c.case_id, func.count())
        .join(outbox, outbox.c.document_id == documents.c.id)
        .where(documents.c.id.in_(touched))
        .group_by(documents.c.id, documents.c.case_id)
        .having(func.count(outbox.c.delivered) == func.count())
        .order_by(documents.c.id)
    ).all()
    if not done:
        return ()
    return log.append(
        connection, *(("circulated", case, {"notices": count}) for case, count in done), who=who, at=at
    )


def _read(connection: Connection, query: Select[Any]) -> tuple[Notice, ...]:
    return tuple(msgspec.convert(row, Notice, from_attributes=True) for row in connection.execute(query))
