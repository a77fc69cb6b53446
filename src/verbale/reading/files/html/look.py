"""How elements of HTML look and what they are: blocks, lists, what is not shown, bold and italic, places, numbers."""

from __future__ import annotations

import re

from lxml import html as lxml_html

from verbale.reading.lines import Line

__all__ = [
    "BLOCKS",
    "LISTS",
    "SKIPPED",
    "Hidden",
    "Look",
    "base_inside",
    "following",
    "marker_of_item",
    "whole_number",
    "with_marker",
]

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "ul",
    ]
)
SKIPPED = frozenset(
    [
        "script",
        "style",
        "head",
        "template",
        "noscript",
        "object",
        "embed",
        "applet",
        "iframe",
        "canvas",
        "svg",
        "math",
        "audio",
        "video",
        "select",
        "textarea",
        "button",
        "input",
        "datalist",
        "title",
        "meta",
        "link",
        "base",
        "param",
    ]
)
LISTS = frozenset(("ol", "ul", "menu"))
_NAMES = {"bold": ("b", "strong", "th"), "italic": ("i", "em", "cite", "dfn", "var")}
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|(?<![-\w])opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)"
    r"|font-size\s*:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,4000})\}")
_CLASS = re.compile(r"^(?:[\w-]*)?([.#])([\w-]+)$")
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Hidden:
    """What a style sheet of the page, or an element itself, hides."""

    def __init__(self, root: lxml_html.HtmlElement) -> None:
        self._classes: set[str] = set()
        self._ids: set[str] = set()
        for sheet in root.iter("style"):
            for rule in _RULE.finditer((sheet.text or "")[:200_000]):
                if not _HIDDEN_STYLE.search(rule[2]) or "@media" in rule[1]:
                    continue
                for selector in rule[1].split(","):
                    found = _CLASS.match(selector.strip())
                    if found:
                        (self._classes if found[1] == "." else self._ids).add(found[2])

    def hides(self, element: lxml_html.HtmlElement) -> bool:
        """Whether an element is not shown."""
        if element.get("hidden") is not None:
            return True
        style = element.get("style")
        if style and _HIDDEN_STYLE.search(style):
            return True
        names = element.get("class")
        if names and self._classes and not self._classes.isdisjoint(names.split()):
            return True
        return bool(self._ids) and element.get("id") in self._ids


def marker_of_item(number: int, kind: str) -> str:
    """The number that a browser prints before an item of an ordered list of this ``type``."""
    match kind:
        case "a" | "A":
            letter = chr(ord("a") + (number - 1) % 26)
            return f"{letter.upper() if kind == 'A' else letter}."
        case "i" | "I":
            out, rest = "", max(0, min(number, 399))
            for value, sign in _ROMAN:
                while rest >= value:
                    out, rest = out + sign, rest - value
            return f"{out.upper() if kind == 'I' else out}."
    return f"{number}."


class Look:
    """What the elements around a text say of its look."""

    __slots__ = ("bold", "italic", "literal", "raised")

    def __init__(
        self, *, bold: bool = False, italic: bool = False, raised: bool = False, literal: bool = False
    ) -> None:
        self.bold, self.italic, self.raised, self.literal = bold, italic, raised, literal

    def inside(self, element: lxml_html.HtmlElement) -> Look:
        """The look inside an element."""
        tag = element.tag
        style = (element.get("style") or "").lower().replace(" ", "")
        return Look(
            bold=(
                self.bold
                or tag in _NAMES["bold"]
                or "font-weight:bold" in style
                or "font-weight:700" in style
            )
            and "font-weight:normal" not in style,
            italic=(self.italic or tag in _NAMES["italic"] or "font-style:italic" in style)
            and "font-style:normal" not in style,
            raised=self.raised or tag == "sup" or "vertical-align:super" in style,
            literal=self.literal or tag == "pre" or "white-space:pre" in style,
        )


def with_marker(line: Line, *, marker: str | None, indent: int) -> Line:
    """A base like another, with a number and a place of its own."""
    return Line(
        text="",
        kind=line.kind,
        label=line.label,
        level=line.level,
        align=line.align,
        marker=marker,
        indent=indent,
    )


def following(line: Line) -> Line:
    """The base of the next paragraph of the same block: its number was said."""
    if line.marker is None and not line.gap_before:
        return line
    return with_marker(line, marker=None, indent=line.indent)


def base_inside(outer: Line, element: lxml_html.HtmlElement) -> Line:
    """The base of the lines inside a block, which stands in a block of base ``outer``."""
    tag = element.tag
    style = (element.get("style") or "").lower().replace(" ", "")
    align = (element.get("align") or "").lower()
    found = re.search(r"text-align:(\w+)", style)
    align = found[1] if found else align or ("center" if tag == "center" else "")
    kind = outer.kind
    level = outer.level
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        kind, level = "heading", int(tag[1])
    named = {"right": "end", "end": "end", "center": "center", "justify": "justify", "left": "start"}.get(
        align
    )
    if (
        named in {"start", "end"}
        and (element.get("dir") or "").lower() == "rtl"
        and align in {"left", "right"}
    ):
        named = "start" if align == "right" else "end"
    names = (element.get("class") or "").split()
    return Line(
        text="",
        kind=kind,
        label=outer.label,
        level=level,
        marker=outer.marker,
        indent=outer.indent + (1 if tag == "blockquote" else 0),
        align=named if named in ("start", "center", "end", "justify") else outer.align,  # type: ignore[arg-type]
        style=names[0] if names else outer.style,
        gap_before="page-break-before:always" in style,
    )


def whole_number(text: str | None, default: int) -> int:
    """The whole number that an attribute says, within reason."""
    try:
        return max(0, min(int(text or default), 1_000_000))
    except ValueError:
        return default
