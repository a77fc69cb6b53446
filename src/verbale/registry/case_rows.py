"""Cases as the books hold them, and what waits for a second person."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, bindparam, select

from verbale.errors import NoSuchCase
from verbale.registry import log
from verbale.registry.flow import Request
from verbale.registry.schema import cases, confirmations, documents

__all__ = ["Case", "Taken", "get", "listing", "no_such", "requests", "waiting_of"]


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A case: ``symbol`` once it has one; ``reason`` of its last return or withdrawal; ``waiting`` is what a second person
    must confirm."""

    id: int
    state: log.CaseState
    file: str
    media_type: str
    sha256: str
    size: int
    received: str
    changed: str
    door: str
    source: str | None = None
    member: str | None = None
    title: str | None = None
    distribution: str | None = None
    reason: str | None = None
    symbol: str | None = None
    waiting: Request | None = None


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What came of taking a file in: ``new`` is false where it, or its source's key, is in the books already."""

    case: Case
    new: bool


_columns = (
    cases.c.id,
    cases.c.state,
    cases.c.name,
    cases.c.media_type,
    cases.c.sha256,
    cases.c.size,
    cases.c.received,
    cases.c.changed,
    cases.c.door,
    cases.c.source_key,
    cases.c.member,
    cases.c.title,
    cases.c.distribution,
    cases.c.reason,
    documents.c.display,
)
_cases = select(*_columns).outerjoin(documents, documents.c.case_id == cases.c.id)
_one = _cases.where(cases.c.id == bindparam("of"))
_with_record = _one.add_columns(cases.c.record)
_requests = select(
    confirmations.c.id,
    confirmations.c.case_id.label("case"),
    confirmations.c.what,
    confirmations.c.language,
    confirmations.c.reason,
    confirmations.c.asked,
    confirmations.c.asked_by,
    confirmations.c.settled,
    confirmations.c.settled_by,
    confirmations.c.outcome,
)


_Row = Row[*tuple[Any, ...]]


def get(connection: Connection, case: int) -> Case:
    """The case with this number. Raises NoSuchCase."""
    row = connection.execute(_one, {"of": case}).first()
    if row is None:
        raise no_such(case)
    return _case(row, waiting_of(connection, case).get(case))


def with_record(connection: Connection, case: int) -> tuple[Case, bytes | None]:
    """The case with this number, in one look, and its document before it has symbols; not what waits for a second person.

    Raises NoSuchCase.
    """
    row = connection.execute(_with_record, {"of": case}).first()
    if row is None:
        raise no_such(case)
    return _case(row, None), row.record


def no_such(case: int) -> NoSuchCase:
    """The error that says that there is no such case."""
    return NoSuchCase(f"there is no case {case} in these books", fix="See them with: verbale case list")


def waiting_of(connection: Connection, case: int | None = None) -> dict[int, Request]:
    """What waits for a second person, by case: of one, or of all."""
    query = _requests.where(confirmations.c.waiting.is_not(None))
    if case is not None:
        query = query.where(confirmations.c.waiting == case)
    return {row.case: _request(row) for row in connection.execute(query)}


def _request(row: _Row) -> Request:
    return msgspec.convert(row, Request, from_attributes=True)


def _case(row: _Row, waiting: Request | None) -> Case:
    return Case(
        id=row.id,
        state=row.state,
        file=row.name,
        media_type=row.media_type,
        sha256=row.sha256,
        size=row.size,
        received=row.received,
        changed=row.changed,
        door=row.door,
        source=row.source_key,
        member=row.member,
        title=row.title,
        distribution=row.distribution,
        reason=row.reason,
        symbol=row.display,
        waiting=waiting,
    )


def listing(
    connection: Connection,
    *,
    state: log.CaseState | None = None,
    member: str | None = None,
    door: str | None = None,
    before: int | None = None,
    where: ColumnElement[bool] | None = None,
    limit: int | None = None,
) -> tuple[Case, ...]:
    """Cases, newest first (see ``Cases.listing``)."""
    query = _cases.order_by(cases.c.id.desc())
    if where is not None:
        query = query.where(where)
    for column, wanted in ((cases.c.state, state), (cases.c.member, member), (cases.c.door, door)):
        if wanted is not None:
            query = query.where(column == wanted)
    if before is not None:
        query = query.where(cases.c.id < before)
    if limit is not None:
        query = query.limit(limit)
    rows = connection.execute(query).all()
    waiting = waiting_of(connection)
    return tuple(_case(row, waiting.get(row.id)) for row in rows)


def requests(connection: Connection, case: int | None = None, *, waiting: bool = True) -> tuple[Request, ...]:
    """What was asked of a second person, oldest first: of a case, or of all; what waits, or all."""
    query = _requests.order_by(confirmations.c.id)
    if case is not None:
        query = query.where(confirmations.c.case_id == case)
    if waiting:
        query = query.where(confirmations.c.waiting.is_not(None))
    return tuple(_request(row) for row in connection.execute(query))
