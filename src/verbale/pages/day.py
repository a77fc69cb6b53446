"""The day: the list of the documents issued on it, and the days about it as a picture."""

from __future__ import annotations

import datetime
from typing import Any

from litestar import Request, Response, get
from litestar.response import Redirect

from verbale.pages.drawing import bars
from verbale.pages.frame import Frame

__all__ = ["ROUTES"]

_ABOUT = 30
_FIRST, _LAST = datetime.date(1, 2, 1), datetime.date(9999, 12, 30)
"""The days that have others about them, as the calendar of computers goes."""


@get("/day", sync_to_thread=True)
def newest(request: Request[Any, Any, Any]) -> Redirect:
    """The newest day on which something was issued."""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    day = Frame(request).shelf.last_issued() or today
    return Redirect(f"/day/{day}", status_code=302)


@get("/day/{day:date}", sync_to_thread=True)
def one(request: Request[Any, Any, Any], day: datetime.date) -> Response[bytes]:
    """The documents of a day."""
    frame = Frame(request)
    if not _FIRST <= day <= _LAST:
        values = {"said": "problem.nothing", "detail": "", "query": "", "here": ""}
        return frame.render("problem.html", status=404, values=values)
    documents = frame.shelf.issued_on(day.isoformat())
    days = [day + datetime.timedelta(days=n) for n in range(-_ABOUT + 1, 1)]
    counted = frame.shelf.issued_by_day(days[0].isoformat(), day.isoformat())
    counts = [(d, counted.get(d.isoformat(), 0)) for d in days]
    picture = bars(
        [
            (d.isoformat(), count, f"/day/{d}", f"{frame.date(d)}: {frame.say('count.documents', n=count)}")
            for d, count in counts
        ],
        title=frame.say("day.picture"),
        marked=day.isoformat(),
    )
    return frame.render(
        "day.html",
        day=day,
        documents=documents,
        picture=picture,
        before=day - datetime.timedelta(days=1),
        after=day + datetime.timedelta(days=1),
        query="",
        here="day",
    )


ROUTES = [newest, one]
