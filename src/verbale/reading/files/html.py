"""HTML, as Word and web pages write it: headings, tables, notes, links; what a browser would not show is left out.

Nothing is fetched and nothing is run: the parser has no network, and scripts, styles and comments are no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html
from msgspec.structs import replace

from verbale.document import Notice
from verbale.errors import DamagedFile, NoText, OverLimit
from verbale.reading.files.encodings import decode
from verbale.reading.files.glued import take_notes
from verbale.reading.files.grids import lines_of_table
from verbale.reading.files.inline import Inline, is_label, settle
from verbale.reading.files.limits import Limits
from verbale.reading.files.source import source_of
from verbale.reading.files.visual import without_marks
from verbale.reading.lines import Line, Stream

__all__ = ["read_html"]

_BLOCKS = frozenset(
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
_SKIPPED = frozenset(
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
_LISTS = frozenset(("ol", "ul", "menu"))
_NAMES = {"bold": ("b", "strong", "th"), "italic": ("i", "em", "cite", "dfn", "var")}
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|(?<![-\w])opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)"
    r"|font-size\s*:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,4000})\}")
_CLASS = re.compile(r"^(?:[\w-]*)?([.#])([\w-]+)$")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_BACK = re.compile(r"^[\s↩↑^⏎\ufe0e\ufe0f]*$")
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _text_of(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = named[1].decode("ascii").lower()
        if encoding not in {"utf-8", "utf8", "utf-16", "utf16", "unicode"}:
            # browsers read these names as their Windows supersets
            encoding = {
                "iso-8859-1": "windows-1252",
                "latin1": "windows-1252",
                "gb2312": "gb18030",
                "gbk": "gb18030",
            }.get(encoding, encoding)
            try:
                return data.decode(encoding), ()
            except (LookupError, UnicodeDecodeError):
                pass
    return decode(data)


def _hidden_names(root: lxml_html.HtmlElement) -> tuple[set[str], set[str]]:
    """Classes and ids that a style sheet of the page hides."""
    classes: set[str] = set()
    ids: set[str] = set()
    for sheet in root.iter("style"):
        for rule in _RULE.finditer((sheet.text or "")[:200_000]):
            if not _HIDDEN_STYLE.search(rule[2]) or "@media" in rule[1]:
                continue
            for selector in rule[1].split(","):
                found = _CLASS.match(selector.strip())
                if found:
                    (classes if found[1] == "." else ids).add(found[2])
    return classes, ids


def _marker(element: lxml_html.HtmlElement, number: int, kind: str) -> str:
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


class _Reader:
    def __init__(self, root: lxml_html.HtmlElement, limits: Limits) -> None:
        self.limits = limits
        self.hidden_classes, self.hidden_ids = _hidden_names(root)
        self.hidden = 0
        self.struck = 0
        self.lines: list[Line] = []
        self.inline = Inline()
        self.base = Line(text="")
        self.counted = 0
        self.said = False  # whether the number of the list item at hand stands in a line already
        self.notes: dict[lxml_html.HtmlElement, str] = {}
        self.references: set[lxml_html.HtmlElement] = set()
        self.backs: set[lxml_html.HtmlElement] = set()
        self._find_notes(root)

    # -- notes ---------------------------------------------------------------------------------------------------

    def _find_notes(self, root: lxml_html.HtmlElement) -> None:
        """Pairs of links: a label that points forward is a mark, what it points at is a note, what points back is dropped."""
        order = {element: i for i, element in enumerate(root.iter())}
        targets: dict[str, lxml_html.HtmlElement] = {}
        for element in order:
            if not isinstance(element.tag, str):
                continue
            for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
                if name:
                    targets.setdefault(name, element)
        for anchor in root.iter("a"):
            href = anchor.get("href") or ""
            target = targets.get(href[1:]) if href.startswith("#") else None
            # Word writes the page's own name before the sign
            if target is None and "#" in href and re.search(r"#_(?:ftn|edn)(?:ref)?\d+$", href):
                target = targets.get(href.split("#", 1)[1])
            if target is None:
                continue
            text = anchor.text_content().strip()
            label = text.strip("[]()（） \u00a0")
            if order[target] > order[anchor] and is_label(label):
                note = self._note_element(target)
                if note is not None and note not in self.notes:
                    self.notes[note] = label
                if note is not None:
                    self.references.add(anchor)
            elif order[target] < order[anchor] and (is_label(label) or _BACK.match(text)):
                self.backs.add(anchor)

    def _note_element(self, target: lxml_html.HtmlElement) -> lxml_html.HtmlElement | None:
        element = target
        while element is not None and element.tag not in _BLOCKS and element.tag not in {"td", "tr"}:
            element = element.getparent()
        if element is None or element.tag in {"body", "html", "ol", "ul", "section"}:
            return None
        parent = element.getparent()
        name = target.get("id") or target.get("name") or ""
        if parent is not None and parent.tag in {"div", "aside", "li"} and (parent.get("id") or " ") in name:
            return parent
        return element

    # -- walking -------------------------------------------------------------------------------------------------

    def _is_hidden(self, element: lxml_html.HtmlElement) -> bool:
        if element.get("hidden") is not None:
            return True
        style = element.get("style")
        if style and _HIDDEN_STYLE.search(style):
            return True
        names = element.get("class")
        if names and self.hidden_classes and not self.hidden_classes.isdisjoint(names.split()):
            return True
        return bool(self.hidden_ids) and element.get("id") in self.hidden_ids

    def flush(self) -> None:
        """End the paragraph that is in the making."""
        if self.inline:
            made = self.inline.lines(self.base, split=self.base.kind in {"text", "note"})
            for line in made:
                self.counted += len(line.text)
            if self.counted > self.limits.characters:
                raise OverLimit("The page holds more text than the limits allow", fix="Split the file")
            self.lines += made
            self.said = self.said or self.base.marker is not None
            self.base = _next(self.base)
        self.inline = Inline()

    def walk(self, element: lxml_html.HtmlElement, look: _Look, depth: int = 0) -> None:
        """Take in the text of an element."""
        if depth > self.limits.depth:
            raise OverLimit(
                "The page nests its elements deeper than the limits allow", fix="Save it as plain text"
            )
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            return
        if self._is_hidden(element):
            self.hidden += len(element.text_content().strip())
            return
        if tag in {"del", "s", "strike"}:
            self.struck += len(element.text_content().strip())
            return
        if tag == "br":
            self.inline.newline()
        elif tag == "table":
            self._table(element, look, depth)
        elif element in self.notes:
            self._note(element, look, depth)
        elif tag in _BLOCKS:
            self._block(element, look, depth)
        else:
            self._span(element, look, depth)

    def children(self, element: lxml_html.HtmlElement, look: _Look, depth: int) -> None:
        """Take in what stands inside an element."""
        if element.text:
            self._say(element.text, look)
        for child in element:
            self.walk(child, look, depth + 1)
            if child.tail:
                self._say(child.tail, look)

    def _say(self, text: str, look: _Look) -> None:
        if look.raised:
            self.inline.superscript(text, bold=look.bold, italic=look.italic)
        elif look.literal:
            for i, row in enumerate(text.split("\n")):
                if i:
                    self.inline.newline()
                self.inline.add(row, bold=look.bold, italic=look.italic)
        else:
            self.inline.add(text, bold=look.bold, italic=look.italic)

    def _span(self, element: lxml_html.HtmlElement, look: _Look, depth: int) -> None:
        tag = element.tag
        if tag == "a" and element in self.backs:
            return
        if tag == "a" and element in self.references:
            self.inline.mark(element.text_content().strip("[]()（） \u00a0\n\t"))
            return
        look = look.inside(element)
        start = self.inline.length
        self.children(element, look, depth)
        href = element.get("href") if tag == "a" else None
        if href and not href.startswith(("#", "javascript:", "data:")):
            self.inline.link(start, href)

    def _block(self, element: lxml_html.HtmlElement, look: _Look, depth: int) -> None:
        self.flush()
        outer = self.base
        self.base = _of_block(outer, element)
        look = look.inside(element)
        if element.tag in _LISTS:
            self._list(element, look, depth)
        else:
            self.children(element, look, depth)
        self.flush()
        self.base = _next(outer) if self.said else outer

    def _list(self, element: lxml_html.HtmlElement, look: _Look, depth: int) -> None:
        number = _whole_number(element.get("start"), 1)
        for child in element:
            if child.tag != "li":
                self.walk(child, look, depth + 1)
                continue
            if child in self.notes:
                self.walk(child, look, depth + 1)
                continue
            number = _whole_number(child.get("value"), number)
            plain = "list-style" in (element.get("style") or "") and "none" in (element.get("style") or "")
            kind = element.get("type") or "1"
            marker = None if plain else _marker(child, number, kind) if element.tag == "ol" else "•"
            outer = self.base
            self.base = _with(outer, marker=marker, indent=outer.indent + 1)
            self.said = False
            self.walk(child, look, depth + 1)
            self.base = outer
            number += 1

    def _note(self, element: lxml_html.HtmlElement, look: _Look, depth: int) -> None:
        self.flush()
        outer = self.base
        self.base = Line(text="", kind="note", label=self.notes.pop(element))
        before = len(self.lines)
        self.walk(element, look, depth + 1)
        self.flush()
        self.base = outer
        if before < len(self.lines):
            label = self.lines[before].label or ""
            self.lines[before] = _without_label(self.lines[before], label)

    def _table(self, element: lxml_html.HtmlElement, look: _Look, depth: int) -> None:
        self.flush()
        outer, lines = self.base, self.lines
        rows: list[list[list[Line]]] = []
        head = False
        for row in _rows(element):
            cells: list[list[Line]] = []
            for cell in row:
                if cell.tag not in {"td", "th"}:
                    continue
                head = head or cell.tag == "th"
                self.lines = []
                self.base = _of_block(Line(text=""), cell)
                self.children(cell, look.inside(cell), depth + 1)
                self.flush()
                cells.append(self.lines)
                cells += [[] for _ in range(min(_whole_number(cell.get("colspan"), 1), 100) - 1)]
            rows.append(cells)
        self.lines, self.base = lines, outer
        for caption in element.iterchildren("caption"):
            self.walk(caption, look, depth + 1)
        self.lines += lines_of_table(rows, data=True if head and len(rows) > 1 else None)


class _Look:
    """What the elements around a text say of its look."""

    __slots__ = ("bold", "italic", "literal", "raised")

    def __init__(
        self, *, bold: bool = False, italic: bool = False, raised: bool = False, literal: bool = False
    ) -> None:
        self.bold, self.italic, self.raised, self.literal = bold, italic, raised, literal

    def inside(self, element: lxml_html.HtmlElement) -> _Look:
        """The look inside an element."""
        tag = element.tag
        style = (element.get("style") or "").lower().replace(" ", "")
        return _Look(
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


def _with(line: Line, *, marker: str | None, indent: int) -> Line:
    return Line(
        text="",
        kind=line.kind,
        label=line.label,
        level=line.level,
        align=line.align,
        marker=marker,
        indent=indent,
    )


def _next(line: Line) -> Line:
    """The base of the next paragraph of the same block: its number was said."""
    if line.marker is None and not line.gap_before:
        return line
    return _with(line, marker=None, indent=line.indent)


def _of_block(outer: Line, element: lxml_html.HtmlElement) -> Line:
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


def _rows(table: lxml_html.HtmlElement) -> Iterator[lxml_html.HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def _whole_number(text: str | None, default: int) -> int:
    try:
        return max(0, min(int(text or default), 1_000_000))
    except ValueError:
        return default


def _without_label(line: Line, label: str) -> Line:
    """A note's first line without the label that is printed before it."""
    found = re.match(rf"^[\[(]?{re.escape(label)}[\])]?[.:]?[\s\u00a0]+", line.text)
    cut = found.end() if found else 0
    marks = tuple((max(0, at - cut), mark) for at, mark in line.marks if mark.strip("\0") != label)
    links = tuple((max(0, a - cut), max(0, b - cut), t) for a, b, t in line.links)
    return replace(line, text=line.text[cut:], marks=marks, links=links)


