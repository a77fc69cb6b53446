"""The links in notices that end a subscription. They need no sign-in: who has the link has the right.

Looking at one changes nothing, since programs look at all links in a message; the button does, and the one call that mail
programs make (RFC 8058).
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Annotated, Any

from litestar import MediaType, Request, Response, Router, get, post
from litestar.params import PathParameter, QueryParameter

from verbale.circulation.words import word
from verbale.languages import is_rtl
from verbale.service.desk import desk_of
from verbale.service.problems import ProblemError

if TYPE_CHECKING:
    from verbale.registry.subscriptions import Subscription

__all__ = ["ROUTES"]

_PAGE = """\
<!doctype html>
<html lang="{language}" dir="{direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title></head>
<body>
<main>
<h1>{title}</h1>
<p>{address}: <bdi>{query}</bdi></p>
{action}
</main>
</body>
</html>
"""
_Token = Annotated[str, PathParameter(description="What the link holds.")]
_Digest = Annotated[bool, QueryParameter(description="All that come in one daily digest.")]


@get("/{token:str}", sync_to_thread=True, opt={"open": True}, include_in_schema=False)
def look(request: Request[Any, Any, Any], token: _Token, digest: _Digest = False) -> Response[str]:
    """What would be ended, with a button that does it."""
    return _page(_held(request, token), digest=digest)


@post(
    "/{token:str}",
    sync_to_thread=True,
    opt={"open": True},
    include_in_schema=False,
    status_code=200,
)
def leave(request: Request[Any, Any, Any], token: _Token, digest: _Digest = False) -> Response[str]:
    """End the subscription; ending it again changes nothing."""
    post_ = desk_of(request).registry.post
    held = _held(request, token)
    if digest:
        post_.unsubscribe_with_digest(token)
    post_.unsubscribe_with(token)
    return _page(post_.subscription_with(token) or held, digest=digest)


def _held(request: Request[Any, Any, Any], token: str) -> Subscription:
    found = desk_of(request).registry.post.subscription_with(token)
    if found is None:
        raise ProblemError("not-found", "no subscription has this link")
    return found


def _page(held: Subscription, *, digest: bool) -> Response[str]:
    language = held.language
    if held.ended:
        title, action = word("unsubscribed", language), ""
    else:
        title = word("unsubscribe", language)
        target = f"/unsubscribe/{held.token}" + ("?digest=1" if digest else "")
        action = f'<form method="post" action="{escape(target)}"><button>{escape(title)}</button></form>'
    page = _PAGE.format(
        language=language,
        direction="rtl" if is_rtl(language) else "ltr",
        title=escape(title),
        address=escape(held.address),
        query=escape(held.query or word("every-document", language)),
        action=action,
    )
    return Response(page, media_type=MediaType.HTML, headers={"cache-control": "no-store"})


ROUTES = [Router("/unsubscribe", route_handlers=[look, leave])]
