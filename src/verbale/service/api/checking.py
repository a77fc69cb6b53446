"""Files read and checked without being kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
from litestar import Request, Router, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body, JSONBody

from verbale.document import Document
from verbale.registry.people.asking import Asker
from verbale.registry.people.permissions import judge
from verbale.registry.people.seeing import look
from verbale.rules import Finding
from verbale.service.desk import Desk, desk_of
from verbale.service.responses import PROBLEMS
from verbale.service.who import require

__all__ = ["ROUTER", "Checked", "KnownTo", "Upload"]


@dataclass
class Upload:
    """A file."""

    file: UploadFile


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What was read of a file, and what the rules find."""

    document: Document
    findings: tuple[Finding, ...]


class KnownTo:
    """What the books know, as far as somebody may know it: a check tells nobody of documents that are not for them."""

    def __init__(self, desk: Desk, asker: Asker) -> None:
        self._desk = desk
        self._asker = asker

    def registered_as(self, document: Document) -> str | None:
        """The symbol under which the same communication is in the books."""
        symbol = self._desk.registry.registered_as(document)
        return symbol if symbol is not None and self.holds(symbol.partition("–")[0]) else None

    def holds(self, symbol: str) -> bool:
        """Whether a document with this symbol is in the books."""
        with self._desk.registry.books.read() as connection:
            return look(connection, [symbol], self._asker, self._desk.profile).answer == "seen"


@post(
    "/check",
    status_code=200,
    operation_id="checkFile",
    responses=PROBLEMS(400, 401, 403, 409, 413, 415, 422, 429),
)
async def check_file(
    request: Request[Any, Any, Any],
    data: Annotated[Upload, Body(media_type=RequestEncodingType.MULTI_PART, description="The file.")],
) -> Checked:
    """Have a file read and checked. It is read in a process of its own, and not kept."""
    asker = require(request, "document-check")
    content = await data.file.read()
    return await sync_to_thread(_checked, desk_of(request), asker, content, data.file.filename)


@post(
    "/check/document",
    status_code=200,
    sync_to_thread=True,
    operation_id="checkDocument",
    responses=PROBLEMS(400, 401, 403, 409, 413, 422, 429),
)
def check_document(request: Request[Any, Any, Any], data: JSONBody[Document]) -> tuple[Finding, ...]:
    """Have a document checked that was read elsewhere (``verbale read``)."""
    asker = require(request, "document-check")
    return _findings(desk_of(request), asker, data)


def _checked(desk: Desk, asker: Asker, content: bytes, name: str) -> Checked:
    document = desk.read(content, name)
    return Checked(document=document, findings=_findings(desk, asker, document))


def _findings(desk: Desk, asker: Asker, document: Document) -> tuple[Finding, ...]:
    from verbale.rules import check

    known = desk.registry if judge(asker, "case-review") else KnownTo(desk, asker)
    return tuple(check(document, desk.profile, known=known))


ROUTER = Router("/", route_handlers=[check_file, check_document], tags=["checking"])
