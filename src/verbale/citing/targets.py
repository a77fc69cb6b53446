"""From a number and its organ to the symbol, with what is certain about it and what is not.

Deciding the organ of a bare number: the organ named, the shape of the number, the organ that speaks, the date.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from verbale.citing.numbers import Number, council_year, roman, roman_value
from verbale.document import CitationStatus

__all__ = ["Target", "fits_assembly", "fits_human_rights", "target"]

FIRST_NUMBERED_SESSION = (
    31  # of the General Assembly; before it numbers ran through, with the session in Roman figures
)
LAST_ASSEMBLY_SESSION = 90
LAST_HUMAN_RIGHTS_SESSION = 66
HUMAN_RIGHTS_NUMBERS = 70  # more resolutions than the Human Rights Council adopts in a session
FIRST_NUMBERED_SPECIAL_SESSION = 8
FIRST_ECONOMIC_YEAR = 1978


@dataclass(frozen=True, slots=True)
class Target:
    """What a citation names: a symbol (None where the organ gives none), and how sure that is."""

    symbol: str | None
    status: CitationStatus
    why: str | None = None
    candidates: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    name: str | None = None


def fits_assembly(session: int, year: int) -> bool:
    """Whether the General Assembly's session (from September of 1945 + n) can have adopted something in the year."""
    return 0 <= year - 1945 - session <= 1


