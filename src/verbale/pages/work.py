"""What the pages of the desk share: the case that somebody may work on, its reading, and a step taken on the state they saw."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Request
from sqlalchemy import func, select

from verbale.document import Document
from verbale.errors import NoSuchCase, Place, VerbaleError
from verbale.pages.frame import Frame
from verbale.registry import Registry, numbering
from verbale.registry.case_rows import Case
from verbale.registry.people.permissions import Subject, judge
from verbale.registry.schema import events
from verbale.service.desk import desk_of
from verbale.service.problems import ProblemError
from verbale.service.who import asker_of, require

__all__ = ["Numbered", "numbers_for", "seen_case", "state_of", "stepping", "today"]


@dataclass(frozen=True, slots=True)
class Numbered:
    """The symbols that a document would take now, or why it would take none."""

    symbols: tuple[str, ...] = ()
    why: str = ""


def seen_case(request: Request[Any, Any, Any], number: int, action: str = "case-read") -> Case:
    """The case, if the reader may do this with it. One that they may not see is not there."""
    require(request, "case-read")
    none = ProblemError("not-found", f"there is no case {number}")
    try:
        case = desk_of(request).registry.cases.get(number)
    except NoSuchCase:
        raise none from None
    about = Subject(member=case.member)
    if not judge(asker_of(request), "case-read", about):
        raise none
    require(request, action, about)
    return case


def state_of(request: Request[Any, Any, Any], case: int) -> str:
    """The state of a case as a form holds it: the number of its last event."""
    with desk_of(request).registry.books.read() as connection:
        return str(
            connection.execute(select(func.max(events.c.seq)).where(events.c.case_id == case)).scalar()
        )


@contextmanager
def stepping(request: Request[Any, Any, Any], case: int, seen: str) -> Iterator[Registry]:
    """The registry in the name of who decides, while nobody else decides on the case.

    Raises ProblemError where it changed since they saw it.
    """
    desk = desk_of(request)
    with desk.deciding(case):
        if seen != state_of(request, case):
            raise ProblemError(
                "changed",
                "somebody changed this case since you saw it",
                where=Place(field="state"),
                fix="Look at it again, then decide",
            )
        yield desk.registry_of(asker_of(request).name)


def numbers_for(frame: Frame, document: Document) -> Numbered:
    """The symbols that it would take if it were registered now."""
    profile = frame.shelf.profile
    try:
        plan = numbering.plan(document, profile, numbering.dated(document))
        last = {row.key: row.next for row in frame.shelf.desk.registry.series()}
        if plan.borne:
            return Numbered(tuple(borne.symbol for borne in plan.borne))
        return Numbered(tuple(row.symbol(last.get(row.key, 1)) for row in plan.series))
    except VerbaleError as error:
        return Numbered(why=error.what)


def today(frame: Frame) -> date:
    """The day at the organization's seat."""
    return frame.shelf.desk.registry.versions.today()
