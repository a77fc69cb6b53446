"""The API: ``/api/v1``, described at ``/api/v1/openapi.json``."""

from __future__ import annotations

from litestar import Router

from verbale.service.answers import KeptAnswers
from verbale.service.api import (
    cases,
    checking,
    documents,
    following,
    log,
    people,
    search,
    series,
    subscriptions,
    tokens,
)
from verbale.service.signing import ROUTER as SIGNING

__all__ = ["make_router"]


def make_router() -> Router:
    """All of it, mounted."""
    return Router(
        "/api/v1",
        route_handlers=[
            SIGNING,
            documents.ROUTER,
            search.ROUTER,
            checking.ROUTER,
            cases.ROUTER,
            following.ROUTER,
            subscriptions.ROUTER,
            series.ROUTER,
            log.ROUTER,
            people.ROUTER,
            tokens.ROUTER,
        ],
        middleware=[KeptAnswers],
    )
