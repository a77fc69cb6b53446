"""One's own tokens: made, seen, revoked."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, Router, delete, get, post
from litestar.params import JSONBody, PathParameter
from msgspec import Meta

from verbale.errors import Place
from verbale.registry.people.asking import Asker
from verbale.registry.people.tokens import NewToken, Token
from verbale.service.desk import desk_of
from verbale.service.paging import Limit, Page, PageToken, Paging
from verbale.service.problems import ProblemError
from verbale.service.responses import PROBLEMS
from verbale.service.who import require

__all__ = ["ROUTER", "TokenWish"]


class TokenWish(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a token is to be called, what for, and for how many days."""

    name: Annotated[str, Meta(min_length=1, max_length=120)]
    scopes: tuple[str, ...]
    days: Annotated[int, Meta(ge=1, le=3650)] = 90


@get(
    "/tokens",
    sync_to_thread=True,
    operation_id="listTokens",
    opt={"action": "token-own"},
    responses=PROBLEMS(400, 401, 403, 429),
)
def list_tokens(request: Request[Any, Any, Any], limit: Limit = 50, token: PageToken = None) -> Page[Token]:
    """Your tokens, newest first; never the tokens themselves."""
    email = _email(require(request, "token-own"))
    paging = Paging(token, "tokens")
    before = paging.number()
    found = [
        one for one in desk_of(request).registry.people.tokens(email) if before is None or one.id < before
    ]
    return paging.page(found[: limit + 1], limit, found[limit - 1].id if len(found) > limit else None)


@post(
    "/tokens",
    sync_to_thread=True,
    operation_id="makeToken",
    opt={"action": "token-own"},
    responses=PROBLEMS(400, 401, 403, 409, 413, 422, 429),
)
def make_token(request: Request[Any, Any, Any], data: JSONBody[TokenWish]) -> Response[NewToken]:
    """Make a token. ``secret`` is told this once. A token makes no token that is for more than itself."""
    asker = require(request, "token-own")
    desk = desk_of(request)
    longest = desk.settings.tokens.days
    if data.days > longest:
        raise ProblemError(
            "invalid",
            f"a token is good for {longest} days at most",
            where=Place(field="days"),
            fix="Ask for fewer",
        )
    if asker.scopes is not None and not set(data.scopes) <= asker.scopes:
        raise ProblemError("not-allowed", "a token makes no token that is for more than itself")
    made = desk.registry_of(asker.name).people.make_token(
        _email(asker), data.name, data.scopes, days=data.days
    )
    return Response(made, headers={"cache-control": "no-store"})


@delete(
    "/tokens/{number:int}",
    sync_to_thread=True,
    status_code=204,
    operation_id="revokeToken",
    opt={"action": "token-own"},
    responses=PROBLEMS(400, 401, 403, 404, 429),
)
def revoke_token(
    request: Request[Any, Any, Any],
    number: Annotated[int, PathParameter(ge=1, le=2**31, description="Its number.")],
) -> None:
    """Let one of your tokens be good for nothing."""
    asker = require(request, "token-own")
    desk_of(request).registry_of(asker.name).people.revoke_token(number, of=_email(asker))


def _email(asker: Asker) -> str:
    return asker.person.email if asker.person else ""


ROUTER = Router("/", route_handlers=[list_tokens, make_token, revoke_token], tags=["tokens"])
