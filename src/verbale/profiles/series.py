"""Series: rows of symbols that count, filled in for one session or year."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from verbale.document import Session
from verbale.profiles.organization import Organ, SeriesRule

__all__ = ["Series", "series_from_key", "series_from_symbol"]

_SESSION = r"(?P<session>(?:ES-|S-)?[0-9]{1,4})"
_YEAR = r"(?P<year>[0-9]{4})"
_SLOTS = re.compile(r"\{(session|year|n)\}")


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """One row of symbols.

    ``key`` names its counter: "A/74", "S/2020", "A/ES-10", "S/RES". ``session`` is the session as the masthead
    prints it; ``year`` the calendar year.
    """

    organ: str
    key: str
    rule: SeriesRule
    session: Session | None = None
    year: int | None = None

    def symbol(self, number: int) -> str:
        """The symbol with this number, in normal form."""
        if number < 1:
            raise ValueError(f"numbers of a series start at 1, not {number}")
        return _fill(self.rule.pattern, self.session, self.year).replace("{n}", str(number))


def series_of_rule(organ: Organ, rule: SeriesRule, session: Session | None, year: int | None) -> Series:
    """The row of a rule for a session and a calendar year."""
    key = _fill(_head(rule.pattern), session, year)
    return Series(organ=organ.prefix, key=key, rule=rule, session=session, year=year)


def series_from_key(organ: Organ, key: str) -> Series | None:
    """The row that a key names ("A/74"), or None where the organ has none of that name."""
    for rule in organ.series:
        if found := _matcher(_head(rule.pattern)).fullmatch(key):
            return _found(organ, rule, found)
    return None


def series_from_symbol(organ: Organ, symbol: str) -> tuple[Series, int] | None:
    """The row that a symbol in normal form stands in, and its number there."""
    for rule in organ.series:
        if found := _matcher(rule.pattern).fullmatch(symbol):
            return _found(organ, rule, found), int(found["n"])
    return None


def _found(organ: Organ, rule: SeriesRule, found: re.Match[str]) -> Series:
    groups = found.groupdict()
    text = groups.get("session")
    year = int(groups["year"]) if groups.get("year") else None
    session = Session(organ=organ.prefix, session=text) if text else None
    if session is None and year is not None and organ.counts == "years" and organ.first_year:
        session = Session(organ=organ.prefix, year=year - organ.first_year + 1)
    return series_of_rule(organ, rule, session, year)


def _head(pattern: str) -> str:
    return pattern.partition("{n}")[0].rstrip("/. ")


def _fill(pattern: str, session: Session | None, year: int | None) -> str:
    if "{session}" in pattern:
        if session is None or session.session is None:
            raise ValueError(f"the series {pattern} needs a session")
        pattern = pattern.replace("{session}", session.session)
    if "{year}" in pattern:
        if year is None:
            raise ValueError(f"the series {pattern} needs a year")
        pattern = pattern.replace("{year}", str(year))
    return pattern


@lru_cache(maxsize=256)
def _matcher(pattern: str) -> re.Pattern[str]:
    slots = {"session": _SESSION, "year": _YEAR, "n": r"(?P<n>[1-9][0-9]{0,6})"}
    parts = _SLOTS.split(pattern)
    return re.compile("".join(slots[p] if i % 2 else re.escape(p) for i, p in enumerate(parts)))
