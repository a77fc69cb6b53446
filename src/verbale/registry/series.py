"""Series: one counter row each, spent inside the transaction that registers."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, bindparam, exists, func, insert, select, union_all, update

from verbale.errors import RegistryError
from verbale.registry import log
from verbale.registry.schema import reservations, series, symbols

__all__ = ["Counter", "counters", "job_key", "job_number", "set_next", "spend", "spend_job", "use"]

_JOBS = "job/"
"""Before the year, the key of the counter of production numbers: they are no symbols, so no series that is listed."""
_CHANGES = "."
"""Ends the key of what counts the changes of one document ("A/74/783/Corr."): not listed either."""


class Counter(msgspec.Struct, frozen=True, kw_only=True):
    """A series as the books have it.

    ``next`` is the number that it gives next (unless a file that bears that number is recorded before); ``given`` how
    many documents took their number from it, ``borne`` how many came with it; ``highest`` the highest number taken.
    """

    key: str
    next: int
    given: int = 0
    borne: int = 0
    highest: int = 0


_spend = (
    update(series)
    .where(series.c.key == bindparam("of"))
    .values(last=series.c.last + 1)
    .returning(series.c.last)
)
_start = insert(series).values(key=bindparam("of"), last=1)
_taken = union_all(
    select(symbols.c.number).where(
        symbols.c.series == bindparam("of"), symbols.c.number == bindparam("number")
    ),
    select(reservations.c.number).where(
        reservations.c.series == bindparam("of"),
        reservations.c.number == bindparam("number"),
        reservations.c.state != "free",
    ),
)
_free = (
    select(reservations.c.number)
    .where(
        reservations.c.series == bindparam("of"),
        reservations.c.state == "free",
        ~exists().where(symbols.c.series == reservations.c.series, symbols.c.number == reservations.c.number),
    )
    .order_by(reservations.c.number)
    .limit(1)
)
_highest_kept = select(func.max(reservations.c.number)).where(
    reservations.c.series == bindparam("of"), reservations.c.state != "free"
)
_use = (
    update(reservations)
    .where(reservations.c.series == bindparam("of"), reservations.c.number == bindparam("one"))
    .values(state="used", until=None)
)


def spend(connection: Connection, key: str) -> int:
    """Take the next number of a series, within the caller's transaction; a new series starts at 1.

    Numbers that were reserved and given back come first. Numbers that a recorded file bears already are passed over: the
    document that has them explains the gap.
    """
    free = connection.execute(_free, {"of": key}).scalar()
    if free is not None:
        use(connection, key, int(free))
        return int(free)
    while True:
        number = connection.execute(_spend, {"of": key}).scalar()
        if number is None:
            connection.execute(_start, {"of": key})
            number = 1
        if connection.execute(_taken, {"of": key, "number": number}).first() is None:
            return int(number)


def use(connection: Connection, key: str, number: int) -> None:
    """A number is a document's now: where it was reserved, it is no longer."""
    connection.execute(_use, {"of": key, "one": number})


def spend_job(connection: Connection, year: int, pattern: str) -> str:
    """Take the next production number of a year, in the profile's pattern, within the caller's transaction."""
    return job_number(pattern, year, spend(connection, job_key(year)))


def job_key(year: int) -> str:
    """The key of the counter of production numbers of a year."""
    return f"{_JOBS}{year}"


def job_number(pattern: str, year: int, number: int) -> str:
    """A production number in the profile's pattern."""
    return pattern.replace("{yy}", f"{year % 100:02}").replace("{n}", f"{number:05}")


def set_next(connection: Connection, key: str, number: int, *, who: str) -> Counter:
    """Let a series go on at ``number``; recorded as an event, which explains the gap.

    Raises RegistryError where ``number`` or one after it is taken, since no number is given twice.
    """
    if number < 1:
        raise RegistryError(f"{number} is not a number of a series", fix="Numbers start at 1")
    before = counter(connection, key)
    kept = connection.execute(_highest_kept, {"of": key}).scalar() or 0
    highest = max(before.highest, kept)
    if number <= highest:
        taken = "taken" if highest == before.highest else "reserved, or will never be used"
        raise RegistryError(
            f"{key}/{highest} is {taken} already, so {key} cannot go on at {number}",
            fix=f"Set it to {highest + 1} or more",
        )
    if connection.execute(update(series).where(series.c.key == key).values(last=number - 1)).rowcount == 0:
        connection.execute(insert(series).values(key=key, last=number - 1))
    log.append(connection, ("series-set", None, {"series": key, "from": before.next, "to": number}), who=who)
    return counter(connection, key)


def counter(connection: Connection, key: str) -> Counter:
    """One series; a series that was never used stands at 1."""
    last = connection.execute(select(series.c.last).where(series.c.key == key)).scalar()
    numbers = connection.execute(
        select(func.count(), func.count().filter(symbols.c.borne), func.max(symbols.c.number)).where(
            symbols.c.series == key
        )
    ).one()
    return _counter(key, last, *numbers)


def counters(connection: Connection) -> tuple[Counter, ...]:
    """All series of the books, by key."""
    lasts: dict[str, int] = {
        row.key: row.last
        for row in connection.execute(select(series.c.key, series.c.last))
        if not (row.key.startswith(_JOBS) or row.key.endswith(_CHANGES))
    }
    found = connection.execute(
        select(
            symbols.c.series, func.count(), func.count().filter(symbols.c.borne), func.max(symbols.c.number)
        )
        .where(symbols.c.series.is_not(None), ~symbols.c.series.endswith(_CHANGES, autoescape=True))
        .group_by(symbols.c.series)
    )
    numbers = {row[0]: (row[1], row[2], row[3]) for row in found}
    return tuple(
        _counter(key, lasts.get(key), *numbers.get(key, (0, 0, 0)))
        for key in sorted(lasts.keys() | numbers.keys())
    )


def _counter(key: str, last: int | None, count: int, borne: int, highest: int | None) -> Counter:
    return Counter(key=key, next=(last or 0) + 1, given=count - borne, borne=borne, highest=highest or 0)
