"""The series of symbols: where they stand, and where they go on."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, Router, get, put
from litestar.params import HeaderParameter, JSONBody, PathParameter
from msgspec import Meta

from verbale.errors import RegistryError
from verbale.registry.series import Counter
from verbale.service.desk import desk_of
from verbale.service.etags import must_match, tag
from verbale.service.paging import Limit, Page, PageToken, Paging
from verbale.service.problems import ProblemError
from verbale.service.responses import PROBLEMS
from verbale.service.who import require

__all__ = ["ROUTER", "NextNumber"]

Key = Annotated[
    str, PathParameter(max_length=120, description='The series, with its slashes: "A/74", "S/2020".')
]


class NextNumber(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a series is to go on."""

    next: Annotated[int, Meta(ge=1, le=999_999)]


@get(
    "/series",
    sync_to_thread=True,
    operation_id="listSeries",
    opt={"action": "series-read"},
    responses=PROBLEMS(400, 401, 403, 429),
)
def list_series(
    request: Request[Any, Any, Any], limit: Limit = 100, token: PageToken = None
) -> Page[Counter]:
    """Every series that was used or set, with its next number."""
    require(request, "series-read")
    paging = Paging(token, "series")
    after = paging.text()
    counters = [c for c in sorted(desk_of(request).registry.series(), key=lambda c: c.key) if c.key > after]
    return paging.page(
        counters[: limit + 1], limit, counters[limit - 1].key if len(counters) > limit else None
    )


@get(
    "/series/{key:path}",
    sync_to_thread=True,
    operation_id="getSeries",
    opt={"action": "series-read"},
    responses=PROBLEMS(400, 401, 403, 404, 429),
)
def get_series(request: Request[Any, Any, Any], key: Key) -> Response[Counter]:
    """One series."""
    require(request, "series-read")
    counter = _counter(request, key)
    return Response(counter, headers={"etag": tag(counter.next)})


@put(
    "/series/{key:path}",
    sync_to_thread=True,
    operation_id="setSeries",
    opt={"action": "series-set"},
    responses=PROBLEMS(400, 401, 403, 404, 409, 412, 413, 422, 428, 429),
)
def set_series(
    request: Request[Any, Any, Any],
    key: Key,
    data: JSONBody[NextNumber],
    if_match: Annotated[
        str | None, HeaderParameter(name="If-Match", description="The ETag of the series as you saw it.")
    ] = None,
) -> Response[Counter]:
    """Let a series go on at a number; the log explains the gap."""
    asker = require(request, "series-set")
    counter = _counter(request, key)
    must_match(request.headers, tag(counter.next))
    made = desk_of(request).registry_of(asker.name).set_series(counter.key, data.next)
    return Response(made, headers={"etag": tag(made.next)})


def _counter(request: Request[Any, Any, Any], key: str) -> Counter:
    desk, wanted = desk_of(request), key.strip("/")
    found = next((counter for counter in desk.registry.series() if counter.key == wanted), None)
    if found is not None:
        return found
    try:
        named = desk.profile.series_named(wanted)
    except (RegistryError, ValueError):
        named = None
    if named is None:
        raise ProblemError(
            "not-found", "the organization has no such series", fix="Name it like its symbols: A/74"
        )
    return Counter(key=named.key, next=1)


ROUTER = Router("/", route_handlers=[list_series, get_series, set_series], tags=["series"])
