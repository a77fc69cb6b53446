"""Send: a mission drops a file, sees how it was read and what the rules find, corrects it, and sends it in; nothing twice.

Until it is sent in, the file waits as a draft under the hash of its content, for the person who dropped it and nobody else.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from verbale.circulation.recipients import recipients
from verbale.document import Document
from verbale.errors import VerbaleError
from verbale.languages import is_rtl
from verbale.pages.article import article_of
from verbale.pages.correcting import corrected, fields_of
from verbale.pages.frame import Frame
from verbale.pages.signing import Form
from verbale.pages.work import numbers_for
from verbale.registry import Original, numbering
from verbale.registry.people.permissions import Subject, judge
from verbale.registry.people.seeing import cases_seen
from verbale.service.checks import findings
from verbale.service.problems import KINDS, ProblemError, kind_of
from verbale.service.uploads import Incoming, incoming
from verbale.service.who import require

__all__ = ["ROUTES", "clear"]

_KEPT_SECONDS: Final = 24 * 3600
_MOST: Final = 20
"""Drafts of one person that are kept at the same time."""
_SHOWN: Final = 20


@dataclass
class Dropped:
    """The file of the form."""

    file: UploadFile


@get("/send", sync_to_thread=True)
def form(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The place to drop a file, and what was sent in before."""
    require(request, "case-submit")
    return _form(Frame(request))


@post("/send", status_code=200)
async def drop(
    request: Request[Any, Any, Any],
    data: Annotated[Dropped, Body(media_type=RequestEncodingType.MULTI_PART)],
) -> Response[bytes]:
    """The file as it was read, beside its page."""
    require(request, "case-submit")
    try:
        file = await incoming(data.file)
    except ProblemError as error:
        return await sync_to_thread(_form, Frame(request), error)
    return await sync_to_thread(_read, request, file)


@post("/send/{draft:str}", sync_to_thread=True, status_code=303)
def go_on(request: Request[Any, Any, Any], draft: str, data: Form) -> Response[Any]:
    """Look at it with the corrections, or send it in with them."""
    asker = require(request, "case-submit")
    frame = Frame(request)
    file = _draft(frame, draft)
    document = frame.shelf.desk.read(file.data, file.name, evidence=True)
    try:
        document = corrected(document, data, frame.shelf.profile)
    except ProblemError as error:
        return _shown(frame, draft, file.name, document, error=error, given=data)
    if data.get("do") != "send":
        return _shown(frame, draft, file.name, document)
    if not judge(asker, "case-submit", Subject(member=asker.member)):
        raise ProblemError("not-allowed", "a mission sends in for its own member")
    media_type = document.source.media_type if document.source else "application/octet-stream"
    taken = frame.shelf.registry.cases.take_in(
        Original(name=file.name, media_type=media_type, data=file.data),
        msgspec.structs.replace(document, evidence=msgspec.UNSET),
        door="page",
        member=asker.member,
    )
    if not judge(asker, "case-read", Subject(member=taken.case.member)):
        raise ProblemError(
            "already-registered",
            "this file was taken in before, from somebody else",
            fix="Write to the registrar",
        )
    _path(frame, draft).unlink(missing_ok=True)
    return Redirect(f"/desk/{taken.case.id}", status_code=303)


def _form(frame: Frame, error: VerbaleError | None = None) -> Response[bytes]:
    mine = frame.shelf.desk.registry.cases.listing(where=cases_seen(frame.shelf.asker), limit=_SHOWN)
    return frame.render(
        "send.html",
        status=KINDS[kind_of(error)].status if error else 200,
        error=error,
        cases=mine,
        most=frame.shelf.desk.settings.service.upload_megabytes,
        query="",
        here="send",
    )


def _read(request: Request[Any, Any, Any], file: Incoming) -> Response[bytes]:
    frame = Frame(request)
    try:
        document = frame.shelf.desk.read(file.data, file.name, evidence=True)
    except VerbaleError as error:
        return _form(frame, error)
    draft = sha256(file.data).hexdigest()
    _keep(frame, draft, file)
    return _shown(frame, draft, file.name, document)


def _shown(
    frame: Frame,
    draft: str,
    name: str,
    document: Document,
    *,
    error: ProblemError | None = None,
    given: dict[str, str] | None = None,
) -> Response[bytes]:
    desk = frame.shelf.desk
    told = None
    if document.masthead.distribution:
        told = recipients(desk.registry, document, numbering.dated(document))
    return frame.render(
        "reading.html",
        status=422 if error else 200,
        draft=draft,
        name=name,
        document=document,
        fields=fields_of(document),
        given=given or {},
        error=error,
        findings=findings(desk, frame.shelf.asker, document),
        notices=document.notices,
        numbers=numbers_for(frame, document),
        told=told,
        article=article_of(document, desk.profile, frame.shelf.holds),
        rtl=is_rtl,
        query="",
        here="send",
    )


def _folder(frame: Frame) -> Path:
    person = frame.shelf.asker.person
    if person is None:
        raise ProblemError("not-signed-in", "")
    return frame.shelf.desk.settings.registry.root / "drafts" / str(person.id)


def _path(frame: Frame, draft: str) -> Path:
    if len(draft) != 64 or not all(c in "0123456789abcdef" for c in draft):
        raise ProblemError("not-found", "there is no such draft")
    return _folder(frame) / draft


def _keep(frame: Frame, draft: str, file: Incoming) -> None:
    """Lay a draft down. Those of yesterday go, whosever they are, and of one person all but the newest."""
    folder = _folder(frame)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for each in folder.parent.iterdir():
        clear(each, _MOST - 1 if each == folder else _MOST)
    name = file.name.encode()
    (folder / draft).write_bytes(len(name).to_bytes(4, "big") + name + file.data)


def clear(folder: Path, most: int) -> None:
    """Take away the drafts of yesterday from a person's folder, and of the others all but the newest ``most``."""
    laid: list[tuple[float, Path]] = []
    for path in folder.iterdir():
        with suppress(FileNotFoundError):  # sent in meanwhile
            laid.append((path.stat().st_mtime, path))
    laid.sort(reverse=True)
    for place, (at, path) in enumerate(laid):
        if place >= most or at < time.time() - _KEPT_SECONDS:
            path.unlink(missing_ok=True)


def _draft(frame: Frame, draft: str) -> Incoming:
    path = _path(frame, draft)
    if not path.is_file():
        raise ProblemError("not-found", "there is no such draft any more", fix="Give the file again")
    held = path.read_bytes()
    length = int.from_bytes(held[:4], "big")
    return Incoming(held[4 : 4 + length].decode(), held[4 + length :])


ROUTES = [form, drop, go_on]
