"""Numbers that are kept for a document to come, and numbers that will never be used: each by an event that says why.

A number that is reserved is spent like any other. Given back, by its owner or by time, it is the next that its series
gives, so that no gap stays. What stays unused is explained by the event that passed over it (``series-set``) or by one of
its own (``gap-explained``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Literal

import msgspec
from sqlalchemy import Connection, bindparam, delete, select, update

from verbale.errors import RegistryError
from verbale.registry import log
from verbale.registry.books import Books
from verbale.registry.rows import add_rows
from verbale.registry.schema import events, reservations, series, symbols
from verbale.registry.series import spend

__all__ = ["Gap", "Reservation", "Reservations", "expire", "gaps", "take_borne"]

ReservationState = Literal["held", "free", "used", "explained"]


class Reservation(msgspec.Struct, frozen=True, kw_only=True):
    """A number that was set apart: held (until when), free again, used, or explained (never used)."""

    series: str
    number: int
    state: ReservationState
    until: str | None
    who: str
    reason: str
    changed: str


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers of a series that no document has, first to last, and what explains it; None where nothing does."""

    series: str
    first: int
    last: int
    why: str | None


_of_series = select(reservations).where(reservations.c.series == bindparam("of"))
_one = _of_series.where(reservations.c.number == bindparam("one"))
_due = select(reservations).where(
    reservations.c.series.in_(bindparam("keys", expanding=True)),
    reservations.c.state == "held",
    reservations.c.until <= bindparam("now"),
)
_change = (
    update(reservations)
    .where(reservations.c.series == bindparam("of"), reservations.c.number == bindparam("one"))
    .values(
        state=bindparam("new_state"),
        until=bindparam("new_until"),
        who=bindparam("new_who"),
        reason=bindparam("new_reason"),
        changed=bindparam("at"),
    )
)


class Reservations:
    """The numbers of a registry's series that are set apart."""

    def __init__(self, books: Books, who: str) -> None:
        self._books = books
        self._who = who

    def reserve(self, key: str, count: int, *, until: datetime, reason: str) -> tuple[Reservation, ...]:
        """Set the next numbers of a series apart until a moment.

        Raises RegistryError where the moment is past or no reason is given.
        """
        reason = _reason(reason)
        end = until.astimezone(UTC).isoformat(timespec="microseconds")
        if end <= log.now():
            raise RegistryError(
                f"a reservation until {until.isoformat()} is over already",
                fix="Give a day or an hour to come",
            )
        if not 1 <= count <= _MOST:
            raise RegistryError(f"{count} numbers cannot be reserved at once", fix=f"Reserve 1 to {_MOST}")
        with self._books.write() as connection:
            expire(connection, [key], who=self._who)
            at = log.now()
            numbers = sorted(spend(connection, key) for _ in range(count))
            connection.execute(
                delete(reservations).where(reservations.c.series == key, reservations.c.number.in_(numbers))
            )
            rows = [
                {
                    "series": key,
                    "number": number,
                    "state": "held",
                    "until": end,
                    "who": self._who,
                    "reason": reason,
                    "changed": at,
                }
                for number in numbers
            ]
            add_rows(connection, reservations, rows)
            data: dict[str, object] = {"series": key, "numbers": numbers, "until": end, "why": reason}
            log.append(connection, ("numbers-reserved", None, data), who=self._who, at=at)
        return tuple(msgspec.convert(row, Reservation) for row in rows)

    def release(self, key: str, numbers: Sequence[int], *, reason: str) -> tuple[Reservation, ...]:
        """Give reserved numbers back: the series gives them next.

        Raises RegistryError where one of them is not held.
        """
        reason = _reason(reason)
        with self._books.write() as connection:
            for number in numbers:
                found = connection.execute(_one, {"of": key, "one": number}).first()
                if found is None or found.state != "held":
                    raise RegistryError(
                        f"{key}/{number} is not reserved", fix=f"See what is with: verbale series show {key}"
                    )
            at = log.now()
            self._set(connection, key, numbers, state="free", reason=reason, at=at)
            data: dict[str, object] = {"series": key, "numbers": list(numbers), "why": reason}
            log.append(connection, ("numbers-released", None, data), who=self._who, at=at)
            return _read(connection, key, numbers)

    def explain(self, key: str, numbers: Sequence[int], *, reason: str) -> tuple[Reservation, ...]:
        """Say why numbers will never be used. They are numbers that the series has passed.

        Raises RegistryError where one is a document's, or was not passed yet.
        """
        reason = _reason(reason)
        with self._books.write() as connection:
            last = connection.execute(select(series.c.last).where(series.c.key == key)).scalar() or 0
            taken = set(
                connection.scalars(
                    select(symbols.c.number).where(symbols.c.series == key, symbols.c.number.in_(numbers))
                )
            )
            known = {row.number for row in connection.execute(_of_series, {"of": key})}
            for number in numbers:
                if number in taken:
                    raise RegistryError(
                        f"{key}/{number} is no gap: a document has it",
                        fix=f"See it with: verbale show {key}/{number}",
                    )
                if number < 1 or number > last:
                    raise RegistryError(
                        f"{key} has not come to {number} yet",
                        fix=f"Pass over it with: verbale series set {key} {number + 1}",
                    )
            at = log.now()
            new = [number for number in numbers if number not in known]
            row = {"series": key, "state": "explained", "who": self._who, "reason": reason, "changed": at}
            add_rows(connection, reservations, [{**row, "number": number} for number in new])
            old = [number for number in numbers if number in known]
            self._set(connection, key, old, state="explained", reason=reason, at=at)
            data: dict[str, object] = {"series": key, "numbers": list(numbers), "why": reason}
            log.append(connection, ("gap-explained", None, data), who=self._who, at=at)
            return _read(connection, key, numbers)

    def of(self, key: str) -> tuple[Reservation, ...]:
        """The numbers of a series that were set apart, used ones included. One whose time is over shows as free."""
        now = log.now()
        with self._books.read() as connection:
            found = _read(connection, key)
        return tuple(
            msgspec.structs.replace(one, state="free")
            if one.state == "held" and one.until is not None and one.until <= now
            else one
            for one in found
        )

    def gaps(self, key: str) -> tuple[Gap, ...]:
        """The numbers that a series has passed and no document has, and why."""
        with self._books.read() as connection:
            return gaps(connection, [key])

    def _set(
        self,
        connection: Connection,
        key: str,
        numbers: Iterable[int],
        *,
        state: ReservationState,
        reason: str,
        at: str,
    ) -> None:
        for number in numbers:
            values = {
                "of": key,
                "one": number,
                "new_state": state,
                "new_until": None,
                "new_who": self._who,
                "new_reason": reason,
                "at": at,
            }
            connection.execute(_change, values)


