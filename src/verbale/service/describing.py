"""The description of the API: OpenAPI 3.1, made from the handlers and the types themselves."""

from __future__ import annotations

from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme, Tag

from verbale import __version__
from verbale.service.who import COOKIE

__all__ = ["description"]

_SAYS = """\
Documents by symbol and language, search, checks, cases, and what keeps a registry going.

Errors are `application/problem+json` (RFC 9457): `type` names the kind and does not change, `where` the place, `fix` what to
do. Lists come a page at a time; `next` leads on. A change names the state that it was decided on (`If-Match`). A POST with
an `Idempotency-Key` is done once.
"""
_TAGS = {
    "documents": "What was issued, at stable addresses.",
    "search": "The catalogue.",
    "checking": "Files read and checked, and not kept.",
    "cases": "Communications on their way: sent in, reviewed, returned or accepted, registered, issued, withdrawn.",
    "following": "What happened to a document, who was told, the list of a day, feeds.",
    "subscriptions": "What somebody wants to be told of.",
    "series": "The rows of symbols that count.",
    "log": "What happened.",
    "people": "Who works with the registry.",
    "tokens": "Keys for programs.",
    "sign-in": "Sessions.",
    "operations": "For those who run the service.",
}


def description() -> OpenAPIConfig:
    """What Litestar makes the description with, and where it stands."""
    return OpenAPIConfig(
        title="Verbale",
        version=__version__,
        description=_SAYS,
        use_handler_docstrings=True,
        path="/api/v1",
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        tags=[Tag(name=name, description=says) for name, says in _TAGS.items()],
        components=Components(
            security_schemes={
                "token": SecurityScheme(type="http", scheme="bearer", description="A token."),
                "session": SecurityScheme(
                    type="apiKey",
                    name=COOKIE,
                    security_scheme_in="cookie",
                    description="A session of a page.",
                ),
            }
        ),
        security=[{"token": []}, {"session": []}, {}],
    )
