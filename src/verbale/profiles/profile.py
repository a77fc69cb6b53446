"""A profile: all that is known of one organization, and the questions that others ask of it."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from verbale.document import Distribution as DistributionName
from verbale.document import Kind, Language, Session
from verbale.profiles.organization import (
    Agenda,
    Distribution,
    Languages,
    Limits,
    Links,
    Member,
    Names,
    Office,
    Organ,
    Page,
    SessionDates,
)
from verbale.profiles.series import Series, series_from_key, series_from_symbol, series_of_rule

if TYPE_CHECKING:
    from verbale.languages.nomenclature import Nomenclature

__all__ = ["Profile"]

_LONGEST_SESSION = timedelta(days=400)


class Profile(msgspec.Struct, frozen=True, kw_only=True, weakref=True):
    """An organization. ``source`` is where the profile was loaded from; ``mark`` is SVG text, None where it has none."""

    name: str
    names: Names
    languages: Languages
    organs: tuple[Organ, ...]
    members: tuple[Member, ...]
    offices: tuple[Office, ...]
    distributions: tuple[Distribution, ...]
    sessions: tuple[SessionDates, ...] = ()
    agendas: tuple[Agenda, ...] = ()
    seat: dict[Language, str] = {}
    time_zone: str = "UTC"
    limits: Limits = Limits()
    page: Page = Page()
    links: Links = Links()
    mark: str | None = None
    source: str = ""

    def organ(self, prefix: str) -> Organ | None:
        """The organ with this symbol prefix."""
        return next((organ for organ in self.organs if organ.prefix == prefix), None)

    def organs_named_here(self, prefix: str) -> bool:
        """Whether the organ is one that the profile itself names, and not the language data."""
        found = self.organ(prefix)
        return found is not None and bool(found.names)

    def member(self, code: str) -> Member | None:
        """The member or observer with this code."""
        return next((member for member in self.members if member.code == code), None)

    def office(self, name: str) -> Office | None:
        """The office with this id, or with this name in any language (case, accents' dots and spaces aside)."""
        wanted = _fold(name)
        for office in self.offices:
            if office.id == name or any(
                _fold(form) == wanted for forms in office.names.values() for form in forms
            ):
                return office
        return None

    def distribution(self, name: DistributionName) -> Distribution | None:
        """The category of distribution with this name."""
        return next((category for category in self.distributions if category.id == name), None)

    def released_together(self, distribution: DistributionName | None, kind: Kind | None = None) -> bool:
        """Whether the languages of a document are issued together; the records of meetings never wait for each other.

        Source: UN Editorial Manual and rules on simultaneous distribution, from which meeting records are exempt.
        """
        category = self.distribution(distribution) if distribution else None
        if category is None or kind in ("verbatim-record", "summary-record"):
            return False
        return (category.release or ("together" if category.id == "general" else "each")) == "together"

    def entitled(
        self, distribution: DistributionName, *, organs: tuple[str, ...] = (), on: date | None = None
    ) -> tuple[Member, ...]:
        """Who must be told of a document of these organs under this distribution, in the order of the profile.

        ``on`` leaves out those who did not belong on that day.
        """
        category = self.distribution(distribution)
        if category is None:
            return ()
        sitting: set[str] = set()
        everybody = False
        for prefix in organs:
            organ = self.organ(prefix)
            everybody = everybody or organ is None or not organ.members
            sitting.update(organ.members if organ else ())
        told = category.told
        return tuple(
            member
            for member in self.members
            if (on is None or member.belongs_at(on))
            and (
                (member.status == "member" and "members" in told)
                or (member.status == "observer" and "observers" in told)
                or (
                    "organ-members" in told
                    and member.status == "member"
                    and (everybody or member.code in sitting)
                )
            )
        )

    def agenda(self, organ: str, session: str | Session | None) -> Agenda | None:
        """The agenda of a session of an organ: that session's own, else one that stands for all ("*")."""
        wanted = session.session if isinstance(session, Session) else session
        of_organ = [agenda for agenda in self.agendas if agenda.organ == organ]
        own = next((agenda for agenda in of_organ if agenda.session == wanted), None)
        return own or next((agenda for agenda in of_organ if agenda.session == "*"), None)

    def session_at(self, organ: str, day: date) -> Session | None:
        """The regular session (or the year) under which an organ's documents run on that day; None where none does."""
        found = self.organ(organ)
        if found is None:
            return None
        if found.counts == "years":
            first = found.first_year or day.year
            return Session(organ=organ, year=day.year - first + 1) if day.year >= first else None
        regular = self._sessions_of(organ, "regular")
        started = [listed for listed in regular if listed.opened <= day]
        if not started:
            return None
        last = started[-1]
        coming = regular[len(started)] if len(started) < len(regular) else None
        ended = last.closed is not None and day > last.closed
        if ended and found.between == "next" and coming is not None:
            return Session(organ=organ, session=coming.session)
        if coming is None and day > (last.closed or last.opened + _LONGEST_SESSION):
            return None
        return Session(organ=organ, session=last.session)

    def sessions_open(self, organ: str, day: date) -> tuple[Session, ...]:
        """All sessions whose number may stand on a document of that day, the one of ``session_at`` first.

        The others are those that open soon (pre-session documents), closed lately (late documents), and the special
        and emergency special sessions of the time.
        """
        current = self.session_at(organ, day)
        sessions = [current] if current else []
        found = self.organ(organ)
        if found is None or found.counts == "years":
            return tuple(sessions)
        before, after = timedelta(days=found.window.before), timedelta(days=found.window.after)
        opened = sorted(
            listed.opened for listed in self.sessions if listed.organ == organ and listed.kind == "regular"
        )
        for listed in self.sessions:
            if listed.organ != organ or listed.opened - before > day:
                continue
            end = listed.closed or _end_of(listed, opened)
            if end is not None and end + after < day:
                continue
            session = Session(organ=organ, session=listed.session)
            if session != current:
                sessions.append(session)
        return tuple(sessions)

    def series_for(
        self, organ: str, day: date, *, kind: Kind | None = None, session: Session | None = None
    ) -> Series | None:
        """The row from which a document of this kind takes its number on that day.

        ``session`` is the masthead's, where it has one: a letter under an emergency special session, a pre-session
        document. None where the organ is not of the profile, or no session is open.
        """
        found = self.organ(organ)
        if found is None:
            return None
        open_at = [
            rule
            for rule in found.series
            if (rule.since is None or rule.since <= day) and (rule.until is None or day <= rule.until)
        ]
        rule = next((rule for rule in open_at if kind is not None and kind in rule.kinds), None)
        rule = rule or next((rule for rule in open_at if not rule.kinds), None)
        session = session if session is not None else self.session_at(organ, day)
        if rule is None or (rule.counts == "session" and (session is None or session.session is None)):
            return None
        year = day.year
        if session is not None and session.year is not None and found.first_year is not None:
            year = session.year + found.first_year - 1
        return series_of_rule(found, rule, session, year)

    def series_named(self, key: str) -> Series | None:
        """The row whose counter has this name ("A/74", "S/2020"), or None."""
        return next(
            (series for organ in self._longest_first() if (series := series_from_key(organ, key))), None
        )

    def series_of(self, symbol: str) -> tuple[Series, int] | None:
        """The row that a plain symbol in normal form stands in, and its number there ("A/74/783": A/74, 783)."""
        return next(
            (row for organ in self._longest_first() if (row := series_from_symbol(organ, symbol))), None
        )

    def name_of(self, language: Language) -> str:
        """The organization's name in a language (English where it has none in that language)."""
        return (self.names.get(language) or self.names["en"])[0]

    @property
    def nomenclature(self) -> Nomenclature:
        """The names of the organization, its organs and its members, for the reader and the writers."""
        from verbale.profiles.naming import nomenclature_of

        return nomenclature_of(self)

    def _longest_first(self) -> list[Organ]:
        return sorted(self.organs, key=lambda organ: -len(organ.prefix))

    def _sessions_of(self, organ: str, kind: str) -> list[SessionDates]:
        return sorted(
            (listed for listed in self.sessions if listed.organ == organ and listed.kind == kind),
            key=lambda listed: listed.opened,
        )


def _end_of(session: SessionDates, opened: list[date]) -> date | None:
    """The day before the next regular session opens; a special session without an end is still open."""
    if session.kind != "regular":
        return None
    following = bisect_right(opened, session.opened)
    return (
        opened[following] - timedelta(days=1)
        if following < len(opened)
        else session.opened + _LONGEST_SESSION
    )


def _fold(text: str) -> str:
    return "".join(text.casefold().replace("’", "'").split())
