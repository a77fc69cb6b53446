"""Citations linked in Word files: hyperlinks around runs, in the look that the runs have.

A run that a citation begins or ends in is cut in two with the same look; addresses are kept as relations of the part.
"""

from __future__ import annotations

import copy
import io
import zipfile
from typing import TYPE_CHECKING, Final

from verbale.errors import DamagedFile, OverLimit

if TYPE_CHECKING:
    from lxml.etree import _Element

    from verbale.citing.linker import Finder, Linked

__all__ = ["link_word"]

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_PARTS: Final = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_LIMIT = 256 * 2**20
_FILES = 5000


def link_word(data: bytes, finder: Finder) -> Linked:
    """A Word file with its citations linked. Raises DamagedFile, and OverLimit for what unpacks to too much."""
    from verbale.citing.linker import Linked

    members = _unpacked(data)
    if _PARTS[0] not in members:
        raise DamagedFile("no text in the Word file", fix="Save it again from the program that wrote it.")
    linked = left = 0
    for name in _PARTS:
        if name in members:
            done, passed = _link_part(members, name, finder)
            linked, left = linked + done, left + passed
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return Linked(made.getvalue(), linked, left)


def _unpacked(data: bytes) -> dict[str, bytes]:
    """The members of the file, in their order, none of them unpacked beyond the limit."""
    members: dict[str, bytes] = {}
    room = _LIMIT
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > _FILES:
                raise OverLimit(f"more than {_FILES} files in the Word file")
            for info in archive.infolist():
                with archive.open(info) as member:
                    content = member.read(room + 1)  # what a member says of its size may be a lie
                if len(content) > room:
                    raise OverLimit(f"the Word file unpacks to more than {_LIMIT // 2**20} MB")
                room -= len(content)
                members[info.filename] = content
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise DamagedFile(f"not a Word file: {error}") from None
    return members


def _link_part(members: dict[str, bytes], name: str, finder: Finder) -> tuple[int, int]:
    from lxml import etree

    from verbale.citing.trees import tree_of

    root = tree_of(members[name])
    folder, _, file = name.rpartition("/")
    relations_name = f"{folder}/_rels/{file}.rels"
    relations = (
        tree_of(members[relations_name])
        if relations_name in members
        else etree.Element(f"{{{_RELATIONS}}}Relationships")
    )
    addresses = _Addresses(relations)
    linked = left = 0
    for paragraph in root.iter(f"{_W}p"):
        done, passed = _link_paragraph(paragraph, finder, addresses)
        linked, left = linked + done, left + passed
    if linked:
        members[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        members[relations_name] = etree.tostring(
            relations, xml_declaration=True, encoding="UTF-8", standalone=True
        )
    return linked, left


class _Addresses:
    """The relations of a part: an id for each address."""

    def __init__(self, relations: _Element) -> None:
        self.relations = relations
        self.taken = {str(relation.get("Id")) for relation in relations}
        self.known: dict[str, str] = {}

    def id_of(self, url: str) -> str:
        """The id of the relation to an address, made where it is new."""
        if url not in self.known:
            number = len(self.taken) + 1
            while f"rIdV{number}" in self.taken:
                number += 1
            self.known[url] = f"rIdV{number}"
            self.taken.add(self.known[url])
            relation = self.relations.makeelement(
                f"{{{_RELATIONS}}}Relationship",
                {"Id": self.known[url], "Type": f"{_R}/hyperlink", "Target": url, "TargetMode": "External"},
            )
            self.relations.append(relation)
        return self.known[url]


def _link_paragraph(paragraph: _Element, finder: Finder, addresses: _Addresses) -> tuple[int, int]:
    words, places, linked_already = _words(paragraph)
    if not words.strip():
        return 0, 0
    chosen, left, reached = [], 0, 0
    for citation in finder(words):
        taken = any(linked_already[citation.start : citation.end])
        if not citation.url or citation.start < reached or taken:
            left += 1
            continue
        chosen.append(citation)
        reached = citation.end
    for citation in reversed(chosen):
        spans: list[tuple[_Element, int, int]] = []
        for place in places[citation.start : citation.end]:
            if place is None:
                continue
            element, offset = place
            if spans and spans[-1][0] is element:
                spans[-1] = (element, spans[-1][1], offset + 1)
            else:
                spans.append((element, offset, offset + 1))
        for element, start, end in reversed(spans):
            _wrap(element, start, end, addresses.id_of(citation.url or ""))
    return len(chosen), left


def _words(paragraph: _Element) -> tuple[str, list[tuple[_Element, int] | None], list[bool]]:
    """A paragraph's words; for each character its ``w:t`` and offset (None for tabs and breaks), and whether it is a link."""
    letters: list[str] = []
    places: list[tuple[_Element, int] | None] = []
    links: list[bool] = []
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
        above = [ancestor.tag for ancestor in element.iterancestors()]
        inner = above[: above.index(f"{_W}p")]
        if next(element.iterancestors(f"{_W}p")) is not paragraph or f"{_W}del" in inner:
            continue
        link = f"{_W}hyperlink" in inner or f"{_W}fldSimple" in inner or inner[:1] != [f"{_W}r"]
        if element.tag == f"{_W}t":
            text = element.text or ""
            letters.append("".join(" " if c in "\t\n\r" else c for c in text))
            places += [(element, offset) for offset in range(len(text))]
            links += [link] * len(text)
        else:
            letters.append("-" if element.tag == f"{_W}noBreakHyphen" else " ")
            places.append(None)
            links.append(link)
    return "".join(letters), places, links


def _wrap(element: _Element, start: int, end: int, relation: str) -> None:
    """Puts a hyperlink around [start, end) of a ``w:t``, its run cut where it is wider."""
    run, text = element.getparent(), element.text or ""
    parent = run.getparent() if run is not None else None
    if run is None or parent is None:
        return
    before, inside, after = _cut(run, element, text, start, end)
    link = run.makeelement(f"{_W}hyperlink", {f"{{{_R}}}id": relation, f"{_W}history": "1"})
    at = parent.index(run)
    tail, run.tail = run.tail, None
    parent.remove(run)
    link.append(inside)
    for made in (after, link, before):
        if made is not None:
            parent.insert(at, made)
    (after if after is not None else link).tail = tail


def _cut(
    run: _Element, element: _Element, text: str, start: int, end: int
) -> tuple[_Element | None, _Element, _Element | None]:
    """The run in up to three, of which the middle one holds [start, end) of its ``w:t``.

    The first is the run itself, so that places found before in it stay good.
    """
    at = run.index(element)
    children = list(run)
    look = run.find(f"{_W}rPr")
    more = children[at + 1 :]
    after = _like(run, look, text[end:], more) if text[end:] or more else None
    inside = _like(run, look, text[start:end], [])
    element.text = text[:start]
    element.set(_SPACE, "preserve")
    held = [child for child in run if child.tag != f"{_W}rPr" and not (child is element and not text[:start])]
    return (run if held else None), inside, after


def _like(run: _Element, look: _Element | None, text: str, more: list[_Element]) -> _Element:
    """A run in the look of another, with a text and what follows it."""
    made = run.makeelement(run.tag, {str(name): str(value) for name, value in run.attrib.items()})
    if look is not None:
        made.append(copy.deepcopy(look))
    if text:
        words = made.makeelement(f"{_W}t", {_SPACE: "preserve"})
        words.text = text
        made.append(words)
    for child in more:
        made.append(child)
    return made
