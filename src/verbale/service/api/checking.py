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
from verbale.rules import Finding
from verbale.service.checks import findings
from verbale.service.desk import Desk, desk_of
from verbale.service.responses import PROBLEMS
from verbale.service.uploads import Incoming, cited_anew, incoming, read_incoming
from verbale.service.who import require

__all__ = ["ROUTER", "Checked", "Upload"]


@dataclass
class Upload:
    """A file."""

    file: UploadFile


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What was read of a file, and what the rules find."""

    document: Document
    findings: tuple[Finding, ...]


@post(
    "/check",
    status_code=200,
    operation_id="checkFile",
    opt={"action": "document-check"},
    responses=PROBLEMS(400, 401, 403, 409, 413, 415, 422, 429),
)
async def check_file(
    request: Request[Any, Any, Any],
    data: Annotated[Upload, Body(media_type=RequestEncodingType.MULTI_PART, description="The file.")],
) -> Checked:
    """Have a file read and checked. It is read in a process of its own, and not kept."""
    asker = require(request, "document-check")
    return await sync_to_thread(_checked, desk_of(request), asker, await incoming(data.file))


@post(
    "/check/document",
    status_code=200,
    sync_to_thread=True,
    operation_id="checkDocument",
    opt={"action": "document-check"},
    responses=PROBLEMS(400, 401, 403, 409, 413, 422, 429),
)
def check_document(request: Request[Any, Any, Any], data: JSONBody[Document]) -> tuple[Finding, ...]:
    """Have a document checked that was read elsewhere (``verbale read``)."""
    asker = require(request, "document-check")
    return findings(desk_of(request), asker, cited_anew(data))


def _checked(desk: Desk, asker: Asker, file: Incoming) -> Checked:
    document, _ = read_incoming(desk, file)
    return Checked(document=document, findings=findings(desk, asker, document))


ROUTER = Router("/", route_handlers=[check_file, check_document], tags=["checking"])
