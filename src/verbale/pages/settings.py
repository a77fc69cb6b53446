"""Settings: what the organization's profile says, where the series stand, who works here, and how notices are delivered."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get

from verbale.pages.frame import Frame
from verbale.service.problems import ProblemError
from verbale.service.who import asker_of

__all__ = ["ROUTES"]


@get("/settings", sync_to_thread=True)
def show(request: Request[Any, Any, Any]) -> Response[bytes]:
    """What the reader may see of them."""
    frame = Frame(request)
    if asker_of(request).person is None:
        raise ProblemError("not-signed-in", "")
    if not (frame.may("series-read") or frame.may("people-read")):
        raise ProblemError("not-allowed", "this is for those who keep the registry")
    registry = frame.shelf.desk.registry
    return frame.render(
        "settings.html",
        profile=frame.shelf.profile,
        series=registry.series() if frame.may("series-read") else (),
        people=registry.people.all() if frame.may("people-read") else (),
        addresses=registry.post.addresses() if frame.may("people-read") else (),
        query="",
        here="settings",
    )


ROUTES = [show]
