"""The desk: the queue of cases, dense, each a line; what is safe for many at once can be done for many."""

from __future__ import annotations

from typing import Annotated, Any, Final, get_args

from litestar import Request, Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect
from sqlalchemy import func, select

from verbale.errors import WrongState
from verbale.pages.frame import Frame
from verbale.registry.log import CaseState
from verbale.registry.people.seeing import cases_seen
from verbale.registry.schema import cases
from verbale.service.desk import desk_of
from verbale.service.who import asker_of, require

__all__ = ["ROUTES"]

_PAGE: Final = 60
_STATES: Final[tuple[CaseState, ...]] = get_args(CaseState)
_MANY: Final = 200


@get("/desk", sync_to_thread=True)
def queue(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The cases that the reader may see, newest first, in a state or in all."""
    asker = require(request, "case-read")
    frame = Frame(request)
    asked = request.query_params.get("state")
    state = next((known for known in _STATES if known == asked), None)
    before = request.query_params.get("before", "")
    found = frame.shelf.desk.registry.cases.listing(
        state=state,
        before=int(before) if before.isdigit() and len(before) < 10 else None,
        where=cases_seen(asker),
        limit=_PAGE + 1,
    )
    with frame.shelf.desk.registry.books.read() as connection:
        counted = select(cases.c.state, func.count()).where(cases_seen(asker)).group_by(cases.c.state)
        counts = {str(name): int(n) for name, n in connection.execute(counted)}
    return frame.render(
        "desk.html",
        cases=found[:_PAGE],
        more=found[_PAGE - 1].id if len(found) > _PAGE else None,
        state=state,
        states=[(name, counts.get(name, 0)) for name in _STATES],
        reviews=frame.may("case-review"),
        waits=frame.may("log-read"),
        query="",
        here="desk",
    )


@post("/desk/review", sync_to_thread=True, status_code=303)
def review(
    request: Request[Any, Any, Any],
    data: Annotated[dict[str, Any], Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Redirect:
    """Take the marked cases under review; those that somebody else took meanwhile stay as they are."""
    require(request, "case-review")
    registry = desk_of(request).registry_of(asker_of(request).name)
    chosen = data.get("case", [])
    for text in (chosen if isinstance(chosen, list) else [chosen])[:_MANY]:
        if str(text).isdigit():
            case = registry.cases.get(int(text))
            if case.state == "received":
                try:
                    registry.cases.review(case.id)
                except WrongState:
                    continue
    return Redirect("/desk?state=under-review", status_code=303)


ROUTES = [queue, review]
