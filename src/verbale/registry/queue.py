"""Work of many that one of them does for all: whoever gets the lock takes what the others laid down meanwhile.

A transaction costs the wait for the disk, however little it writes. So each client lays its request into a file of its
own and tries the lock. Who gets it leads: takes every request that waits, does them in one transaction, lays the answers
down, and rings for each one, and then for the next leader. A leader that is killed rings for nobody: who waits tries
the lock again by itself after a while. It leaves requests without an answer, or, if it had committed, requests for what
is done: these must be known again.

(That nobody waits for the lock itself is on purpose: the system gives it to whoever is running at the moment, so that
some would wait for long beside a lock that is free.)

The files are of this machine alone (pages of a shared folder are not seen at once elsewhere), and their content is of no
worth after a crash of the system: nothing in them has been promised to anybody.
"""

from __future__ import annotations

import contextlib
import os
import platform
import re
import secrets
import select
import struct
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from verbale import __version__
from verbale.registry.locks import hold, hold_open, try_hold

__all__ = ["Queue"]

_HEAD: Final = struct.Struct("<BxxxIQ")
_ANSWER_AT: Final = 64
_REQUEST_AT: Final = 4096
_ASKED, _ANSWERED, _ALONE = 1, 2, 3
_BYTES: Final = 8 << 20
"""How much of requests a leader takes at once, oldest first: what one client waits for is bounded."""

_MOMENT: Final = 0.001
_LONGEST: Final = 0.02
_LATELY: Final = 250_000_000
_MOST_OF: Final = 0.8
"""A leader waits for more who come, a moment at a time (in seconds), until most of those ask who asked lately (within so
many nanoseconds), but no longer than its work took the last time, nor than the longest. Alone it does not wait."""

_ALARM: Final = 100
_ALARMS: Final = 20
"""After how many milliseconds who waits looks by itself whether somebody leads, and how often before it insists."""

Lead = Callable[[Sequence[bytes]], Sequence[bytes | None]]


class Queue:
    """The queue in a folder. Threads and processes may share it."""

    def __init__(self, folder: Path) -> None:
        here = re.sub(r"[^\w.-]", "_", platform.node())[:80] or "here"
        self.folder = folder / f"{here}-{__version__}"
        self._lock = self.folder / "lock"
        self._free: list[_Slot] = []
        self._guard = threading.Lock()
        self._owner = os.getpid()
        self._took = 0.0

    @staticmethod
    def possible() -> bool:
        """Whether this system has what the queue is made of."""
        return hasattr(os, "pread") and hasattr(os, "mkfifo")

    def ask(self, request: bytes, lead: Lead) -> bytes | None:
        """Have a request done: by another, or by ``lead`` for this one and all that wait; the answer.

        ``lead`` answers each request in order, and None where the one who asks has to do it alone; so does this. Where it
        fails for many at once, each does its own alone, and is told there.
        """
        slot = self._take()
        try:
            slot.ask(request)
            alarms = 0
            while (state := slot.state()) == _ASKED:
                # Who was not seen for long stands in line for the lock, and leads.
                with hold(self._lock) if alarms >= _ALARMS else try_hold(self._lock) as leads:
                    if leads and slot.state() == _ASKED:
                        answer, led = self._lead(slot, request, lead), True
                        break
                alarms += not slot.wait()
            else:
                answer, led = slot.answer() if state == _ANSWERED else None, False
            if led:
                self._call_next(slot)
        except BaseException:
            slot.close()  # what it asked for must not be done after this
            raise
        slot.clear()
        with self._guard:
            self._free.append(slot)
        return answer

    def close(self) -> None:
        """Let go of the files."""
        with self._guard:
            for slot in self._free if self._owner == os.getpid() else ():
                slot.close()
            self._free.clear()

    def sweep(self) -> None:
        """Remove the files of those who ended without it."""
        if not self.folder.is_dir():
            return
        for path in self.folder.glob("slot-*"):
            with contextlib.suppress(FileNotFoundError), try_hold(path, make=False) as free:
                if free:
                    _bell(path).unlink(missing_ok=True)
                    path.unlink()

    def _lead(self, mine: _Slot, request: bytes, lead: Lead) -> bytes | None:
        mine.clear()  # what is asked here is done here, and not by the next leader again
        waiting = self._gathered(mine.others())
        taken: list[tuple[_Other, bytes]] = []
        left = _BYTES
        for _, size, other in sorted(waiting, key=lambda one: one[0]):
            taken.append((other, other.request(size)))
            left -= size
            if left < 0:
                break
        began = time.monotonic()
        try:
            answers = lead([request, *(asked for _, asked in taken)])
        except BaseException as error:
            for other, _ in taken:
                other.answer(None)
            if taken and isinstance(error, Exception):
                return None  # it may be another's request that cannot be done
            raise
        self._took = time.monotonic() - began
        for (other, _), answer in zip(taken, answers[1:], strict=True):
            other.answer(answer)
        return answers[0]

    def _gathered(self, others: Sequence[_Other]) -> list[tuple[int, int, _Other]]:
        """Those who ask, after a while for more to come."""
        until = time.monotonic() + min(self._took, _LONGEST)
        while True:
            waiting, lately = _asking(others)
            if len(waiting) >= lately * _MOST_OF or time.monotonic() > until:
                return waiting
            time.sleep(_MOMENT)

    def _call_next(self, mine: _Slot) -> None:
        """Ring for one who asked while nobody looked; whoever asks after this finds the lock free."""
        waiting, _ = _asking(mine.others())
        if waiting:
            min(waiting, key=lambda one: one[0])[2].ring()

    def _take(self) -> _Slot:
        with self._guard:
            if self._owner != os.getpid():  # forked: the files are the parent's
                self._free.clear()
                self._owner = os.getpid()
            if self._free:
                return self._free.pop()
        self.folder.mkdir(parents=True, exist_ok=True)
        return _Slot(self.folder)


