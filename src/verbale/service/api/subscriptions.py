"""Subscriptions: what somebody wants to be told of, at once or in a daily digest."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from litestar import Request, Response, Router, delete, get, post
from litestar.params import JSONBody, PathParameter
from msgspec import Meta

from verbale.catalogue import QueryError
from verbale.document import Language
from verbale.errors import Place
from verbale.registry.people.asking import Asker
from verbale.registry.people.permissions import judge, reach
from verbale.registry.subscriptions import Often, Subscription
from verbale.service.desk import desk_of
from verbale.service.paging import Limit, Page, PageToken, Paging
from verbale.service.problems import ProblemError
from verbale.service.responses import PROBLEMS
from verbale.service.who import require

__all__ = ["ROUTER", "NewSubscription", "SubscriptionView", "SubscriptionWish"]

_Text = Annotated[str, Meta(max_length=300)]


class SubscriptionWish(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody wants to be told of: a query of the catalogue, or organs, items, senders, cited documents, languages
    and words, of which several of one kind are either. Nothing stands for every document.

    Mail goes to the person's own address; a webhook to ``address``, signed with ``secret`` (one is made where none is given).
    """

    query: Annotated[str, Meta(max_length=1000)] = ""
    organs: Annotated[tuple[_Text, ...], Meta(max_length=50)] = ()
    items: Annotated[tuple[_Text, ...], Meta(max_length=50)] = ()
    senders: Annotated[tuple[_Text, ...], Meta(max_length=50)] = ()
    cites: Annotated[tuple[_Text, ...], Meta(max_length=50)] = ()
    languages: Annotated[tuple[_Text, ...], Meta(max_length=10)] = ()
    way: Literal["e-mail", "webhook"] = "e-mail"
    address: Annotated[str, Meta(max_length=2000)] | None = None
    language: Language | None = None
    often: Often = "at-once"
    secret: Annotated[str, Meta(min_length=16, max_length=200)] | None = None


class SubscriptionView(msgspec.Struct, frozen=True, kw_only=True):
    """A subscription. ``member`` is the one for which it also tells of what is not for the public."""

    id: int
    person: str
    member: str | None
    query: str
    way: str
    address: str
    language: str
    often: Often
    added: str


class NewSubscription(msgspec.Struct, frozen=True, kw_only=True):
    """A subscription that was made; the ``secret`` of a webhook is told this once."""

    subscription: SubscriptionView
    secret: str | None = None


@get(
    "/subscriptions",
    sync_to_thread=True,
    operation_id="listSubscriptions",
    opt={"action": "subscription-own"},
    responses=PROBLEMS(400, 401, 403, 429),
)
def list_subscriptions(
    request: Request[Any, Any, Any], limit: Limit = 50, token: PageToken = None
) -> Page[SubscriptionView]:
    """Your subscriptions; those of everybody, where you manage them."""
    asker = require(request, "subscription-own")
    paging = Paging(token, "subscriptions")
    after = paging.number() or 0
    held = desk_of(request).registry.post.subscriptions(None if _all(asker) else asker.name)
    found = [_view(one) for one in held if one.id > after][: limit + 1]
    return paging.page(found, limit, found[limit - 1].id if len(found) > limit else None)


@post(
    "/subscriptions",
    sync_to_thread=True,
    operation_id="subscribe",
    opt={"action": "subscription-own"},
    responses=PROBLEMS(400, 401, 403, 409, 413, 422, 429),
)
def subscribe(request: Request[Any, Any, Any], data: JSONBody[SubscriptionWish]) -> Response[NewSubscription]:
    """Subscribe."""
    from verbale.circulation import subscribing

    asker = require(request, "subscription-own")
    desk = desk_of(request)
    if data.way == "e-mail" and data.address not in (None, asker.name):
        raise ProblemError("invalid", "mail goes to your own address", where=Place(field="address"))
    if data.way == "webhook" and not data.address:
        raise ProblemError("invalid", "a webhook needs an address", where=Place(field="address"))
    wish = subscribing.Wish(
        organs=data.organs,
        items=data.items,
        senders=data.senders,
        cites=data.cites,
        languages=data.languages,
        words=data.query,
    )
    entitled = "entitled" in reach(asker, "document-read-restricted")
    try:
        made, secret = subscribing.subscribe(
            desk.registry_of(asker.name),
            asker.name,
            subscribing.query_of(wish, desk.profile),
            way=data.way,
            address=data.address,
            language=data.language or (asker.person.language if asker.person else None),
            often=data.often,
            member=asker.member if entitled else None,
            secret=data.secret,
        )
    except QueryError as error:
        raise ProblemError("query", error.what, where=error.where, fix=error.fix) from error
    return Response(
        NewSubscription(subscription=_view(made), secret=secret),
        headers={"location": f"/api/v1/subscriptions/{made.id}", "cache-control": "no-store"},
    )


@delete(
    "/subscriptions/{number:int}",
    sync_to_thread=True,
    status_code=204,
    operation_id="unsubscribe",
    opt={"action": "subscription-own"},
    responses=PROBLEMS(400, 401, 403, 404, 429),
)
def unsubscribe(
    request: Request[Any, Any, Any],
    number: Annotated[int, PathParameter(ge=1, le=2**31 - 1, description="The number of the subscription.")],
) -> None:
    """End a subscription."""
    asker = require(request, "subscription-own")
    registry = desk_of(request).registry_of(asker.name)
    if number not in (one.id for one in registry.post.subscriptions(None if _all(asker) else asker.name)):
        raise ProblemError("not-found", f"you have no subscription {number}", fix="See /api/v1/subscriptions")
    registry.post.unsubscribe(number)


def _all(asker: Asker) -> bool:
    return bool(judge(asker, "subscription-all"))


def _view(one: Subscription) -> SubscriptionView:
    return msgspec.convert(one, SubscriptionView, from_attributes=True)


ROUTER = Router("/", route_handlers=[list_subscriptions, subscribe, unsubscribe], tags=["subscriptions"])
