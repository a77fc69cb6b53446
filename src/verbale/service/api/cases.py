"""Cases: communications on their way. Each step names the state that it was decided on (If-Match)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, Router, get, post, put
from litestar.concurrency import sync_to_thread
from litestar.enums import RequestEncodingType
from litestar.params import Body, HeaderParameter, JSONBody, PathParameter, QueryParameter
from sqlalchemy import func, select

from verbale.document import Document
from verbale.errors import NoSuchCase, Place
from verbale.registry import Registry
from verbale.registry.case_rows import Case
from verbale.registry.entries import by_case
from verbale.registry.log import CaseState
from verbale.registry.people.asking import Asker
from verbale.registry.people.permissions import Subject, judge
from verbale.registry.people.seeing import cases_seen
from verbale.registry.schema import events
from verbale.rules import Finding
from verbale.service.api.case_bodies import (
    Acceptance,
    CaseEvent,
    Decision,
    Issue,
    Reason,
    Registration,
    ReissueWish,
    Resubmission,
    Submission,
)
from verbale.service.api.documents import DocumentView, view_of
from verbale.service.checks import findings
from verbale.service.desk import Desk, desk_of
from verbale.service.etags import must_match, tag
from verbale.service.paging import Limit, Page, PageToken, Paging
from verbale.service.problems import ProblemError, RulesError
from verbale.service.responses import PROBLEMS
from verbale.service.uploads import Incoming, cited_anew, incoming, read_incoming
from verbale.service.who import asker_of, require

__all__ = ["ROUTER"]

Number = Annotated[int, PathParameter(ge=1, le=2**31 - 1, description="The number of the case.")]
IfMatch = Annotated[
    str | None,
    HeaderParameter(name="If-Match", description="The ETag of the case as you saw it.", max_length=200),
]
_STEP = PROBLEMS(400, 401, 403, 404, 409, 412, 413, 422, 428, 429)


@get(
    "/cases",
    sync_to_thread=True,
    operation_id="listCases",
    opt={"action": "case-read"},
    responses=PROBLEMS(400, 401, 403, 429),
)
def list_cases(
    request: Request[Any, Any, Any],
    *,
    in_state: Annotated[CaseState | None, QueryParameter(name="state", description="In this state.")] = None,
    member: Annotated[str | None, QueryParameter(max_length=8, description="Of this member.")] = None,
    door: Annotated[str | None, QueryParameter(max_length=20, description="Come in by this door.")] = None,
    limit: Limit = 50,
    token: PageToken = None,
) -> Page[Case]:
    """Cases that you may see, newest first."""
    asker = require(request, "case-read")
    paging = Paging(token, "cases", in_state, member, door)
    found = desk_of(request).registry.cases.listing(
        state=in_state,
        member=member,
        door=door,
        before=paging.number(),
        where=cases_seen(asker),
        limit=limit + 1,
    )
    shown = [_shown(asker, case) for case in found]
    return paging.page(shown, limit, found[limit - 1].id if len(found) > limit else None)


@post(
    "/cases",
    operation_id="submitCase",
    opt={"action": "case-submit"},
    responses=PROBLEMS(400, 401, 403, 409, 413, 415, 422, 429),
)
async def submit(
    request: Request[Any, Any, Any],
    data: Annotated[
        Submission, Body(media_type=RequestEncodingType.MULTI_PART, description="The communication.")
    ],
) -> Response[Case]:
    """Send a communication in. The same file again leads to the case that there is."""
    asker = require(request, "case-submit")
    return await sync_to_thread(_taken_in, desk_of(request), asker, await incoming(data.file), data)


@get(
    "/cases/{number:int}",
    sync_to_thread=True,
    operation_id="getCase",
    opt={"action": "case-read"},
    responses=PROBLEMS(400, 401, 403, 404, 429),
)
def get_case(request: Request[Any, Any, Any], number: Number) -> Response[Case]:
    """One case."""
    asker, case = _seen(request, number, "case-read")
    return _told(desk_of(request), asker, case)


@get(
    "/cases/{number:int}/document",
    sync_to_thread=True,
    operation_id="getCaseDocument",
    opt={"action": "case-read"},
    responses=PROBLEMS(400, 401, 403, 404, 429),
)
def get_document(request: Request[Any, Any, Any], number: Number) -> Document:
    """The document of a case: as read or corrected, and from when it has its symbols, as registered."""
    _, case = _seen(request, number, "case-read")
    return _document(desk_of(request).registry, case)


@get(
    "/cases/{number:int}/file",
    sync_to_thread=True,
    operation_id="getCaseFile",
    opt={"action": "case-read"},
    media_type="application/octet-stream",
    responses=PROBLEMS(400, 401, 403, 404, 429),
)
def get_file(request: Request[Any, Any, Any], number: Number) -> Response[bytes]:
    """The file that came in, as it came, to be saved and not shown."""
    _, case = _seen(request, number, "case-read")
    path = desk_of(request).settings.registry.original(case.sha256)
    headers = {
        "content-disposition": "attachment",
        "content-security-policy": "default-src 'none'; sandbox",
        "cache-control": "private, no-store",
    }
    return Response(path.read_bytes(), media_type="application/octet-stream", headers=headers)


@get(
    "/cases/{number:int}/findings",
    sync_to_thread=True,
    operation_id="getCaseFindings",
    opt={"action": "case-read"},
    responses=PROBLEMS(400, 401, 403, 404, 429),
)
def get_findings(request: Request[Any, Any, Any], number: Number) -> tuple[Finding, ...]:
    """What the rules find in the document of a case."""
    asker, case = _seen(request, number, "case-read")
    desk = desk_of(request)
    return findings(desk, asker, _document(desk.registry, case), registered=case.symbol is not None)


@get(
    "/cases/{number:int}/events",
    sync_to_thread=True,
    operation_id="listCaseEvents",
    opt={"action": "case-read"},
    responses=PROBLEMS(400, 401, 403, 404, 429),
)
def list_events(
    request: Request[Any, Any, Any], number: Number, limit: Limit = 100, token: PageToken = None
) -> Page[CaseEvent]:
    """What happened to a case, oldest first."""
    asker, case = _seen(request, number, "case-read")
    paging = Paging(token, "case events", number)
    after = paging.number() or 0
    desk = desk_of(request)
    whole = bool(judge(asker, "log-read"))
    found = [event for event in desk.registry.cases.events(case.id) if event.seq > after][: limit + 1]
    told = [
        CaseEvent(
            at=event.at,
            kind=event.kind,
            who=event.who if whole or event.who == asker.name else None,
            reason=str(event.data["reason"]) if event.data.get("reason") else None,
        )
        for event in found
    ]
    return paging.page(told, limit, found[limit - 1].seq if len(found) > limit else None)


@post(
    "/cases/{number:int}/resubmit",
    operation_id="resubmitCase",
    opt={"action": "case-resubmit"},
    status_code=200,
    responses=_STEP | PROBLEMS(415),
)
async def resubmit(
    request: Request[Any, Any, Any],
    number: Number,
    data: Annotated[
        Resubmission, Body(media_type=RequestEncodingType.MULTI_PART, description="The corrected file.")
    ],
    if_match: IfMatch = None,
) -> Response[Case]:
    """Send the corrected file of a returned case."""
    asker, case = await sync_to_thread(_seen, request, number, "case-resubmit")
    file = await incoming(data.file)

    def step() -> Response[Case]:
        desk = desk_of(request)
        document, original = read_incoming(desk, file)
        with _deciding(request, case.id):
            made = desk.registry_of(asker.name).cases.resubmit(case.id, original, document)
        return _told(desk, asker, made)

    return await sync_to_thread(step)


@post(
    "/cases/{number:int}/review",
    sync_to_thread=True,
    operation_id="reviewCase",
    opt={"action": "case-review"},
    status_code=200,
    responses=_STEP,
)
def review(request: Request[Any, Any, Any], number: Number, if_match: IfMatch = None) -> Response[Case]:
    """Take a received case under review."""
    return _step(request, number, "case-review", lambda registry: registry.cases.review(number))


@put(
    "/cases/{number:int}/document",
    sync_to_thread=True,
    operation_id="correctCase",
    opt={"action": "case-review"},
    status_code=200,
    responses=_STEP,
)
def correct(
    request: Request[Any, Any, Any], number: Number, data: JSONBody[Document], if_match: IfMatch = None
) -> Response[Case]:
    """Put a corrected record in the place of what was read; the file that came in stays as it is."""
    return _step(
        request, number, "case-review", lambda registry: registry.cases.correct(number, cited_anew(data))
    )


@post(
    "/cases/{number:int}/return",
    sync_to_thread=True,
    operation_id="returnCase",
    opt={"action": "case-review"},
    status_code=200,
    responses=_STEP,
)
def return_(
    request: Request[Any, Any, Any], number: Number, data: JSONBody[Decision], if_match: IfMatch = None
) -> Response[Case]:
    """Return a case to who sent it, with the reason."""
    return _step(
        request,
        number,
        "case-review",
        lambda registry: registry.cases.return_(number, data.reason, data.findings),
    )


@post(
    "/cases/{number:int}/accept",
    sync_to_thread=True,
    operation_id="acceptCase",
    opt={"action": "case-review"},
    status_code=200,
    responses=_STEP,
)
def accept(
    request: Request[Any, Any, Any], number: Number, data: JSONBody[Acceptance], if_match: IfMatch = None
) -> Response[Case]:
    """Accept a case. Errors that the rules find and ``anyway`` does not name refuse it."""

    def step(registry: Registry) -> Case:
        passed = _passed_over(request, registry, number, data.anyway)
        return registry.cases.accept(number, passed)

    return _step(request, number, "case-review", step)


@post(
    "/cases/{number:int}/register",
    sync_to_thread=True,
    operation_id="registerCase",
    opt={"action": "case-register"},
    status_code=200,
    responses=_STEP,
)
def register(
    request: Request[Any, Any, Any], number: Number, data: JSONBody[Registration], if_match: IfMatch = None
) -> Response[Case]:
    """Give the document of an accepted case its symbols; one that was not accepted yet is accepted with it."""

    def step(registry: Registry) -> Case:
        passed: tuple[str, ...] = ()
        if registry.cases.get(number).state != "accepted":
            passed = _passed_over(request, registry, number, data.anyway)
        registry.cases.register(number, day=data.day, anyway=passed)
        return registry.cases.get(number)

    return _step(request, number, "case-register", step)


@post(
    "/cases/{number:int}/issue",
    sync_to_thread=True,
    operation_id="issueCase",
    opt={"action": "document-issue"},
    status_code=200,
    responses=_STEP,
)
def issue(
    request: Request[Any, Any, Any], number: Number, data: JSONBody[Issue], if_match: IfMatch = None
) -> Response[DocumentView]:
    """Issue the document of a case in the languages that are ready; its notices wait in the outbox for the worker."""
    from verbale.circulation import way

    asker, case = _seen(request, number, "document-issue")
    desk = desk_of(request)
    registry = desk.registry_of(asker.name)
    with _deciding(request, case.id):
        if case.symbol is None:
            raise ProblemError("conflict", f"case {number} has no symbol yet", fix="Register it first")
        with registry.books.read() as connection:
            entry = by_case(connection, case.id)
        with desk.writing:
            way.issue(registry, entry, alone=data.alone)
        with registry.books.read() as connection:
            entry = by_case(connection, case.id)
    return Response(view_of(entry), headers={"etag": _tag(desk, case.id)})


@post(
    "/cases/{number:int}/withdraw",
    sync_to_thread=True,
    operation_id="withdrawCase",
    opt={"action": "document-withdraw"},
    status_code=200,
    responses=_STEP,
)
def withdraw(
    request: Request[Any, Any, Any], number: Number, data: JSONBody[Reason], if_match: IfMatch = None
) -> Response[Case]:
    """Withdraw a case. From when it has its symbols this asks for it, and a second person must confirm."""
    return _step(
        request, number, "document-withdraw", lambda registry: registry.cases.withdraw(number, data.reason)
    )


@post(
    "/cases/{number:int}/confirm",
    sync_to_thread=True,
    operation_id="confirmCase",
    opt={"action": "document-confirm"},
    status_code=200,
    responses=_STEP,
)
def confirm(request: Request[Any, Any, Any], number: Number, if_match: IfMatch = None) -> Response[Case]:
    """Confirm, as the second person, what was asked for a case: a withdrawal, or that a version is issued again."""

    def step(registry: Registry) -> Case:
        from verbale.circulation.casework import confirm as do

        with registry.books.read() as connection:
            entry = by_case(connection, number)
        with desk_of(request).writing:
            do(registry, entry)
        return registry.cases.get(number)

    return _step(request, number, "document-confirm", step)


@post(
    "/cases/{number:int}/refuse",
    sync_to_thread=True,
    operation_id="refuseCase",
    opt={"action": "document-confirm"},
    status_code=200,
    responses=_STEP,
)
def refuse(
    request: Request[Any, Any, Any], number: Number, data: JSONBody[Reason], if_match: IfMatch = None
) -> Response[Case]:
    """Settle by a no, with the reason, what was asked for a case."""
    return _step(
        request,
        number,
        "document-confirm",
        lambda registry: registry.confirmations.refuse(number, data.reason),
    )


@post(
    "/cases/{number:int}/reissue",
    sync_to_thread=True,
    operation_id="reissueCase",
    opt={"action": "document-change"},
    status_code=200,
    responses=_STEP,
)
def reissue(
    request: Request[Any, Any, Any], number: Number, data: JSONBody[ReissueWish], if_match: IfMatch = None
) -> Response[Case]:
    """Ask that an issued version is issued again under its symbol, in the same words; a second person must confirm."""

    def step(registry: Registry) -> Case:
        from verbale.circulation.casework import ask_reissue

        with registry.books.read() as connection:
            entry = by_case(connection, number)
        ask_reissue(registry, entry, data.language, data.reason)
        return registry.cases.get(number)

    return _step(request, number, "document-change", step)


def _taken_in(desk: Desk, asker: Asker, file: Incoming, data: Submission) -> Response[Case]:
    member = data.member or None
    if not judge(asker, "case-submit", Subject(member=member or asker.member)):
        raise ProblemError(
            "not-allowed", "a mission sends in for its own member", where=Place(field="member")
        )
    if "registrar" not in (asker.person.roles if asker.person else ()):
        member = asker.member
    if member is not None and desk.profile.member(member) is None:
        raise ProblemError("invalid", "the organization has no such member", where=Place(field="member"))
    if data.source is not None and not 1 <= len(data.source) <= 200:
        raise ProblemError("invalid", "a key has 1 to 200 characters", where=Place(field="source"))
    # One sender's keys are not another's.
    source = f"{asker.name} {data.source}" if data.source else None
    document, original = read_incoming(desk, file)
    taken = desk.registry_of(asker.name).cases.take_in(
        original, document, source=source, door="api", member=member
    )
    if not judge(asker, "case-read", Subject(member=taken.case.member)):
        raise ProblemError(
            "already-registered",
            "this file was taken in before, from somebody else",
            fix="Write to the registrar",
        )
    answer = _told(desk, asker, taken.case)
    answer.status_code = 201 if taken.new else 200
    answer.headers["location"] = f"/api/v1/cases/{taken.case.id}"
    return answer


def _seen(request: Request[Any, Any, Any], number: int, action: str) -> tuple[Asker, Case]:
    """Who asks, and the case, if they may do this with it. One that they may not see is not there."""
    require(request, "case-read")
    try:
        case = desk_of(request).registry.cases.get(number)
    except NoSuchCase as error:
        raise _none(number) from error
    about = Subject(member=case.member)
    asker = asker_of(request)
    if not judge(asker, "case-read", about):
        raise _none(number)
    require(request, action, about)
    return asker, case


def _none(number: int) -> ProblemError:
    return ProblemError("not-found", f"there is no case {number}", fix="See yours at /api/v1/cases")


def _step(
    request: Request[Any, Any, Any], number: int, action: str, step: Callable[[Registry], Case]
) -> Response[Case]:
    asker, case = _seen(request, number, action)
    desk = desk_of(request)
    with _deciding(request, case.id):
        made = step(desk.registry_of(asker.name))
    return _told(desk, asker, made)


@contextmanager
def _deciding(request: Request[Any, Any, Any], case: int) -> Iterator[None]:
    """The case as the one who decides saw it, until it is decided: nobody else decides on it meanwhile."""
    desk = desk_of(request)
    with desk.deciding(case):
        must_match(request.headers, _tag(desk, case))
        yield


def _shown(asker: Asker, case: Case) -> Case:
    """A case as somebody sees it: what waits for a second person is the desk's own business."""
    return case if judge(asker, "log-read") else msgspec.structs.replace(case, waiting=None)