class _Slot:
    """One client's file: a head that says whether something is asked or answered, the answer, the request; and its bell."""

    def __init__(self, folder: Path) -> None:
        while True:
            self.name = f"slot-{secrets.token_hex(8)}"
            self._path = folder / self.name
            os.mkfifo(_bell(self._path))
            self._bell = os.open(_bell(self._path), os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
            self._descriptor = hold_open(self._path)
            if os.fstat(self._descriptor).st_nlink:
                break
            os.close(self._descriptor)  # swept away before its lock was held
            os.close(self._bell)
        self._others: dict[str, _Other] = {}
        self._asked = 0
        self._poll = select.poll()
        self._poll.register(self._bell, select.POLLIN)

    def ask(self, request: bytes) -> None:
        os.pwrite(self._descriptor, request, _REQUEST_AT)
        self._asked = time.monotonic_ns()
        os.pwrite(self._descriptor, _HEAD.pack(_ASKED, len(request), self._asked), 0)

    def state(self) -> int:
        return os.pread(self._descriptor, 1, 0)[0]

    def answer(self) -> bytes:
        _, length, _ = _HEAD.unpack(os.pread(self._descriptor, _HEAD.size, 0))
        return os.pread(self._descriptor, length, _ANSWER_AT)

    def wait(self) -> bool:
        """Until somebody rings, or it is time to look; whether somebody rang."""
        if not self._poll.poll(_ALARM):
            return False
        with contextlib.suppress(BlockingIOError):
            os.read(self._bell, 64)
        return True

    def others(self) -> list[_Other]:
        """The files of all others who have one."""
        folder = self._path.parent
        names = {entry.name for entry in os.scandir(folder) if entry.name.startswith("slot-")} - {self.name}
        for name in self._others.keys() - names:
            self._others.pop(name).close()
        for name in names - self._others.keys():
            with contextlib.suppress(OSError):
                self._others[name] = _Other(folder / name)
        return list(self._others.values())

    def clear(self) -> None:
        os.pwrite(self._descriptor, _HEAD.pack(0, 0, self._asked), 0)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.clear()
            self._path.unlink(missing_ok=True)
            _bell(self._path).unlink(missing_ok=True)
        for other in self._others.values():
            other.close()
        os.close(self._descriptor)
        os.close(self._bell)


class _Other:
    """Another client's file and bell, as a leader has them."""

    def __init__(self, path: Path) -> None:
        self._bell = os.open(_bell(path), os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            os.close(self._bell)
            raise

    def head(self) -> tuple[int, int, int]:
        head = os.pread(self._descriptor, _HEAD.size, 0)
        return _HEAD.unpack(head) if len(head) == _HEAD.size else (0, 0, 0)

    def request(self, size: int) -> bytes:
        return os.pread(self._descriptor, size, _REQUEST_AT)

    def answer(self, answer: bytes | None) -> None:
        if answer is None or len(answer) > _REQUEST_AT - _ANSWER_AT:
            os.pwrite(self._descriptor, _HEAD.pack(_ALONE, 0, time.monotonic_ns()), 0)
        else:
            os.pwrite(self._descriptor, answer, _ANSWER_AT)
            os.pwrite(self._descriptor, _HEAD.pack(_ANSWERED, len(answer), time.monotonic_ns()), 0)
        self.ring()

    def ring(self) -> None:
        with contextlib.suppress(OSError):
            os.write(self._bell, b"!")

    def close(self) -> None:
        os.close(self._descriptor)
        os.close(self._bell)


def _bell(slot: Path) -> Path:
    return slot.with_name(slot.name.replace("slot-", "bell-", 1))


def _asking(others: Sequence[_Other]) -> tuple[list[tuple[int, int, _Other]], int]:
    """Those who ask: since when, how long it is, and who; and how many asked lately."""
    found, lately = [], 0
    after = time.monotonic_ns() - _LATELY
    for other in others:
        state, length, since = other.head()
        lately += since > after
        if state == _ASKED:
            found.append((since, length, other))
    return found, lately
