"""Signing in and out, for programs and pages: the session is a cookie that no script can read."""

from __future__ import annotations

import logging
import math
from datetime import UTC, datetime
from typing import Any

import msgspec
from litestar import Request, Response, Router, delete, get, post
from litestar.datastructures import Cookie
from litestar.params import JSONBody

from verbale.registry.people.asking import Asker
from verbale.registry.people.permissions import permissions, reach
from verbale.registry.people.signing_in import Locked, SignInRefused
from verbale.service.desk import desk_of
from verbale.service.problems import ProblemError
from verbale.service.responses import PROBLEMS
from verbale.service.who import COOKIE, asker_of, client_of, form_key_of

__all__ = [
    "ROUTER",
    "Confirmation",
    "Credentials",
    "Me",
    "confirm_with",
    "cookie",
    "no_cookie",
    "sign_in_with",
]

_log = logging.getLogger("verbale.service.sign-in")


class Credentials(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An e-mail address and a password."""

    email: str
    password: str


class Confirmation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The password again, before something grave."""

    password: str


class Me(msgspec.Struct, frozen=True, kw_only=True):
    """Who is signed in, and what they may do. ``form_key`` goes with what a page sends (header X-Form-Key)."""

    email: str | None
    name: str | None
    roles: tuple[str, ...]
    member: str | None
    language: str | None
    actions: tuple[str, ...]
    form_key: str | None = None


def sign_in_with(request: Request[Any, Any, Any], email: str, password: str) -> Cookie:
    """Sign in; the cookie of the new session.

    Raises ProblemError where it is not they, or too much was tried.
    """
    desk = desk_of(request)
    if not desk.settings.sign_in.passwords:
        raise ProblemError("not-allowed", "sign-in by password is switched off here")
    try:
        _, secret = desk.signing_in.by_password(email, password, client_of(request))
    except SignInRefused as error:
        raise _refused(request, error) from error
    _tell(request, "signed-in")
    return cookie(secret, desk.settings.sessions.hours)


def confirm_with(request: Request[Any, Any, Any], password: str) -> Cookie:
    """Show again who one is; the cookie under which the session goes on. Raises as ``sign_in_with``."""
    desk = desk_of(request)
    try:
        secret = desk.signing_in.confirm_by_password(asker_of(request), password, client_of(request))
    except SignInRefused as error:
        raise _refused(request, error) from error
    _tell(request, "confirmed")
    return cookie(secret, desk.settings.sessions.hours)


def cookie(secret: str, hours: int) -> Cookie:
    """The cookie of a session."""
    return Cookie(
        key=COOKIE, value=secret, path="/", max_age=hours * 3600, secure=True, httponly=True, samesite="lax"
    )


def no_cookie() -> Cookie:
    """What takes the cookie away."""
    return Cookie(key=COOKIE, value="", path="/", max_age=0, secure=True, httponly=True, samesite="lax")


def _refused(request: Request[Any, Any, Any], error: SignInRefused) -> ProblemError:
    if isinstance(error, Locked):
        _tell(request, "locked")
        wait = max(1, math.ceil((error.until - datetime.now(UTC)).total_seconds()))
        return ProblemError("too-many", error.what, fix=error.fix, headers={"retry-after": str(wait)})
    _tell(request, "refused")
    return ProblemError("wrong-password", error.what, fix=error.fix)


def _tell(request: Request[Any, Any, Any], outcome: str) -> None:
    desk_of(request).metrics.sign_ins.labels(outcome).inc()
    _log.info(outcome)


def _me(request: Request[Any, Any, Any], asker: Asker) -> Me:
    person = asker.person
    return Me(
        email=person.email if person else None,
        name=person.name if person else None,
        roles=person.roles if person else (),
        member=person.member if person else None,
        language=person.language if person else None,
        actions=tuple(action for action in permissions() if reach(asker, action)),
        form_key=form_key_of(request),
    )


@get("/me", sync_to_thread=False, operation_id="me", responses=PROBLEMS(401, 429))
def me(request: Request[Any, Any, Any]) -> Me:
    """Who asks, and which actions of the permission table are open to them."""
    return _me(request, asker_of(request))


@post(
    "/session",
    sync_to_thread=True,
    status_code=204,
    operation_id="signIn",
    responses=PROBLEMS(400, 401, 403, 413, 429),
)
def sign_in(request: Request[Any, Any, Any], data: JSONBody[Credentials]) -> Response[None]:
    """Sign in with a password: the answer sets the cookie of a session. Programs take a token instead."""
    return Response(None, status_code=204, cookies=[sign_in_with(request, data.email, data.password)])


@post(
    "/session/confirm",
    sync_to_thread=True,
    status_code=204,
    operation_id="confirm",
    responses=PROBLEMS(400, 401, 403, 413, 429),
)
def confirm(request: Request[Any, Any, Any], data: JSONBody[Confirmation]) -> Response[None]:
    """Show again who one is, before issuing, withdrawing, or managing people. The session goes on under a new cookie."""
    if asker_of(request).session is None:
        raise ProblemError(
            "not-signed-in", "there is no session to confirm", fix="Sign in with a password first"
        )
    return Response(None, status_code=204, cookies=[confirm_with(request, data.password)])


@delete(
    "/session",
    sync_to_thread=True,
    status_code=204,
    operation_id="signOut",
    response_cookies=[no_cookie()],
    responses=PROBLEMS(401, 403, 429),
)
def sign_out(request: Request[Any, Any, Any]) -> None:
    """Sign out: the session ends and its cookie goes."""
    desk_of(request).signing_in.sign_out(asker_of(request))


ROUTER = Router("/", route_handlers=[me, sign_in, confirm, sign_out], tags=["sign-in"])
