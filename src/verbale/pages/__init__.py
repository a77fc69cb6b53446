"""The pages: server-rendered, whole without script, in the six languages."""

from __future__ import annotations

from litestar import Router

from verbale.pages import (
    agendas,
    assets,
    case,
    compare,
    day,
    desk,
    documents,
    find,
    graph,
    languages,
    members,
    send,
    settings,
    signing,
    subscriptions,
)
from verbale.pages.problems import HANDLERS

__all__ = ["ROUTES"]

_PAGES = (
    find,
    documents,
    compare,
    day,
    agendas,
    members,
    graph,
    signing,
    send,
    desk,
    case,
    languages,
    subscriptions,
    settings,
)

ROUTES = [
    *assets.ROUTES,
    Router(
        "/",
        route_handlers=[handler for page in _PAGES for handler in page.ROUTES],
        exception_handlers=HANDLERS,
        include_in_schema=False,
    ),
]
"""What the service mounts."""
