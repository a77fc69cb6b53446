"""The citation graph written out: JSON, CSV, GraphML, DOT, and a picture."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from collections.abc import Callable

import msgspec

from verbale.catalogue.drawing import svg
from verbale.catalogue.graph import Graph
from verbale.errors import MissingPart

__all__ = ["FORMATS", "parquet", "write_graph"]

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_NODE_KEYS = ("known", "organ", "kind", "date", "title", "distance")
_EDGE_KEYS = ("kind", "status", "sentence")


def write_graph(graph: Graph, format: str) -> str:  # noqa: A002
    """The graph as text in one of FORMATS. Raises KeyError for another."""
    return FORMATS[format](graph)


def parquet(graph: Graph) -> bytes:
    """The citations as a Parquet file, one row each with what is known of both documents; read by DuckDB, Polars, pandas.

    Raises MissingPart where the extra part ``archive`` is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet as files
    except ImportError as error:
        raise MissingPart(
            "Parquet needs the extra part archive", fix="Install it: pip install 'verbale[archive]'"
        ) from error
    nodes = {node.symbol: node for node in graph.nodes}
    schema = pa.schema(
        [
            *((name, pa.string()) for name in ("citing", "cited", *_EDGE_KEYS)),
            *((f"citing_{name}", pa.string()) for name in ("organ", "kind", "title")),
            ("citing_date", pa.date32()),
            *((f"cited_{name}", pa.string()) for name in ("organ", "kind", "title")),
            ("cited_date", pa.date32()),
            ("cited_known", pa.bool_()),
        ]
    )
    rows = []
    for edge in graph.edges:
        row: dict[str, object] = {"citing": edge.citing, "cited": edge.cited}
        row |= {name: getattr(edge, name) for name in _EDGE_KEYS}
        for end, node in (("citing", nodes.get(edge.citing)), ("cited", nodes.get(edge.cited))):
            for name in ("organ", "kind", "title", "date"):
                row[f"{end}_{name}"] = getattr(node, name) if node else None
        cited = nodes.get(edge.cited)
        rows.append({**row, "cited_known": bool(cited and cited.known)})
    out = pa.BufferOutputStream()
    files.write_table(pa.Table.from_pylist(rows, schema=schema), out, compression="zstd")
    return bytes(out.getvalue())


def _json(graph: Graph) -> str:
    return msgspec.json.format(msgspec.json.encode(graph), indent=2).decode()


def _csv(graph: Graph) -> str:
    """One line a citation. A cell that a spreadsheet would take for a formula is quoted with an apostrophe."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["citing", "cited", *_EDGE_KEYS])
    for edge in graph.edges:
        cells = [edge.citing, edge.cited, edge.kind, edge.status, edge.sentence]
        rows.writerow([f"'{cell}" if cell[:1] in "=+-@\t" and cell else cell for cell in cells])
    return out.getvalue()


def _graphml(graph: Graph) -> str:
    ET.register_namespace("", _GRAPHML)
    root = ET.Element(f"{{{_GRAPHML}}}graphml")
    for target, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for key in keys:
            kind = {"known": "boolean", "distance": "int"}.get(key, "string")
            attributes = {"id": f"{target}-{key}", "for": target, "attr.name": key, "attr.type": kind}
            ET.SubElement(root, f"{{{_GRAPHML}}}key", attributes)
    body = ET.SubElement(root, f"{{{_GRAPHML}}}graph", {"edgedefault": "directed"})
    for node in graph.nodes:
        element = ET.SubElement(body, f"{{{_GRAPHML}}}node", {"id": node.symbol})
        _data(element, "node", _NODE_KEYS, msgspec.to_builtins(node))
    for number, edge in enumerate(graph.edges):
        attributes = {"id": f"e{number}", "source": edge.citing, "target": edge.cited}
        element = ET.SubElement(body, f"{{{_GRAPHML}}}edge", attributes)
        _data(element, "edge", _EDGE_KEYS, msgspec.to_builtins(edge))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _data(element: ET.Element, target: str, keys: tuple[str, ...], values: dict[str, object]) -> None:
    for key in keys:
        value = values.get(key)
        if value is None or value == "":
            continue
        data = ET.SubElement(element, f"{{{_GRAPHML}}}data", {"key": f"{target}-{key}"})
        data.text = str(value).lower() if isinstance(value, bool) else _printable(str(value))


def _printable(text: str) -> str:
    """Without the control characters that XML forbids."""
    return "".join(c for c in text if c >= " " or c in "\t\n")


def _dot(graph: Graph) -> str:
    lines = ["digraph citations {", "  rankdir=LR;", '  node [shape=box, fontname="serif"];']
    for node in graph.nodes:
        style = "" if node.known else ", style=dashed"
        lines.append(f"  {_quoted(node.symbol)} [tooltip={_quoted(node.title)}{style}];")
    lines += [f"  {_quoted(edge.citing)} -> {_quoted(edge.cited)};" for edge in graph.edges]
    return "\n".join([*lines, "}", ""])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


FORMATS: dict[str, Callable[[Graph], str]] = {
    "csv": _csv,
    "dot": _dot,
    "graphml": _graphml,
    "json": _json,
    "svg": svg,
}
