"""From which series a document takes its symbols, and which it bears already."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from typing import Final, Literal

import msgspec

from verbale.document import Document, Masthead, Session, encode
from verbale.errors import NoSession, Place, RegistryError, SymbolError
from verbale.profiles.profile import Profile
from verbale.profiles.series import Series
from verbale.symbol import Symbol

__all__ = [
    "CHANGES",
    "SLUGS_JOINED",
    "Borne",
    "Change",
    "ChangeKind",
    "Plan",
    "Suffix",
    "dated",
    "digest_of",
    "halves_of",
    "numbered",
    "plan",
    "plan_change",
    "slug_of",
    "suffix_of",
    "whole",
]

ChangeKind = Literal["corrigendum", "addendum", "revision"]

CHANGES: Final[dict[ChangeKind, str]] = {"corrigendum": "Corr.", "addendum": "Add.", "revision": "Rev."}
"""How a document changes another after issue, and what its symbol says of it behind the other's."""


_SUFFIXED = re.compile(r"(?P<parent>.+)/(?P<code>Corr\.|Add\.|Rev\.)[1-9][0-9]{0,5}")
SLUGS_JOINED: Final = "+"
"""Between the slugs of a joint document's symbols."""

_DASH = "[-\u2010-\u2015\u2212]"


class Borne(msgspec.Struct, frozen=True, kw_only=True):
    """A symbol that the file came with, and its place in a series of the profile, where it stands in one."""

    symbol: str
    series: str | None = None
    number: int | None = None


class Suffix(msgspec.Struct, frozen=True, kw_only=True):
    """A row of changes of one document: A/74/783/Corr.1, A/74/783/Corr.2 … It counts as a series does."""

    parent: str
    code: str
    organ: str
    session: None = None

    @property
    def key(self) -> str:
        """The name of its counter: "A/74/783/Corr."."""
        return f"{self.parent}/{self.code}"

    def symbol(self, number: int) -> str:
        """The symbol with this number, in normal form."""
        return f"{self.key}{number}"


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Which document (by id and case) another changes, and how; ``languages`` where it concerns only these."""

    kind: ChangeKind
    parent: int
    case: int
    languages: tuple[str, ...] = ()


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How a document will get its symbols: from ``series``, one each, or as it bears them. One of the two is empty."""

    series: tuple[Series | Suffix, ...] = ()
    borne: tuple[Borne, ...] = ()
    change: Change | None = None
    """The document that this one corrects, adds to or replaces, in place of a row of the profile."""
    job_number: str | None = None
    """The pattern of a production number for a document that gets its symbols here and bears no such number."""


def plan(document: Document, profile: Profile, day: date) -> Plan:
    """Where a document's symbols come from on a day.

    Raises RegistryError where no organ is named or one is not of the profile, and NoSession where an organ gives no
    symbols at that date.
    """
    if document.masthead.symbols:
        named = [symbol for text in document.masthead.symbols for symbol in halves_of(text, profile)]
        return Plan(borne=tuple(_borne(symbol, profile) for symbol in dict.fromkeys(named)))
    organs = document.masthead.organs
    if not organs:
        raise RegistryError(
            "nothing says which organ's document this is",
            where=Place(field="masthead.organs"),
            fix="Begin the file with a masthead: the organ or organs, Distr., the date",
        )
    pattern = profile.page.job_number if document.masthead.job_number is None else None
    return Plan(series=tuple(_series(organ, document, profile, day) for organ in organs), job_number=pattern)


def plan_change(document: Document, profile: Profile, change: Change, symbols: tuple[str, ...]) -> Plan:
    """The symbols of a document that changes the one with these symbols.

    A correction of a correction is the next correction of the document itself, and so on.
    """
    code = CHANGES[change.kind]
    rows = []
    for symbol in symbols:
        above = suffix_of(symbol)
        parent = above.parent if above is not None and above.code == code else symbol
        rows.append(Suffix(parent=parent, code=code, organ=Symbol.parse(parent).organ))
    pattern = profile.page.job_number if document.masthead.job_number is None else None
    return Plan(series=tuple(rows), change=change, job_number=pattern)


