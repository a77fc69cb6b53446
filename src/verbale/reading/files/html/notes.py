"""Notes of a web page: pairs of links, a label that points at a note and what points back."""

from __future__ import annotations

import re

from lxml import html as lxml_html
from msgspec.structs import replace

from verbale.reading.files.html.look import BLOCKS
from verbale.reading.files.inline import is_label
from verbale.reading.lines import Line

__all__ = ["Notes", "without_label"]

_BACK = re.compile(r"^[\s↩↑^⏎\ufe0e\ufe0f]*$")


class Notes:
    """The elements that are notes, each with its label; the links that are their marks; the links back."""

    def __init__(self, root: lxml_html.HtmlElement) -> None:
        self.notes: dict[lxml_html.HtmlElement, str] = {}
        self.references: set[lxml_html.HtmlElement] = set()
        self.backs: set[lxml_html.HtmlElement] = set()
        self._find(root)

    def _find(self, root: lxml_html.HtmlElement) -> None:
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
                note = _note_element(target)
                if note is not None and note not in self.notes:
                    self.notes[note] = label
                if note is not None:
                    self.references.add(anchor)
            elif order[target] < order[anchor] and (is_label(label) or _BACK.match(text)):
                self.backs.add(anchor)


def _note_element(target: lxml_html.HtmlElement) -> lxml_html.HtmlElement | None:
    element = target
    while element is not None and element.tag not in BLOCKS and element.tag not in {"td", "tr"}:
        element = element.getparent()
    if element is None or element.tag in {"body", "html", "ol", "ul", "section"}:
        return None
    parent = element.getparent()
    name = target.get("id") or target.get("name") or ""
    if parent is not None and parent.tag in {"div", "aside", "li"} and (parent.get("id") or " ") in name:
        return parent
    return element


def without_label(line: Line, label: str) -> Line:
    """A note's first line without the label that is printed before it."""
    found = re.match(rf"^[\[(]?{re.escape(label)}[\])]?[.:]?[\s\u00a0]+", line.text)
    cut = found.end() if found else 0
    marks = tuple((max(0, at - cut), mark) for at, mark in line.marks if mark.strip("\0") != label)
    links = tuple((max(0, a - cut), max(0, b - cut), t) for a, b, t in line.links)
    return replace(line, text=line.text[cut:], marks=marks, links=links)
