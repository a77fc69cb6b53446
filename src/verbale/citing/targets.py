"""From a number and its organ to the symbol, with what is certain about it and what is not.

Deciding the organ of a bare number: the organ named, the shape of the number, the date, the organ that speaks.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from verbale.citing.numbers import Number, roman_value
from verbale.citing.vocabulary import data
from verbale.document import CitationStatus
from verbale.symbol.chronology import council_year

__all__ = ["Known", "Target", "fits_assembly", "fits_human_rights", "needs_date", "target"]

EARLY_SPECIAL = "the General Assembly numbered so only from its eighth special session on"
LATE_SPECIAL = "the General Assembly has not held that many special sessions"
NO_SUCH_NUMBER = "the General Assembly had no such number in that session"
UNIQUE = "the year is known from the number, which is unique in the Security Council's series"
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


def needs_date(number: Number) -> bool:
    """Whether the date at a number can decide its organ."""
    return number.shape == "roman" or (
        number.shape == "session" and int(number.session) <= _limits().rights_last
    )


class Cited(NamedTuple):
    """A number and what is known around it.

    ``organ`` is the one that the text gives ("council" and "assembly" for those words alone, "other" for a body that
    gives no symbol), ``how`` says how it was given ("named", "own", "carried", ""), ``speaker`` is the organ that
    speaks, ``year`` the year of a date at the number.
    """

    number: Number
    kind: str
    organ: str | None = None
    how: str = ""
    speaker: str | None = None
    year: int | None = None


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


Known = tuple[str, str, int, str, str, str | None, str, str | None, int | None]
"""A number without its place (shape, session, number, letter) and what is known around it (the fields of ``Cited``)."""


@lru_cache(1 << 13)
def target(known: Known) -> Target:
    """What a number cites; where it stands plays no part."""
    return _target(Cited(Number(0, 0, *known[:4]), *known[4:]))


def _target(cited: Cited) -> Target:
    number, kind, organ = cited.number, cited.kind, cited.organ
    if number.shape == "parties":
        return _parties(number)
    if organ == "other":
        return Target(None)
    cited = cited._replace(organ=_generic(cited)) if organ in ("assembly", "council") else cited
    chosen = _CHOOSE[number.shape](cited)
    if chosen.organ is None:
        return Target(None, "ambiguous", chosen.why)
    if chosen.organ == "A" and number.shape == "year":
        number = number._replace(shape="roman", session=_session_of(number) or "")
    elif chosen.organ == "S" and number.shape == "session":  # 822/1993
        number = number._replace(shape="year", session=str(number.number), number=int(number.session))
    symbol = _symbol(chosen.organ, kind, number)
    candidates: tuple[str, ...] = ()
    if chosen.others:
        candidates = tuple(filter(None, (symbol, *(_symbol(o, kind, number) for o in chosen.others))))
    # The document that prints a lettered resolution may have no letter in its own symbol: both names are given.
    whole = _symbol(chosen.organ, kind, number._replace(letter="")) if number.letter else None
    return Target(symbol, chosen.status, chosen.why, candidates, (symbol, whole) if symbol and whole else ())


def _generic(cited: Cited) -> str:
    """The organ behind "the Council" and "the Assembly"."""
    shape = cited.number.shape
    if cited.organ == "assembly":
        return "UNEP/EA" if (cited.speaker or "").startswith("UNEP") and shape == "session" else "A"
    if shape in ("year", "bare"):
        return "S"
    return "E" if shape in ("annual", "roman") else "A/HRC"


def _session_of(number: Number) -> str | None:
    """The Roman session of an Assembly resolution that is cited with its year: 217 of 1948 is of the third."""
    for session, (low, high) in _assembly_numbers().items():
        value = roman_value(session)
        if low <= number.number <= high and value and fits_assembly(value, int(number.session)):
            return session
    return None


def _given(cited: Cited) -> _Choice:
    """The organ that the text gives: certain where it is named or the organ's own, else carried along."""
    if cited.how in NAMED:
        return _Choice(cited.organ)
    return _Choice(cited.organ, "inferred", CARRIED)


def _by_year(cited: Cited) -> _Choice:
    number = cited.number
    expected = council_year(number.number)
    if expected is None or str(expected) == number.session:
        return _Choice("S")
    if cited.organ == "A" and cited.how == "named" and _session_of(number):
        return _Choice("A", "inferred", "the session is known from the number and the year")
    return _Choice("S", "inferred", f"number and year do not go together: {number.number} is of {expected}")


def _bare(cited: Cited) -> _Choice:
    given = cited.organ == "S" and cited.how in NAMED
    return _Choice("S") if given else _Choice("S", "inferred", UNIQUE)


