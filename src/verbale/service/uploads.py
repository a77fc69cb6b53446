"""Files that come in with a form."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

import msgspec
from litestar.datastructures import UploadFile

from verbale.citing import cite_document
from verbale.document import Document
from verbale.errors import Place
from verbale.registry import Original
from verbale.service.desk import Desk
from verbale.service.problems import ProblemError

__all__ = ["Incoming", "cited_anew", "incoming", "read_incoming"]

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it came: the last part of the name that it was given, and its bytes."""

    name: str
    data: bytes


async def incoming(file: UploadFile) -> Incoming:
    """The file of a form. Raises ProblemError where it is empty."""
    data = await file.read()
    if not data:
        raise ProblemError("file", "the file is empty", where=Place(field="file"), fix="Send the file itself")
    name = PurePath(file.filename.replace("\\", "/")).name
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
    return Incoming(shown[-_LONGEST:] or "document", data)


def cited_anew(document: Document) -> Document:
    """A document that somebody sent, with the citations that are found in it: its own may point to where nothing is."""
    return cite_document(msgspec.structs.replace(document, citations=()))


def read_incoming(desk: Desk, file: Incoming) -> tuple[Document, Original]:
    """A file as a document with its citations, and as what came in. Raises ReadError."""
    document = desk.read(file.data, file.name)
    if not document.citations:
        document = cite_document(document)
    media_type = document.source.media_type if document.source else "application/octet-stream"
    return document, Original(name=file.name, media_type=media_type, data=file.data)
