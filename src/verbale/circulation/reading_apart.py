"""Reading in a process of its own, with limits: begun before the books are opened, on the other processor.

A file that brings its reader down brings down that process and no other.
"""

from __future__ import annotations

import time
from hashlib import sha256
from pathlib import Path

import msgspec

from verbale.circulation.apart import Apart, Died
from verbale.document import Document
from verbale.errors import DamagedFile, Place
from verbale.profiles import Profile

__all__ = ["ReadingApart", "Seen", "look"]


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
        self._process = Apart(lambda _: _answer(file, profile, kept))
        self._process.ask(b"")

    def seen(self) -> Seen:
        """What was seen, when it is read.

        Raises what reading raises, and DamagedFile where the reader did not live to say anything.
        """
        try:
            return msgspec.msgpack.decode(self._process.answer(), type=Seen)
        except Died:
            raise DamagedFile(
                "the file cannot be read: its reader was stopped",
                where=Place(file=self._file.name),
                fix="Open it in its program and save it again, or send it in another format",
            ) from None
        finally:
            self._process.close()


def _answer(file: Path, profile: str, kept: Path) -> bytes:
    from verbale.registry.kept_profile import load_kept

    return msgspec.msgpack.encode(look(file, load_kept(profile, kept)))
