"""The desk where files come in: each is read in a process of its own and becomes a case, once, however often it comes."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Literal

import msgspec

from verbale.errors import ReadError, UnknownFormat
from verbale.registry import Original, Registry

if TYPE_CHECKING:
    from verbale.document import Document
    from verbale.reading.files.worker import Workers

__all__ = ["Desk", "Door", "TakenIn", "source_key"]

Door = Literal["folder", "mailbox"]
_LONGEST = 200


class TakenIn(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a file: its case, whether it is a new one, and why it could not be read, or not be taken in at all.

    A file that holds a communication nobody can read (a scan, a damaged file) becomes a case for the registrar; one that
    is of no kind that could hold one becomes none.
    """

    name: str
    case: int | None = None
    new: bool = False
    title: str | None = None
    why: str | None = None


class Desk:
    """Takes files in for a registry. Use it as a context: its readers end with it."""

    def __init__(self, registry: Registry, door: Door) -> None:
        self._registry = registry
        self._door = door
        self._workers: Workers | None = None

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *told: object) -> None:
        if self._workers is not None:
            self._workers.close()

    def take_in(self, name: str, data: bytes, *, source: str | None = None) -> TakenIn:
        """Take a file in. ``source`` is what its sender calls it: the same again leads to the case that there is.

        Raises RegistryReadOnly, and RegistryError where the books cannot be used; then nothing was taken in.
        """
        why: str | None = None
        document: Document | None = None
        try:
            document = self._read(name, data)
        except UnknownFormat as error:
            return TakenIn(name=name, why=_told(error))
        except ReadError as error:
            why = _told(error)
        media_type = document.source.media_type if document and document.source else None
        original = Original(name=name, media_type=media_type or "application/octet-stream", data=data)
        taken = self._registry.cases.take_in(original, document, source=source, door=self._door)
        return TakenIn(name=name, case=taken.case.id, new=taken.new, title=taken.case.title, why=why)

    def _read(self, name: str, data: bytes) -> Document:
        from verbale.archive.reading import TASK
        from verbale.citing import cite_document
        from verbale.document import decode
        from verbale.reading.files.worker import Workers

        if self._workers is None:
            self._workers = Workers(TASK, options={"profile": self._registry.profile_name})
        document = decode(self._workers.read(data, name=name))
        return document if document.citations else cite_document(document)


def source_key(kind: str, sender: str, data: bytes) -> str:
    """The key of a source: what its sender calls it, with a part of its content's hash, so that another file that is
    called the same is another."""
    named = (
        sender if len(sender) <= _LONGEST and sender.isprintable() else sha256(sender.encode()).hexdigest()
    )
    return f"{kind}:{named}:{sha256(data).hexdigest()[:16]}"


def _told(error: ReadError) -> str:
    return error.what + (f". {error.fix}" if error.fix else "")
