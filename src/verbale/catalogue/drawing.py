"""The citation graph as a picture: a time line from left to right, a row an organ, what is cited left of what cites it.

Drawn as plain SVG, without script; each document is a link, and the picture has a title and a description for those
who cannot see it.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from itertools import groupby

from verbale.catalogue.graph import Graph, Node, years
from verbale.errors import SymbolError
from verbale.symbol import Symbol

__all__ = ["svg"]

_WIDTH = 1080
_LEFT = 150
_RIGHT = 40
_TOP = 56
_BOX = (148, 24)
_ROW_GAP = 22
_INK = "#1b1b1b"
_BLUE = "#1f4e79"
_PALE = "#8a8f98"


def svg(
    graph: Graph, language: str = "en", *, address: Callable[[str, bool], str | None] | None = None
) -> str:
    """The picture; links lead to the documents' addresses in the language, or to where ``address`` says for a symbol and
    whether it is known."""
    leads = address or (lambda symbol, _: _resolver(symbol, language))
    when = years(graph.nodes)
    known = [when[n.symbol] for n in graph.nodes if n.symbol in when] or [2000]
    first, last = min(known), max(known)
    places, rows, height = _arrange(graph, when, first, last)
    described = f"{len(graph.nodes)} documents, {len(graph.edges)} citations, {first} to {last}."
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'role="group" aria-labelledby="graph-title graph-desc" font-family="Georgia, serif" font-size="12">',
        f'<title id="graph-title">Citations of {html.escape(graph.nodes[0].symbol if graph.nodes else "")}</title>',
        f'<desc id="graph-desc">{described}</desc>',
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0 0 8 4 0 8z" fill="{_PALE}"/></marker></defs>',
        *_axis(first, last, height),
    ]
    for organ, top, bottom in rows:
        middle = (top + bottom) // 2
        out.append(
            f'<text x="16" y="{middle + 4}" fill="{_INK}" font-weight="bold">{html.escape(organ)}</text>'
        )
        out.append(f'<line x1="0" x2="{_WIDTH}" y1="{bottom + 8}" y2="{bottom + 8}" stroke="#e4e4e0"/>')
    for edge in graph.edges:
        if edge.citing in places and edge.cited in places:
            out.append(_curve(places[edge.citing], places[edge.cited], f"{edge.citing} cites {edge.cited}"))
    out += [_box(node, *places[node.symbol], leads(node.symbol, node.known)) for node in graph.nodes]
    return "\n".join([*out, "</svg>", ""])


def _arrange(
    graph: Graph, when: dict[str, int], first: int, last: int
) -> tuple[dict[str, tuple[int, int]], list[tuple[str, int, int]], int]:
    """The left top corner of each box, the rows of organs, and the height of the picture."""
    span = max(last - first, 1)
    room = _WIDTH - _LEFT - _RIGHT - _BOX[0]
    ordered = sorted(graph.nodes, key=lambda n: (n.organ or "~", when.get(n.symbol, first), n.symbol))
    places: dict[str, tuple[int, int]] = {}
    rows = []
    top = _TOP
    for organ, nodes in groupby(ordered, key=lambda n: n.organ or "other"):
        lanes: list[int] = []  # the right end of the last box in each lane
        for node in nodes:
            x = _LEFT + room * (when.get(node.symbol, first) - first) // span
            lane = next((i for i, end in enumerate(lanes) if end + 8 <= x), len(lanes))
            if lane == len(lanes):
                lanes.append(0)
            lanes[lane] = x + _BOX[0]
            places[node.symbol] = (x, top + lane * (_BOX[1] + 8))
        bottom = top + len(lanes) * (_BOX[1] + 8) - 8
        rows.append((organ, top, bottom))
        top = bottom + _ROW_GAP
    return places, rows, top + 8


def _axis(first: int, last: int, height: int) -> list[str]:
    span = max(last - first, 1)
    room = _WIDTH - _LEFT - _RIGHT - _BOX[0]
    step = max(1, -(-span // 8))
    out = []
    for year in range(first, last + 1, step):
        x = _LEFT + room * (year - first) // span + _BOX[0] // 2
        out.append(f'<text x="{x}" y="30" text-anchor="middle" fill="{_PALE}">{year}</text>')
        out.append(f'<line x1="{x}" x2="{x}" y1="38" y2="{height}" stroke="#efefec"/>')
    return out


def _curve(citing: tuple[int, int], cited: tuple[int, int], words: str) -> str:
    width, tall = _BOX
    if cited[0] + width <= citing[0]:
        x1, x2 = citing[0], cited[0] + width
    else:
        x1, x2 = citing[0], cited[0]
    y1, y2 = citing[1] + tall // 2, cited[1] + tall // 2
    bend = max(24, abs(x1 - x2) // 2)
    out = x1 - bend
    into = x2 + bend if cited[0] + width <= citing[0] else x2 - bend
    path = f"M{x1} {y1}C{out} {y1} {into} {y2} {x2} {y2}"
    return f'<path d="{path}" fill="none" stroke="{_PALE}" marker-end="url(#arrow)"><title>{html.escape(words)}</title></path>'


def _resolver(symbol: str, language: str) -> str | None:
    try:
        return Symbol.parse(symbol).url(language)
    except SymbolError:
        return None


def _box(node: Node, x: int, y: int, address: str | None) -> str:
    width, tall = _BOX
    dash = "" if node.known else ' stroke-dasharray="4 3"'
    weight = ' font-weight="bold"' if node.distance == 0 and node.known else ""
    shown = node.symbol if len(node.symbol) <= 22 else node.symbol[:21] + "…"
    drawn = (
        f'<rect x="{x}" y="{y}" width="{width}" height="{tall}" fill="#fff" stroke="{_BLUE}"{dash}/>'
        f'<text x="{x + width // 2}" y="{y + 16}" text-anchor="middle" fill="{_BLUE}"{weight}>{html.escape(shown)}</text>'
    )
    words = f"{node.symbol}{'. ' + node.title if node.title else ''}"
    if address is None:
        return f"<g><title>{html.escape(words)}</title>{drawn}</g>"
    return f'<a href="{html.escape(address, quote=True)}"><title>{html.escape(words)}</title>{drawn}</a>'
