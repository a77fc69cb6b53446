"""From a number and its organ to the symbol, with what is certain about it and what is not.

Deciding the organ of a bare number: the organ named, the shape of the number, the date, the organ that speaks.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from verbale.citing.numbers import Number, council_year, roman_value
from verbale.citing.vocabulary import data
from verbale.document import CitationStatus

__all__ = ["Target", "fits_assembly", "fits_human_rights", "target"]

LAST_OLD_YEAR = 1978
LAST_COMMISSION_YEAR = 2006
BOTH_ANNUAL = "the Economic and Social Council and the Commission on Human Rights both numbered so"
NAMED = ("named", "own")
SPEAKS = "the organ that speaks"
CARRIED = "the organ was carried along the list"
TOO_EARLY = "the General Assembly numbered so only from its thirty-first session on"
DATED = "the date falls in that session of this organ"
BOTH_SESSIONS = "the General Assembly and the Human Rights Council both number so"
BOTH_OLD = "the General Assembly and the Economic and Social Council both numbered so"


class Target(NamedTuple):
    """What a citation names: a symbol (None where the organ gives none), and how sure that is."""

    symbol: str | None
    status: CitationStatus = "certain"
    why: str | None = None
    candidates: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    name: str | None = None
    locator: tuple[tuple[str, str], ...] = ()


class _Choice(NamedTuple):
    organ: str | None
    status: CitationStatus = "certain"
    why: str | None = None
    others: tuple[str, ...] = ()


class _Limits(NamedTuple):
    assembly_first: int
    assembly_last: int
    special_first: int
    special_last: int
    rights_last: int
    rights_numbers: int
    rights_decisions: int
    rights_rate: int
    rights_year: int


@cache
def _limits() -> _Limits:
    table = data("organs")
    a, h = table["assembly"], table["human-rights-council"]
    return _Limits(
        a["first-numbered-session"], a["last-session"], a["first-numbered-special-session"], a["last-special-session"],
        h["last-session"], h["most-numbers"], h["decisions-from"], h["sessions-a-year"], h["first-year"],
    )  # fmt: skip


def fits_assembly(session: int, year: int) -> bool:
    """Whether the General Assembly's session (from September of 1945 + n) can have adopted something in the year."""
    return 0 <= year - 1945 - session <= 1


