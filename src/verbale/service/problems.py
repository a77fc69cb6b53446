"""What a request is told when it cannot be done: ``application/problem+json`` (RFC 9457) with the place and the fix.

Each kind of problem has a name that does not change, a title and a status; the kinds stand in ``KINDS``.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import PurePath
from typing import Any, Final

import msgspec
from litestar import Request, Response
from litestar.exceptions import ClientException, HTTPException, ValidationException

from verbale.errors import (
    AlreadyRegistered,
    DamagedFile,
    NoSession,
    NoSuchCase,
    NoSuchDocument,
    NoSuchVersion,
    NoText,
    OverLimit,
    Place,
    ProfileError,
    ReadError,
    RegistryError,
    RegistryReadOnly,
    SamePerson,
    SymbolError,
    SymbolTaken,
    UnknownFormat,
    VerbaleError,
    WriteError,
)
from verbale.registry.people.people import NoSuchPerson
from verbale.rules import Finding
from verbale.service.logs import request_id_of

__all__ = ["HANDLERS", "KINDS", "MEDIA_TYPE", "Kind", "Problem", "ProblemError", "RulesError", "WhereItIs"]

MEDIA_TYPE: Final = "application/problem+json"
_log = logging.getLogger("verbale.service")


class WhereItIs(msgspec.Struct, frozen=True, omit_defaults=True, rename={"in_": "in"}):
    """A place: a file, a page, a line, a field, a position in a text; ``in`` the part of the request."""

    file: str | None = None
    page: int | None = None
    line: int | None = None
    field: str | None = None
    position: int | None = None
    in_: str | None = None


class Problem(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A problem: ``type`` names its kind and does not change; ``detail`` is for people; ``fix`` says what to do."""

    type: str
    title: str
    status: int
    detail: str = ""
    where: WhereItIs | None = None
    fix: str | None = None
    request: str | None = None
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: the status it is answered with, and its title."""

    status: int
    title: str


KINDS: dict[str, Kind] = {
    "bad-request": Kind(400, "The request cannot be understood"),
    "no-such-language": Kind(400, "No such language"),
    "bad-page": Kind(400, "No such page of the list"),
    "query": Kind(400, "The query cannot be meant"),
    "wrong-password": Kind(401, "Not signed in"),
    "not-signed-in": Kind(401, "Sign in first"),
    "confirm": Kind(401, "Sign in again to confirm"),
    "not-allowed": Kind(403, "Not allowed to you"),
    "restricted": Kind(403, "Restricted to others"),
    "same-person": Kind(403, "A second person must do this"),
    "cross-site": Kind(403, "Sent from another site"),
    "not-found": Kind(404, "Not found"),
    "no-such-symbol": Kind(404, "No such symbol"),
    "not-published": Kind(404, "Not published"),
    "language-not-issued": Kind(404, "Not issued in this language"),
    "method": Kind(405, "Not possible here"),
    "not-acceptable": Kind(406, "Not in any of these formats"),
    "conflict": Kind(409, "Not possible in this state"),
    "already-registered": Kind(409, "Registered already"),
    "symbol-taken": Kind(409, "The symbol is taken"),
    "no-session": Kind(409, "No session is open"),
    "withdrawn": Kind(410, "Withdrawn"),
    "changed": Kind(412, "Changed meanwhile"),
    "too-large": Kind(413, "Too large"),
    "format": Kind(415, "Not a format that is taken"),
    "file": Kind(422, "The file cannot be read"),
    "rules": Kind(422, "The rules found errors"),
    "invalid": Kind(422, "Not valid"),
    "same-key": Kind(422, "This key was used for another request"),
    "condition": Kind(428, "Say which state you saw"),
    "too-many": Kind(429, "Too many requests"),
    "internal": Kind(500, "Something went wrong here"),
    "writing": Kind(500, "A format could not be written"),
    "not-ready": Kind(503, "Not ready"),
    "read-only": Kind(503, "The registry cannot be written"),
}
"""Name -> kind. The address of a kind is ``/problems/NAME``."""


class ProblemError(VerbaleError):
    """A problem of the service itself, by the name of its kind."""

    def __init__(
        self,
        kind: str,
        what: str,
        *,
        where: Place | None = None,
        fix: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(what, where=where, fix=fix)
        self.kind = kind
        self.headers = dict(headers or {})


class RulesError(ProblemError):
    """The rules found errors that nobody passed over; ``findings`` are they."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        codes = ", ".join(dict.fromkeys(finding.code for finding in findings))
        super().__init__(
            "rules",
            f"the rules found errors: {codes}",
            fix="Return it, correct it, or pass over them with anyway",
        )
        self.findings = findings


