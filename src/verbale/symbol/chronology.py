"""When a document with a symbol can have been issued, and whether a symbol can stand at all.

Sources of the data: the register of Security Council resolutions (one row of numbers since 1946); the General Assembly's
rule that its nth session opens in the year 1945 + n; lists of special sessions and of sessions of the Human Rights
Council; for resolutions before 1976, bounds that hold every number of a session and a few more.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from verbale.symbol.value import Symbol

__all__ = ["Period", "council_year", "period_of", "possible", "session_period"]

_FIRST_NUMBERED_SESSION = 31  # of the General Assembly, 1976: from then on, session and number
_FIRST_COUNCIL_YEAR = 1994  # of S/{year}/{n} and S/PRST/{year}/{n}
_FIRST_ECOSOC_YEAR = 1978  # of E/{year}/{n}
_FIRST_DECISION = 301  # decisions of the General Assembly stand above all its resolutions of the session
_LAST_RESOLUTION = 400
_LAST_ECOSOC_RESOLUTION = 100


class Period(msgspec.Struct, frozen=True):
    """From the first to the last day; ``last`` is None while it is open."""

    first: date
    last: date | None = None


@cache
def _table(name: str) -> tuple[tuple[str, ...], ...]:
    text = (Path(__file__).with_name("data") / f"{name}.tsv").read_text("utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines()[1:])


@cache
def _council() -> tuple[list[int], list[tuple[int, int, int]]]:
    rows = [(int(first), int(last), int(year)) for year, first, last in _table("council_resolutions")]
    return [first for first, _, _ in rows], rows


@cache
def _sessions() -> dict[tuple[str, str], Period]:
    return {
        (organ, session): Period(_month(first), _month(last, end=True) if last else None)
        for organ, session, first, last in _table("sessions")
    }


@cache
def _old() -> dict[str, tuple[int, int]]:
    from verbale.symbol.brackets import roman_value  # it brings the whole grammar, which a year does not need

    made = {}
    for session, first, last in _table("old_resolutions"):
        kind, mark, figure = session.rpartition("-")
        made[f"{kind}{mark}{roman_value(figure)}"] = (int(first), int(last))
    return made


def _month(text: str, *, end: bool = False) -> date:
    year, month = map(int, text.split("-"))
    return date(year, month, monthrange(year, month)[1] if end else 1)


@cache
def council_year(number: int) -> int | None:
    """The year of a Security Council resolution, by its number; None for numbers that the data do not reach."""
    starts, rows = _council()
    at = bisect_right(starts, number) - 1
    if at < 0 or number > rows[at][1]:
        return None
    return rows[at][2]


def session_period(organ: str, session: str) -> Period | None:
    """When a session of the General Assembly ("A") or the Human Rights Council ("A/HRC") was held, None if not known.

    A regular session of the Assembly runs from September to September. The first opened in January 1946.
    """
    if organ == "A" and session.isdigit():
        number = int(session)
        if not 1 <= number <= 150:
            return None
        opening = date(1946, 1, 1) if number == 1 else date(1945 + number, 9, 1)
        return Period(opening, date(1946 + number, 9, 30))
    return _sessions().get((organ, session))


def period_of(symbol: Symbol) -> Period | None:
    """The days on which a document with this symbol can have been issued; None where its symbol does not tell.

    Wide where practice is wide: documents are issued months before the session whose number they carry.
    """
    parts = symbol.parts
    outcome = parts.series in ("RES", "DEC", "PRST", "PV", "SR")
    if parts.session is not None:
        held = session_period(parts.organ, parts.session)
        if held is None or outcome:
            return held
        if parts.organ == "A/HRC":
            return Period(_back(held.first), held.last and _on(held.last))
        if "-" in parts.session:
            return Period(_back(held.first), None)
        return Period(date(held.first.year - 1, 12, 1), held.last and _on(held.last))
    if parts.year is not None and parts.organ in ("A", "S", "E"):
        # The Economic and Social Council opens its session in July of the year before the one it is counted by.
        early = parts.organ == "E" and parts.year >= 2014
        late = 0 if parts.organ == "S" and parts.series in ("RES", "PRST") else 1
        return Period(
            date(parts.year - 1, 7, 1) if early else date(parts.year, 1, 1), date(parts.year + late, 12, 31)
        )
    if parts.organ == "S" and parts.series == "RES" and parts.number is not None:
        year = council_year(parts.number)
        return Period(date(year, 1, 1), date(year, 12, 31)) if year else None
    return None


def _back(day: date) -> date:
    return date(day.year - 1, day.month, 1)


def _on(day: date) -> date:
    return date(day.year + 1, day.month, 28)


def possible(symbol: Symbol, on: date | None = None) -> str | None:
    """Why a symbol cannot stand (at a date, where one is given), or None where nothing speaks against it.

    What the data do not reach is possible. A joint document stands where each half does.
    """
    for half in symbol.halves:
        if (reason := _contradiction(half)) or (on and (reason := _too_early(half, on))):
            return reason
    return None


def _too_early(symbol: Symbol, on: date) -> str | None:
    period = period_of(symbol)
    if period is None or period.first <= on:
        return None
    parts = symbol.parts
    if parts.session is not None:
        return f"session {parts.session} had not been opened on {on.isoformat()}"
    return f"{symbol} is of {period.first.year}, after {on.isoformat()}"


def _contradiction(symbol: Symbol) -> str | None:
    parts = symbol.parts
    if parts.organ == "S":
        return _council_contradiction(symbol)
    if parts.organ == "A":
        return _assembly_contradiction(symbol)
    if parts.organ == "E" and parts.body is None:
        return _economic_contradiction(symbol)
    return None


def _council_contradiction(symbol: Symbol) -> str | None:
    parts = symbol.parts
    if parts.series == "RES" and parts.number is not None:
        if parts.session is not None:
            return "Security Council resolutions have a year, not a session"
        if parts.year is None:
            return None
        if parts.year < 1946:
            return "the Security Council has met since 1946"
        _, rows = _council()
        year = council_year(parts.number)
        if year is not None and year != parts.year:
            return f"resolution {parts.number} is of {year}"
        if year is None and parts.year <= rows[-1][2]:
            return f"no resolution of {parts.year} has the number {parts.number}"
    elif parts.year is not None and parts.body is None and parts.year < _FIRST_COUNCIL_YEAR:
        return f"documents of the Security Council carry their year from {_FIRST_COUNCIL_YEAR} on"
    return None


def _assembly_contradiction(symbol: Symbol) -> str | None:
    parts = symbol.parts
    session, number = parts.session, parts.number
    if session is None or number is None:
        return None
    roman = parts.series == "RES" and str(symbol).endswith(")")
    if roman:
        bounds = _old().get(session)
        if bounds is None:
            return f"resolutions of session {session} have the session first, not in Roman figures"
        if not bounds[0] <= number <= bounds[1]:
            return f"no resolution of session {session} has the number {number}"
        return None
    if not session.isdigit():
        return None
    if int(session) > 150:
        return f"there has been no session {session} of the General Assembly"
    if parts.body is None and int(session) < _FIRST_NUMBERED_SESSION:
        return f"the General Assembly counts by session from the {_FIRST_NUMBERED_SESSION}st on"
    if parts.series == "RES" and number > _LAST_RESOLUTION:
        return f"no session has {number} resolutions; numbers above {_LAST_RESOLUTION} are of decisions"
    if parts.series == "DEC" and number < _FIRST_DECISION:
        return f"decisions of the General Assembly have numbers from {_FIRST_DECISION} up"
    return None


def _economic_contradiction(symbol: Symbol) -> str | None:
    parts = symbol.parts
    if (
        parts.series == "RES"
        and parts.session is not None
        and parts.session.isdigit()
        and int(parts.session) > 63
    ):
        return "sessions of the Economic and Social Council in Roman figures end with the sixty-third"
    plain = parts.series in (None, "DEC", "INF", "L", "RES")
    if plain and parts.year is not None and parts.year < _FIRST_ECOSOC_YEAR:
        return f"documents of the Economic and Social Council carry their year from {_FIRST_ECOSOC_YEAR} on"
    if parts.series == "RES" and parts.year is not None and (parts.number or 0) > _LAST_ECOSOC_RESOLUTION:
        return f"numbers above {_LAST_ECOSOC_RESOLUTION} are of decisions"
    return None
