"""For those who run the service: is it alive, is it ready, what does it count."""

from __future__ import annotations

import os
from ipaddress import ip_address, ip_network
from typing import Any, Literal

import msgspec
from litestar import Request, Response, get

from verbale import __version__
from verbale.errors import VerbaleError
from verbale.service.desk import desk_of
from verbale.service.problems import ProblemError

__all__ = ["ROUTES", "Alive", "Ready"]


class Alive(msgspec.Struct, frozen=True):
    """The service answers."""

    status: Literal["alive"]
    version: str


class Ready(msgspec.Struct, frozen=True):
    """The service can work: the books can be read and written, and the profile has no mistakes."""

    status: Literal["ready"]
    profile: str
    events: int


@get("/health", sync_to_thread=False, opt={"open": True}, tags=["operations"], operation_id="health")
def health() -> Alive:
    """Whether the process answers. Asks nothing of the books."""
    return Alive(status="alive", version=__version__)


@get("/ready", sync_to_thread=True, opt={"open": True}, tags=["operations"], operation_id="ready")
def ready(request: Request[Any, Any, Any]) -> Ready:
    """Whether requests can be done: the books can be read, their folder written, the profile used."""
    desk = desk_of(request)
    try:
        seq, _ = desk.registry.head()
        name = desk.profile.name
    except VerbaleError as error:
        raise ProblemError("not-ready", error.what) from error
    if not os.access(desk.settings.registry.root, os.W_OK):
        raise ProblemError("not-ready", "the registry's folder cannot be written")
    return Ready(status="ready", profile=name, events=seq)


@get("/metrics", sync_to_thread=True, opt={"open": True}, include_in_schema=False)
def metrics(request: Request[Any, Any, Any]) -> Response[bytes]:
    """What the service counts, in Prometheus's text format, for the networks of ``metrics-from``."""
    desk = desk_of(request)
    try:
        address = ip_address(request.client.host) if request.client else None
    except ValueError:  # a socket without addresses
        address = None
    allowed = desk.settings.service.metrics_from
    if address is None or not any(address in ip_network(network, strict=False) for network in allowed):
        raise ProblemError("not-found", "")
    desk.metrics.events.set(desk.registry.head()[0])
    return Response(desk.metrics.text(), media_type="text/plain; version=0.0.4")


ROUTES = (health, ready, metrics)
