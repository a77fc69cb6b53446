"""The server: listens, stops cleanly when it is told to."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

import uvicorn

from verbale.errors import Place, VerbaleError
from verbale.service.app import make_app
from verbale.service.desk import Desk
from verbale.service.logs import set_up
from verbale.service.settings import Settings

if TYPE_CHECKING:
    import socket

__all__ = ["serve"]

_log = logging.getLogger("verbale.service")


class _Server(uvicorn.Server):
    """Stops on SIGTERM and SIGINT: no new requests, those that run may end, status 0."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets=sockets)
        if self.started:
            self._ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def stop(number: int, _: FrameType | None) -> None:
            _log.info("stopping", extra={"signal": signal.Signals(number).name})
            self.force_exit = self.should_exit and number == signal.SIGINT
            self.should_exit = True

        before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def serve(settings: Settings, *, listening: Callable[[str], None] = lambda address: None) -> None:
    """Serve a registry until SIGTERM or SIGINT. ``listening`` is told the address when requests are taken.

    Raises RegistryError where the registry cannot be used, and VerbaleError where the address is taken.
    """
    service = settings.service
    set_up(service.log, service.log_level)
    app = make_app(settings)
    config = uvicorn.Config(
        app,
        host=service.host,
        port=service.port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(service.proxies),
        forwarded_allow_ips=list(service.proxies),
        timeout_graceful_shutdown=service.stop_seconds,
        ws="none",
        lifespan="on",
        loop="asyncio",
    )
    where = Place(field=f"{service.host}:{service.port}")
    try:
        socket = _bound(config)
    except OSError as error:
        raise VerbaleError(
            f"nobody can listen here: {error.strerror}", where=where, fix="Choose another --port or --host"
        ) from error
    host, port = socket.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}"

    with socket:
        _log.info("starting", extra={"address": address, "registry": settings.registry.root.name})
        try:
            _Server(config, lambda: listening(address)).run(sockets=[socket])
        except SystemExit:  # uvicorn's way to say that the app did not start
            desk: Desk = app.state.desk
            raise desk.failure or VerbaleError("the service did not start", fix="See its log") from None
    _log.info("stopped")


def _bound(config: uvicorn.Config) -> socket.socket:
    import socket

    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((config.host, config.port))
        made.listen(2048)
    except OSError:
        made.close()
        raise
    return made
