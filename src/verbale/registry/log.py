"""The log: what happened, in order, never changed. Each event holds the hash of the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final, Literal

import msgspec
from sqlalchemy import Connection, Row, bindparam, insert, select, update

from verbale.registry.rows import add_rows
from verbale.registry.schema import cases, events, log_head

__all__ = [
    "STATES",
    "CaseState",
    "Event",
    "EventKind",
    "Finding",
    "Happened",
    "append",
    "append_all",
    "head",
    "now",
    "of_case",
    "read",
    "verify",
]

EventKind = Literal[
    "opened",
    # what moves a case
    "received",
    "review-begun",
    "returned",
    "resubmitted",
    "accepted",
    "registered",
    "issued",
    "circulated",
    "withdrawn",
    # what else happens to one
    "corrected",
    "changed",
    "withdrawal-asked",
    "reissue-asked",
    "refused",
    "version-begun",
    "version-due",
    "version-ready",
    "version-dropped",
    "reissued",
    # what happens to no case
    "series-set",
    "numbers-reserved",
    "numbers-released",
    "reservation-expired",
    "gap-explained",
    "restored",
    "recovered",
    # what happens to the post
    "undelivered",
    "taken-up",
    "digested",
    "address-added",
    "address-removed",
    "subscribed",
    "unsubscribed",
    # what happens to people
    "person-added",
    "person-changed",
    "person-disabled",
    "person-enabled",
    "role-given",
    "role-taken",
    "password-set",
    "token-made",
    "token-revoked",
    "identity-linked",
]

CaseState = Literal[
    "received", "under-review", "returned", "accepted", "registered", "issued", "circulated", "withdrawn"
]

STATES: Final[dict[str, CaseState]] = {
    "received": "received",
    "review-begun": "under-review",
    "returned": "returned",
    "resubmitted": "received",
    "accepted": "accepted",
    "registered": "registered",
    "issued": "issued",
    "reissued": "issued",
    "circulated": "circulated",
    "withdrawn": "withdrawn",
}
"""What state each event leaves its case in; an event that is not here moves no case."""

FIRST = "0" * 64
"""What stands before the first event."""


Happened = tuple[EventKind, int | None, dict[str, object]]
"""What happened, before it is written: its kind, the case, the data."""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened: when (UTC), of what kind, to which case, by whom, with what data."""

    seq: int
    at: str
    kind: str
    case: int | None
    who: str
    data: dict[str, object]
    before: str
    hash: str


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """The first event that does not fit into the chain, and why."""

    seq: int
    why: str


_next = update(log_head).where(log_head.c.id == 1)
_head = select(log_head.c.seq, log_head.c.hash).where(log_head.c.id == 1)
_held = _head.with_for_update()
_move = _next.values(seq=bindparam("new_seq"), hash=bindparam("new_hash"))
_move_cases = (
    update(cases)
    .where(cases.c.id.in_(bindparam("of", expanding=True)), cases.c.state != "withdrawn")
    .values(state=bindparam("moved_to"), changed=bindparam("moved_at"))
)


def now() -> str:
    """This moment, UTC, ISO 8601 with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def append(
    connection: Connection,
    *happened: Happened,
    who: str,
    at: str | None = None,
) -> tuple[Event, ...]:
    """Write events into the log, within the caller's transaction; each is (kind, case, data).

    A case that an event moves is in the state of that event from then on (``STATES``), until it is withdrawn.
    """
    return append_all(connection, [(who, happened)], at=at)


def append_all(
    connection: Connection, told: Sequence[tuple[str, Sequence[Happened]]], *, at: str | None = None
) -> tuple[Event, ...]:
    """Write what several people did into the log, at one moment; otherwise as ``append``."""
    row = connection.execute(_held).first()
    seq, before = (row.seq, row.hash) if row else (0, FIRST)
    at = at or now()
    written: list[Event] = []
    rows: list[dict[str, object]] = []
    moved: dict[int, CaseState] = {}
    for who, happened in told:
        for kind, case, data in happened:
            seq += 1
            text = msgspec.json.encode(data, order="deterministic").decode()
            digest = _digest((before, seq, at, kind, case, who, text))
            written.append(
                Event(seq=seq, at=at, kind=kind, case=case, who=who, data=data, before=before, hash=digest)
            )
            rows.append(
                {
                    "seq": seq,
                    "at": at,
                    "kind": kind,
                    "case_id": case,
                    "who": who,
                    "data": text,
                    "before": before,
                    "hash": digest,
                }
            )
            before = digest
            if case is not None and kind in STATES:
                moved[case] = STATES[kind]
    add_rows(connection, events, rows)
    by_state: dict[CaseState, list[int]] = {}
    for case, state in moved.items():
        by_state.setdefault(state, []).append(case)
    for state, those in by_state.items():
        connection.execute(_move_cases, {"of": those, "moved_to": state, "moved_at": at})
    if row:
        connection.execute(_move, {"new_seq": seq, "new_hash": before})
    else:
        connection.execute(insert(log_head), {"id": 1, "seq": seq, "hash": before})
    return tuple(written)


def head(connection: Connection) -> tuple[int, str]:
    """The number and the hash of the newest event; (0, zeros) in an empty log."""
    row = connection.execute(_head).first()
    return (row.seq, row.hash) if row else (0, FIRST)


def read(connection: Connection, *, after: int = 0, kind: EventKind | None = None) -> Iterator[Event]:
    """The events after number ``after``, oldest first; all, or those of a kind."""
    query = select(events).where(events.c.seq > after).order_by(events.c.seq)
    if kind is not None:
        query = query.where(events.c.kind == kind)
    for row in connection.execute(query):
        yield _event(row)


def of_case(connection: Connection, case: int) -> tuple[Event, ...]:
    """What happened to one case, oldest first."""
    rows = connection.execute(select(events).where(events.c.case_id == case).order_by(events.c.seq))
    return tuple(_event(row) for row in rows)


def verify(connection: Connection) -> Finding | None:
    """Follow the chain from the first event to the head; the first event that does not fit, or None."""
    seq, before = 0, FIRST
    for row in connection.execute(select(events).order_by(events.c.seq)):
        seq += 1
        if row.seq != seq:
            return Finding(seq=seq, why=f"event {seq} is missing")
        if row.before != before:
            return Finding(seq=seq, why="it does not hold the hash of the event before")
        if row.hash != _digest((row.before, row.seq, row.at, row.kind, row.case_id, row.who, row.data)):
            return Finding(seq=seq, why="its content is not what was hashed")
        before = row.hash
    if head(connection) != (seq, before):
        return Finding(seq=seq + 1, why="the head of the log names an event that is not there")
    return None


def _digest(content: tuple[str, int, str, str, int | None, str, str]) -> str:
    return sha256(msgspec.json.encode(content)).hexdigest()


def _event(row: Row[Any]) -> Event:
    return Event(
        seq=row.seq,
        at=row.at,
        kind=row.kind,
        case=row.case_id,
        who=row.who,
        data=msgspec.json.decode(row.data),
        before=row.before,
        hash=row.hash,
    )
