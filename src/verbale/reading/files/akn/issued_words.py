"""The words of a file that Verbale issued: blocks, notes, and the citations drawn in them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, cast, get_args

from verbale.document import Block, Citation, CitationKind, CitationStatus, Footnote
from verbale.reading.files.akn.own import OWN_NAME, every, own, plain_words
from verbale.reading.files.akn.parse import local
from verbale.reading.files.akn.text import bare_number
from verbale.reading.folding import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["IssuedWords"]

_MARKS = {"authorialNote", "noteRef", "sup"}


class IssuedWords:
    """Reads words exactly; ``citations`` are those that were met, each with its place."""

    def __init__(self, meta: _Element | None) -> None:
        self.meta = meta
        cited = every(meta, "{*}references/{*}TLCReference")
        self.cited = {e.get("eId", ""): (e.get("showAs", ""), e.get("shortForm", "")) for e in cited}
        self.citations: list[tuple[tuple[int, int, int, int], Citation]] = []

    def blocks(
        self, part: int, lead: list[_Element], body: _Element | tuple[_Element, ...]
    ) -> Iterator[Block]:
        """The blocks of a part, those that lead to the document's title first, and their citations."""
        place = 0
        for element in chain(lead, body):
            if local(element) == "p" and not len(element) and not element.text and len(body) == 1:
                continue
            yield self.block(element, (0, part, place))
            place += 1

    def block(self, element: _Element, place: tuple[int, int, int]) -> Block:
        name, level = local(element), int(own(element, "level") or 0)
        clause = element.get("class")
        told = clause if clause in ("preambular", "operative") else None
        if name == "table":
            return self.table(element, place)
        if name == "hcontainer":
            text, notes = self.text(element.find("{*}heading"), place)
            number = bare_number(plain_words(element.find("{*}num")))
            return Block(type="heading", text=text, number=number, level=level, notes=notes)
        signature = element.find("{*}signature")
        if signature is not None:
            return self.signature(signature)
        words = element.find("{*}content/{*}p") if name == "paragraph" else element
        text, notes = self.text(words, place)
        number = bare_number(plain_words(element.find("{*}num"))) if name == "paragraph" else None
        return Block(type="paragraph", text=text, number=number, level=level, notes=notes, clause=told)  # type: ignore[arg-type]

    def signature(self, element: _Element) -> Block:
        pieces = [(e.get("name"), plain_words(e)) for e in element if local(e) == "inline"]
        signed = "".join(text for name, text in pieces if name in ("signed", "signatory"))
        who = "".join(text for name, text in pieces if name == "signatory")
        lines = tuple(text for name, text in pieces if name == "signatoryLine")
        notes = tuple(mark for e in element if (mark := self.mark(e)) is not None)
        text = clean(" ".join([signed, *lines]))
        return Block(type="signature", text=text, name=who or None, lines=lines, notes=notes)

    def table(self, element: _Element, place: tuple[int, int, int]) -> Block:
        rows: list[tuple[str, ...]] = []
        notes: list[str] = []
        text = ""
        for row in element.iterchildren("{*}tr"):
            cells = []
            for cell in row:
                start = len(text) + bool(text)
                words, marks = self.text(cell.find("{*}p"), place, start)
                text += f" {words}" if text and words else words
                cells.append(words)
                notes.extend(marks)
            rows.append(tuple(cells))
        return Block(type="table", text=text, rows=tuple(rows), notes=tuple(notes))

    def footnote(self, place: int, note: _Element) -> Footnote:
        blocks = []
        for index, element in enumerate(child for child in note if local(child) in ("p", "table")):
            if local(element) == "p" and not len(element) and not element.text:
                continue
            where = (1, place, index)
            if local(element) == "table":
                blocks.append(self.table(element, where))
                continue
            number = element.find("{*}inline[@name='num']")
            skip = len(plain_words(number)) + 1 if number is not None else 0
            text, notes = self.text(element, where, -skip)
            told = bare_number(plain_words(number)) if number is not None else None
            blocks.append(Block(type="paragraph", text=text[skip:], number=told, notes=notes))
        return Footnote(label=note.get("marker") or "", blocks=tuple(blocks))

    def text(
        self, element: _Element | None, place: tuple[int, int, int] | None = None, start: int = 0
    ) -> tuple[str, tuple[str, ...]]:
        """The words of an element exactly, and its note marks; with a ``place`` its citations are kept, their offsets
        counted from ``start``."""
        pieces: list[str] = []
        notes: list[str] = []
        length = 0

        def add(piece: str | None) -> None:
            nonlocal length
            if piece:
                pieces.append(piece)
                length += len(piece)

        if element is None:
            return "", ()
        add(element.text)
        for child in element:
            name = local(child)
            mark = self.mark(child)
            if mark is not None:
                notes.append(mark)
            elif name == "eol":
                add("\n")
            elif name:
                at = length
                add(self.text(child)[0])
                if place is not None and own(child, "kind"):
                    self.cite(child, "".join(pieces)[at:], place, start + at)
            add(child.tail)
        return "".join(pieces), tuple(notes)

    def mark(self, element: _Element) -> str | None:
        """The label of a footnote's mark; None where the element is none."""
        name = local(element)
        if name not in _MARKS:
            return None
        return element.get("marker") or plain_words(element) if name != "sup" else plain_words(element)

    # -- citations ----------------------------------------------------------------------------------------------

    def cite(self, element: _Element, text: str, place: tuple[int, int, int], start: int) -> None:
        """A citation drawn in the text."""
        shown, names = self.cited.get((element.get("refersTo") or "").lstrip("#"), ("", ""))
        # The names of one document stand behind its symbol; the halves of a joint one are its symbol.
        symbols = tuple(names.split(" | ")) if names else tuple(shown.split("–")) if "–" in shown else ()
        made = _citation(
            {key: own(element, key) for key in ("kind", "status", "name", "why", "candidates", "locator")}
            | {"url": element.get("href"), "symbol": symbols[0] if symbols else shown or None},
            symbols,
            text,
            place,
            start,
        )
        self.citations.append(((*place, start), made))

    def undrawn(self) -> None:
        """Citations that could not be drawn, since another stands over them."""
        for element in every(self.meta, f"{{*}}proprietary/{OWN_NAME}citation"):
            note = element.get("footnote")
            where = int(note if note is not None else element.get("part") or 0)
            place = (int(note is not None), where, int(element.get("block") or 0))
            symbols = tuple(filter(None, (element.get("symbols") or "").split(" | ")))
            start = int(element.get("start") or 0)
            told = {key: element.get(key) for key in element.keys() if isinstance(key, str)}  # noqa: SIM118
            made = _citation(told, symbols, element.get("text") or "", place, start)
            self.citations.append(((*place, start), made))


def _citation(
    told: dict[str, str | None], symbols: tuple[str, ...], text: str, place: tuple[int, int, int], start: int
) -> Citation:
    in_note, where, block = place
    pairs = [pair.partition("=") for pair in (told.get("locator") or "").split("; ") if pair]
    kind = told.get("kind")
    status = told.get("status")
    return Citation(
        start=start,
        end=start + len(text),
        text=text,
        kind=cast("CitationKind", kind) if kind in get_args(CitationKind) else "other",
        symbol=told.get("symbol"),
        status=cast("CitationStatus", status) if status in get_args(CitationStatus) else "certain",
        symbols=symbols,
        locator={key: value for key, _, value in pairs},
        url=told.get("url"),
        name=told.get("name"),
        why=told.get("why"),
        candidates=tuple(filter(None, (told.get("candidates") or "").split(" | "))),
        part=None if in_note else where,
        block=block,
        footnote=where if in_note else None,
    )