def _old(cited: Cited) -> _Choice:
    number, organ, how, year = cited.number, cited.organ, cited.how, cited.year
    if organ in ("A", "E", "T", "E/CN.4") and how == "named":
        return _Choice(organ)
    low, high = _assembly_numbers().get(number.session, (0, -1))
    in_series = low <= number.number <= high
    if number.session.startswith(("S-", "ES-")):
        return _Choice("A") if in_series else _Choice(None, "ambiguous", NO_SUCH_NUMBER)
    if number.session.startswith("ORG-"):
        return _Choice("E")
    session = roman_value(number.session)
    if session is None:
        return _Choice(None, "ambiguous", "the session's figures are not well formed")
    if year and year > LAST_OLD_YEAR:
        return _Choice(None, "ambiguous", f"neither organ numbered so in {year}")
    if not in_series:
        return _Choice("E") if organ == "E" and how == "own" else _Choice("E", "inferred", NO_SUCH_NUMBER)
    if organ == "A" and how == "own":
        return _Choice("A")
    if session <= 3 and number.number <= 99 and not (year and fits_assembly(session, year)):
        if organ or cited.speaker in ("A", "E"):
            return _Choice(organ or cited.speaker, "inferred", CARRIED if how == "carried" else SPEAKS)
        return _Choice("A", "ambiguous", BOTH_OLD, ("E",))
    return _Choice("A", "inferred", "the number lies in the General Assembly's of that session")


def _annual(cited: Cited) -> _Choice:
    if cited.organ == "E/CN.4" or (cited.organ == "E" and cited.how in NAMED):
        return _given(cited)
    if cited.speaker == "A/HRC" and int(cited.number.session) <= LAST_COMMISSION_YEAR:
        return _Choice("E", "ambiguous", BOTH_ANNUAL, ("E/CN.4",))
    return _Choice("E", "inferred", "numbers with a year are the Economic and Social Council's")


def _special(cited: Cited) -> _Choice:
    if cited.number.session.startswith("ES-"):
        return _Choice("A")
    session, limits = int(cited.number.session[2:]), _limits()
    if session < limits.special_first:
        given = cited.organ == "A/HRC" and cited.how in NAMED
        return _Choice("A/HRC") if given else _Choice("A/HRC", "inferred", EARLY_SPECIAL)
    if cited.organ in ("A", "A/HRC"):
        return _given(cited)
    if session > limits.special_last:
        return _Choice("A/HRC", "inferred", LATE_SPECIAL)
    if cited.speaker in ("A", "A/HRC"):
        return _Choice(cited.speaker, "inferred", SPEAKS)
    return _Choice("A", "ambiguous", BOTH_SESSIONS, ("A/HRC",))


def _session(cited: Cited) -> _Choice:
    number, organ, how, year, speaker = cited.number, cited.organ, cited.how, cited.year, cited.speaker
    session, limits = int(number.session), _limits()
    if council_year(session) == number.number:
        return _Choice("S", "inferred", "number and year are those of the Security Council's series")
    if organ in ("UNEP/EA", "HSP/HA", "E/CN.4"):
        return _given(cited)
    assembly = limits.assembly_first <= session <= limits.assembly_last
    if not organ and speaker and speaker.startswith("UNEP") and not assembly:
        return _Choice("UNEP/EA", "inferred", SPEAKS)
    rights = session <= limits.rights_last and not number.letter and _in_rights_series(number, cited.kind)
    fits = (organ == "A" and assembly) or (organ == "A/HRC" and rights)
    if fits and how == "named":
        return _Choice(organ)
    if assembly and rights and year and fits_assembly(session, year) != fits_human_rights(session, year):
        chosen = "A" if fits_assembly(session, year) else "A/HRC"
        return _Choice(chosen) if chosen == organ and how == "own" else _Choice(chosen, "inferred", DATED)
    if fits:
        return _given(cited)
    if not rights:
        if assembly:
            return _Choice("A", "inferred", "a number of this form can only be the General Assembly's")
        return _Choice(None, "ambiguous", "no organ has such a number in such a session")
    if not assembly:
        return _too_early(cited, session)
    if speaker in ("A", "A/HRC"):
        return _Choice(speaker, "inferred", SPEAKS)
    return _Choice("A", "ambiguous", BOTH_SESSIONS, ("A/HRC",))


def _in_rights_series(number: Number, kind: str) -> bool:
    limits = _limits()
    if kind == "decision":
        return limits.rights_decisions < number.number < 2 * limits.rights_decisions
    return number.number <= limits.rights_numbers


def _too_early(cited: Cited, session: int) -> _Choice:
    """A session below the General Assembly's thirty-first: the Human Rights Council's, unless something speaks against it."""
    if cited.how == "own" and cited.organ == "A":
        return _Choice(None, "ambiguous", "the organ that speaks has no such session, and no other is named")
    if cited.year and not fits_human_rights(session, cited.year):
        if cited.year in data("organs")["environment-assembly"]["sessions"].get(str(session), ()):
            return _Choice("UNEP/EA", "inferred", DATED)
        return _Choice(
            None, "ambiguous", "no organ is named, and the date falls in no such session of one known here"
        )
    return _Choice("A/HRC", "inferred", TOO_EARLY)


def _parties(number: Number) -> Target:
    name = f"{number.number}/{number.session}"
    locator = (("decision", name),)
    symbol = _decisions_of_parties().get(name)
    return (
        Target(symbol, locator=locator) if symbol else Target(None, name=f"decision {name}", locator=locator)
    )


_CHOOSE = {
    "annual": _annual,
    "bare": _bare,
    "roman": _old,
    "session": _session,
    "special": _special,
    "year": _by_year,
}
