"""The app: what is mounted, and what holds for every request."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from litestar import Litestar
from litestar.datastructures import State
from litestar.enums import ScopeType
from litestar.middleware import DefineMiddleware
from litestar.types import (
    HTTPScope,
    LifeSpanReceive,
    LifeSpanScope,
    LifeSpanSend,
    Message,
    Receive,
    Scope,
    Send,
)

from verbale.service import leaving, oidc, operations
from verbale.service.api import make_router
from verbale.service.api.documents import STABLE
from verbale.service.describing import description
from verbale.service.desk import Desk
from verbale.service.headers import SECURITY, STRICT_TRANSPORT
from verbale.service.logs import current_request
from verbale.service.problems import HANDLERS
from verbale.service.rates import Rates
from verbale.service.settings import Settings
from verbale.service.who import Doorkeeper

if TYPE_CHECKING:
    from litestar.handlers import BaseRouteHandler

__all__ = ["Service", "make_app"]

_EVEN = (401, 403, 404, 410)
_STEP = 0.025
"""Refusals of a route marked ``even`` come at the next of these steps (seconds), so that how long one took tells nothing
of what was looked up for it."""

_log = logging.getLogger("verbale.service.requests")


class Service(Litestar):
    """Litestar, with what holds for every answer, also for those that no route gave: headers, log, counters."""

    async def __call__(
        self,
        scope: Scope | LifeSpanScope,
        receive: Receive | LifeSpanReceive,
        send: Send | LifeSpanSend,
    ) -> None:
        """Answer a request (ASGI)."""
        if scope["type"] == ScopeType.HTTP:
            await self._answer(scope, receive, send)  # type: ignore[arg-type]
        else:
            await super().__call__(scope, receive, send)

    async def _answer(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        desk: Desk = self.state.desk
        started, status, size = time.perf_counter(), 500, 0
        number = uuid4().hex[:16]
        scope["verbale_request"] = number  # type: ignore[typeddict-unknown-key]
        mark = current_request.set(number)

        async def answering(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                if status in _EVEN and _is_even(scope):
                    await asyncio.sleep(-(time.perf_counter() - started) % _STEP)
                headers = list(message.get("headers", ()))
                given = {name.lower() for name, _ in headers}
                headers += [(name, value) for name, value in SECURITY if name not in given]
                if scope["scheme"] == "https":
                    headers.append(STRICT_TRANSPORT)
                headers.append((b"x-request-id", number.encode()))
                message["headers"] = headers
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        desk.metrics.running.inc()
        try:
            await super().__call__(scope, receive, answering)
        finally:
            seconds = time.perf_counter() - started
            route = str(scope.get("path_template") or "none")
            desk.metrics.running.dec()
            desk.metrics.answered(scope["method"], route, status, seconds)
            _log.info(
                "answered",
                extra={
                    "method": scope["method"],
                    "route": route,
                    "status": status,
                    "bytes": size,
                    "milliseconds": round(seconds * 1000, 1),
                },
            )
            current_request.reset(mark)


def make_app(settings: Settings) -> Litestar:
    """The service of a registry as an ASGI app. The registry is opened when the app starts, and closed when it stops.

    Raises RegistryError at its start where the registry cannot be used.
    """
    desk = Desk(settings)

    @asynccontextmanager
    async def running(_: Litestar) -> AsyncIterator[None]:
        threads = ThreadPoolExecutor(settings.service.threads, "verbale")  # ended with the loop whose it is
        asyncio.get_running_loop().set_default_executor(threads)
        with desk.opened():
            yield

    if settings.oidc.issuer:
        desk.provider = oidc.Provider(settings.oidc, settings.service.address)
    routes: list[Any] = [*operations.ROUTES, *leaving.ROUTES, *oidc.ROUTES, make_router()]
    if settings.service.pages and find_spec("verbale.pages") is not None:
        from importlib import import_module

        routes += import_module("verbale.pages").ROUTES
    else:
        routes.append(STABLE)
    return Service(
        routes,
        lifespan=[running],
        state=State({"desk": desk}),
        middleware=[DefineMiddleware(Doorkeeper, rates=Rates(settings.rates.person, settings.rates.address))],
        exception_handlers=HANDLERS,
        request_max_body_size=settings.service.upload_megabytes * 1_000_000 + 100_000,
        logging_config=None,
        openapi_config=description(),
        debug=False,
    )


def _is_even(scope: HTTPScope) -> bool:
    handler = cast("BaseRouteHandler | None", scope.get("route_handler"))
    return handler is not None and bool(handler.opt.get("even"))
