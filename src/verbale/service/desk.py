"""The registry of the service, open as long as it runs, as each request works in it under its own name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from litestar import Request

from verbale.errors import VerbaleError
from verbale.profiles import Profile
from verbale.registry import Registry
from verbale.service.metrics import Metrics
from verbale.service.settings import Settings

__all__ = ["ANYBODY", "Desk", "desk_of"]

ANYBODY = "the service"
"""Who works where nobody is signed in."""


class Desk:
    """The open registry, the settings and the counters of a service."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.metrics = Metrics()
        self.failure: VerbaleError | None = None
        self._registry: Registry | None = None

    @contextmanager
    def opened(self) -> Iterator[Desk]:
        """Open the registry for as long as the service runs. Raises RegistryError, and keeps it as ``failure``."""
        try:
            registry = Registry(self.settings.registry, who=ANYBODY)
            _ = registry.profile
        except VerbaleError as error:
            self.failure = error
            raise
        with registry:
            self._registry = registry
            try:
                yield self
            finally:
                self._registry = None

    @property
    def registry(self) -> Registry:
        """The registry, under the service's own name."""
        if self._registry is None:
            raise RuntimeError("the service was not started")
        return self._registry

    def registry_of(self, who: str) -> Registry:
        """The registry as somebody works in it: events are signed with that name."""
        return self.registry.acting(who)

    @property
    def profile(self) -> Profile:
        """The organization's profile."""
        return self.registry.profile


def desk_of(request: Request[Any, Any, Any]) -> Desk:
    """The desk of the app that answers a request."""
    desk: Desk = request.app.state.desk
    return desk