def suffix_of(symbol: str) -> Suffix | None:
    """The row of changes that a plain symbol in normal form stands in, or None."""
    found = _SUFFIXED.fullmatch(symbol)
    return (
        Suffix(parent=found["parent"], code=found["code"], organ=Symbol.parse(found["parent"]).organ)
        if found
        else None
    )


def dated(document: Document, day: date | None = None) -> date:
    """The document's date: the one given, or the masthead's.

    Raises RegistryError where there is neither.
    """
    found = day or document.masthead.date
    if found is None:
        raise RegistryError(
            "the document has no date, so no session and no year to count in",
            where=Place(field="masthead.date"),
            fix="Write the date under Distr. in the masthead, or give it with --date",
        )
    return found


def digest_of(document: Document) -> str:
    """The hash of a document's record, as the log names it; in hex."""
    return sha256(encode(document)).hexdigest()


def numbered(
    masthead: Masthead,
    symbols: tuple[str, ...],
    day: date,
    series: tuple[Series | Suffix, ...],
    job_number: str | None,
) -> Masthead:
    """The masthead with its symbols, its date, its production number, and the sessions of its series where it printed
    none."""
    printed = {session.organ for session in masthead.sessions}
    sessions = masthead.sessions + tuple(
        row.session for row in series if row.session and row.organ not in printed
    )
    return msgspec.structs.replace(
        masthead, symbols=symbols, date=day, sessions=sessions, job_number=job_number
    )


def whole(symbols: tuple[str, ...]) -> str:
    """The symbol in full: a joint document's two in one, in the order of its masthead."""
    return "–".join(symbols)


def slug_of(symbols: tuple[Symbol, ...]) -> str:
    """The symbol in full as the name of a folder."""
    return SLUGS_JOINED.join(symbol.slug for symbol in symbols)


def halves_of(text: str, profile: Profile) -> tuple[str, ...]:
    """The plain symbols that a text names, in normal form; joint ones of any organization's organs.

    Raises SymbolError where it is no symbol.
    """
    try:
        return tuple(str(half) for half in Symbol.parse(text).halves)
    except SymbolError:
        roots = {organ.prefix.casefold(): organ.prefix for organ in profile.organs}
        any_root = "|".join(map(re.escape, roots))
        parts = re.split(rf"\s*{_DASH}\s*(?=(?:{any_root})/)", text.strip(), flags=re.IGNORECASE)
        rooted = [
            re.sub(
                rf"^(?:{any_root})(?=/)", lambda root: roots[root[0].casefold()], part, flags=re.IGNORECASE
            )
            for part in parts
        ]
        if rooted == [text]:
            raise
        return tuple(str(Symbol.parse(part)) for part in rooted)


def _borne(symbol: str, profile: Profile) -> Borne:
    if (row := suffix_of(symbol)) is not None:
        return Borne(symbol=symbol, series=row.key, number=int(symbol.removeprefix(row.key)))
    found = profile.series_of(symbol)
    return Borne(symbol=symbol, series=found[0].key if found else None, number=found[1] if found else None)


def _series(organ: str, document: Document, profile: Profile, day: date) -> Series:
    where = Place(field="masthead.organs")
    if profile.organ(organ) is None:
        known = ", ".join(known.prefix for known in profile.organs)
        raise RegistryError(
            f"{organ} is no organ of the profile {profile.name}", where=where, fix=f"The profile has {known}"
        )
    session = next((session for session in document.masthead.sessions if session.organ == organ), None)
    row = profile.series_for(organ, day, kind=document.kind, session=_of_day(profile, organ, day, session))
    if row is None:
        raise NoSession(
            f"no session of {organ} is open on {day.isoformat()}, so it gives no symbols",
            where=where,
            fix="Correct the date, or add the session to the profile",
        )
    return row


def _of_day(profile: Profile, organ: str, day: date, session: Session | None) -> Session | None:
    """The session printed, where it can stand on a document of that day; a year is the day's own."""
    if session is None or session.session is None:
        return None
    return session if session in profile.sessions_open(organ, day) else None
