"""Attempts to deliver: each is kept, with what the receiver said; a failure is tried again later, and in the end given up."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

import msgspec
from sqlalchemy import Connection, insert, or_, select, update

from verbale.errors import RegistryError
from verbale.registry import log, outbox
from verbale.registry.outbox import Notice, Way
from verbale.registry.schema import attempts, digest_items
from verbale.registry.schema import outbox as outbox_table

__all__ = ["Attempt", "Delivery", "Outcome", "Patience", "Result", "finish", "report", "take_up"]

Result = Literal["delivered", "failed", "refused"]
DeliveryState = Literal["waiting", "delivered", "undelivered"]
_LONGEST = 300


class Patience(msgspec.Struct, frozen=True, kw_only=True):
    """How long a receiver is waited for: seconds to the second attempt, at most between two, and how many in all."""

    first: float = 60
    most: float = 6 * 3600
    attempts: int = 20

    def wait(self, attempts: int, key: str) -> float:
        """Seconds after this many attempts: twice as long each time, and up to a quarter more, by the notice's key, so
        that not all come back at once."""
        spread = 1 + int(key[:4], 16) / 0xFFFF / 4
        return float(min(self.first * 2 ** min(attempts - 1, 32), self.most) * spread)


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one attempt: ``refused`` is for good. ``told`` is what the receiver said, or what went wrong."""

    notice: Notice
    result: Result
    told: str
    at: str
    milliseconds: int


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """An attempt as it is kept."""

    at: str
    milliseconds: int
    worker: str
    outcome: str
    told: str


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """A notice of a document: who is told, why, how, whether it was delivered, the proof, and each attempt."""

    key: str
    member: str
    name: str
    way: Way
    address: str | None
    reason: str
    language: str
    state: DeliveryState
    at: str | None
    due: str | None
    proof: str | None
    attempts: tuple[Attempt, ...] = ()


def finish(
    connection: Connection, outcomes: Sequence[Outcome], *, worker: str, who: str, patience: Patience
) -> tuple[log.Event, ...]:
    """Record attempts: what was delivered is done, what failed is due later, what was refused or failed too often is given
    up, which is an event. A failure leaves the other notices to that address until the same time."""
    now = log.now()
    connection.execute(
        insert(attempts),
        [
            {
                "outbox_id": outcome.notice.id,
                "at": outcome.at,
                "milliseconds": outcome.milliseconds,
                "worker": worker,
                "outcome": outcome.result,
                "told": outcome.told[:_LONGEST],
            }
            for outcome in outcomes
        ],
    )
    lost: list[tuple[log.EventKind, int | None, dict[str, object]]] = []
    for outcome in outcomes:
        if _settled(connection, outcome, worker=worker, now=now, patience=patience):
            notice = outcome.notice
            data: dict[str, object] = {
                "notice": notice.key,
                "way": notice.way,
                "member": notice.member,
                "why": outcome.told[:_LONGEST],
            }
            lost.append(("undelivered", notice.case, data))
    told = log.append(connection, *lost, who=who, at=now) if lost else ()
    return told + outbox.settle(connection, [outcome.notice.key for outcome in outcomes], who=who, at=now)


def _settled(connection: Connection, outcome: Outcome, *, worker: str, now: str, patience: Patience) -> bool:
    """Write one outcome; whether the notice was given up."""
    notice, table = outcome.notice, outbox_table
    free: dict[str, object] = {"claimed_by": None, "claimed_until": None}
    count = table.c.attempts + 1
    mine = update(table).where(table.c.id == notice.id, table.c.delivered.is_(None))
    if outcome.result == "delivered":
        done = {"delivered": now, "failed": None, "proof": outcome.told[:_LONGEST], "attempts": count, **free}
        connection.execute(mine.values(done))
        return False
    # Another worker may have it by now, where this one took longer than its claim: then that one says what comes of it.
    mine = mine.where(table.c.claimed_by == worker, table.c.failed.is_(None))
    made = notice.attempts + 1
    if outcome.result == "refused" or made >= patience.attempts:
        return connection.execute(mine.values({"failed": now, "attempts": count, **free})).rowcount == 1
    due = _later(now, patience.wait(made, notice.key))
    connection.execute(mine.values({"due": due, "attempts": count, **free}))
    others = update(table).where(
        table.c.way == notice.way,
        table.c.address == notice.address,
        table.c.delivered.is_(None),
        table.c.failed.is_(None),
        table.c.due < due,
        table.c.claimed_by.is_(None),
    )
    connection.execute(others.values(due=due))
    return False


def take_up(connection: Connection, document: int, *, case: int, who: str) -> int:
    """Make what was given up of a document due again, from the first attempt on; how many. That is an event.

    What somebody wanted no more, or what was taken back with its document, stays unsent.
    """
    table = outbox_table
    wanted = or_(table.c.proof.is_(None), table.c.proof.not_in(("unsubscribed", "withdrawn")))
    again = (
        update(table)
        .where(
            table.c.document_id == document,
            table.c.failed.is_not(None),
            wanted,
        )
        .values(failed=None, attempts=0, due=log.now(), claimed_by=None, claimed_until=None)
    )
    count = connection.execute(again).rowcount
    if not count:
        raise RegistryError("no notice of this document was given up", fix="See: verbale deliveries SYMBOL")
    log.append(connection, ("taken-up", case, {"notices": count}), who=who)
    return count


def report(connection: Connection, document: int) -> tuple[Delivery, ...]:
    """Who was told of a document, how, when, with proof or failure; the digests that told of it last."""
    notices = outbox.of_document(connection, document)
    digests = select(digest_items.c.outbox_id).where(
        digest_items.c.document_id == document, digest_items.c.outbox_id.is_not(None)
    )
    notices += outbox.with_ids(connection, tuple(connection.scalars(digests)))
    made = _attempts(connection, [notice.id for notice in notices if notice.way != "file"])
    return tuple(_delivery(notice, made.get(notice.id, ())) for notice in notices)


def _delivery(notice: Notice, made: tuple[Attempt, ...]) -> Delivery:
    state: DeliveryState = "delivered" if notice.delivered else "undelivered" if notice.failed else "waiting"
    if notice.way == "file" and notice.delivered:
        told = f"{notice.path} {notice.sha256}"
        made = (Attempt(at=notice.delivered, milliseconds=0, worker="", outcome="delivered", told=told),)
    last = made[-1].told if made else None
    return Delivery(
        key=notice.key,
        member=notice.member,
        name=notice.name,
        way=notice.way,
        address=notice.address,
        reason=notice.reason,
        language=notice.language,
        state=state,
        at=notice.delivered or notice.failed,
        due=notice.due if state == "waiting" else None,
        proof=notice.proof or last,
        attempts=made,
    )


def _attempts(connection: Connection, ids: Collection[int]) -> Mapping[int, tuple[Attempt, ...]]:
    found: dict[int, tuple[Attempt, ...]] = {}
    if not ids:
        return found
    query = select(attempts).where(attempts.c.outbox_id.in_(ids)).order_by(attempts.c.id)
    for row in connection.execute(query):
        one = Attempt(
            at=row.at, milliseconds=row.milliseconds, worker=row.worker, outcome=row.outcome, told=row.told
        )
        found[row.outbox_id] = (*found.get(row.outbox_id, ()), one)
    return found


def _later(at: str, seconds: float) -> str:
    moment = datetime.fromisoformat(at) + timedelta(seconds=seconds)
    return moment.isoformat(timespec="microseconds")
