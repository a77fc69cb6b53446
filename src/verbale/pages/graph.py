"""The citation graph as a picture to walk: each document in it is a link to its own graph and its page."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get
from markupsafe import Markup

from verbale.catalogue.drawing import svg
from verbale.catalogue.graph import around
from verbale.circulation.about import symbol_path
from verbale.errors import NoSuchDocument, SymbolError
from verbale.pages.frame import Frame, address_of
from verbale.symbol import Symbol

__all__ = ["ROUTES"]

_MOST = 80
_FURTHEST = 3


@get("/graph/{path:path}", sync_to_thread=True, opt={"even": True})
def show(request: Request[Any, Any, Any], path: str) -> Response[bytes]:
    """What a document cites and what cites it, as far as ``depth`` says."""
    frame = Frame(request)
    text = path.strip("/")
    given = request.query_params
    depth = int(given.get("depth", "1")) if given.get("depth", "1") in {"1", "2", "3"} else 1
    ways = given.get("ways", "both")
    try:
        symbol = str(Symbol.parse(text))
        graph = around(
            frame.shelf.catalogue,
            symbol,
            depth=min(depth, _FURTHEST),
            cites=ways != "cited-by",
            cited_by=ways != "cites",
            most=_MOST,
            shows=frame.shelf.shows,
        )
    except (SymbolError, NoSuchDocument):
        return frame.render(
            "problem.html", status=404, said="problem.no-document", detail=text[:200], query="", here=""
        )
    place = f"/graph/{symbol_path(symbol)}"
    picture = Markup(svg(graph, frame.language, address=_walk))  # noqa: S704 - drawn by the catalogue, which escapes
    return frame.render(
        "graph.html",
        symbol=symbol,
        node=graph.nodes[0],
        graph=graph,
        picture=picture,
        depth=depth,
        ways=ways,
        place=place,
        most=_MOST,
        address=address_of(symbol),
        query="",
        here="graph",
    )


def _walk(symbol: str, known: bool) -> str:
    return f"/graph/{symbol_path(symbol)}"


ROUTES = [show]
