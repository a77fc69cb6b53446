"""Search over the catalogue: what the asker may see, and nothing else, in hits, counts and passages."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from urllib.parse import quote

import msgspec
from litestar import Request, Router, get
from litestar.params import QueryParameter

from verbale.catalogue import QueryError, Sight
from verbale.catalogue.asking import Order
from verbale.catalogue.entry import Entry, Item
from verbale.catalogue.schema import FACETS
from verbale.errors import Place
from verbale.registry.people import seeing
from verbale.registry.people.asking import Asker
from verbale.service.desk import Desk, desk_of
from verbale.service.paging import Limit, PageToken, Paging
from verbale.service.problems import ProblemError
from verbale.service.responses import PROBLEMS
from verbale.service.who import asker_of

__all__ = ["ROUTER", "FoundView", "HitView", "sights_of"]

_DEEPEST = 10_000


class HitView(msgspec.Struct, frozen=True, kw_only=True):
    """A document found. ``passage`` is HTML with ``<b>`` round the words that were looked for, everything else escaped;
    ``href`` is there where this registry issued it."""

    symbols: tuple[str, ...]
    language: str
    kind: str
    title: str
    date: date | None
    organs: tuple[str, ...]
    senders: tuple[str, ...]
    items: tuple[Item, ...]
    distribution: str | None
    origin: str
    href: str | None
    passage: str


class FoundView(msgspec.Struct, frozen=True, kw_only=True):
    """What was found: how many in all, a page of them, and counts by facet, of what you may see."""

    query: str
    total: int
    items: tuple[HitView, ...]
    facets: dict[str, dict[str, int]]
    next: str | None = None


def sights_of(desk: Desk, asker: Asker) -> tuple[Sight, ...]:
    """What issued documents somebody sees, as the catalogue asks."""
    return tuple(
        Sight(distribution=sight.distribution, organs=sight.organs)
        for sight in seeing.sights(asker, desk.profile)
    )


@get("/search", sync_to_thread=True, operation_id="search", responses=PROBLEMS(400, 401, 429))
def search(
    request: Request[Any, Any, Any],
    *,
    q: Annotated[
        str,
        QueryParameter(
            max_length=1000, description="Words, phrases, symbols, fields, as the page Search tells."
        ),
    ] = "",
    order: Annotated[Order, QueryParameter(description="What comes first.")] = "relevance",
    facet: Annotated[
        list[str] | None,
        QueryParameter(
            description=f"NAME=VALUE, several times; names are {', '.join(FACETS)}.", max_items=50
        ),
    ] = None,
    limit: Limit = 20,
    token: PageToken = None,
) -> FoundView:
    """Find documents, issued here and imported."""
    desk, asker = desk_of(request), asker_of(request)
    filters = _filters(facet or [])
    paging = Paging(token, "search", q, order, sorted(filters.items()), limit)
    offset = paging.number() or 0
    if offset > _DEEPEST:
        raise ProblemError("bad-page", "nobody reads this far", fix="Narrow the query")
    try:
        found = desk.catalogue().find(
            q, limit=limit, offset=offset, order=order, filters=filters, sights=sights_of(desk, asker)
        )
    except QueryError as error:
        raise ProblemError("query", error.what, where=error.where, fix=error.fix) from error
    more = offset + limit
    return FoundView(
        query=q,
        total=found.total,
        items=tuple(_hit(hit.entry, hit.snippet) for hit in found.hits),
        facets=found.facets,
        next=paging.token(more) if more < found.total and more <= _DEEPEST else None,
    )


def _hit(entry: Entry, passage: str) -> HitView:
    href = None
    if entry.origin == "issued" and entry.symbols:
        href = f"/api/v1/documents/{quote(entry.symbols[0])}/{entry.language}"
    return HitView(
        symbols=entry.symbols,
        language=entry.language,
        kind=entry.kind,
        title=entry.title,
        date=entry.date,
        organs=entry.organs,
        senders=entry.senders,
        items=entry.agenda,
        distribution=entry.distribution,
        origin=entry.origin,
        href=href,
        passage=passage,
    )


def _filters(facets: list[str]) -> dict[str, tuple[str, ...]]:
    chosen: dict[str, tuple[str, ...]] = {}
    for facet in facets:
        name, _, value = facet.partition("=")
        if name not in FACETS or not value or len(value) > 200:
            raise ProblemError(
                "query",
                f"{facet[:60]!r} is not NAME=VALUE",
                where=Place(field="facet"),
                fix=f"Names are {', '.join(FACETS)}",
            )
        chosen[name] = (*chosen.get(name, ()), value)
    return chosen


ROUTER = Router("/", route_handlers=[search], tags=["search"])
