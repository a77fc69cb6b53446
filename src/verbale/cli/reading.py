"""Files read one after another or by several processes, each answered; a bad file never stops the rest."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from verbale.document import Document

__all__ = ["Answer", "answers"]

_FEW = 4  # below this, starting processes costs more than it saves


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one file: the document's JSON, or what is wrong with the file."""

    source: str
    encoded: bytes | None
    error: str | None

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
            return b'{"source":' + source + b',"error":' + msgspec.json.encode(self.error) + b"}"
        return b'{"source":' + source + b',"document":' + self.document_json() + b"}"


def _answer(source: str, evidence: bool) -> Answer:
    from verbale.document import encode
    from verbale.errors import VerbaleError
    from verbale.reading import read

    try:
        if source == "-":
            document = read(sys.stdin.buffer.read(), name="standard input", evidence=evidence)
        else:
            document = read(Path(source), evidence=evidence)
        return Answer(source, encode(document), None)
    except VerbaleError as error:
        return Answer(source, None, str(error))
    except RecursionError:
        return Answer(source, None, f"{source}: the file is nested too deeply to be read")
    except Exception as error:
        return Answer(source, None, f"{source}: the file cannot be read ({type(error).__name__}: {error})")


def answers(files: Sequence[str], *, evidence: bool, workers: int | None) -> Iterator[Answer]:
    """An answer for each file, in the order of ``files``."""
    many = workers or os.cpu_count() or 1
    if len(files) < _FEW or many == 1 or "-" in files:
        for source in files:
            yield _answer(source, evidence)
        return
    with ProcessPoolExecutor(max_workers=min(many, len(files))) as pool:
        yield from pool.map(_answer, files, [evidence] * len(files), chunksize=1)
