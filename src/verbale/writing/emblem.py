"""Pictures: a profile's mark (SVG that others wrote, so only its shapes are let through), and the bars of a code."""

from __future__ import annotations

import struct
import tomllib
import zlib
from functools import cache, lru_cache
from importlib.resources import files

from verbale.errors import WriteError

__all__ = ["bar_widths", "bars_png", "mark_png", "shapes_of"]

_SVG = "{http://www.w3.org/2000/svg}"


@cache
def _allowed() -> tuple[frozenset[str], frozenset[str]]:
    """Names of elements and attributes that only draw."""
    data = tomllib.loads((files("verbale.writing") / "data" / "svg.toml").read_text("utf-8"))
    return frozenset(data["elements"]), frozenset(data["attributes"])


@lru_cache(maxsize=8)
def shapes_of(svg: str) -> str:
    """The SVG with nothing in it but shapes: no script, no style, no text, no reference.

    Raises WriteError where it is not SVG.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(svg.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise WriteError(
            f"The profile's mark is not SVG: {error.msg}", fix="Give the mark as an SVG file"
        ) from None
    if root.tag != f"{_SVG}svg":
        raise WriteError("The profile's mark is not SVG", fix="Give the mark as an SVG file")
    shapes, attributes = _allowed()
    for element in list(root.iter(etree.Element)):
        if not str(element.tag).startswith(_SVG) or str(element.tag).removeprefix(_SVG) not in shapes:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        for name, value in list(element.attrib.items()):
            if name not in attributes or (
                "url(" in str(value).lower() and not str(value).startswith("url(#")
            ):
                del element.attrib[name]
    return etree.tostring(root, encoding="unicode")


def bar_widths(code: str, patterns: dict[str, str]) -> list[int]:
    """The widths of bars and gaps, a bar first, for digits in Code 39: 1 is narrow, 3 is wide."""
    widths: list[int] = []
    for character in f"*{code}*":
        widths += [3 if w == "w" else 1 for w in patterns[character]] + [1]
    return widths[:-1]


def bars_png(widths: list[int], *, scale: int = 3, height: int = 45) -> tuple[bytes, int]:
    """The bars as a black-and-white PNG, and its width in pixels; ``scale`` pixels are a narrow bar."""
    row = "".join(("0" if i % 2 == 0 else "1") * width * scale for i, width in enumerate(widths))
    across = len(row)
    row += "1" * (-across % 8)
    line = b"\0" + bytes(int(row[i : i + 8], 2) for i in range(0, len(row), 8))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", across, height, 1, 0, 0, 0, 0)
    body = zlib.compress(line * height, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b""), across


@lru_cache(maxsize=8)
def mark_png(svg: str) -> bytes:
    """A mark (shapes only) as a PNG of 300 pixels width, for formats that hold no SVG."""
    import typst

    drawing = (
        "#set page(width: 100pt, height: auto, margin: 0pt, fill: none)\n"
        '#image(bytes(sys.inputs.mark), format: "svg", width: 100pt)'
    )
    compiler = typst.Compiler(input=drawing.encode(), ignore_system_fonts=True, sys_inputs={"mark": svg})
    made = compiler.compile(format="png", ppi=216)
    if not isinstance(made, bytes):
        raise WriteError("The profile's mark cannot be drawn", fix="Give the mark as an SVG file")
    return made
