"""Who asks: found from a token or a session cookie, kept from asking too much, and asked for what they may.

``Doorkeeper`` stands before every route. Handlers take ``asker_of(request)``, and call ``require`` where the permission
table must be asked; pages do the same.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from datetime import timedelta
from http.cookies import CookieError, SimpleCookie
from typing import Any, Final
from urllib.parse import urlsplit

from litestar import Request
from litestar.concurrency import sync_to_thread
from litestar.datastructures import Headers
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from verbale.registry.people.asking import ANYBODY, Asker
from verbale.registry.people.guesses import network_of
from verbale.registry.people.permissions import Subject, Verdict, judge, permissions, reach
from verbale.registry.people.sessions import form_key
from verbale.service.desk import Desk, desk_of
from verbale.service.problems import ProblemError
from verbale.service.rates import Rates

__all__ = ["COOKIE", "FORM_KEY", "Doorkeeper", "asker_of", "client_of", "form_key_of", "require", "required"]

COOKIE: Final = "__Host-verbale"
"""The cookie of a session: the browser sends it to this very host alone, over HTTPS or to localhost."""

FORM_KEY: Final = "x-form-key"
"""The header in which a script shows that it is of this site, where its browser does not say so itself."""

_SAFE = ("GET", "HEAD", "OPTIONS")


class Doorkeeper:
    """The middleware that finds out who asks, refuses too many requests, and those that other sites send."""

    def __init__(self, app: ASGIApp, rates: Rates) -> None:
        self.app = app
        self.rates = rates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass (ASGI), with ``scope["user"]`` the asker."""
        if scope["type"] != ScopeType.HTTP or scope["route_handler"].opt.get("open"):
            scope["user"] = ANYBODY
            await self.app(scope, receive, send)
            return
        desk: Desk = scope["litestar_app"].state.desk
        headers = Headers.from_scope(scope)
        asker, refused = await sync_to_thread(_identified, desk, headers)
        scope["user"] = asker
        person = asker.person
        allowed = self.rates.ask(
            f"person {person.id}" if person else f"address {network_of(_client(scope))}",
            of_person=bool(person),
        )
        if allowed.wait:
            raise ProblemError(
                "too-many",
                "more requests than are taken in a minute",
                fix=f"Try again in {allowed.wait} seconds",
                headers={"retry-after": str(allowed.wait), **allowed.headers},
            )
        if refused is not None:
            raise refused
        action = scope["route_handler"].opt.get("action")
        if action is not None and not reach(asker, action):  # before anything of the request is read
            required(judge(asker, action), action)
        if scope["method"] not in _SAFE and asker.token is None:
            _refuse_other_sites(scope, headers, desk)

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = [(name.encode(), value.encode()) for name, value in allowed.headers.items()]
                message["headers"] = [*message.get("headers", ()), *told]
            await send(message)

        await self.app(scope, receive, counted)


def asker_of(request: Request[Any, Any, Any]) -> Asker:
    """Who asks."""
    asker: Asker = request.scope["user"]
    return asker


def client_of(request: Request[Any, Any, Any]) -> str:
    """The address that a request comes from; behind a proxy that is believed, the one that it tells."""
    return _client(request.scope)


def form_key_of(request: Request[Any, Any, Any]) -> str | None:
    """What a script of this session sends in ``FORM_KEY``; None where nobody is signed in."""
    secret = _cookie(request.headers)
    return form_key(secret) if secret and asker_of(request).session is not None else None


def require(request: Request[Any, Any, Any], action: str, about: Subject | None = None) -> Asker:
    """Who asks, if they may do this with that.

    Raises ProblemError, which says what is missing: a sign-in, a fresh one, a role, a scope.
    """
    asker = asker_of(request)
    within = timedelta(minutes=desk_of(request).settings.sessions.confirm_minutes)
    required(judge(asker, action, about, confirm_within=within), action)
    return asker


def required(verdict: Verdict, action: str) -> None:
    """Raises ProblemError where something is not allowed, with the reason."""
    if verdict:
        return
    permission = permissions()[action]
    if verdict.why == "sign-in":
        raise ProblemError("not-signed-in", "", fix="Sign in, or send a token: Authorization: Bearer …")
    if verdict.why == "confirm":
        raise ProblemError(
            "confirm", "this asks for a fresh sign-in", fix="Confirm with your password, then do it again"
        )
    if verdict.why == "scope":
        raise ProblemError(
            "not-allowed",
            "the token was not made for this",
            fix=f"Make one with the scope {permission.scope}",
        )
    raise ProblemError(
        "not-allowed", f"this is not for you: {permission.says[:1].lower()}{permission.says[1:]}"
    )


def _identified(desk: Desk, headers: Headers) -> tuple[Asker, ProblemError | None]:
    scheme, _, credential = headers.get("authorization", "").partition(" ")
    if scheme:
        asker = desk.signing_in.by_token(credential.strip()) if scheme.lower() == "bearer" else None
        if asker is None:
            return ANYBODY, ProblemError(
                "not-signed-in",
                "the token is unknown, revoked or over",
                fix="Make another with: verbale token new",
                headers={"www-authenticate": 'Bearer realm="verbale", error="invalid_token"'},
            )
        return asker, None
    secret = _cookie(headers)
    return (desk.signing_in.by_session(secret) if secret else None) or ANYBODY, None


def _cookie(headers: Mapping[str, str]) -> str | None:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return None
    return found.value if found else None


def _client(scope: Scope) -> str:
    client = scope.get("client")
    return client[0] if client else "unknown"


def _refuse_other_sites(scope: HTTPScope, headers: Headers, desk: Desk) -> None:
    """A browser says where a request comes from; what another site lets it send is refused.

    A program that is no browser says nothing of it, and has no cookie that it did not get itself.
    """
    if (shown := headers.get(FORM_KEY)) and (secret := _cookie(headers)):
        if hmac.compare_digest(shown.encode(), form_key(secret).encode()):
            return
        raise ProblemError(
            "cross-site", "the key of the form is not of this session", fix="Load the page anew"
        )
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        if site in ("same-origin", "none"):
            return
    elif origin is None:
        return
    if origin is not None and origin != "null":
        ours = desk.settings.service.address or f"{scope['scheme']}://{headers.get('host', '')}"
        if urlsplit(origin)[:2] == urlsplit(ours)[:2]:
            return
    raise ProblemError(
        "cross-site", "the request was sent from another site", fix="Send it from a page of this one"
    )
