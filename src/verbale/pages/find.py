"""Find: one box, facets, results with their masthead lines and passages; all that was found, to take along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, cast
from urllib.parse import urlencode

from litestar import Request, Response, get
from litestar.response import Redirect, Stream

from verbale.archive.publishing import house_of
from verbale.catalogue import Entry, Found, Hit, Order, QueryError
from verbale.catalogue.exports import FORMATS, write_found
from verbale.pages.frame import Frame

__all__ = ["FACETS", "ROUTES"]

FACETS: Final = ("organ", "kind", "session", "item", "sender", "year", "language", "origin")
_ORDERS: Final[tuple[Order, ...]] = ("relevance", "newest", "oldest")
_PAGE: Final = 20
_LAST: Final = 10_000
_SHOWN: Final = 8
_NEWEST: Final = 8
_MEDIA: Final = {
    "bibtex": "application/x-bibtex",
    "csl": "application/vnd.citationstyles.csl+json",
    "csv": "text/csv",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "marcxml": "application/marcxml+xml",
    "ris": "application/x-research-info-systems",
}
_SUFFIXES: Final = {"bibtex": "bib", "csl": "json", "jsonld": "jsonld", "marcxml": "xml"}


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet: what it is called, how many documents have it, and where it leads."""

    value: str
    name: str
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page of results was asked for."""

    query: str
    order: Order
    facets: dict[str, tuple[str, ...]]
    offset: int

    def address(
        self,
        *,
        place: str = "/find",
        order: Order | None = None,
        offset: int = 0,
        form: str | None = None,
        facet: tuple[str, tuple[str, ...]] | None = None,
    ) -> str:
        """The address of these results, in another order, from another place on, with other values of a facet, or in a
        format."""
        pairs: list[tuple[str, object]] = [("q", self.query)] if self.query else []
        pairs += [("order", order or self.order)] if (order or self.order) != "relevance" else []
        chosen = {**self.facets, **({facet[0]: facet[1]} if facet else {})}
        pairs += [(name, value) for name in FACETS for value in chosen.get(name, ())]
        pairs += [("from", offset)] if offset else []
        pairs += [("format", form)] if form else []
        return f"{place}?{urlencode(pairs)}" if pairs else place


def grouped(hits: Iterable[Hit], language: str) -> list[tuple[Hit, list[Entry]]]:
    """Hits of one document together, where its first one stands: the version in the reader's language leads."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.entry.symbol or hit.entry.key, []).append(hit)
    found = []
    for group in groups.values():
        lead = next((hit for hit in group if hit.entry.language == language), group[0])
        found.append((lead, [hit.entry for hit in group if hit is not lead]))
    return found


@get("/", sync_to_thread=True)
def home(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The first page: the box, the newest documents, the ways in."""
    frame = Frame(request)
    newest = frame.shelf.find("", limit=60, order="newest")
    groups = grouped(newest.hits, frame.language)[:_NEWEST]
    organs = _values(frame, Asked("", "newest", {}, 0), newest, "organ")
    return frame.render("home.html", newest=newest, groups=groups, organs=organs, query="", here="find")


@get("/find", sync_to_thread=True)
def find(request: Request[Any, Any, Any]) -> Response[bytes] | Redirect:
    """What a query finds."""
    frame, asked = Frame(request), _asked(request)
    try:
        found = frame.shelf.find(
            asked.query,
            limit=_PAGE,
            offset=asked.offset,
            order=asked.order,
            filters=asked.facets,
        )
    except QueryError as error:
        return frame.render("find.html", status=400, asked=asked, query=asked.query, error=error, here="find")
    facets = {name: _values(frame, asked, found, name) for name in FACETS}
    last = asked.offset + len(found.hits)
    return frame.render(
        "find.html",
        asked=asked,
        query=asked.query,
        error=None,
        found=found,
        groups=grouped(found.hits, frame.language),
        facets={
            name: values
            for name, values in facets.items()
            if len(values) > 1 or any(v.chosen for v in values)
        },
        chosen=[(name, v) for name, values in facets.items() for v in values if v.chosen],
        orders=_ORDERS,
        formats=FORMATS,
        shown=_SHOWN,
        last=last,
        before=asked.address(offset=max(0, asked.offset - _PAGE)) if asked.offset else None,
        after=asked.address(offset=last) if last < min(found.total, _LAST) else None,
        here="find",
    )


@get("/find/export", sync_to_thread=True)
def export(request: Request[Any, Any, Any]) -> Response[Any]:
    """All that a query finds, in a format of libraries."""
    frame, asked = Frame(request), _asked(request)
    form = request.query_params.get("format", "")
    if form not in FORMATS:
        return frame.render("problem.html", status=404, said="problem.nothing", detail="", here="")
    shelf = frame.shelf
    try:
        entries = shelf.every(asked.query, order=asked.order, filters=asked.facets)
        pieces = write_found(form, entries, shelf.catalogue, house_of(shelf.profile))
        first = next(pieces, "")
    except QueryError as error:
        return frame.render("find.html", status=400, asked=asked, query=asked.query, error=error, here="find")

    def written() -> Iterator[bytes]:
        yield first.encode()
        for piece in pieces:
            yield piece.encode()

    name = f"documents.{_SUFFIXES.get(form, form)}"
    return Stream(
        written(),
        media_type=_MEDIA[form],
        headers={
            "content-disposition": f'attachment; filename="{name}"',
            "cache-control": "private, no-cache",
        },
    )


def _asked(request: Request[Any, Any, Any]) -> Asked:
    given = request.query_params
    order = given.get("order", "relevance")
    offset = given.get("from", "0")
    return Asked(
        query=" ".join(given.get("q", "").split())[:500],
        order=cast(Order, order) if order in _ORDERS else "relevance",
        facets={name: tuple(values) for name in FACETS if (values := given.getall(name, []))},
        offset=min(int(offset), _LAST) if offset.isdigit() and len(offset) < 8 else 0,
    )


def _values(frame: Frame, asked: Asked, found: Found, name: str) -> list[Value]:
    counts = dict(found.facets.get(name, {}))
    chosen = asked.facets.get(name, ())
    for value in chosen:
        counts.setdefault(value, 0)
    values = []
    for value, count in counts.items():
        held = value in chosen
        after = tuple(v for v in chosen if v != value) if held else (*chosen, value)
        values.append(
            Value(value, called(frame, name, value), count, held, asked.address(facet=(name, after)))
        )
    if name == "year":
        values.sort(key=lambda v: v.value, reverse=True)
    return values


def called(frame: Frame, facet: str, value: str) -> str:
    """What a value of a facet is called in the reader's language; the value itself where it has no name, as in an address
    that somebody wrote."""
    try:
        match facet:
            case "organ":
                return frame.organ(value)
            case "sender":
                return frame.state(value)
            case "kind":
                return frame.kind(value)
            case "language":
                return frame.language_name(value)
            case "origin":
                return frame.say(f"origin.{value}")
    except KeyError:
        pass
    return value


ROUTES = [home, find, export]
