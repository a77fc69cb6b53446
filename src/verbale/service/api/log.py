"""The log: what happened, and whether anything of it was changed."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any

import msgspec
from litestar import Request, Router, get
from litestar.params import QueryParameter

from verbale.registry import log as books_log
from verbale.registry.log import Event, EventKind, Finding
from verbale.service.desk import desk_of
from verbale.service.paging import Limit, Page, PageToken, Paging
from verbale.service.responses import PROBLEMS
from verbale.service.who import require

__all__ = ["ROUTER", "Head"]


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The newest event. Kept elsewhere, its hash shows a log that was cut short."""

    seq: int
    hash: str
    finding: Finding | None
    """The first event that does not fit; null where all do."""


@get(
    "/log",
    sync_to_thread=True,
    operation_id="listEvents",
    opt={"action": "log-read"},
    responses=PROBLEMS(400, 401, 403, 429),
)
def list_events(
    request: Request[Any, Any, Any],
    kind: Annotated[EventKind | None, QueryParameter(description="Of this kind.")] = None,
    limit: Limit = 100,
    token: PageToken = None,
) -> Page[Event]:
    """What happened, oldest first."""
    require(request, "log-read")
    paging = Paging(token, "log", kind)
    with desk_of(request).registry.books.read() as connection:
        after = paging.number() or 0
        events = list(islice(books_log.read(connection, after=after, kind=kind), limit + 1))
    return paging.page(events, limit, events[limit - 1].seq if len(events) > limit else None)


@get(
    "/log/head",
    sync_to_thread=True,
    operation_id="verifyLog",
    opt={"action": "log-verify"},
    responses=PROBLEMS(401, 403, 429),
)
def verify(request: Request[Any, Any, Any]) -> Head:
    """Follow the chain of events to its end, and tell whether every one fits."""
    require(request, "log-verify")
    registry = desk_of(request).registry
    finding = registry.verify()
    seq, digest = registry.head()
    return Head(seq=seq, hash=digest, finding=finding)


ROUTER = Router("/", route_handlers=[list_events, verify], tags=["log"])