def fits_human_rights(session: int, year: int) -> bool:
    """Whether the Human Rights Council's session (three a year since 2006) can have been held in the year."""
    limits = _limits()
    return abs(limits.rights_year + (session - 1) // limits.rights_rate - year) <= 1


@cache
def _assembly_numbers() -> dict[str, tuple[int, int]]:
    return {session: (low, high) for session, (low, high) in data("assembly-sessions")["numbers"].items()}


@cache
def _decisions_of_parties() -> dict[str, str]:
    return {
        f"{n}/{entry['body']}": entry["symbol"]
        for entry in data("conference-decisions")["decisions"]
        for n in entry["numbers"]
    }


def _symbol(organ: str, kind: str, number: Number) -> str | None:
    _, _, shape, session, n, letter = number
    letter = f" {letter}" if letter else ""
    label = "DEC" if kind == "decision" else "RES"
    if shape == "year":
        return f"{organ}/RES/{n} ({session})"
    if shape == "roman":
        return f"{organ}/{label}/{n}{letter} ({session})"
    if shape == "bare":
        year = council_year(n)
        return f"S/RES/{n} ({year})" if year else None
    if organ in ("UNEP/EA", "HSP/HA"):
        return f"{organ}.{session}/{'Dec' if kind == 'decision' else 'Res'}.{n}"
    return f"{organ}/{label}/{session}/{n}{letter}"


def target(
    number: Number, kind: str, organ: str | None, how: str, speaker: str | None, year: int | None
) -> Target:
    """What a number cites.

    ``organ`` is the one that the text gives ("council" and "assembly" for those words alone, "other" for a body that
    gives no symbol), ``how`` says how it was given ("named", "own", "carried", ""), ``speaker`` is the organ that
    speaks, ``year`` the year of a date at the number.
    """
    if number.shape == "parties":
        return _parties(number)
    if organ == "other":
        return Target(None)
    chosen = _CHOOSE[number.shape](number, kind, _generic(organ, number, speaker), how, speaker, year)
    if chosen.organ is None:
        return Target(None, "ambiguous", chosen.why)
    if chosen.organ == "A" and number.shape == "year":
        number = number._replace(shape="roman", session=_session_of(number) or "")
    if chosen.organ == "S" and number.shape == "session":  # 822/1993
        number = number._replace(shape="year", session=str(number.number), number=int(number.session))
    symbol = _symbol(chosen.organ, kind, number)
    candidates = (
        tuple(s for s in (symbol, *(_symbol(o, kind, number) for o in chosen.others)) if s)
        if chosen.others
        else ()
    )
    # The document that prints a lettered resolution may have no letter in its own symbol: both names are given.
    whole = _symbol(chosen.organ, kind, number._replace(letter="")) if number.letter else None
    return Target(symbol, chosen.status, chosen.why, candidates, (symbol, whole) if symbol and whole else ())


def _generic(organ: str | None, number: Number, speaker: str | None) -> str | None:
    """The organ behind "the Council" and "the Assembly"."""
    if organ == "assembly":
        return "UNEP/EA" if speaker and speaker.startswith("UNEP") and number.shape == "session" else "A"
    if organ == "council":
        if number.shape in ("year", "bare"):
            return "S"
        return "E" if number.shape in ("annual", "roman") else "A/HRC"
    return organ


def _session_of(number: Number) -> str | None:
    """The Roman session of an Assembly resolution that is cited with its year: 217 of 1948 is of the third."""
    for session, (low, high) in _assembly_numbers().items():
        value = roman_value(session)
        if low <= number.number <= high and value and fits_assembly(value, int(number.session)):
            return session
    return None


def _by_year(
    number: Number, kind: str, organ: str | None, how: str, speaker: str | None, year: int | None
) -> _Choice:
    expected = council_year(number.number)
    if expected is None or str(expected) == number.session:
        return _Choice("S")
    if organ == "A" and how == "named" and _session_of(number):
        return _Choice("A", "inferred", "the session is known from the number and the year")
    return _Choice("S", "inferred", f"number and year do not go together: {number.number} is of {expected}")


def _bare(
    number: Number, kind: str, organ: str | None, how: str, speaker: str | None, year: int | None
) -> _Choice:
    if organ == "S" and how in NAMED:
        return _Choice("S")
    return _Choice(
        "S", "inferred", "the year is known from the number, which is unique in the Security Council's series"
    )


def _old(
    number: Number, kind: str, organ: str | None, how: str, speaker: str | None, year: int | None
) -> _Choice:
    if organ in ("A", "E", "T", "E/CN.4") and how == "named":
        return _Choice(organ)
    if number.session.startswith(("S-", "ES-")):
        low, high = _assembly_numbers().get(number.session, (0, -1))
        if low <= number.number <= high:
            return _Choice("A")
        return _Choice(None, "ambiguous", "the General Assembly had no such number in that session")
    if number.session.startswith("ORG-"):
        return _Choice("E")
    session = roman_value(number.session)
    if session is None:
        return _Choice(None, "ambiguous", "the session's figures are not well formed")
    if year and year > LAST_OLD_YEAR:
        return _Choice(None, "ambiguous", f"neither organ numbered so in {year}")
    low, high = _assembly_numbers().get(number.session, (0, -1))
    if not low <= number.number <= high:
        status: CitationStatus = "certain" if organ == "E" and how == "own" else "inferred"
        return _Choice(
            "E",
            status,
            None if status == "certain" else "the General Assembly had no such number in that session",
        )
    if organ == "A" and how == "own":
        return _Choice("A")
    if session <= 3 and number.number <= 99 and not (year and fits_assembly(session, year)):
        if organ or speaker in ("A", "E"):
            return _Choice(organ or speaker, "inferred", CARRIED if how == "carried" else SPEAKS)
        return _Choice("A", "ambiguous", BOTH_OLD, ("E",))
    return _Choice("A", "inferred", "the number lies in the General Assembly's of that session")


def _annual(
    number: Number, kind: str, organ: str | None, how: str, speaker: str | None, year: int | None
) -> _Choice:
    if organ == "E/CN.4":
        return _Choice(organ) if how in NAMED else _Choice(organ, "inferred", CARRIED)
    if organ == "E" and how in NAMED:
        return _Choice(organ)
    if speaker == "A/HRC" and int(number.session) <= LAST_COMMISSION_YEAR:
        return _Choice("E", "ambiguous", BOTH_ANNUAL, ("E/CN.4",))
    return _Choice("E", "inferred", "numbers with a year are the Economic and Social Council's")


def _special(
    number: Number, kind: str, organ: str | None, how: str, speaker: str | None, year: int | None
) -> _Choice:
    if number.session.startswith("ES-"):
        return _Choice("A")
    session, limits = int(number.session[2:]), _limits()
    if session < limits.special_first:
        if organ == "A/HRC" and how in NAMED:
            return _Choice(organ)
        return _Choice(
            "A/HRC", "inferred", "the General Assembly numbered so only from its eighth special session on"
        )
    if organ in ("A", "A/HRC"):
        return _Choice(organ) if how in NAMED else _Choice(organ, "inferred", CARRIED)
    if session > limits.special_last:
        return _Choice("A/HRC", "inferred", "the General Assembly has not held that many special sessions")
    if speaker in ("A", "A/HRC"):
        return _Choice(speaker, "inferred", SPEAKS)
    return _Choice("A", "ambiguous", BOTH_SESSIONS, ("A/HRC",))


def _session(
    number: Number, kind: str, organ: str | None, how: str, speaker: str | None, year: int | None
) -> _Choice:
    session, limits = int(number.session), _limits()
    if council_year(session) == number.number:
        return _Choice("S", "inferred", "number and year are those of the Security Council's series")
    if organ in ("UNEP/EA", "HSP/HA", "E/CN.4"):
        return _Choice(organ) if how in NAMED else _Choice(organ, "inferred", CARRIED)
    assembly = limits.assembly_first <= session <= limits.assembly_last
    if not organ and speaker and speaker.startswith("UNEP") and not assembly:
        return _Choice("UNEP/EA", "inferred", SPEAKS)
    rights = session <= limits.rights_last and not number.letter
    if kind == "decision":
        rights = rights and limits.rights_decisions < number.number < 2 * limits.rights_decisions
    else:
        rights = rights and number.number <= limits.rights_numbers
    fits = (organ == "A" and assembly) or (organ == "A/HRC" and rights)
    if fits and how == "named":
        return _Choice(organ)
    if assembly and rights and year and fits_assembly(session, year) != fits_human_rights(session, year):
        chosen = "A" if fits_assembly(session, year) else "A/HRC"
        return _Choice(chosen) if chosen == organ and how == "own" else _Choice(chosen, "inferred", DATED)
    if fits:
        return _Choice(organ) if how == "own" else _Choice(organ, "inferred", CARRIED)
    if not assembly and not rights:
        return _Choice(None, "ambiguous", "no organ has such a number in such a session")
    if not rights:
        return _Choice("A", "inferred", "a number of this form can only be the General Assembly's")
    if not assembly:
        if how == "own" and organ == "A":
            return _Choice(
                None, "ambiguous", "the organ that speaks has no such session, and no other is named"
            )
        if year and not fits_human_rights(session, year):
            if year in data("organs")["environment-assembly"]["sessions"].get(str(session), ()):
                return _Choice("UNEP/EA", "inferred", DATED)
            return _Choice(
                None,
                "ambiguous",
                "no organ is named, and the date falls in no such session of one known here",
            )
        return _Choice("A/HRC", "inferred", TOO_EARLY)
    if speaker in ("A", "A/HRC"):
        return _Choice(speaker, "inferred", SPEAKS)
    return _Choice("A", "ambiguous", BOTH_SESSIONS, ("A/HRC",))


def _parties(number: Number) -> Target:
    name = f"{number.number}/{number.session}"
    symbol = _decisions_of_parties().get(name)
    if symbol:
        return Target(symbol, locator=(("decision", name),))
    return Target(None, name=f"decision {name}", locator=(("decision", name),))


_CHOOSE = {
    "annual": _annual,
    "bare": _bare,
    "roman": _old,
    "session": _session,
    "special": _special,
    "year": _by_year,
}