def fits_human_rights(session: int, year: int) -> bool:
    """Whether the Human Rights Council's session (three a year since 2006) can have been held in the year."""
    return abs(2006 + (session - 1) // 3 - year) <= 1


def _label(kind: str) -> str:
    return "DEC" if kind == "decision" else "RES"


def _symbol(organ: str, kind: str, number: Number) -> str | None:
    letter = f" {number.letter}" if number.letter else ""
    label = _label(kind)
    match number.shape:
        case "year":
            return f"{organ}/RES/{number.number} ({number.session})"
        case "roman":
            return f"{organ}/{label}/{number.number}{letter} ({number.session})"
        case "session" | "special" if organ == "UNEP/EA":
            return f"UNEP/EA.{number.session}/{'Dec' if kind == 'decision' else 'Res'}.{number.number}"
        case "session" | "special" | "annual":
            return f"{organ}/{label}/{number.session}/{number.number}{letter}"
        case "bare" if organ == "S":
            year = council_year(number.number)
            return f"S/RES/{number.number} ({year})" if year else None
    return None


def _names(organ: str, kind: str, number: Number, target: Target) -> Target:
    """The target, for a lettered resolution also by the document that prints it, whose symbol has no letter."""
    if number.letter and target.symbol:
        whole = _symbol(organ, kind, replace(number, letter=""))
        if whole:
            return replace(target, symbols=(target.symbol, whole))
    return target


def target(
    number: Number, kind: str, organ: str | None, how: str, speaker: str | None, year: int | None
) -> Target:
    """What a number cites.

    ``organ`` is the one that the text gives ("council" and "assembly" for those words alone, "other" for a body
    outside this grammar), ``how`` says how it was given ("named", "own", "carried", ""), ``speaker`` is the organ
    that speaks, ``year`` the year of a date at the number.
    """
    if organ == "other":
        return Target(None, "certain")
    given = _generic(organ, number, speaker)
    choose = {
        "year": _by_year,
        "bare": _bare,
        "roman": _old,
        "annual": _annual,
        "special": _special,
        "session": _session,
    }
    if number.shape == "parties":
        return _parties(number)
    chosen, status, why, others = choose[number.shape](number, kind, given, how, speaker, year)
    if chosen is None:
        return Target(None, "ambiguous", why, tuple(others))
    symbol = _symbol(chosen, kind, number)
    candidates = (
        tuple(c for c in [symbol, *(_symbol(o, kind, number) for o in others)] if c) if others else ()
    )
    return _names(chosen, kind, number, Target(symbol, status, why, candidates))


_Choice = tuple[str | None, CitationStatus, str | None, list[str]]


def _generic(organ: str | None, number: Number, speaker: str | None) -> str | None:
    """The organ behind "the Council" and "the Assembly"."""
    if organ == "assembly":
        return "UNEP/EA" if (speaker or "").startswith("UNEP") and number.shape == "session" else "A"
    if organ == "council":
        if number.shape in ("year", "bare"):
            return "S"
        if number.shape in ("annual", "roman"):
            return "E"
        return "A/HRC"
    return organ


def _by_year(
    number: Number, kind: str, organ: str | None, how: str, speaker: str | None, year: int | None
) -> _Choice:
    if organ == "A" and number.letter:
        return None, "ambiguous", "the General Assembly numbers by session, not by year", []
    expected = council_year(number.number)
    if expected is None or str(expected) == number.session or int(number.session) > 2025:
        return "S", "certain", None, []
    return "S", "inferred", f"number and year do not go together: {number.number} is of {expected}", []


def _bare(
    number: Number, kind: str, organ: str | None, how: str, speaker: str | None, year: int | None
) -> _Choice:
    if organ == "S" and how in ("named", "own"):
        return "S", "certain", None, []
    return (
        "S",
        "inferred",
        "the year is known from the number, which is unique in the Security Council's series",
        [],
    )


def _old(
    number: Number, kind: str, organ: str | None, how: str, speaker: str | None, year: int | None
) -> _Choice:
    if organ in ("A", "E", "T", "E/CN.4") and how != "carried":
        return (
            organ,
            "certain" if how in ("named", "own") else "inferred",
            None if how in ("named", "own") else "the organ that speaks",
            [],
        )
    if number.session.startswith(("S-", "ES-")):
        return "A", "certain", None, []
    if number.session.startswith("ORG-"):
        return "E", "certain", None, []
    session = roman_value(number.session)
    if session is None:
        return None, "ambiguous", "the session's figures are not well formed", []
    if session > 30:
        return "E", "inferred", "the General Assembly numbered so only up to its thirtieth session", []
    if organ in ("A", "E"):
        return organ, "inferred", "the organ was carried along the list", []
    if year and fits_assembly(session, year):
        return "A", "inferred", "the date falls in that session of the General Assembly", []
    if speaker in ("A", "E"):
        other = "E" if speaker == "A" else "A"
        # The Assembly's numbers run through: those of its third session are 115 to 290, say; ours need no such table.
        return (
            ("A", "inferred", "numbers of this form without an organ are the General Assembly's", [])
            if speaker == "A"
            else (
                "A",
                "ambiguous",
                "the General Assembly and the Economic and Social Council both numbered so",
                [other, "E"],
            )
        )
    if number.letter or number.number > 99:
        return "A", "inferred", "numbers of this form without an organ are the General Assembly's", []
    return (
        "A",
        "ambiguous",
        "the General Assembly and the Economic and Social Council both numbered so",
        ["E"],
    )


def _annual(
    number: Number, kind: str, organ: str | None, how: str, speaker: str | None, year: int | None
) -> _Choice:
    first = int(number.session)
    if organ == "E/CN.4" and how != "":
        return (
            "E/CN.4",
            "certain" if how == "named" else "inferred",
            None if how == "named" else "the organ was carried along the list",
            [],
        )
    if organ == "E" and how in ("named", "own"):
        return "E", "certain", None, []
    if first < FIRST_ECONOMIC_YEAR:
        return "E", "inferred", "numbers with a year are the Economic and Social Council's", []
    return "E", "inferred", "numbers with a year are the Economic and Social Council's", []


def _special(
    number: Number, kind: str, organ: str | None, how: str, speaker: str | None, year: int | None
) -> _Choice:
    if number.session.startswith("ES-"):
        return "A", "certain", None, []
    session = int(number.session[2:])
    if organ in ("A", "A/HRC") and how in ("named", "own"):
        if organ == "A" and session < FIRST_NUMBERED_SPECIAL_SESSION:
            return (
                "A/HRC",
                "inferred",
                "the General Assembly numbered so only from its eighth special session on",
                [],
            )
        return organ, "certain", None, []
    if session < FIRST_NUMBERED_SPECIAL_SESSION:
        return (
            "A/HRC",
            "inferred",
            "the General Assembly numbered so only from its eighth special session on",
            [],
        )
    if session > 32 and not organ:
        return "A/HRC", "inferred", "the General Assembly has not held that many special sessions", []
    if organ in ("A", "A/HRC"):
        return organ, "inferred", "the organ was carried along the list", []
    if speaker in ("A", "A/HRC"):
        return speaker, "inferred", "the organ that speaks", []
    return "A", "ambiguous", "the General Assembly and the Human Rights Council both number so", ["A/HRC"]


def _session(
    number: Number, kind: str, organ: str | None, how: str, speaker: str | None, year: int | None
) -> _Choice:
    session = int(number.session)
    assembly = FIRST_NUMBERED_SESSION <= session <= LAST_ASSEMBLY_SESSION
    rights = (
        session <= LAST_HUMAN_RIGHTS_SESSION
        and (number.number <= HUMAN_RIGHTS_NUMBERS or kind == "decision")
        and not number.letter
    )
    if organ == "UNEP/EA" or (not organ and (speaker or "").startswith("UNEP") and session < 12):
        return (
            "UNEP/EA",
            "certain" if how in ("named", "own") else "inferred",
            None if how in ("named", "own") else "the organ that speaks",
            [],
        )
    if organ == "E/CN.4":
        return (
            "E/CN.4",
            "certain" if how == "named" else "inferred",
            None if how == "named" else "the organ was carried along the list",
            [],
        )
    fits = {"A": assembly, "A/HRC": rights}
    if organ in fits and fits[organ] and how in ("named", "own"):
        if how == "own" and year:
            other = "A/HRC" if organ == "A" else "A"
            here, there = (
                (fits_assembly, fits_human_rights) if organ == "A" else (fits_human_rights, fits_assembly)
            )
            if fits[other] and not here(session, year) and there(session, year):
                return (
                    other,
                    "inferred",
                    "the date falls in that session of this organ, not of the one that speaks",
                    [],
                )
        return organ, "certain", None, []
    if assembly and not rights:
        return "A", "inferred", "a number of this form can only be the General Assembly's", []
    if rights and not assembly:
        return (
            "A/HRC",
            "inferred",
            "the General Assembly numbered so only from its thirty-first session on",
            [],
        )
    if not assembly:
        return None, "ambiguous", "no organ has such a session", []
    if year and fits_assembly(session, year) != fits_human_rights(session, year):
        chosen = "A" if fits_assembly(session, year) else "A/HRC"
        return chosen, "inferred", "the date falls in that session of this organ", []
    if organ in fits:
        return organ, "inferred", "the organ was carried along the list", []
    if speaker in fits:
        return speaker, "inferred", "the organ that speaks", []
    return "A", "ambiguous", "the General Assembly and the Human Rights Council both number so", ["A/HRC"]


def _parties(number: Number) -> Target:
    return Target(None, "certain", name=f"{number.number}/{number.session}")


_ = roman
