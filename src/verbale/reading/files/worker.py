"""Files read in processes of their own, with limits: a hostile file may end its reader, never the caller.

    Workers         a pool of such processes: one file (``read``) or many (``map``); a process is replaced after a number
                    of files, when it grew, and when a file broke it
    Answer          what came of one file of many: the bytes that the task gave, or the error

A task is a function named as ``module:function``; it is called with a path or bytes, ``name``, ``limits`` and the options
of the pool, and gives bytes. The process has the memory, processor time, output and open files that ``Limits`` say, no
network where the system can take it away, and an environment of its own.
"""

from __future__ import annotations

import os
import queue
import signal
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from select import select
from time import monotonic

import msgspec

from verbale import errors
from verbale.errors import DamagedFile, OverLimit, Place, ReadError, VerbaleError
from verbale.reading.files.limits import Limits

__all__ = ["DOCUMENT", "STREAM", "Answer", "Workers"]

STREAM = "verbale.reading.files.child:stream"
DOCUMENT = "verbale.reading.files.child:document"
_LENGTH = struct.Struct(">Q")
_START = 30.0  # seconds that a process may take to start
_GRACE = 0.5
_LIMIT_SIGNALS = {signal.SIGKILL, signal.SIGXCPU, signal.SIGXFSZ}
_SLOW = "Send it in parts, or as another format"


class Job(msgspec.Struct, frozen=True):
    """One file for a process."""

    path: str | None
    data: bytes | None
    name: str | None
    limits: Limits
    options: dict[str, str | int | bool | None]


class Reply(msgspec.Struct, frozen=True):
    """What a process answers: the task's bytes, or an error by its class, what, where and fix; and its memory in bytes."""

    data: bytes | None = None
    error: str | None = None
    what: str = ""
    where: str | None = None
    fix: str | None = None
    memory: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one file of many; ``key`` is the caller's own."""

    key: str
    data: bytes | None
    error: VerbaleError | None


