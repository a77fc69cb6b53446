"""A profile's mark: a picture (SVG) from a file that others wrote, so only its shapes are let through."""

from __future__ import annotations

from functools import lru_cache

from verbale.errors import WriteError

__all__ = ["shapes_of"]

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset(
    [
        "svg",
        "g",
        "path",
        "circle",
        "ellipse",
        "rect",
        "line",
        "polygon",
        "polyline",
        "defs",
        "linearGradient",
        "radialGradient",
        "stop",
        "title",
        "desc",
    ]
)
_ATTRIBUTES = frozenset(
    [
        "width",
        "height",
        "viewBox",
        "d",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "points",
        "transform",
        "fill",
        "fill-rule",
        "fill-opacity",
        "stroke",
        "stroke-width",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-dasharray",
        "stroke-opacity",
        "opacity",
        "id",
        "offset",
        "stop-color",
        "stop-opacity",
        "gradientUnits",
        "gradientTransform",
        "preserveAspectRatio",
    ]
)


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
    for element in list(root.iter(etree.Element)):
        if not str(element.tag).startswith(_SVG) or str(element.tag).removeprefix(_SVG) not in _SHAPES:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        for name, value in list(element.attrib.items()):
            if name not in _ATTRIBUTES or (
                "url(" in str(value).lower() and not str(value).startswith("url(#")
            ):
                del element.attrib[name]
    return etree.tostring(root, encoding="unicode")
