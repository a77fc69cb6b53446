"""Reading in a process of its own, with limits: begun before the books are opened, on the other processor.

A file that brings its reader down brings down that process and no other. Where the system cannot fork, a file is read
where it is.
"""

from __future__ import annotations

import os
import pickle
import threading
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import msgspec

from verbale.document import Document
from verbale.errors import DamagedFile, Place, VerbaleError
from verbale.profiles import Profile

__all__ = ["ReadingApart", "Seen", "look"]

_SECONDS = 120
_BYTES = 4 << 30


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was read, its citations found, and checked by all rules but those that ask the books.

    ``findings`` is their JSON: most files have none, and then no rule need be loaded. Seconds are of each step.
    ``sha256`` is of the bytes that were read; a document read from its JSON names another file as its source.
    """

    document: Document
    sha256: str
    findings: bytes
    reading: float
    checking: float


def look(file: Path, profile: Profile) -> Seen:
    """Read and check a file. Raises ReadError."""
    from verbale.reading import read
    from verbale.reading.files import load

    began = time.perf_counter()
    data, _ = load(file)
    document = read(data, name=file.name, nomenclature=profile.nomenclature)
    between = time.perf_counter()
    from verbale.rules import check

    findings = msgspec.json.encode(check(document, profile))
    return Seen(
        document=document,
        sha256=sha256(data).hexdigest(),
        findings=findings,
        reading=between - began,
        checking=time.perf_counter() - between,
    )


class ReadingApart:
    """A file that is being read by the rules of a profile (by name or path; ``kept`` is where it is kept once loaded)."""

    def __init__(self, file: Path, profile: str, kept: Path) -> None:
        self._file = file
        self._read, writing = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            with suppress(BaseException):
                os.close(self._read)
                _limit()
                answer = _answer(file, profile, kept)
                with os.fdopen(writing, "wb") as pipe:
                    pipe.write(answer)
            os._exit(0)
        os.close(writing)

    @staticmethod
    def possible() -> bool:
        """Whether this system can do it, and this process: one with threads is not forked."""
        return hasattr(os, "fork") and threading.active_count() == 1

    def seen(self) -> Seen:
        """What was seen, when it is read.

        Raises what reading raises, and DamagedFile where the reader did not live to say anything.
        """
        with os.fdopen(self._read, "rb") as pipe:
            answer = pipe.read()
        os.waitpid(self._child, 0)
        kind, content = answer[:1], answer[1:]
        if kind == b"D":
            return msgspec.msgpack.decode(content, type=Seen)
        if kind == b"E":
            error = pickle.loads(content)  # noqa: S301 - written by the process that was forked above
            if isinstance(error, Exception):
                raise error
        raise DamagedFile(
            "the file cannot be read: its reader was stopped",
            where=Place(file=self._file.name),
            fix="Open it in its program and save it again, or send it in another format",
        )


def _answer(file: Path, profile: str, kept: Path) -> bytes:
    from verbale.registry.kept_profile import load_kept

    try:
        return b"D" + msgspec.msgpack.encode(look(file, load_kept(profile, kept)))
    except VerbaleError as error:
        error.__cause__ = error.__context__ = None
        return b"E" + pickle.dumps(error)


def _limit() -> None:
    import resource

    for name, most in (("RLIMIT_CPU", _SECONDS), ("RLIMIT_AS", _BYTES), ("RLIMIT_CORE", 0)):
        limit = getattr(resource, name)
        _, hard = resource.getrlimit(limit)
        within = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(OSError, ValueError):
            resource.setrlimit(limit, (within, hard))
