"""Sign in and out, and show again who one is before something grave."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from verbale.pages.frame import Frame
from verbale.service.desk import desk_of
from verbale.service.problems import KINDS, ProblemError
from verbale.service.signing import confirm_with, no_cookie, sign_in_with
from verbale.service.who import asker_of

__all__ = ["ROUTES", "Form"]

Form = Annotated[dict[str, str], Body(media_type=RequestEncodingType.URL_ENCODED)]


@get("/sign-in", sync_to_thread=True)
def sign_in(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The form."""
    return _page(request, back(request.query_params.get("next", "/")))


@post("/sign-in", sync_to_thread=True, status_code=303)
def signed_in(request: Request[Any, Any, Any], data: Form) -> Response[Any]:
    """Sign in, and go on where one came from."""
    to = back(data.get("next", "/"))
    try:
        cookie = sign_in_with(request, data.get("email", ""), data.get("password", ""))
    except ProblemError as error:
        return _page(request, to, email=data.get("email", "")[:200], error=error)
    return Redirect(to, status_code=303, cookies=[cookie])


@post("/sign-out", sync_to_thread=True, status_code=303)
def signed_out(request: Request[Any, Any, Any]) -> Redirect:
    """End the session."""
    asker = asker_of(request)
    if asker.session is not None:
        desk_of(request).signing_in.sign_out(asker)
    return Redirect("/", status_code=303, cookies=[no_cookie()])


@get("/confirm", sync_to_thread=True)
def confirm(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The form that asks for the password again."""
    return _page(request, back(request.query_params.get("next", "/")), again=True)


@post("/confirm", sync_to_thread=True, status_code=303)
def confirmed(request: Request[Any, Any, Any], data: Form) -> Response[Any]:
    """Show again who one is, and go on."""
    to = back(data.get("next", "/"))
    try:
        cookie = confirm_with(request, data.get("password", ""))
    except ProblemError as error:
        return _page(request, to, again=True, error=error)
    return Redirect(to, status_code=303, cookies=[cookie])


def back(address: str) -> str:
    """A path of ours to go on to; the first page in the place of any other address."""
    ours = address.startswith("/") and not address.startswith("//") and address.isprintable()
    return address if ours and "\\" not in address else "/"


def _page(
    request: Request[Any, Any, Any],
    to: str,
    *,
    email: str = "",
    again: bool = False,
    error: ProblemError | None = None,
) -> Response[bytes]:
    frame, settings = Frame(request), desk_of(request).settings
    return frame.render(
        "sign-in.html",
        status=KINDS[error.kind].status if error else 200,
        to=to,
        email=email,
        again=again,
        error=error,
        passwords=settings.sign_in.passwords,
        provider=settings.oidc.name or settings.oidc.issuer if settings.oidc.issuer else "",
        query="",
        here="sign-in",
    )


ROUTES = [sign_in, signed_in, signed_out, confirm, confirmed]
