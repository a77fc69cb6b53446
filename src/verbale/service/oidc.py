"""Sign-in by an OpenID Connect provider: the code flow with state, nonce and PKCE (OpenID Connect Core 1.0; RFC 7636).

What comes back is believed when the browser that was sent there brings it, once, within ten minutes, and when the ID token
is signed by the provider, for us, with our nonce. The provider's own addresses come from its discovery document, whose
issuer must be the one that is set.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
import warnings
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Annotated, Any, Final

import httpx
import msgspec
from litestar import Request, Response, get
from litestar.datastructures import Cookie
from litestar.params import QueryParameter

from verbale.errors import RegistryError
from verbale.registry.people.signing_in import SignInRefused
from verbale.service.desk import Desk, desk_of
from verbale.service.problems import ProblemError
from verbale.service.settings import OidcSettings
from verbale.service.signing import cookie
from verbale.service.who import asker_of

if TYPE_CHECKING:
    from authlib.integrations.httpx_client import OAuth2Client
    from joserfc.jwk import KeySetSerialization

__all__ = ["BACK", "ROUTES", "Provider", "Told"]

BACK: Final = "/sign-in/provider/back"
"""Where the provider sends the browser back to; it must be told so."""

_GOING = "__Host-verbale-going"
_KEPT_SECONDS = 3600
_TIMEOUT = 10.0
_LEEWAY = 60
_ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA", "RS384", "ES384", "RS512", "ES512"]
_log = logging.getLogger("verbale.service.sign-in")


class Told(msgspec.Struct, frozen=True):
    """Who somebody is, as the provider says."""

    subject: str
    email: str | None
    verified: bool


class Provider:
    """The provider of the settings, with its discovery document and its keys, kept for an hour."""

    def __init__(self, settings: OidcSettings, address: str) -> None:
        self.settings = settings
        self._back = address.rstrip("/") + BACK
        self._lock = threading.Lock()
        self._kept: tuple[float, dict[str, Any], KeySetSerialization] | None = None

    def way_there(self, state: str, nonce: str, verifier: str, *, again: bool) -> str:
        """The address to send a browser to; ``again``: whoever is signed in there must show it again."""
        metadata, _ = self._knowledge()
        more = {"prompt": "login", "max_age": "0"} if again else {}
        with self._client() as client:
            url, _ = client.create_authorization_url(
                str(metadata["authorization_endpoint"]),
                state=state,
                code_verifier=verifier,
                nonce=nonce,
                **more,
            )
        return str(url)

    def who(self, code: str, nonce: str, verifier: str, *, since: float | None = None) -> Told:
        """Who the code that came back stands for. ``since``: they must have shown it after that moment.

        Raises ProblemError where the provider does not answer, or what it says cannot be believed.
        """
        from authlib.oidc.core import CodeIDToken
        from joserfc import jwt
        from joserfc.errors import InvalidKeyIdError, JoseError
        from joserfc.jwk import KeySet
        from joserfc.jws import JWSRegistry

        metadata, keys = self._knowledge()
        try:
            with self._client() as client:
                token = client.fetch_token(str(metadata["token_endpoint"]), code=code, code_verifier=verifier)
                registry = JWSRegistry(algorithms=_ALGORITHMS, strict_check_header=False)
                try:
                    read = jwt.decode(token["id_token"], key=KeySet.import_key_set(keys), registry=registry)
                except InvalidKeyIdError:
                    _, keys = self._knowledge(anew=True)
                    read = jwt.decode(token["id_token"], key=KeySet.import_key_set(keys), registry=registry)
                claims = CodeIDToken(
                    read.claims,
                    read.header,
                    {
                        "iss": {"essential": True, "values": [self.settings.issuer]},
                        "aud": {"essential": True, "values": [self.settings.client_id]},
                        "sub": {"essential": True},
                        "exp": {"essential": True},
                        "nonce": {"essential": True, "value": nonce},
                    },
                    {
                        "nonce": nonce,
                        "client_id": self.settings.client_id,
                        "access_token": token.get("access_token"),
                    },
                )
                claims.validate(leeway=_LEEWAY)
                if since is not None and float(claims.get("auth_time") or 0) < since - _LEEWAY:
                    raise ProblemError("not-signed-in", "the provider did not ask who is there")
                told: dict[str, Any] = dict(claims)
                if "email" not in told and metadata.get("userinfo_endpoint"):
                    answer = client.get(str(metadata["userinfo_endpoint"]))
                    answer.raise_for_status()
                    more = answer.json()
                    if more.get("sub") != told["sub"]:
                        raise ProblemError("not-signed-in", "the provider tells of two people")
                    told |= more
        except ProblemError:
            raise
        except (JoseError, ValueError, KeyError, TypeError, httpx.HTTPError, _oauth_error()) as error:
            _log.warning("refused", exc_info=error)
            raise ProblemError(
                "not-signed-in", "what the provider says cannot be believed", fix="Begin the sign-in again"
            ) from error
        email = told.get("email")
        return Told(
            str(told["sub"]), email if isinstance(email, str) else None, told.get("email_verified") is True
        )

    def _client(self) -> OAuth2Client:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Authlib's word on the future of httpx
            from authlib.integrations.httpx_client import OAuth2Client
        return OAuth2Client(
            self.settings.client_id,
            self.settings.client_secret or None,
            scope=" ".join(self.settings.scopes),
            redirect_uri=self._back,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic" if self.settings.client_secret else "none",
            timeout=_TIMEOUT,
            follow_redirects=False,
        )

    def _knowledge(self, *, anew: bool = False) -> tuple[dict[str, Any], KeySetSerialization]:
        with self._lock:
            if self._kept is not None and not anew and self._kept[0] > time.monotonic() - _KEPT_SECONDS:
                return self._kept[1], self._kept[2]
            issuer = self.settings.issuer
            try:
                with httpx.Client(timeout=_TIMEOUT, follow_redirects=False) as client:
                    answer = client.get(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
                    answer.raise_for_status()
                    metadata: dict[str, Any] = answer.json()
                    if metadata.get("issuer") != issuer:
                        raise ValueError("another issuer")
                    answer = client.get(str(metadata["jwks_uri"]))
                    answer.raise_for_status()
                    keys: KeySetSerialization = answer.json()
            except (httpx.HTTPError, ValueError, KeyError) as error:
                _log.warning("the provider does not answer", exc_info=error)
                raise ProblemError(
                    "not-ready", "the sign-in provider does not answer", fix="Try again later"
                ) from error
            self._kept = (time.monotonic(), metadata, keys)
            return metadata, keys


def _oauth_error() -> type[Exception]:
    from authlib.common.errors import AuthlibBaseError

    error: type[Exception] = AuthlibBaseError
    return error


@get("/sign-in/provider", sync_to_thread=True, include_in_schema=False)
def go(
    request: Request[Any, Any, Any],
    onward: Annotated[str, QueryParameter(name="next", max_length=2000)] = "/",
) -> Response[None]:
    """Send the browser to the provider. Who is signed in already shows again who they are."""
    desk = desk_of(request)
    state, nonce, verifier, browser = (secrets.token_urlsafe(32) for _ in range(4))
    asker = asker_of(request)
    there = _provider(desk).way_there(state, nonce, verifier, again=asker.session is not None)
    desk.signing_in.begin_at_provider(
        state=state,
        browser=browser,
        nonce=nonce,
        verifier=verifier,
        onward=_local(onward),
        session=asker.session,
    )
    going = Cookie(
        key=_GOING, value=browser, path="/", max_age=600, secure=True, httponly=True, samesite="lax"
    )
    headers = {"location": there, "cache-control": "no-store"}
    return Response(None, status_code=303, headers=headers, cookies=[going])


@get(BACK, sync_to_thread=True, include_in_schema=False)
def back(
    request: Request[Any, Any, Any],
    code: Annotated[str | None, QueryParameter(max_length=4000)] = None,
    came_back: Annotated[str | None, QueryParameter(name="state", max_length=400)] = None,
    iss: Annotated[str | None, QueryParameter(max_length=2000)] = None,
    error: Annotated[str | None, QueryParameter(max_length=400)] = None,
) -> Response[None]:
    """The browser comes back from the provider: who is it?"""
    desk = desk_of(request)
    provider = _provider(desk)
    refused = (
        "the sign-in was not finished at the provider" if error else "this is no way back from the provider"
    )
    if error or not code or not came_back:
        raise ProblemError("not-signed-in", refused, fix="Begin the sign-in again")
    if iss is not None and iss != desk.settings.oidc.issuer:
        raise ProblemError("not-signed-in", "another provider sent this", fix="Begin the sign-in again")
    browser = _going(request.headers)
    try:
        nonce, verifier, onward, session = desk.signing_in.come_back(came_back, browser)
    except RegistryError as error_:
        raise ProblemError("not-signed-in", error_.what, fix=error_.fix) from error_
    told = provider.who(code, nonce, verifier, since=time.time() - 600 if session is not None else None)
    try:
        _, secret = desk.signing_in.by_provider(
            desk.settings.oidc.issuer, told.subject, told.email, verified=told.verified, session=session
        )
    except SignInRefused as error_:
        desk.metrics.sign_ins.labels("refused").inc()
        raise ProblemError("not-allowed", error_.what, fix=error_.fix) from error_
    desk.metrics.sign_ins.labels("signed-in").inc()
    _log.info("signed-in")
    gone = Cookie(key=_GOING, value="", path="/", max_age=0, secure=True, httponly=True, samesite="lax")
    return Response(
        None,
        status_code=303,
        headers={"location": onward, "cache-control": "no-store"},
        cookies=[cookie(secret, desk.settings.sessions.hours), gone],
    )


def _provider(desk: Desk) -> Provider:
    provider = desk.provider
    if not isinstance(provider, Provider):
        raise ProblemError("not-found", "there is no sign-in by a provider here")
    return provider


def _local(onward: str) -> str:
    """Where to go on: an address of this service, whatever was asked for."""
    plain = onward.startswith("/") and not onward.startswith(("//", "/\\")) and onward.isprintable()
    return onward if plain and "\\" not in onward else "/"


def _going(headers: Mapping[str, str]) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(_GOING)
    except CookieError:
        return ""
    return found.value if found else ""


ROUTES = (go, back)
