"""A process of its own, with limits, for work that is begun before it is needed, on the other processor.

What brings it down brings down nothing else. Where the system cannot fork, the work is done where it is.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from verbale.errors import VerbaleError

__all__ = ["Apart", "Died"]

_SECONDS = 120
_BYTES = 4 << 30
_LENGTH = 8


class Died(Exception):
    """The process ended without an answer."""


class Apart:
    """A forked process that does ``work`` with each thing it is asked, until nobody can ask any more.

    ``ready`` is done first, while nothing is asked. Errors of ours are raised where the answer is taken.
    """

    def __init__(self, work: Callable[[bytes], bytes], *, ready: Callable[[], None] | None = None) -> None:
        asked, self._ask = os.pipe()
        self._answers, answering = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            with suppress(BaseException):
                os.close(self._ask)
                os.close(self._answers)
                _limit()
                if ready:
                    ready()
                with os.fdopen(asked, "rb") as questions, os.fdopen(answering, "wb") as answers:
                    while (question := _taken(questions)) is not None:
                        _put(answers, _answer(work, question))
            os._exit(0)
        os.close(asked)
        os.close(answering)
        self._from = os.fdopen(self._answers, "rb")
        self._to = os.fdopen(self._ask, "wb")

    @staticmethod
    def possible() -> bool:
        """Whether this system can do it, and this process: one with threads, of Python's or a library's, is not forked."""
        if not hasattr(os, "fork"):
            return False
        try:
            return sum(1 for _ in Path("/proc/self/task").iterdir()) == 1
        except OSError:
            return threading.active_count() == 1

    def ask(self, question: bytes) -> None:
        """Give it work; the answer is taken later."""
        with suppress(BrokenPipeError):
            _put(self._to, question)

    def answer(self) -> bytes:
        """What came of the work asked for first, when it is done. Raises what the work raised, and Died."""
        answer = _taken(self._from)
        if answer is None:
            self.close()
            raise Died
        kind, content = answer[:1], answer[1:]
        if kind == b"E":
            error = pickle.loads(content)  # noqa: S301 - written by the process that was forked above
            if isinstance(error, Exception):
                raise error
        return content

    def close(self) -> None:
        """End it: nothing more is asked, and no answer is waited for."""
        if self._to.closed:
            return
        with suppress(BrokenPipeError):
            self._to.close()
        self._from.close()
        # Another child, forked later, may hold a copy of the pipe, so that no end of it would be seen.
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)


def _answer(work: Callable[[bytes], bytes], question: bytes) -> bytes:
    try:
        return b"D" + work(question)
    except VerbaleError as error:
        error.__cause__ = error.__context__ = None
        return b"E" + pickle.dumps(error)


def _put(pipe: BinaryIO, content: bytes) -> None:
    pipe.write(len(content).to_bytes(_LENGTH, "big"))
    pipe.write(content)
    pipe.flush()


def _taken(pipe: BinaryIO) -> bytes | None:
    length = pipe.read(_LENGTH)
    if len(length) < _LENGTH:
        return None
    content = pipe.read(int.from_bytes(length, "big"))
    return content if len(content) == int.from_bytes(length, "big") else None


def _limit() -> None:
    import resource

    for name, most in (("RLIMIT_CPU", _SECONDS), ("RLIMIT_AS", _BYTES), ("RLIMIT_CORE", 0)):
        limit = getattr(resource, name)
        _, hard = resource.getrlimit(limit)
        within = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(OSError, ValueError):
            resource.setrlimit(limit, (within, hard))
