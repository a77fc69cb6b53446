"""What happened to a document, who was told, its versions; the list of a day; feeds for readers that look by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from litestar import Request, Response, Router, get
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIResponse, OpenAPIType, Operation, Schema
from litestar.params import PathParameter, QueryParameter

from verbale.catalogue import QueryError
from verbale.document import Language
from verbale.registry.attempts import Delivery
from verbale.registry.entries import Entry, listing
from verbale.registry.log import Event
from verbale.registry.people.permissions import Subject
from verbale.registry.people.seeing import documents_seen
from verbale.registry.versions import Version
from verbale.service.api.documents import DocumentView, found, view_of
from verbale.service.desk import Desk, desk_of
from verbale.service.negotiation import chosen_language
from verbale.service.paging import Limit, Page, PageToken, Paging
from verbale.service.problems import ProblemError
from verbale.service.responses import PROBLEMS
from verbale.service.who import asker_of, require

__all__ = ["ROUTER"]


@dataclass
class _Object(Operation):
    """The operation whose answer is a JSON object of another standard, as OpenAPI tells it."""

    def __post_init__(self) -> None:
        """Let the answer be an object, in place of bytes."""
        answer = (self.responses or {}).get("200")
        if isinstance(answer, OpenAPIResponse) and answer.content is not None:
            for media_type in answer.content:
                answer.content[media_type] = OpenAPIMediaType(schema=Schema(type=OpenAPIType.OBJECT))


OfSymbol = Annotated[str, PathParameter(description="The symbol of the document, with its slashes.")]
_SEEN = PROBLEMS(400, 401, 403, 404, 410, 429)


@get(
    "/history/{symbol:path}",
    sync_to_thread=True,
    opt={"even": True, "action": "document-history"},
    operation_id="getHistory",
    responses=_SEEN,
)
def history(
    request: Request[Any, Any, Any], symbol: OfSymbol, limit: Limit = 100, token: PageToken = None
) -> Page[Event]:
    """What happened to a document, oldest first, and who did it."""
    entry = found(desk_of(request), asker_of(request), symbol.strip("/"))
    registry = desk_of(request).registry
    require(request, "document-history", Subject(member=registry.cases.get(entry.case).member))
    paging = Paging(token, "history", entry.id)
    after = paging.number() or 0
    events = [event for event in registry.cases.events(entry.case) if event.seq > after][: limit + 1]
    return paging.page(events, limit, events[limit - 1].seq if len(events) > limit else None)


@get(
    "/deliveries/{symbol:path}",
    sync_to_thread=True,
    opt={"even": True, "action": "document-deliveries"},
    operation_id="getDeliveries",
    responses=_SEEN,
)
def deliveries(
    request: Request[Any, Any, Any], symbol: OfSymbol, limit: Limit = 100, token: PageToken = None
) -> Page[Delivery]:
    """Who was told of a document, how, when, with the proof or the failure."""
    entry = found(desk_of(request), asker_of(request), symbol.strip("/"))
    require(request, "document-deliveries")
    paging = Paging(token, "deliveries", entry.id)
    after = paging.text()
    told = sorted(desk_of(request).registry.post.deliveries(entry), key=lambda delivery: delivery.key)
    left = [delivery for delivery in told if delivery.key > after][: limit + 1]
    return paging.page(left, limit, left[limit - 1].key if len(left) > limit else None)


@get(
    "/versions/{symbol:path}",
    sync_to_thread=True,
    opt={"even": True, "action": "version-work"},
    operation_id="listVersions",
    responses=_SEEN,
)
def versions(request: Request[Any, Any, Any], symbol: OfSymbol) -> tuple[Version, ...]:
    """Every language version that a document has or is to have: not begun, in translation, ready, issued."""
    entry = found(desk_of(request), asker_of(request), symbol.strip("/"))
    require(request, "version-work")
    return desk_of(request).registry.versions.listing(entry)


@get("/days/{day:date}", sync_to_thread=True, operation_id="getDay", responses=PROBLEMS(400, 401, 404, 429))
def day_list(
    request: Request[Any, Any, Any],
    day: Annotated[date, PathParameter(description="The day (UTC).")],
    limit: Limit = 100,
    token: PageToken = None,
) -> Page[DocumentView]:
    """The documents issued on a day that you may read, newest first."""
    desk = desk_of(request)
    paging = Paging(token, "day", day.isoformat())
    with desk.registry.books.read() as connection:
        entries: tuple[Entry, ...] = tuple(
            listing(
                connection,
                issued_on=day.isoformat(),
                before=paging.number(),
                where=documents_seen(asker_of(request), desk.profile),
                limit=limit + 1,
            )
        )
    last = entries[limit - 1].id if len(entries) > limit else None
    return paging.page([view_of(entry) for entry in entries], limit, last)


@get(
    "/feeds/documents.atom",
    sync_to_thread=True,
    operation_id="getAtomFeed",
    media_type="application/atom+xml",
    responses=PROBLEMS(400, 401, 429),
)
def atom(
    request: Request[Any, Any, Any],
    q: Annotated[
        str, QueryParameter(max_length=1000, description="What they match, in the language of search.")
    ] = "",
    language: Annotated[
        Language | None, QueryParameter(description="The language of the feed's own words.")
    ] = None,
) -> Response[bytes]:
    """The newest documents that are for everybody, and match a query, as an Atom feed."""
    return _feed(request, q, language, "atom")


@get(
    "/feeds/documents.json",
    sync_to_thread=True,
    operation_id="getJsonFeed",
    operation_class=_Object,
    media_type="application/feed+json",
    responses=PROBLEMS(400, 401, 429),
)
def json_feed(
    request: Request[Any, Any, Any],
    q: Annotated[
        str, QueryParameter(max_length=1000, description="What they match, in the language of search.")
    ] = "",
    language: Annotated[
        Language | None, QueryParameter(description="The language of the feed's own words.")
    ] = None,
) -> Response[bytes]:
    """The newest documents that are for everybody, and match a query, as a JSON feed."""
    return _feed(request, q, language, "json")


def _feed(
    request: Request[Any, Any, Any], query: str, language: Language | None, form: str
) -> Response[bytes]:
    from verbale.circulation.feeds import feed_of

    desk = desk_of(request)
    official = desk.profile.languages.official
    chosen = language or chosen_language(request, official, "en")
    spoken = next((one for one in official if one == chosen), official[0])
    site = _site(request, desk)
    own = f"{site}/api/v1/feeds/documents.{form}"
    try:
        feed = feed_of(
            desk.registry,
            spoken,
            query=query,
            own=f"{own}?{urlencode({'q': query})}" if query else own,
            site=site,
        )
    except QueryError as error:
        raise ProblemError("query", error.what, where=error.where, fix=error.fix) from error
    data, media_type = (
        (feed.atom(), "application/atom+xml") if form == "atom" else (feed.json(), "application/feed+json")
    )
    headers = {"cache-control": "public, max-age=60", "vary": "Accept-Language", "content-language": spoken}
    return Response(data, media_type=media_type, headers=headers)


def _site(request: Request[Any, Any, Any], desk: Desk) -> str:
    """Where the service is reached."""
    return desk.settings.service.address.rstrip("/") or str(request.base_url).rstrip("/")


ROUTER = Router(
    "/", route_handlers=[history, deliveries, versions, day_list, atom, json_feed], tags=["following"]
)
