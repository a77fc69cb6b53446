"""The process that reads for ``Workers``: takes limits upon itself first, then answers one file after another."""

from __future__ import annotations

import os
import resource
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from verbale.reading.files.limits import Limits
    from verbale.reading.files.worker import Job, Reply

__all__ = ["document", "main", "stream"]

_LENGTH = struct.Struct(">Q")
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_TOOLS_MEMORY = 4 << 30
_OPEN_FILES = 64
_WRITTEN = 64 << 20
_TOOLS_WRITTEN = 1 << 30


def stream(source: Path | bytes, *, name: str | None = None, limits: Limits | None = None) -> bytes:
    """The stream of a file as MessagePack; decode it as ``verbale.reading.lines.Stream``."""
    from verbale.reading.files import open_stream

    return msgspec.msgpack.encode(open_stream(source, name=name, limits=limits))


def document(
    source: Path | bytes, *, name: str | None = None, limits: Limits | None = None, evidence: bool = False
) -> bytes:
    """The document of a file as JSON, read for the United Nations; decode it with ``verbale.document.decode``."""
    from verbale.document import encode
    from verbale.reading import read

    return encode(read(source, name=name, evidence=evidence, limits=limits))


def _limit(memory: int, *, tools: bool) -> None:
    bounds = {
        resource.RLIMIT_AS: _TOOLS_MEMORY if tools else memory,
        resource.RLIMIT_NOFILE: 1024 if tools else _OPEN_FILES,
        resource.RLIMIT_FSIZE: _TOOLS_WRITTEN if tools else _WRITTEN,
        resource.RLIMIT_CORE: 0,
    }
    for what, wanted in bounds.items():
        _, hard = resource.getrlimit(what)
        bound = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (bound, bound))


def _leave_network() -> None:
    """Take the network away, where the system lets a process do that for itself."""
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).unshare(_NEW_USER | _NEW_NETWORK)


def _processor_time(seconds: float) -> None:
    """Allow so much more processor time from here on; beyond it the system ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    bound = int(used.ru_utime + used.ru_stime + seconds) + 2
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with suppress(ValueError, OSError):
        resource.setrlimit(
            resource.RLIMIT_CPU, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard)
        )


def _memory() -> int:
    with suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _answer(task: Callable[..., bytes], job: Job) -> Reply:
    from verbale.errors import VerbaleError
    from verbale.reading.files.worker import Reply

    source = Path(job.path) if job.path is not None else (job.data or b"")
    try:
        data = task(source, name=job.name, limits=job.limits, **job.options)
        return Reply(data=data, memory=_memory())
    except VerbaleError as error:
        return Reply(
            error=type(error).__name__,
            what=error.what,
            where=error.where.file if error.where else None,
            fix=error.fix,
            memory=_memory(),
        )
    except (MemoryError, RecursionError):
        return Reply(
            error="OverLimit",
            what="The file asks for more memory than the limits allow",
            fix="Send it in parts, or as another format",
            memory=1 << 62,
        )
    except Exception as error:  # a fault of ours: told, and the process goes on with the next file
        return Reply(
            error="DamagedFile",
            what=f"The file cannot be read ({type(error).__name__})",
            fix="Open it in the program it was made with and save it again, or send a PDF printed from it",
            memory=_memory(),
        )


def _exactly(file: int, count: int) -> bytes | None:
    parts = []
    while count:
        part = os.read(file, min(count, 1 << 20))
        if not part:
            return None
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def _write(file: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


def main(arguments: list[str]) -> int:
    """Answer jobs from standard input until it ends."""
    task_name, memory, kind = arguments
    answers, jobs = os.dup(1), os.dup(0)
    nothing = os.open(os.devnull, os.O_RDWR)
    # libraries that print would break the pipe
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    _leave_network()
    _limit(int(memory), tools=kind == "tools")
    module, _, function = task_name.partition(":")
    task: Callable[..., bytes] = getattr(import_module(module), function)
    from verbale.reading.files.worker import Job

    decoder = msgspec.msgpack.Decoder(Job)
    _write(answers, b"!")
    while True:
        head = _exactly(jobs, _LENGTH.size)
        body = None if head is None else _exactly(jobs, _LENGTH.unpack(head)[0])
        if body is None:
            return 0
        job = decoder.decode(body)
        del body
        if kind != "tools":
            _processor_time(job.limits.seconds)
        reply = msgspec.msgpack.encode(_answer(task, job))
        _write(answers, _LENGTH.pack(len(reply)) + reply)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
