"""A document as it will stand on its pages: decided once, drawn by each format.

All texts here are as printed: labels in the document's language, numbers with their stops, dates in words. Offsets of
links count code points of their own text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from verbale.document import BlockType, Kind, Role

__all__ = [
    "Column",
    "Direction",
    "Foot",
    "Head",
    "Layout",
    "Link",
    "Mark",
    "Note",
    "Paragraph",
    "Section",
    "Text",
]

Direction = Literal["ltr", "rtl"]


# What no page can show and XML cannot hold, and the marks that turn the direction of what follows them.
UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
_BREAKS = str.maketrans({"\t": " ", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


def clean(text: str) -> str:
    """The text without characters that cannot be shown or that turn the direction of others."""
    return UNSHOWN.sub("", text).translate(_BREAKS)


class _Value(msgspec.Struct, frozen=True):
    pass


class Link(_Value, frozen=True):
    """A citation at [start, end) of its text, and where it leads ("" where it has no address); ``citation`` is its place
    in the document's citations."""

    start: int
    end: int
    url: str
    symbol: str
    citation: int


class Mark(_Value, frozen=True):
    """The mark of a footnote at the end of a text: ``note`` is the place of the note in ``Layout.notes`` (None where
    the document has no such note), ``first`` whether this is the first mark that leads to it."""

    label: str
    note: int | None = None
    first: bool = True


class Text(_Value, frozen=True):
    """Words with their links, and the footnote marks that stand after them."""

    text: str
    links: tuple[Link, ...] = ()
    marks: tuple[Mark, ...] = ()

    def runs(self) -> Iterator[tuple[str, Link | None]]:
        """The text in pieces, each with the link that it belongs to, or None."""
        at = 0
        for link in self.links:
            if at < link.start:
                yield self.text[at : link.start], None
            yield self.text[link.start : link.end], link
            at = link.end
        if at < len(self.text):
            yield self.text[at:], None


class Paragraph(_Value, frozen=True):
    """A block as it is drawn. ``number`` is as printed ("1.", "(a)"); ``block`` is its place in its part; ``depth`` is
    a heading's place in the outline, which begins at 1 and leaves none out; 0 for a heading without words.

    A signature's ``text`` is what stands before ``name`` and after it is ``after``: "(Signed) " and "", in Chinese
    "" and "(签名)"; ``lines`` stand below it. A table has ``rows``; its first row is its head. ``look`` is of what leads to
    a title.
    """

    kind: BlockType
    text: Text
    block: int
    number: str | None = None
    level: int = 0
    depth: int = 0
    clause: Literal["preambular", "operative"] | None = None
    name: str = ""
    after: str = ""
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[Text, ...], ...] = ()
    look: Literal["italic", "bold"] | None = None


class Section(_Value, frozen=True):
    """A part: each but the first begins a page under its heading. ``original`` is the note "[Original: Russian]"; ``depth``
    and ``title_depth`` are the places of heading and title in the outline.

    ``named`` is the document's title where it stands below the words that say what the text is, with its number:
    "Resolution adopted by the General Assembly …", "[on the report of …]", "86/17. Title"; ``lead`` are the paragraphs
    between. Else the title stands in the head.
    """

    role: Role
    part: int
    language: str
    direction: Direction
    heading: str | None = None
    original: str | None = None
    title: str | None = None
    depth: int = 1
    title_depth: int = 1
    lead: tuple[Paragraph, ...] = ()
    named: Paragraph | None = None
    paragraphs: tuple[Paragraph, ...] = ()

    @property
    def blocks(self) -> tuple[Paragraph, ...]:
        """All that is drawn below the heading and title of the part, in order."""
        named = (self.named,) if self.named else ()
        return (*self.lead, *named, *self.paragraphs)


class Note(_Value, frozen=True):
    """A footnote; ``section`` is the place of the section under which it stands first."""

    label: str
    paragraphs: tuple[Paragraph, ...]
    section: int


class ItemLine(_Value, frozen=True):
    """One line of agenda items: where each number stands in it, and what it is in the document's own form."""

    text: Text
    numbers: tuple[tuple[int, int, str], ...]
    provisional: bool


class Column(_Value, frozen=True):
    """What the masthead says of one organ (``organ`` is its prefix): its name, which is printed in joint documents and
    for a ``subsidiary`` body, its sessions, items and their titles."""

    organ: str
    name: str | None = None
    subsidiary: bool = False
    sessions: tuple[str, ...] = ()
    items: tuple[ItemLine, ...] = ()
    titles: tuple[str, ...] = ()


class PublicationLine(_Value, frozen=True):
    """A line of the right-hand cell; ``apart`` says that a space stands above it."""

    kind: Literal["distribution", "date", "language", "original", "only"]
    text: str
    apart: bool = False


class Head(_Value, frozen=True):
    """The masthead. ``symbols`` are lines; ``stars`` stand behind the last of them on the first page where the document was
    issued again; ``change`` is the word under the title of one that changes another ("Corrigendum"); ``organs`` are names, each with its prefix in ``organ_prefixes``;
    ``publication`` is the right-hand cell, whose language is its own: Arabic, Chinese and Russian documents keep it in
    English."""

    organization: str
    symbols: tuple[str, ...]
    organs: tuple[str, ...]
    organ_prefixes: tuple[str, ...]
    publication: tuple[PublicationLine, ...]
    publication_language: str
    columns: tuple[Column, ...]
    title: Text | None
    title_depth: int = 1
    mark: str | None = None
    change: str | None = None
    stars: str = ""


class Foot(_Value, frozen=True):
    """The foot of the first page: ``line`` is "20-05131 (E) 030420"; ``code`` is what the bars under it spell."""

    job_number: str
    line: str
    code: str


class Layout(_Value, frozen=True):
    """The whole document, ready to be drawn; ``title`` is its title, wherever it stands."""

    kind: Kind
    language: str
    direction: Direction
    paper: Literal["a4", "us-letter"]
    name: str
    symbols: tuple[str, ...]
    head: Head
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    foot: Foot | None
    reissue: str | None = None
    title: str = ""

    def marks(self) -> Iterator[Mark]:
        """All marks of footnotes in the order of reading."""
        for column in self.head.columns:
            for item in column.items:
                yield from item.text.marks
        if self.head.title:
            yield from self.head.title.marks
        for section in self.sections:
            for p in section.blocks:
                yield from (
                    p.text.marks
                    if p.kind != "table"
                    else (m for row in p.rows for cell in row for m in cell.marks)
                )

    @property
    def notes_in_order(self) -> bool:
        """Whether the notes are numbered from 1 on, without a gap, in the order in which they are first marked."""
        first = [mark.note for mark in self.marks() if mark.first and mark.note is not None]
        labels = [note.label for note in self.notes]
        return first == list(range(len(labels))) and labels == [str(n) for n in range(1, len(labels) + 1)]
