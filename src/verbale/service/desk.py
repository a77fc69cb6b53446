"""The registry of the service, open as long as it runs, as each request works in it under its own name."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import PurePath
from typing import Any, Final

import msgspec
from litestar import Request

from verbale.archive.keeping import index_folder, refresh
from verbale.archive.reading import TASK
from verbale.catalogue import Catalogue
from verbale.document import Document, decode
from verbale.errors import RegistryReadOnly, VerbaleError
from verbale.profiles import Profile
from verbale.reading.files.limits import Limits
from verbale.reading.files.worker import Workers
from verbale.registry import Registry
from verbale.registry.people import guesses
from verbale.registry.people.sessions import Lengths
from verbale.registry.people.signing_in import SigningIn
from verbale.service.metrics import Metrics
from verbale.service.settings import Settings

__all__ = ["ANYBODY", "Desk", "desk_of"]

_READERS: Final = 2

ANYBODY = "the service"
"""Who works where nobody is signed in."""


class Desk:
    """The open registry, the settings and the counters of a service."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.metrics = Metrics()
        self.provider: object = None
        """The sign-in provider, if there is one (see ``verbale.service.oidc``)."""
        self.failure: VerbaleError | None = None
        self._registry: Registry | None = None
        self._readers: Workers | None = None
        self._catalogue: Catalogue | None = None
        self._catching_up = threading.Lock()
        self._deciding = tuple(threading.Lock() for _ in range(64))
        self.writing = threading.Lock()
        """Held while files are written: one document at a time is set, with the compiler that is warm."""

    @contextmanager
    def opened(self) -> Iterator[Desk]:
        """Open the registry for as long as the service runs. Raises RegistryError, and keeps it as ``failure``."""
        try:
            registry = Registry(self.settings.registry, who=ANYBODY)
            _ = registry.profile
        except VerbaleError as error:
            self.failure = error
            raise
        with (
            registry,
            Workers(
                TASK, count=_READERS, options={"profile": registry.profile_name, "evidence": True}
            ) as readers,
        ):
            self._registry, self._readers = registry, readers
            try:
                yield self
            finally:
                self._registry = self._readers = None
                self._catalogue = None

    @contextmanager
    def deciding(self, case: int) -> Iterator[None]:
        """Nobody else of this service decides on a case meanwhile."""
        with self._deciding[case % len(self._deciding)]:
            yield

    def read(self, data: bytes, name: str, *, evidence: bool = False) -> Document:
        """A file that somebody sent, read in a process of its own, with limits; ``evidence``: with the places from which
        its fields were read, for who looks at it and not for the books. Raises ReadError."""
        if self._readers is None:
            raise RuntimeError("the service was not started")
        limits = Limits(size=self.settings.service.upload_megabytes * 1_000_000)
        document = decode(
            self._readers.read(data, name=PurePath(name).name[:200] or "document", limits=limits)
        )
        return document if evidence else msgspec.structs.replace(document, evidence=msgspec.UNSET)

    def catalogue(self) -> Catalogue:
        """The catalogue, with all that was issued and imported. Raises RegistryError."""
        with self._catching_up:
            try:
                refresh(self.registry)
            except (RegistryReadOnly, OSError):
                if not (index_folder(self.registry) / "meta.json").exists():
                    raise
            if self._catalogue is None:
                self._catalogue = Catalogue(index_folder(self.registry))
            self._catalogue.commit()
            return self._catalogue

    @property
    def signing_in(self) -> SigningIn:
        """Sign-in, with the lengths and the limits that are set."""
        of_sessions, of_sign_in = self.settings.sessions, self.settings.sign_in
        return SigningIn(
            self.registry.books,
            lengths=Lengths(
                idle=timedelta(minutes=of_sessions.idle_minutes), whole=timedelta(hours=of_sessions.hours)
            ),
            limits=guesses.Limits(
                account=of_sign_in.failures,
                address=of_sign_in.failures_of_address,
                lock=timedelta(minutes=of_sign_in.lock_minutes),
            ),
        )

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
