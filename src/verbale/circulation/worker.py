"""The worker: claims what waits, sends it, records what came of it, and never waits for one receiver with another's post.

Each way has a loop of its own. What a worker that was killed had claimed is given back when the next one starts on the
same machine, and when the claim ends anywhere else.
"""

from __future__ import annotations

import logging
import secrets
import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from verbale.circulation.composing import Composer
from verbale.circulation.delivering import deliver
from verbale.circulation.settings import PostSettings
from verbale.circulation.smtp import send_all
from verbale.circulation.webhooks import Call, call_all
from verbale.errors import VerbaleError
from verbale.registry import Registry, log
from verbale.registry.attempts import Outcome, Patience
from verbale.registry.locks import hold, try_hold
from verbale.registry.outbox import Notice, Way

__all__ = ["Done", "PostWorker", "last_digest_time"]

_log = logging.getLogger("verbale.post")
_SPARE = 60
"""Seconds that a claim lasts beyond the longest that its sending may take."""
_MESSAGES = 20
"""How many e-mails are claimed at once."""


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker did: laid down as files, delivered, failed (to be tried again), given up, digests gathered."""

    files: int = 0
    delivered: int = 0
    failed: int = 0
    refused: int = 0
    digests: int = 0

    def __add__(self, other: Done) -> Done:
        """Both."""
        return Done(**{name: getattr(self, name) + getattr(other, name) for name in self.__struct_fields__})


class PostWorker:
    """A worker over an open registry. Use it as a context: what it claimed and did not finish is given back at the end."""

    def __init__(self, registry: Registry, settings: PostSettings) -> None:
        self.registry = registry
        self.settings = settings
        self.stopping = threading.Event()
        self._composer = Composer(registry, settings)
        self._patience = Patience(
            first=settings.worker.first_wait,
            most=settings.worker.longest_wait,
            attempts=settings.worker.attempts,
        )
        self._mark = secrets.token_hex(6)
        self.name = f"{socket.gethostname()}:{self._mark}"
        self._held = ExitStack()

    def __enter__(self) -> PostWorker:
        self._held.enter_context(hold(self._path(self._mark)))
        self._give_back_orphans()
        return self

    def __exit__(self, *told: object) -> None:
        self.registry.post.release(self.name)
        self._held.close()
        self._path(self._mark).unlink(missing_ok=True)

    def once(self) -> Done:
        """Do all that is due now, digests included; what fails is due later, and left."""
        done = self.digest() + self._files()
        now = log.now()
        while (more := self._mails(now) + self._calls(now)) != Done():
            done += more
        return done

    def run(self, told: Callable[[Done], None] | None = None) -> None:
        """Work until ``stopping`` is set. ``told`` hears of all that is done."""
        loops = [
            threading.Thread(target=self._loop, args=(work, told), name=name)
            for name, work in (
                ("files", lambda: self.digest() + self._files()),
                ("e-mail", self._mails),
                ("webhook", self._calls),
            )
        ]
        for loop in loops:
            loop.start()
        for loop in loops:
            loop.join()

    def digest(self) -> Done:
        """Gather the daily digest, where its time has come and there is something for it."""
        before = last_digest_time(self.settings.worker.digest_at, self.registry.profile.time_zone)
        if not self.registry.post.digests_waiting(before):
            return Done()
        return Done(digests=self.registry.post.make_digests(before).digests)

    def _loop(self, work: Callable[[], Done], told: Callable[[Done], None] | None) -> None:
        while not self.stopping.is_set():
            try:
                done = work()
            except VerbaleError as error:  # a full disk, a database that is away: it may be mended meanwhile
                _log.error("%s", error)
                done = Done()
            except Exception:
                _log.exception("the post could not go on; it is tried again")
                done = Done()
            if done != Done():
                if told:
                    told(done)
                continue
            self.stopping.wait(self.settings.worker.look_every)

    def _files(self) -> Done:
        if not self.registry.post.waiting().get("file"):
            return Done()
        return Done(files=deliver(self.registry).notices)

    def _mails(self, before: str | None = None) -> Done:
        if not self.settings.mail.host:
            return Done()
        seconds = self.settings.mail.seconds * _MESSAGES * 5
        claimed = self._claim("e-mail", before, limit=_MESSAGES, seconds=seconds)
        if not claimed:
            return Done()
        return self._finish(send_all(claimed, self._composer.message, self.settings))

    def _calls(self, before: str | None = None) -> Done:
        settings = self.settings
        claimed = self._claim(
            "webhook", before, limit=settings.worker.parallel, seconds=settings.webhooks.seconds * 2
        )
        if not claimed:
            return Done()
        calls: list[Call] = []
        unmade: list[Outcome] = []
        for notice in claimed:
            at = log.now()
            try:
                body = self._composer.body(notice)
            except (
                OSError,
                VerbaleError,
            ) as error:  # a file of the document that is missing, say: the others go
                told = f"it cannot be made: {error}"
                unmade.append(Outcome(notice=notice, result="failed", told=told, at=at, milliseconds=0))
                continue
            calls.append(Call(notice, body, self.registry.post.secret_of(notice)))
        return self._finish([*unmade, *call_all(calls, settings.webhooks)])

    def _claim(self, way: Way, before: str | None, *, limit: int, seconds: float) -> Sequence[Notice]:
        """Claim notices that are due, by ``before`` if that is given."""
        due = self.registry.post.next_due((way,))
        if due is None or due > (before or log.now()):  # nothing to claim, and no need to write
            return ()
        return self.registry.post.claim(
            (way,), worker=self.name, seconds=seconds + _SPARE, limit=limit, due_by=before
        )

    def _finish(self, outcomes: Sequence[Outcome]) -> Done:
        self.registry.post.finish(outcomes, worker=self.name, patience=self._patience)
        for outcome in outcomes:
            notice = outcome.notice
            _log.info(
                "%s %s by %s in %d ms, attempt %d: %s",
                outcome.result,
                notice.key,
                notice.way,
                outcome.milliseconds,
                notice.attempts + 1,
                outcome.told,
            )
        results = [outcome.result for outcome in outcomes]
        return Done(**{name: results.count(name) for name in ("delivered", "failed", "refused")})

    def _give_back_orphans(self) -> None:
        """Give back what workers of this machine had claimed that are not there any more."""
        post, here = self.registry.post, socket.gethostname()
        left = {path.stem for path in self.registry.folder.staging.glob("*.worker")}
        left |= {
            mark for host, _, mark in (name.rpartition(":") for name in post.claimants()) if host == here
        }
        for mark in left - {self._mark}:
            path = self._path(mark)
            with try_hold(path) as free:
                if free:
                    post.release(f"{here}:{mark}")
                    path.unlink(missing_ok=True)

    def _path(self, mark: str) -> Path:
        return self.registry.folder.staging / f"{mark}.worker"


def last_digest_time(at: str, zone: str, now: datetime | None = None) -> datetime:
    """The last moment at which the digest was due: ``at`` (HH:MM) in a time zone, today or yesterday."""
    here = (now or datetime.now(UTC)).astimezone(ZoneInfo(zone))
    hour, minute = (int(part) for part in at.split(":"))
    today = here.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return today if today <= here else today - timedelta(days=1)
