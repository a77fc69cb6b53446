"""The citation graph as lines of text: the document, what it cites, what cites it, and so on inwards."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.catalogue.graph import Edge, Graph, Node

__all__ = ["tree"]

_SENTENCE = 100
_UNKNOWN = "  (not in the catalogue)"


def tree(graph: Graph) -> Iterator[str]:
    """The lines; a document that stands there already is named and not gone into again."""
    nodes = {node.symbol: node for node in graph.nodes}
    root = graph.nodes[0]
    yield _named(root)
    done = {root.symbol}
    cites = [edge for edge in graph.edges if edge.citing == root.symbol]
    cited_by = [edge for edge in graph.edges if edge.cited == root.symbol]
    if cites:
        yield f"cites {len(cites)}"
        yield from _below(graph, nodes, root.symbol, done, 1, forward=True)
    if cited_by:
        yield f"cited by {len(cited_by)}"
        yield from _below(graph, nodes, root.symbol, done, 1, forward=False)
    if not cites and not cited_by:
        yield "cites nothing, and nothing cites it"


def _below(
    graph: Graph, nodes: dict[str, Node], symbol: str, done: set[str], depth: int, *, forward: bool
) -> Iterator[str]:
    for edge in graph.edges:
        near, far = (edge.citing, edge.cited) if forward else (edge.cited, edge.citing)
        if near != symbol:
            continue
        yield "  " * depth + _line(nodes[far], edge)
        if far not in done:
            done.add(far)
            yield from _below(graph, nodes, far, done, depth + 1, forward=forward)


def _named(node: Node) -> str:
    title = f"  {' '.join(node.title.split())}" if node.title else ""
    return f"{node.symbol}{title}{'' if node.known else _UNKNOWN}"


def _line(node: Node, edge: Edge) -> str:
    sentence = " ".join(edge.sentence.split())
    if len(sentence) > _SENTENCE:
        sentence = f"{sentence[:_SENTENCE]}…"
    status = "" if edge.status == "certain" else f" [{edge.status}]"
    return f"{node.symbol}{status}{'' if node.known else _UNKNOWN}{'  ' + sentence if sentence else ''}"