def _told(desk: Desk, asker: Asker, case: Case) -> Response[Case]:
    headers = {"etag": _tag(desk, case.id), "cache-control": "private, no-store"}
    return Response(_shown(asker, case), headers=headers)


def _tag(desk: Desk, case: int) -> str:
    """The state of a case: the number of its last event."""
    with desk.registry.books.read() as connection:
        seq = connection.execute(select(func.max(events.c.seq)).where(events.c.case_id == case)).scalar()
    return tag(case, seq)


def _document(registry: Registry, case: Case) -> Document:
    document = registry.cases.document(case.id)
    if document is None:
        raise ProblemError("not-found", f"the file of case {case.id} was not read", fix="See the file itself")
    return document


def _passed_over(
    request: Request[Any, Any, Any], registry: Registry, number: int, anyway: tuple[str, ...]
) -> tuple[str, ...]:
    """The codes of the errors that are passed over. Raises RulesError where the rules found others, and ProblemError where
    there is no text in which they could look."""
    document = registry.cases.document(number)
    if document is None:
        raise ProblemError(
            "conflict",
            f"the file of case {number} was not read, so nothing of it can be accepted",
            fix="Return it with the reason",
        )
    found = findings(desk_of(request), asker_of(request), document)
    errors = tuple(finding for finding in found if finding.severity == "error")
    left = tuple(finding for finding in errors if finding.code not in anyway)
    if left:
        raise RulesError(left)
    return tuple(dict.fromkeys(finding.code for finding in errors))


ROUTER = Router(
    "/",
    route_handlers=[
        list_cases,
        submit,
        get_case,
        get_document,
        get_file,
        get_findings,
        list_events,
        resubmit,
        review,
        correct,
        return_,
        accept,
        register,
        issue,
        withdraw,
        reissue,
        confirm,
        refuse,
    ],
    tags=["cases"],
)