def read_html(data: bytes, name: str, limits: Limits) -> Stream:
    """The stream of an HTML file.

    Raises DamagedFile where it is no HTML, NoText where it shows no text, OverLimit where it is too large or too deep.
    """
    text, notices = _text_of(data)
    if len(text) > limits.characters:
        raise OverLimit(
            f"The page has {len(text)} characters; {limits.characters} are allowed", fix="Split the file"
        )
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = lxml_html.document_fromstring(without_marks(_DECLARATION.sub("", text)), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise DamagedFile(
            f"The HTML cannot be parsed: {error}", fix="Save the page again, or send a PDF"
        ) from error
    reader = _Reader(root, limits)
    body = root.find("body")
    reader.walk(body if body is not None else root, _Look())
    reader.flush()
    lines = settle(take_notes(reader.lines))
    if not lines:
        raise NoText("The page shows no text", fix="Send the page that holds the text, or a PDF")
    told = list(notices)
    if reader.hidden:
        told.append(
            Notice(where="source", message=f"{reader.hidden} characters that the page hides were left out")
        )
    if reader.struck:
        told.append(
            Notice(where="source", message=f"{reader.struck} characters that are struck out were left out")
        )
    numbered = tuple(_numbered(lines))
    return Stream(
        lines=numbered,
        source=source_of(data, name, "html"),
        properties=_properties(root),
        notices=tuple(told),
    )


def _numbered(lines: tuple[Line, ...]) -> Iterator[Line]:
    for number, line in enumerate(lines, 1):
        yield replace(line, number=number)


def _properties(root: lxml_html.HtmlElement) -> dict[str, str]:
    found = {}
    title = root.findtext(".//title")
    if title and title.strip():
        found["title"] = " ".join(title.split())[:1000]
    language = root.get("lang")
    if language:
        found["language"] = language[:35]
    for meta in root.iter("meta"):
        name, content = meta.get("name") or meta.get("property"), meta.get("content")
        if name and content and len(found) < 200:
            found.setdefault(name[:100], content[:1000])
    return found
