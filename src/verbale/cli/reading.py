"""Files read in processes of their own, with limits, each answered; a bad file never stops the rest."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from verbale.document import Document
    from verbale.errors import VerbaleError
    from verbale.reading.files import Limits

__all__ = ["Answer", "answers", "encoded"]

_TASK = "verbale.cli.reading:encoded"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one file: the document's JSON, or what is wrong with the file."""

    source: str
    encoded: bytes | None
    error: VerbaleError | None

    def document_json(self) -> bytes:
        """The document as one line of JSON."""
        return self.encoded or b"null"

    def document(self) -> Document:
        """The document."""
        from verbale.document import decode

        return decode(self.document_json())

    def line(self) -> bytes:
        """The answer as one line of JSON."""
        source = msgspec.json.encode(self.source)
        if self.error is not None:
            return b'{"source":' + source + b',"error":' + msgspec.json.encode(str(self.error)) + b"}"
        return b'{"source":' + source + b',"document":' + self.document_json() + b"}"


def encoded(
    source: Path | bytes,
    *,
    name: str | None = None,
    limits: Limits | None = None,
    evidence: bool = False,
    profile: str | None = None,
) -> bytes:
    """The JSON of the document that a file holds, with the names of a profile: what a reading process runs."""
    from verbale.document import encode
    from verbale.reading import read

    nomenclature = None
    if profile is not None:
        from verbale.profiles import load

        nomenclature = load(profile).nomenclature
    return encode(read(source, name=name, limits=limits, evidence=evidence, nomenclature=nomenclature))


def answers(
    files: Sequence[str], *, evidence: bool, profile: str | None = None, workers: int | None = None
) -> Iterator[Answer]:
    """An answer for each file, in the order of ``files``; "-" is standard input."""
    from verbale.reading.files.worker import Workers

    count = min(workers or os.cpu_count() or 1, len(files))
    with Workers(_TASK, count=count, options={"evidence": evidence, "profile": profile}) as pool:
        sources = ((file, sys.stdin.buffer.read() if file == "-" else Path(file)) for file in files)
        for answer in pool.map(sources):
            yield Answer(answer.key, answer.data, answer.error)
