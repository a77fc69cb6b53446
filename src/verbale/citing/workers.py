"""Processes that answer chunks of bytes: forked when all that they need is made, each with a pipe to it and one from it.

A chunk is given to a process that has answered the one before, so neither side ever waits to write while the other does.
"""

from __future__ import annotations

import gc
import os
import signal
import struct
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from verbale.errors import VerbaleError

__all__ = ["Work", "Workers"]

Work = Callable[[bytes], tuple[bytes, int]]
"""What is done to a chunk: its answer, and how many of its lines were refused."""

_GIVEN = struct.Struct("<Q")  # the size of a chunk
_ANSWERED = struct.Struct("<QQ")  # the size of an answer, and how many lines were refused
_AT_ONCE = 1 << 20


@dataclass(slots=True)
class _Worker:
    process: int
    to: int
    back: int
    number: int = -1  # of the chunk that it has; -1 while it has none


class Workers:
    """So many processes; they end when the block ends, however it does."""

    def __init__(self, work: Work, count: int) -> None:
        self._workers: list[_Worker] = []
        gc.collect()
        gc.freeze()  # what is made by now stays shared between the processes
        try:
            for _ in range(count):
                self._workers.append(self._fork(work))
        finally:
            gc.unfreeze()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            os.close(worker.to)
            os.close(worker.back)
        for worker in self._workers:
            os.waitpid(worker.process, 0)

    @property
    def busy(self) -> list[int]:
        """Where the answers of those that work will come: file descriptors to wait at."""
        return [worker.back for worker in self._workers if worker.number >= 0]

    def give(self, number: int, chunk: bytes) -> bool:
        """Give a chunk, with its number, to a process that is free; False where none is."""
        for worker in self._workers:
            if worker.number < 0:
                worker.number = number
                try:
                    _write(worker.to, _GIVEN.pack(len(chunk)))
                    _write(worker.to, chunk)
                except BrokenPipeError:
                    raise _lost() from None
                return True
        return False

    def take(self, back: int) -> tuple[int, bytes, int]:
        """The answer that comes at a place of ``busy``: the chunk's number, the answer, how many lines were refused."""
        worker = next(worker for worker in self._workers if worker.back == back)
        header = _read(back, _ANSWERED.size)
        if header is None:
            raise _lost()
        size, refused = _ANSWERED.unpack(header)
        answer = _read(back, size)
        if answer is None:
            raise _lost()
        number, worker.number = worker.number, -1
        return number, answer, refused

    def _fork(self, work: Work) -> _Worker:
        theirs, to = os.pipe()
        back, answers = os.pipe()
        process = os.fork()
        if process:
            os.close(theirs)
            os.close(answers)
            return _Worker(process, to, back)
        status = 1
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process stops, then the pipes close
            for other in (to, back, *(end for worker in self._workers for end in (worker.to, worker.back))):
                os.close(other)
            _serve(work, theirs, answers)
            status = 0
        except BrokenPipeError:
            pass
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)


def _serve(work: Work, chunks: int, answers: int) -> None:
    gc.disable()
    while header := _read(chunks, _GIVEN.size):
        chunk = _read(chunks, _GIVEN.unpack(header)[0])
        if chunk is None:
            return
        answer, refused = work(chunk)
        _write(answers, _ANSWERED.pack(len(answer), refused))
        _write(answers, answer)
        gc.collect(0)


def _lost() -> VerbaleError:
    return VerbaleError(
        "a process that finds citations ended before it had answered",
        fix="Look whether the machine ran out of memory, and try again with --workers 1.",
    )


def _write(end: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(end, view) :]


def _read(end: int, size: int) -> bytes | None:
    """So many bytes; None where the other side is gone."""
    pieces: list[bytes] = []
    while size:
        piece = os.read(end, min(size, _AT_ONCE))
        if not piece:
            return None
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
