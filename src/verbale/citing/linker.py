"""The linker: a document with its citations linked to the documents they cite.

A copy is made, nothing of the words is changed, links that are there stay as they are. Text and Markdown get links of
Markdown, HTML and Akoma Ntoso ``a`` elements, Word files hyperlinks in the look of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from verbale.citing.flows import Flow, flows, local, tags
from verbale.citing.trees import is_html, tree_of, written
from verbale.citing.walk import find
from verbale.errors import UnknownFormat

if TYPE_CHECKING:
    from lxml.etree import _Element

    from verbale.document import Citation

__all__ = ["SUFFIXES", "Finder", "Linked", "link", "link_text", "link_tree"]

Finder = Callable[[str], "list[Citation]"]
"""Text to citations: ``cite`` with its language and organ."""

SUFFIXES: Final = {
    "text": (".txt", ".text"),
    "markdown": (".md", ".markdown"),
    "tree": (".html", ".htm", ".xhtml", ".xml", ".akn"),
    "word": (".docx",),
}

# What is no running text in Markdown: blocks of code, links and images, addresses, definitions of links, HTML tags.
_MARKDOWN = re.compile(
    r"(?m)^(?P<fence>```|~~~)[^\n]*\n(?:(?!^(?P=fence)).*\n)*?(?:^(?P=fence)[^\n]*|\Z)"
    r"|^(?: {4}|\t)[^\n]*|^ {0,3}\[[^\]\n]+\]:[^\n]*"
    r"|!?\[[^\[\]\n]*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])|<[^<>\n]+>|https?://[^\s<>]+"
)


@dataclass(frozen=True, slots=True)
class Linked:
    """The copy, how many citations were linked, and how many were left since they lead nowhere or are linked already."""

    data: bytes
    linked: int
    left: int


def link(data: bytes, suffix: str, language: str | None = None, organ: str | None = None) -> Linked:
    """A copy of a file with its citations linked; ``suffix`` (".html") tells its kind.

    ``language`` is that of the addresses, ``organ`` the organ that speaks. Raises UnknownFormat for other kinds, DamagedFile
    and OverLimit for files that cannot be taken.
    """

    def finder(text: str) -> list[Citation]:
        return find(text, language, organ)

    kind = next((kind for kind, suffixes in SUFFIXES.items() if suffix.lower() in suffixes), None)
    if kind == "word":
        from verbale.citing.linking_word import link_word

        return link_word(data, finder)
    if kind == "tree":
        root = tree_of(data)
        linked, left = link_tree(root, finder, html=is_html(data))
        return Linked(written(root, data), linked, left)
    if kind is None:
        raise UnknownFormat(
            f"citations cannot be linked in {suffix or 'such a file'}",
            fix=f"Give one of {' '.join(end for ends in SUFFIXES.values() for end in ends)}.",
        )
    text, linked, left = link_text(data.decode("utf-8", "replace"), finder, markdown=kind == "markdown")
    return Linked(text.encode(), linked, left)


def link_text(text: str, finder: Finder, *, markdown: bool) -> tuple[str, int, int]:
    """A text with its citations as links of Markdown; in Markdown, code and links that are there stay untouched."""
    taken = sorted([*(match.span() for match in _MARKDOWN.finditer(text)), *_code(text)]) if markdown else []
    made: list[str] = []
    done = reached = linked = left = at = 0
    for citation in finder(text):
        while at < len(taken) and taken[at][0] < citation.end:
            reached = max(reached, taken[at][1])
            at += 1
        if not citation.url or citation.start < max(reached, done):
            left += 1
            continue
        words = text[citation.start : citation.end].replace("[", "\\[").replace("]", "\\]")
        made.append(f"{text[done : citation.start]}[{words}]({citation.url})")
        done, linked = citation.end, linked + 1
    made.append(text[done:])
    return "".join(made), linked, left


def _code(text: str) -> list[tuple[int, int]]:
    """Spans of code in Markdown: from a run of backticks to the next run of as many."""
    runs = [match.span() for match in re.finditer("`+", text)]
    following: dict[int, int] = {}
    closed: list[int | None] = [None] * len(runs)
    for number in range(len(runs) - 1, -1, -1):
        start, end = runs[number]
        closed[number] = following.get(end - start)
        following[end - start] = number
    spans, number = [], 0
    while number < len(runs):
        closing = closed[number]
        if closing is not None:
            spans.append((runs[number][0], runs[closing][1]))
        number = (number if closing is None else closing) + 1
    return spans


def link_tree(root: _Element, finder: Finder, *, html: bool = True) -> tuple[int, int]:
    """Links the citations of a tree in place; how many, and how many were left."""
    linked = left = 0
    for flow in list(flows(root)):
        reached, chosen = 0, []
        for citation in finder(flow.text):
            if not citation.url or citation.start < reached or _is_linked(flow, citation):
                left += 1
                continue
            chosen.append(citation)
            reached = citation.end
        # From the end: what comes before in the same words keeps its place.
        for citation in reversed(chosen):
            for element, tail, start, end in reversed(flow.spans(citation.start, citation.end)):
                _wrap(element, start, end, citation.url or "", tail=tail, html=html)
        linked += len(chosen)
    return linked, left


def _is_linked(flow: Flow, citation: Citation) -> bool:
    """Whether a citation touches a link that is there, or stands in one that mark-up nests."""
    if any(link.start < citation.end and citation.start < link.end for link in flow.links):
        return True
    element, tail = flow.spans(citation.start, citation.end)[0][:2]
    inside = element.getparent() if tail else element
    while inside is not None:
        if local(inside) in tags().links:
            return True
        inside = inside.getparent()
    return False


def _wrap(element: _Element, start: int, end: int, url: str, *, tail: bool, html: bool) -> None:
    """Puts a link around [start, end) of an element's text, or of its tail."""
    words = (element.tail if tail else element.text) or ""
    if not words[start:end].strip():
        return
    parent = element.getparent() if tail else element
    if parent is None:
        return
    made = element.makeelement("a" if html else f"{_namespace(element)}a", {"href": url})
    made.text, made.tail = words[start:end], words[end:] or None
    if tail:
        element.tail = words[:start] or None
        parent.insert(parent.index(element) + 1, made)
    else:
        element.text = words[:start] or None
        parent.insert(0, made)


def _namespace(element: _Element) -> str:
    """ "{namespace}" of the nearest element that has a name, or nothing."""
    for named in (element, *element.iterancestors()):
        tag = str(named.tag)
        if local(named):
            return tag[: tag.index("}") + 1] if tag.startswith("{") else ""
    return ""
