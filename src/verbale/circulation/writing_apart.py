"""Writing in a process of its own: its fonts and its code are at hand when the document has its number."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from verbale.circulation.apart import Apart, Died
from verbale.document import Document, decode, encode
from verbale.errors import Place, WriteError
from verbale.writing import Format

__all__ = ["WritingApart"]


class WritingApart:
    """A writer by a profile (by name or path; ``kept`` is where it is kept once loaded), made ready beforehand."""

    def __init__(self, profile: str, kept: Path) -> None:
        def written(document: bytes) -> bytes:
            from verbale.registry.kept_profile import load_kept
            from verbale.writing import write_all

            return msgspec.msgpack.encode(write_all(decode(document), load_kept(profile, kept)))

        self._process = Apart(written, ready=_ready)

    def begin(self, document: Document) -> None:
        """Begin to write a document."""
        self._process.ask(encode(document))

    def written(self) -> Mapping[Format, bytes]:
        """The files of the document that was begun, by format, as ``write_all`` gives them.

        Raises WriteError, also where the writer did not live to finish.
        """
        try:
            return msgspec.msgpack.decode(self._process.answer(), type=dict[Format, bytes])
        except Died:
            raise WriteError(
                "the document cannot be written: its writer was stopped",
                where=Place(field="document"),
                fix="Give the machine more memory, or a shorter document, and run the command again",
            ) from None
        finally:
            self._process.close()

    def close(self) -> None:
        """Let it go, whatever it does."""
        self._process.close()


def _ready() -> None:
    from verbale.writing import load_formats

    load_formats()
