"""The citation graph: what a document cites, what cites it, and how far that goes.

Nodes are documents by their first symbol (a joint document is one node); a symbol that is cited and not in the
catalogue is a node too, not ``known`` until the document arrives.
"""

from __future__ import annotations

import collections
import datetime
from collections.abc import Callable, Iterable

import msgspec

from verbale.catalogue.entry import CitedBy, Entry
from verbale.catalogue.index import Catalogue
from verbale.errors import NoSuchDocument, SymbolError
from verbale.symbol import Symbol

__all__ = ["Edge", "Graph", "Node", "around", "co_cited", "whole"]


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A document, or a symbol that was cited; ``distance`` is the number of citations from where the walk began."""

    symbol: str
    known: bool
    organ: str | None = None
    kind: str | None = None
    date: datetime.date | None = None
    title: str = ""
    distance: int = 0


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """One citation: ``citing`` names ``cited`` in ``sentence``."""

    citing: str
    cited: str
    kind: str
    status: str
    sentence: str = ""


class Graph(msgspec.Struct, frozen=True, kw_only=True):
    """Nodes in the order in which they were reached, edges in the order of the nodes that cite."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


class _Builder:
    def __init__(
        self,
        catalogue: Catalogue,
        *,
        most: int | None = None,
        shows: Callable[[Entry], bool] | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._most = most
        self._shows = shows
        self.nodes: dict[str, Node] = {}
        self.edges: dict[tuple[str, str], Edge] = {}
        self._names: dict[str, str] = {}

    def name(self, symbol: str) -> str:
        """The node's name for a symbol: any half of a joint document leads to the whole."""
        if symbol not in self._names:
            self._names[symbol] = symbol
            entries = self.of_symbol(symbol)
            if entries:
                whole = _name(entries[0])
                for half in entries[0].symbols:
                    self._names[half] = whole
                self._names[symbol] = self._names[whole] = whole
        return self._names[symbol]

    def of_symbol(self, symbol: str) -> list[Entry]:
        """The versions of a document that are shown."""
        entries = self._catalogue.of_symbol(symbol)
        return [entry for entry in entries if self._shows(entry)] if self._shows else entries

    def citing(self, symbol: str) -> list[Entry]:
        """The documents that cite a symbol and are shown."""
        entries = self._catalogue.citing(symbol)
        return [entry for entry in entries if self._shows(entry)] if self._shows else entries

    def has_room(self, symbol: str) -> bool:
        """Whether a node of this symbol is there, or can still be put."""
        return self._most is None or len(self.nodes) < self._most or self.name(symbol) in self.nodes

    def node(self, symbol: str, distance: int) -> str:
        """Put the node of a symbol, and give its name."""
        name = self.name(symbol)
        if name not in self.nodes:
            entries = self.of_symbol(symbol)
            self.nodes[name] = _node(name, entries[0] if entries else None, distance)
        return name

    def cite(self, citing: str, entry: Entry, distance: int) -> list[str]:
        """Put the edges of what an entry cites, and give the names of the cited."""
        reached = []
        for citation in entry.citations:
            if not self.has_room(citation.symbol):
                continue
            cited = self.node(citation.symbol, distance)
            if cited != citing:
                self.edge(citing, cited, citation)
                reached.append(cited)
        return reached

    def edge(self, citing: str, cited: str, citation: CitedBy) -> None:
        """Put one edge; of two citations between the same documents the first stands."""
        edge = Edge(
            citing=citing,
            cited=cited,
            kind=citation.kind,
            status=citation.status,
            sentence=citation.sentence,
        )
        self.edges.setdefault((citing, cited), edge)

    def graph(self) -> Graph:
        return Graph(nodes=tuple(self.nodes.values()), edges=tuple(self.edges.values()))


def around(
    catalogue: Catalogue,
    symbol: str,
    *,
    depth: int = 1,
    cites: bool = True,
    cited_by: bool = True,
    most: int | None = None,
    shows: Callable[[Entry], bool] | None = None,
) -> Graph:
    """The graph about one document, ``depth`` citations far, following what it cites, what cites it, or both.

    No more than ``most`` nodes are put, those that are reached first. Documents that ``shows`` refuses are left out; a
    symbol that a shown document cites stands there as not known.

    Raises NoSuchDocument where the catalogue has neither the document nor a citation of it.
    """
    builder = _Builder(catalogue, most=most, shows=shows)
    if not builder.of_symbol(symbol) and not builder.citing(symbol):
        raise NoSuchDocument(
            f"the catalogue holds no document {symbol}, and none that cites it",
            fix="Look for it with verbale find.",
        )
    frontier = [builder.node(symbol, 0)]
    for distance in range(1, depth + 1):
        reached: list[str] = []
        for name in frontier:
            if cites:
                for entry in builder.of_symbol(name)[:1]:
                    reached += builder.cite(name, entry, distance)
            if cited_by:
                for entry in builder.citing(name):
                    if not builder.has_room(_name(entry)):
                        continue
                    wanted = {name, *(half for e in builder.of_symbol(name)[:1] for half in e.symbols)}
                    told = [
                        c
                        for c in entry.citations
                        if not wanted.isdisjoint((c.symbol, *c.symbol.split("–")))
                        or builder.name(c.symbol) == name
                    ]
                    if not told:  # it cites the other half of a joint document that is not shown
                        continue
                    citing = builder.node(_name(entry), distance)
                    for citation in told:
                        builder.edge(citing, name, citation)
                    reached.append(citing)
        frontier = [name for name in dict.fromkeys(reached) if builder.nodes[name].distance == distance]
    return builder.graph()


def co_cited(
    catalogue: Catalogue,
    symbol: str,
    *,
    limit: int = 20,
    shows: Callable[[Entry], bool] | None = None,
) -> list[tuple[str, int]]:
    """The documents that are cited beside this one most often, each with the number of documents that cite both.

    Documents that ``shows`` refuses are not counted, and nothing is told of what they alone cite.
    """
    builder = _Builder(catalogue, shows=shows)
    own = builder.name(symbol)
    counts: collections.Counter[str] = collections.Counter()
    for entry in builder.citing(symbol):
        counts.update({builder.name(c.symbol) for c in entry.citations} - {own})
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


def whole(catalogue: Catalogue) -> Graph:
    """The graph of the whole catalogue; one language version of a document stands for all."""
    builder = _Builder(catalogue)
    seen: set[str] = set()
    for entry in sorted(catalogue.every(), key=lambda e: (_name(e), e.language != "en", e.language)):
        name = _name(entry)
        if not name or name in seen:
            continue
        seen.add(name)
        builder.cite(builder.node(entry.symbols[0] if entry.symbols else name, 0), entry, 0)
    return builder.graph()


def _name(entry: Entry) -> str:
    return entry.symbol or entry.key


def _node(name: str, entry: Entry | None, distance: int) -> Node:
    if entry is not None:
        return Node(
            symbol=name,
            known=True,
            organ=entry.organs[0] if entry.organs else None,
            kind=entry.kind,
            date=entry.date,
            title=entry.title,
            distance=distance,
        )
    try:
        parsed = Symbol.parse(name).halves[0]
    except SymbolError:
        return Node(symbol=name, known=False, distance=distance)
    return Node(symbol=name, known=False, organ=parsed.organ, kind=parsed.kind, distance=distance)


def years(nodes: Iterable[Node]) -> dict[str, int]:
    """The year of each node whose year is known: its date's, or the one that its symbol tells."""
    found: dict[str, int] = {}
    for node in nodes:
        if node.date:
            found[node.symbol] = node.date.year
            continue
        try:
            symbol = Symbol.parse(node.symbol).halves[0]
        except SymbolError:
            continue
        if symbol.year:
            found[node.symbol] = int(symbol.year)
        elif symbol.organ == "A" and symbol.session and str(symbol.session).isdigit():
            found[node.symbol] = 1945 + int(symbol.session)
    return found
