"""The steps of a case: from which states each may be taken, and what it does, one guard and one event a step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec
from sqlalchemy import Connection, bindparam, select, update

from verbale.errors import NoSuchCase, RegistryError, WrongState
from verbale.registry import log
from verbale.registry.schema import cases
from verbale.registry.unnumbered import storable

__all__ = ["BEFORE_SYMBOLS", "STEPS", "Request", "guard", "reason_of", "step"]

BEFORE_SYMBOLS: Final[frozenset[log.CaseState]] = frozenset(
    ("received", "under-review", "returned", "accepted")
)
"""The states of a case that has no symbols yet."""

STEPS: Final[Mapping[log.EventKind, frozenset[log.CaseState]]] = {
    "review-begun": frozenset(("received",)),
    "returned": frozenset(("received", "under-review")),
    "resubmitted": frozenset(("returned",)),
    "corrected": frozenset(("received", "under-review", "accepted")),
    "accepted": frozenset(("received", "under-review")),
    "withdrawn": BEFORE_SYMBOLS,
    "withdrawal-asked": frozenset(("registered", "issued", "circulated")),
    "reissue-asked": frozenset(("issued", "circulated")),
}
"""The states from which each step may be taken."""

_NAMES: Final[Mapping[log.EventKind, str]] = {
    "review-begun": "taken under review",
    "returned": "returned",
    "resubmitted": "resubmitted",
    "corrected": "corrected",
    "accepted": "accepted",
    "withdrawn": "withdrawn by one person alone",
    "withdrawal-asked": "withdrawn on request",
    "reissue-asked": "issued again",
}

_state = select(cases.c.state).where(cases.c.id == bindparam("of")).with_for_update()


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What one person asked and another must confirm: a withdrawal, or a reissue of the version in ``language``."""

    id: int
    case: int
    what: str
    language: str | None
    reason: str
    asked: str
    asked_by: str
    settled: str | None = None
    settled_by: str | None = None
    outcome: str | None = None


def step(
    connection: Connection,
    case: int,
    kind: log.EventKind,
    data: dict[str, object],
    *,
    who: str,
    values: Mapping[str, object] | None = None,
) -> log.Event:
    """Take a step with a case, within the caller's transaction: its columns change to ``values``, and it is an event.

    Raises NoSuchCase, and WrongState where the step does not follow on the case's state.
    """
    guard(connection, case, kind)
    if values:
        connection.execute(update(cases).where(cases.c.id == case).values(**values))
    return log.append(connection, (kind, case, data), who=who)[0]


def guard(connection: Connection, case: int, kind: log.EventKind) -> None:
    """Hold the case until the transaction ends, and refuse a step that does not follow on its state.

    Raises NoSuchCase and WrongState.
    """
    state = connection.execute(_state, {"of": case}).scalar()
    if state is None:
        raise NoSuchCase(f"there is no case {case} in these books", fix="See them with: verbale case list")
    if state not in STEPS[kind]:
        allowed = ", ".join(sorted(STEPS[kind]))
        raise WrongState(
            f"case {case} is {state}, so it cannot be {_NAMES[kind]}",
            fix=f"That can be done with a case that is {allowed}; see it with: verbale case show {case}",
        )


def reason_of(text: str) -> str:
    """A reason, which must say something. Raises RegistryError."""
    reason = (storable(text) or "").strip()
    if not reason:
        raise RegistryError("a reason is missing", fix="Say why, in a sentence")
    return reason