# The most special first.
_KIND_OF: tuple[tuple[type[VerbaleError], str], ...] = (
    (SymbolError, "no-such-symbol"),
    (UnknownFormat, "format"),
    (OverLimit, "too-large"),
    (DamagedFile, "file"),
    (NoText, "file"),
    (ReadError, "file"),
    (WriteError, "writing"),
    (ProfileError, "internal"),
    (RegistryReadOnly, "read-only"),
    (SymbolTaken, "symbol-taken"),
    (AlreadyRegistered, "already-registered"),
    (NoSession, "no-session"),
    (NoSuchDocument, "no-such-symbol"),
    (NoSuchPerson, "not-found"),
    (NoSuchCase, "not-found"),
    (NoSuchVersion, "not-found"),
    (SamePerson, "same-person"),
    (RegistryError, "conflict"),
)
_KIND_OF_STATUS = {
    400: "bad-request",
    401: "not-signed-in",
    403: "not-allowed",
    404: "not-found",
    405: "method",
    406: "not-acceptable",
    413: "too-large",
    415: "format",
    429: "too-many",
}


def kind_of(error: VerbaleError) -> str:
    """The name of the kind that an error is told as."""
    if isinstance(error, ProblemError):
        return error.kind
    name = next((name for of, name in _KIND_OF if isinstance(error, of)), "invalid")
    if type(error) is RegistryError and error.where is not None and error.where.field is not None:
        return "invalid"  # what was sent is wrong, not the state of the books
    return name


def problem_of(error: VerbaleError, request: str | None = None) -> Problem:
    """An error of any room as a problem; a failure of ours is told without what it was about."""
    name = kind_of(error)
    kind = KINDS[name]
    detail, where, fix = error.what, error.where, error.fix
    if kind.status == 500:
        detail, where, fix = "", None, None
    place = None
    if where is not None:
        place = WhereItIs(
            file=where.file, page=where.page, line=where.line, field=where.field, position=where.position
        )
    return Problem(
        type=f"/problems/{name}",
        title=kind.title,
        status=kind.status,
        detail=detail,
        where=place,
        fix=fix,
        request=request,
        problems=tuple(
            problem_of(inner) for inner in getattr(error, "problems", ()) if isinstance(inner, VerbaleError)
        ),
        findings=error.findings if isinstance(error, RulesError) else (),
    )


def respond(problem: Problem, headers: Mapping[str, str] | None = None) -> Response[bytes]:
    """A problem as a response. Nothing of it may be kept by anybody on the way."""
    return Response(
        content=msgspec.json.encode(problem),
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers={"cache-control": "no-store", **(headers or {})},
    )


def _of_verbale(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    if not isinstance(error, VerbaleError):  # pragma: no cover - it is asked for these alone
        raise error
    headers = error.headers if isinstance(error, ProblemError) else {}
    problem = problem_of(error, request_id_of(request.scope))
    if problem.status >= 500:
        _log.error("failed", exc_info=error)
    if problem.status == 401:
        headers = {"www-authenticate": 'Bearer realm="verbale"', **headers}
    return respond(problem, headers)


def _of_litestar(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    if not isinstance(error, HTTPException):  # pragma: no cover - it is asked for these alone
        raise error
    name = _KIND_OF_STATUS.get(error.status_code)
    if name is None:
        name = "internal" if error.status_code >= 500 else "bad-request"
    if error.status_code >= 500:
        _log.error("failed", exc_info=error)
    kind = KINDS[name]
    inner = tuple(_of_extra(error)) if isinstance(error, ValidationException) else ()
    detail = "" if kind.status >= 500 or inner else str(error.detail)
    if detail in {HTTPStatus(status).phrase for status in (404, 405)}:
        detail = ""
    problem = Problem(
        type=f"/problems/{name}",
        title=kind.title,
        status=error.status_code,
        detail=detail,
        request=request_id_of(request.scope),
        problems=inner,
    )
    return respond(problem, error.headers)


def _of_extra(error: ValidationException) -> Iterator[Problem]:
    for extra in error.extra if isinstance(error.extra, list) else ():
        if isinstance(extra, dict):
            yield Problem(
                type="/problems/invalid",
                title=KINDS["invalid"].title,
                status=400,
                detail=str(extra.get("message", "")),
                where=WhereItIs(field=extra.get("key"), in_=extra.get("source")),
            )


def _of_anything(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    if isinstance(error, UnicodeEncodeError) and "surrogates" in error.reason:
        return _of_litestar(request, ClientException("a text holds half a character (a lone surrogate)"))
    if isinstance(error, ValueError) and _while_reading_the_request(error):
        return _of_litestar(request, ClientException("the form is not what it says to be"))
    _log.error("failed", exc_info=error)
    kind = KINDS["internal"]
    return respond(
        Problem(
            type="/problems/internal",
            title=kind.title,
            status=kind.status,
            fix="Try again; if it stays so, tell the administrator the number of this request",
            request=request_id_of(request.scope),
        )
    )


def _while_reading_the_request(error: Exception) -> bool:
    """Whether an error came of a form that is damaged, before any of our code saw it."""
    frames = traceback.extract_tb(error.__traceback__)
    return any(PurePath(frame.filename).name == "_multipart.py" for frame in frames)


HANDLERS: dict[int | type[Exception], Any] = {
    VerbaleError: _of_verbale,
    HTTPException: _of_litestar,
    Exception: _of_anything,
}
"""For Litestar: how each exception is answered."""
