"""What an organization is: its organs, sessions, members, offices, languages and papers.

All values are frozen. Names are dictionaries by language (ar zh en fr ru es): the form that is printed first, then forms
that are read as well (cases, short names). A name that is left out is taken from ``verbale.languages``, which knows the
organs of the United Nations and the States of the world.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from verbale.document import Distribution as DistributionName
from verbale.document import Kind, Language

__all__ = [
    "Agenda",
    "Distribution",
    "Languages",
    "Limits",
    "Links",
    "Member",
    "Names",
    "Office",
    "Organ",
    "Page",
    "SeriesRule",
    "SessionDates",
    "SessionKind",
    "Window",
]

Names = dict[Language, tuple[str, ...]]
SessionKind = Literal["regular", "special", "emergency"]


class _Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    pass


class Languages(_Value, frozen=True):
    """``official``: a document may be submitted and is issued in these; ``working``: the Secretariat works in these."""

    official: tuple[Language, ...]
    working: tuple[Language, ...] = ()


class SeriesRule(_Value, frozen=True):
    """A row of symbols and how it counts.

    ``pattern`` is a symbol with ``{session}`` or ``{year}`` and one ``{n}``. ``counts``: the number starts again with
    each session or each year, or never (always). ``kinds`` are the kinds of document that the series is for; the
    series without kinds takes all that no other takes. ``since`` and ``until`` are its first and last day.
    """

    pattern: str
    counts: Literal["session", "year", "always"]
    kinds: tuple[Kind, ...] = ()
    since: date | None = None
    until: date | None = None


class Window(_Value, frozen=True):
    """For how many days before its opening and after its end a session's number may still stand on a document.

    Pre-session documents carry the coming session's number, late ones the old.
    """

    before: int = 0
    after: int = 0


class Organ(_Value, frozen=True):
    """An organ: ``prefix`` is the first element of its symbols.

    ``counts``: its sessions are listed and numbered (sessions), are named by the year (years-as-sessions), or it sits
    without sessions and counts its years (years, from ``first_year``). ``needs_items``: nothing becomes its document
    without an item of its agenda. ``between``: between two sessions documents belong to the last or the next one.
    ``parent``: the organ whose name stands above its own. ``members``: codes, where not all members sit in it.
    """

    prefix: str
    counts: Literal["sessions", "years-as-sessions", "years"]
    series: tuple[SeriesRule, ...]
    names: Names = {}
    parent: str | None = None
    first_year: int | None = None
    needs_items: bool = False
    between: Literal["last", "next"] = "last"
    window: Window = Window()
    members: tuple[str, ...] = ()


class SessionDates(_Value, frozen=True):
    """One session: ``session`` as in the contract ("74", "ES-10", "S-32", "2023"); ``closed`` where it is known."""

    organ: str
    session: str
    opened: date
    closed: date | None = None
    kind: SessionKind = "regular"


class Agenda(_Value, frozen=True):
    """The agenda of one session: titles by language for each item. ``complete`` says whether all items are listed."""

    organ: str
    session: str
    items: dict[str, dict[Language, str]]
    complete: bool = False

    def title(self, number: str, language: Language) -> str | None:
        """The title of an item in a language, where the profile has it."""
        return self.items.get(number, {}).get(language)

    def has(self, number: str) -> bool:
        """Whether the item, or one that it is a part of, or one of its parts, is listed."""
        head = number.split(" ", maxsplit=1)[0]
        return number in self.items or any(
            listed == head or (number == head and listed.split(" ")[0] == head) for listed in self.items
        )


class Member(_Value, frozen=True):
    """A member, an observer, or a participant that may send communications and is told of none by right. ``code``: ISO 3166-1 alpha-2 (XA to XZ for fictional ones). ``of``: the name as it follows
    "the Permanent Representative" in each language ("de la Belvarie", genitive in Russian)."""

    code: str
    status: Literal["member", "observer", "participant"] = "member"
    joined: date | None = None
    left: date | None = None
    names: Names = {}
    of: dict[Language, str] = {}

    def belongs_at(self, day: date) -> bool:
        """Whether it was a member or observer on that day."""
        return (self.joined is None or self.joined <= day) and (self.left is None or day < self.left)


class Office(_Value, frozen=True):
    """An office that sends or receives communications.

    ``id`` is the contract's word for it ("secretary-general"); ``names`` are all the forms in which it is written in a
    language, the first one being the name that we write. ``sends``: the kinds that it may send. ``state``: it speaks
    for a member. ``organ``: the organ over which it presides.
    """

    id: str
    names: Names
    sends: tuple[Kind, ...] = ()
    receives: bool = False
    state: bool = False
    organ: str | None = None


class Distribution(_Value, frozen=True):
    """A category of distribution and who is told of a document under it.

    ``secret``: others are not even told that there is such a document. ``release``: its documents are issued in all
    languages that were begun together, or in each when it is ready; left out, it is together for the category general
    and each for the others.
    """

    id: DistributionName
    told: tuple[Literal["members", "observers", "organ-members"], ...]
    public: bool = False
    secret: bool = False
    release: Literal["together", "each"] | None = None


class Limits(_Value, frozen=True):
    """``words``: of a communication with its annexes, footnotes included; ``days_to_issue``: from the letter's date to
    the document's, before it is asked about."""

    words: int | None = None
    days_to_issue: int = 60


class Page(_Value, frozen=True):
    """The paper. ``job_number`` is the form of the production number at the foot of page one: ``{yy}`` the year in two
    digits, ``{n}`` a number of five that counts within the year; None where documents have no such number."""

    size: Literal["a4", "us-letter"] = "a4"
    job_number: str | None = None


class Links(_Value, frozen=True):
    """Where a symbol is found: an address with ``{language}`` and ``{symbol}``."""

    symbol: str | None = None
