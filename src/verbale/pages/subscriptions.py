"""Subscriptions: saved searches that tell of new documents, at once or in the digest of the day; all of a person's on a page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get, post
from litestar.response import Redirect

from verbale.catalogue import QueryError
from verbale.circulation import subscribing
from verbale.pages.frame import Frame
from verbale.pages.signing import Form
from verbale.registry.people.permissions import reach
from verbale.service.problems import ProblemError
from verbale.service.who import require

__all__ = ["ROUTES"]


@get("/subscriptions", sync_to_thread=True)
def show(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The reader's subscriptions, and the form for another."""
    require(request, "subscription-own")
    return _page(Frame(request), query=" ".join(request.query_params.get("q", "").split())[:500])


@post("/subscriptions", sync_to_thread=True, status_code=303)
def subscribe(request: Request[Any, Any, Any], data: Form) -> Response[Any]:
    """Save a search as a subscription by e-mail."""
    asker = require(request, "subscription-own")
    frame = Frame(request)
    query = " ".join(data.get("q", "").split())[:1000]
    entitled = "entitled" in reach(asker, "document-read-restricted")
    try:
        subscribing.subscribe(
            frame.shelf.registry,
            asker.name,
            subscribing.query_of(subscribing.Wish(words=query), frame.shelf.profile),
            way="e-mail",
            address=None,
            language=frame.language,
            often="daily" if data.get("often") == "daily" else "at-once",
            member=asker.member if entitled else None,
            secret=None,
        )
    except QueryError as error:
        return _page(frame, query=query, error=error)
    return Redirect("/subscriptions", status_code=303)


@post("/subscriptions/{number:int}/end", sync_to_thread=True, status_code=303)
def end(request: Request[Any, Any, Any], number: int) -> Redirect:
    """End a subscription."""
    asker = require(request, "subscription-own")
    frame = Frame(request)
    if number not in (one.id for one in frame.shelf.registry.post.subscriptions(asker.name)):
        raise ProblemError("not-found", f"you have no subscription {number}")
    frame.shelf.registry.post.unsubscribe(number)
    return Redirect("/subscriptions", status_code=303)


def _page(frame: Frame, *, query: str = "", error: QueryError | None = None) -> Response[bytes]:
    held = frame.shelf.registry.post.subscriptions(frame.shelf.asker.name)
    return frame.render(
        "subscriptions.html",
        status=400 if error else 200,
        held=held,
        wished=query,
        error=error,
        found=lambda text: f"/find?{urlencode({'q': text, 'order': 'newest'})}",
        query="",
        here="subscriptions",
    )


ROUTES = [show, subscribe, end]