_MOST = 100


def expire(connection: Connection, keys: Collection[str], *, who: str) -> None:
    """Give back what was reserved until now, in these series; each is an event."""
    at = log.now()
    due = connection.execute(_due, {"keys": list(keys), "now": at}).all()
    for row in due:
        connection.execute(
            _change,
            {
                "of": row.series,
                "one": row.number,
                "new_state": "free",
                "new_until": None,
                "new_who": row.who,
                "new_reason": row.reason,
                "at": at,
            },
        )
    happened: list[log.Happened] = [
        ("reservation-expired", None, {"series": row.series, "number": row.number, "of": row.who})
        for row in due
    ]
    if happened:
        log.append(connection, *happened, who=who, at=at)


def take_borne(connection: Connection, key: str, number: int) -> None:
    """A file bears a number of a series: where it was reserved, this is the document that it was kept for.

    Raises RegistryError where it was said that nothing will ever bear it.
    """
    found = connection.execute(_one, {"of": key, "one": number}).first()
    if found is None:
        return
    if found.state == "explained":
        raise RegistryError(
            f"{key}/{number} was given up: {found.reason}",
            fix="Correct the symbol on the masthead, or leave it out: the document gets the next number",
        )
    values = {"new_state": "used", "new_until": None, "new_who": found.who, "new_reason": found.reason}
    connection.execute(_change, {"of": key, "one": number, "at": log.now(), **values})


def gaps(connection: Connection, keys: Collection[str] | None = None) -> tuple[Gap, ...]:
    """The numbers that series have passed and no document has, and why; of all series that count documents, or of some."""
    query = select(series).order_by(series.c.key)
    lasts = {row.key: row.last for row in connection.execute(query) if keys is None or row.key in set(keys)}
    found: list[Gap] = []
    passed = _passed_over(connection)
    for key, last in lasts.items():
        if key.startswith("job/"):
            continue
        taken = set(connection.scalars(select(symbols.c.number).where(symbols.c.series == key)))
        missing = [number for number in range(1, last + 1) if number not in taken]
        if not missing:
            continue
        set_apart = {one.number: one for one in _read(connection, key)}
        found += _grouped(key, [(number, _why(number, set_apart, passed.get(key, ()))) for number in missing])
    return tuple(found)


def _grouped(key: str, missing: Sequence[tuple[int, str | None]]) -> list[Gap]:
    found: list[Gap] = []
    for number, why in missing:
        if found and found[-1].last == number - 1 and found[-1].why == why:
            found[-1] = msgspec.structs.replace(found[-1], last=number)
        else:
            found.append(Gap(series=key, first=number, last=number, why=why))
    return found


def _why(
    number: int, set_apart: dict[int, Reservation], passed: Sequence[tuple[int, int, str]]
) -> str | None:
    one = set_apart.get(number)
    if one is not None and one.state == "explained":
        return f"given up by {one.who}: {one.reason}"
    if one is not None and one.state == "held":
        return f"reserved by {one.who} until {(one.until or '')[:16].replace('T', ' ')}: {one.reason}"
    if one is not None and one.state == "free":
        return "given back; the series gives it next"
    return next((why for first, last, why in passed if first <= number <= last), None)


def _passed_over(connection: Connection) -> dict[str, list[tuple[int, int, str]]]:
    """By series, the numbers that setting it passed over, first to last, and by whom."""
    told: dict[str, list[tuple[int, int, str]]] = {}
    query = select(events).where(events.c.kind == "series-set").order_by(events.c.seq)
    for row in connection.execute(query):
        data = msgspec.json.decode(row.data)
        if data["to"] > data["from"]:
            why = f"passed over by {row.who} on {row.at[:10]}"
            told.setdefault(data["series"], []).append((data["from"], data["to"] - 1, why))
    return told


def _read(connection: Connection, key: str, numbers: Sequence[int] | None = None) -> tuple[Reservation, ...]:
    query = _of_series.order_by(reservations.c.number)
    if numbers is not None:
        query = query.where(reservations.c.number.in_(numbers))
    return tuple(
        msgspec.convert(row, Reservation, from_attributes=True)
        for row in connection.execute(query, {"of": key})
    )


def _reason(text: str) -> str:
    if not text.strip():
        raise RegistryError("no reason is given", fix="Say why: it stands in the log")
    return text.strip()