class _Process:
    """One process and the pipes to it."""

    def __init__(self, task: str, limits: Limits, *, tools: bool) -> None:
        self.files = 0
        self.memory = 0
        self.folder = tempfile.TemporaryDirectory(prefix="verbale-")
        environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "LC_ALL": "C.UTF-8",
            "HOME": self.folder.name,
            "TMPDIR": self.folder.name,
            "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
            "MALLOC_ARENA_MAX": "2",
        }
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "verbale.reading.files.child",
                task,
                str(limits.memory),
                "tools" if tools else "",
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self.folder.name,
            env=environment,
            start_new_session=True,
            bufsize=0,
        )
        self.fresh = True

    def close(self) -> int | None:
        """End the process and its children; its exit status."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        status = self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self.folder.cleanup()
        return status

    def ask(self, job: bytes, seconds: float, largest: int) -> Reply | None:
        """The reply to a job; None where the process ended. Raises TimeoutError and OverLimit (too much output)."""
        deadline = monotonic() + seconds + (_START if self.fresh else 0.0)
        ready = self._exactly(1, deadline) if self.fresh else b"!"
        if ready is None:
            return None
        self.fresh = False
        deadline = monotonic() + seconds
        if not self._send(_LENGTH.pack(len(job)) + job, deadline):
            return None
        head = self._exactly(_LENGTH.size, deadline)
        if head is None:
            return None
        (length,) = _LENGTH.unpack(head)
        if length > largest:
            raise OverLimit(f"The file gives {length:,} bytes of text; {largest:,} are allowed", fix=_SLOW)
        body = self._exactly(length, deadline)
        if body is None:
            return None
        self.files += 1
        reply = msgspec.msgpack.decode(body, type=Reply)
        self.memory = reply.memory
        return reply

    def _send(self, data: bytes, deadline: float) -> bool:
        pipe = self.process.stdin
        if pipe is None:
            return False
        at = 0
        view = memoryview(data)
        os.set_blocking(pipe.fileno(), False)
        while at < len(view):
            left = deadline - monotonic()
            if left <= 0 or not select([], [pipe], [], left)[1]:
                raise TimeoutError
            try:
                at += os.write(pipe.fileno(), view[at : at + (1 << 20)])
            except BlockingIOError:
                continue
            except OSError:
                return False
        return True

    def _exactly(self, count: int, deadline: float) -> bytes | None:
        pipe = self.process.stdout
        if pipe is None:
            return None
        parts: list[bytes] = []
        while count:
            left = deadline - monotonic()
            if left <= 0 or not select([pipe], [], [], left)[0]:
                raise TimeoutError
            part = os.read(pipe.fileno(), min(count, 1 << 20))
            if not part:
                return None
            parts.append(part)
            count -= len(part)
        return b"".join(parts)


class Workers:
    """A pool of processes that run a task over files, each file with limits of its own.

    ``count`` processes at most; each is replaced after ``recycle`` files. Use it as a context manager, or ``close`` it.
    Safe to use from several threads.
    """

    def __init__(
        self,
        task: str = STREAM,
        *,
        limits: Limits | None = None,
        count: int = 1,
        recycle: int = 200,
        options: Mapping[str, str | int | bool | None] | None = None,
    ) -> None:
        self._task = task
        self._limits = limits or Limits()
        self._recycle = recycle
        self._options = dict(options or {})
        self._count = max(1, count)
        self._idle: queue.SimpleQueue[_Process] = queue.SimpleQueue()
        self._room = threading.BoundedSemaphore(self._count)
        self._closed = False

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes that are idle; those at work end with their file."""
        self._closed = True
        with suppress(queue.Empty):
            while True:
                self._idle.get_nowait().close()

    def read(self, source: Path | bytes, *, name: str | None = None, limits: Limits | None = None) -> bytes:
        """What the task gives for one file.

        Raises what the task raises, OverLimit where the file takes more time, memory or output than it may, and
        DamagedFile where it crashes its reader.
        """
        limits = limits or self._limits
        called = name or (source.name if isinstance(source, Path) else "document")
        tools = limits.ocr or _needs_tools(source)
        with self._room:
            process = self._take(limits, tools=tools)
            try:
                reply = self._ask(process, source, name, limits, tools=tools)
            except TimeoutError as late:
                process.close()
                raise OverLimit(
                    f"The file took longer than {_seconds(limits, tools=tools) - _GRACE:.0f} seconds",
                    where=Place(file=called),
                    fix=_SLOW,
                ) from late
            except ReadError as error:
                process.close()
                error.where = error.where or Place(file=called)
                raise
            except BaseException:
                process.close()
                raise
            if reply is None:
                raise _ended(process.close(), called)
            if process.files >= self._recycle or process.memory > limits.memory // 2 or tools or self._closed:
                process.close()
            else:
                self._idle.put(process)
        if reply.error is not None:
            raise _error(reply, called)
        return reply.data or b""

    def map(self, sources: Iterable[tuple[str, Path | bytes]]) -> Iterator[Answer]:
        """The answers for many files, as (key, source), in their order; a bad file never stops the rest."""

        def one(key: str, source: Path | bytes) -> Answer:
            try:
                return Answer(key, self.read(source, name=Path(key).name or None), None)
            except VerbaleError as error:
                return Answer(key, None, error)

        with ThreadPoolExecutor(max_workers=self._count) as threads:
            waiting: list[Future[Answer]] = []
            for key, source in sources:
                waiting.append(threads.submit(one, key, source))
                # no more than are needed to keep all busy: a list of a million files is not held in memory
                if len(waiting) >= self._count * 4:
                    yield waiting.pop(0).result()
            for future in waiting:
                yield future.result()

    def _take(self, limits: Limits, *, tools: bool) -> _Process:
        if not tools and limits.memory == self._limits.memory:
            with suppress(queue.Empty):
                return self._idle.get_nowait()
        return _Process(self._task, limits, tools=tools)

    def _ask(
        self, process: _Process, source: Path | bytes, name: str | None, limits: Limits, *, tools: bool
    ) -> Reply | None:
        path = str(source.resolve()) if isinstance(source, Path) else None
        data = source if isinstance(source, bytes) else None
        called = name or (source.name if isinstance(source, Path) else None)
        job = msgspec.msgpack.encode(
            Job(path=path, data=data, name=called, limits=limits, options=self._options)
        )
        return process.ask(job, _seconds(limits, tools=tools), limits.output)


def _needs_tools(source: Path | bytes) -> bool:
    """Whether a file is read through a program of the system, which needs more room than a reader of ours."""
    from verbale.reading.files.detect import detect

    try:
        if isinstance(source, Path):
            with source.open("rb") as file:
                head = file.read(4096)
        else:
            head = source[:4096]
    except OSError:
        return False
    return detect(head) in {"doc", "odt", "rtf"}


def _seconds(limits: Limits, *, tools: bool) -> float:
    if not tools:
        return limits.seconds + _GRACE
    pages = 200 if limits.ocr else 0
    return limits.seconds + limits.office_seconds + limits.ocr_seconds * pages + _GRACE


def _ended(status: int | None, called: str) -> ReadError:
    where = Place(file=called)
    if status is not None and -status in _LIMIT_SIGNALS:
        return OverLimit(
            "The file asks for more memory or time than the limits allow", where=where, fix=_SLOW
        )
    return DamagedFile(
        "The file broke its reader: it is damaged, or made to do harm",
        where=where,
        fix="Open it in the program it was made with and save it again, or send a PDF printed from it",
    )


def _error(reply: Reply, called: str) -> VerbaleError:
    kind = getattr(errors, reply.error or "", DamagedFile)
    if not (isinstance(kind, type) and issubclass(kind, VerbaleError)):
        kind = DamagedFile
    return kind(reply.what, where=Place(file=reply.where or called), fix=reply.fix)
