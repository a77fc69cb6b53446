"""What a page says where something cannot be done: in words, with what to do; who must sign in is led there and back."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.response import Redirect

from verbale.errors import VerbaleError
from verbale.pages.frame import Frame
from verbale.service.problems import HANDLERS as OF_THE_API
from verbale.service.problems import KINDS, kind_of

__all__ = ["HANDLERS"]

_LED: Final = {"not-signed-in": "/sign-in", "confirm": "/confirm"}


def _of_verbale(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    if not isinstance(error, VerbaleError):  # pragma: no cover - it is asked for these alone
        raise error
    kind = kind_of(error)
    if not _is_browser(request) or KINDS[kind].status >= 500:
        answer: Response[Any] = OF_THE_API[VerbaleError](request, error)
        return answer
    if kind in _LED:
        back = request.url.path if request.method == "GET" else request.headers.get("referer", "/")
        return Redirect(f"{_LED[kind]}?next={quote(_within(back), safe='/')}", status_code=303)
    frame = Frame(request)
    values = {"said": "problem.cannot", "detail": error.what, "fix": error.fix, "query": "", "here": ""}
    return frame.render("problem.html", status=KINDS[kind].status, values=values)


def _of_litestar(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    if isinstance(error, HTTPException) and error.status_code == 404 and _is_browser(request):
        return Frame(request).render(
            "problem.html", status=404, said="problem.nothing", detail="", query="", here=""
        )
    answer: Response[Any] = OF_THE_API[HTTPException](request, error)
    return answer


def _within(address: str) -> str:
    """The path of an address of ours: nobody is led to another site."""
    path = "/" + address.split("://", 1)[-1].partition("/")[2] if "://" in address else address
    return path if path.startswith("/") and not path.startswith("//") else "/"


def _is_browser(request: Request[Any, Any, Any]) -> bool:
    return "text/html" in request.headers.get("accept", "")


HANDLERS: dict[int | type[Exception], Any] = {VerbaleError: _of_verbale, HTTPException: _of_litestar}
"""For the routes of pages: how each exception is answered."""
