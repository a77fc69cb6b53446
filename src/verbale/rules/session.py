from __future__ import annotations

from collections.abc import Iterator

from verbale.document import Session
from verbale.rules.rule import Examination, Found, rule


@rule(
    code="V303",
    name="session",
    severity="error",
    asks="The session, or the year, printed is one that is held at the document’s date.",
    source="The sessions of the organ; UN Editorial Manual, mastheads",
)
def session(seen: Examination) -> Iterator[Found]:
    """A document of a coming session, a late one, and one of a special or emergency special session may bear that
    session’s number: the profile says how early and how late. Years of the Security Council are the calendar year
    less 1945.
    """
    if seen.day is None:
        return
    for place, printed in enumerate(seen.masthead.sessions):
        if seen.profile.organ(printed.organ) is None:
            continue
        possible = seen.profile.sessions_open(printed.organ, seen.day)
        if not possible or printed in possible or _unlisted_special(seen, printed):
            continue
        organ = seen.organ_name(printed.organ)
        yield seen.found(
            f"masthead.sessions.{place}",
            f"The {organ}’s {_called(printed)} is printed; on {seen.day} it is {_called(possible[0])}",
            f"Print {_called(possible[0])}, or correct the document’s date.",
        )


def _unlisted_special(seen: Examination, printed: Session) -> bool:
    """A special session of which the profile knows nothing: its date cannot be judged."""
    listed = any(
        known.organ == printed.organ and known.session == printed.session for known in seen.profile.sessions
    )
    return printed.session is not None and not printed.session.isdecimal() and not listed


def _called(printed: Session) -> str:
    return f"session {printed.session}" if printed.session else f"year {printed.year}"
