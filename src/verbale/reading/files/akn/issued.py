"""Akoma Ntoso that Verbale itself issued, read back exactly: what AKN has no place for is in a namespace of its own.

The counterpart is ``verbale.writing.akn`` (docs/reference/issued-formats.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, cast, get_args

import msgspec

from verbale.document import (
    AgendaItem,
    Block,
    Change,
    Citation,
    CitationKind,
    CitationStatus,
    Communication,
    Distribution,
    Document,
    Footnote,
    Kind,
    Language,
    Masthead,
    Part,
    Reissue,
    Request,
    Role,
    Sender,
    Session,
    Source,
)
from verbale.reading.after_issue import change_named, own_stars
from verbale.reading.files.akn.names import names
from verbale.reading.files.akn.parse import local
from verbale.reading.files.akn.text import bare_number
from verbale.reading.folding import clean
from verbale.reading.kinds.adopted import adopted_number

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["OWN", "read_issued"]

OWN = "urn:verbale:contract:1"
_OWN = "{" + OWN + "}"
_MARKS = {"authorialNote", "noteRef", "sup"}


def read_issued(root: _Element, source: Source) -> Document:
    """The document in a file that Verbale wrote."""
    outer = next(child for child in root if local(child) not in ("", "components"))
    return _Issued(outer).document(source)


def _all(element: _Element | None, path: str) -> list[_Element]:
    return list(element.iterfind(path)) if element is not None else []


def _own(element: _Element, key: str) -> str | None:
    return element.get(f"{_OWN}{key}")


class _Issued:
    def __init__(self, outer: _Element) -> None:
        self.outer = outer
        meta = outer.find("{*}meta")
        self.meta = meta
        references = _all(meta, "{*}references/{*}TLCOrganization")
        self.prefixes = {e.get("eId", ""): e.get("shortForm", "") for e in references if e.get("shortForm")}
        cited = _all(meta, "{*}references/{*}TLCReference")
        self.cited = {e.get("eId", ""): (e.get("showAs", ""), e.get("shortForm", "")) for e in cited}
        self.notes: dict[int, _Element] = {}
        self.citations: list[tuple[tuple[int, int, int, int], Citation]] = []

    def document(self, source: Source) -> Document:
        """All of it."""
        masthead = self.masthead()
        preface = self.outer.find("{*}preface")
        main = self.outer.find("{*}mainBody")
        parts = [self.part(0, "main", preface, main, adopted_number(masthead.symbols))]
        for index, doc in enumerate(_all(self.outer, "{*}attachments/{*}attachment/{*}doc"), 1):
            number = doc.find("{*}meta/{*}identification/{*}FRBRWork/{*}FRBRnumber")
            role = cast("Role", doc.get("name") if doc.get("name") in get_args(Role) else "annex")
            front, body = doc.find("{*}preface"), doc.find("{*}mainBody")
            parts.append(
                self.part(index, role, front, body, number.get("value") if number is not None else None)
            )
        again: Reissue | msgspec.UnsetType = msgspec.UNSET
        for note in self.outer.iter("{*}authorialNote"):
            if day := _day(_own(note, "reissued")):
                again = Reissue(times=len(note.get("marker") or "*"), date=day)
                continue
            self.notes[int(_own(note, "place") or len(self.notes))] = note
        footnotes = tuple(self.footnote(place, self.notes[place]) for place in sorted(self.notes))
        self.undrawn()
        self.citations.sort(key=lambda placed: placed[0])
        language = self.outer.find("{*}meta/{*}identification/{*}FRBRExpression/{*}FRBRlanguage")
        code = names().languages.get(language.get("language") or "", "en") if language is not None else "en"
        kind: Kind = names().kinds.get(self.outer.get("name") or "", "other")
        document = Document(
            kind=kind,
            language=code,
            masthead=masthead,
            communication=self.communication(),
            parts=tuple(parts),
            footnotes=footnotes,
            citations=tuple(citation for _, citation in self.citations),
            source=source,
            change=self.change(masthead),
        )
        return own_stars(document, again) if isinstance(again, Reissue) else document

    # -- head ---------------------------------------------------------------------------------------------------

    def change(self, masthead: Masthead) -> Change | msgspec.UnsetType:
        """How it changes another document, where its symbol says that it does."""
        only = next(
            (e for e in self.outer.iterfind("{*}coverPage//{*}inline[@name='languagesConcerned']")), None
        )
        return change_named(masthead.symbols, _codes(only))

    def organ(self, refers: str | None) -> str:
        """The prefix of the organ that a ``refersTo`` ends in."""
        identifier = (refers or "").split()[-1:] or [""]
        return self.prefixes.get(identifier[0].lstrip("#"), identifier[0].lstrip("#"))

    def masthead(self) -> Masthead:
        """The masthead, from the cover page and the identification."""
        cover = self.outer.find("{*}coverPage")
        everything = list(cover.iter("*")) if cover is not None else []
        work = self.meta.find("{*}identification/{*}FRBRWork") if self.meta is not None else None
        status = next((e for e in everything if local(e) == "docStatus"), None)
        dated = next((e for e in everything if local(e) == "docDate"), None)
        original = next((e for e in everything if e.get("name") == "originalLanguage"), None)
        title = self.outer.find("{*}preface/{*}p/{*}docTitle")
        docket = next(iter(self.meta.iter("{*}docketNumber")), None) if self.meta is not None else None
        told = (
            (status.get("refersTo") or "").lstrip("#").removesuffix("Distribution")
            if status is not None
            else None
        )
        return Masthead(
            organs=self.organs(everything),
            symbols=tuple(
                e.get("value", "") for e in _all(work, "{*}FRBRalias") if e.get("name") == "symbol"
            ),
            distribution=cast("Distribution", told) if told in get_args(Distribution) else None,
            date=_day(dated.get("date")) if dated is not None else None,
            original_languages=_codes(original),
            sessions=tuple(self.session(e) for e in everything if local(e) == "session"),
            agenda_items=self.items(everything),
            title=self.text(title)[0] or None if title is not None else None,
            job_number=_text(docket).partition(" (")[0] or None if docket is not None else None,
        )

    def organs(self, everything: list[_Element]) -> tuple[str, ...]:
        """The organs that issue: those at the head, a subsidiary one in the place of the organ above it."""
        head: list[str] = []
        columns: list[str] = []
        for element in everything:
            refers = element.get("refersTo") or ""
            if local(element) != "docAuthority" or refers == "#publisher":
                continue
            prefix = self.organ(refers)
            if (
                refers.startswith("#issuingBody")
                and not columns
                and prefix not in head
                and not self._in_column(element)
            ):
                head.append(prefix)
            else:
                columns.append(prefix)
        issuing = [
            prefix
            for prefix in columns
            if prefix in head or prefix.partition("/")[0] in head or len(head) == 1
        ]
        return tuple(dict.fromkeys(issuing or head))

    def _in_column(self, element: _Element) -> bool:
        """Whether an organ's name stands below the right-hand cell: in its column, not at the head."""
        paragraph = element.getparent()
        before = paragraph.itersiblings(preceding=True) if paragraph is not None else iter(())
        return any(e.find("{*}docStatus") is not None or e.find("{*}docDate") is not None for e in before)

    def session(self, element: _Element) -> Session:
        organ, value = self.organ(element.get("refersTo")), element.get("value")
        if element.get("class") == "year" and value:
            return Session(organ=organ, year=int(value))
        return Session(organ=organ, session=value)

    def items(self, everything: list[_Element]) -> tuple[AgendaItem, ...]:
        """The items in the order printed, each with its title where one is given."""
        titles: dict[tuple[str, str], list[str]] = {}
        for element in everything:
            if element.get("name") == "agenda item name":
                key = self.organ(element.get("refersTo")), element.get("title") or ""
                titles.setdefault(key, []).append(self.text(element)[0])
        items = []
        for element in everything:
            if element.get("name") == "agenda item":
                organ, number = self.organ(element.get("refersTo")), element.get("title") or ""
                waiting = titles.get((organ, number), [])
                title = waiting.pop(0) if waiting else None
                provisional = _own(element, "provisional") == "true"
                items.append(AgendaItem(organ=organ, number=number, title=title, provisional=provisional))
        return tuple(items)

    def communication(self) -> Communication | None:
        """What the file holds of a letter or note besides its words."""
        told = self.meta.find(f"{{*}}proprietary/{_OWN}communication") if self.meta is not None else None
        if told is None:
            return None
        asked = told.find(f"{_OWN}request")
        request = None
        if asked is not None:
            items = {
                e.get("organ", ""): tuple(i.get("number", "") for i in e) for e in _all(asked, f"{_OWN}items")
            }
            organs = tuple(e.get("prefix", "") for e in _all(asked, f"{_OWN}organ"))
            request = Request(organs=organs, agenda_items=items, text=_text(asked.find(f"{_OWN}text")))
        senders = [
            Sender(name=e.get("name"), rank=e.get("rank"), office=e.get("office"), state=e.get("state"))
            for e in _all(told, f"{_OWN}sender")
        ]
        return Communication(
            dated=_day(told.get("dated")),
            reference=told.get("reference"),
            senders=tuple(senders),
            addressees=tuple(e.get("office", "") for e in _all(told, f"{_OWN}addressee")),
            request=request,
        )

    # -- words --------------------------------------------------------------------------------------------------

    def part(
        self,
        index: int,
        role: Role,
        front: _Element | None,
        body: _Element | None,
        number: str | None,
    ) -> Part:
        """One part: its heading, note and title stand in ``front``, and what leads to the document's title."""
        heading = title = None
        originals: tuple[Language, ...] | None = None
        for paragraph in front if front is not None else ():
            if paragraph.get("class") == "heading":
                heading = self.text(paragraph)[0]
            elif paragraph.get("class") == "title":
                title = self.text(paragraph)[0]
            elif (named := paragraph.find("{*}inline[@name='originalLanguage']")) is not None:
                originals = _codes(named)
        language = body.get("{http://www.w3.org/XML/1998/namespace}lang") if body is not None else None
        lead = [p for p in (front if front is not None else ()) if p.get("class") == "lead"]
        blocks = tuple(self.blocks(index, lead, body if body is not None else ()))
        return Part(
            role=role,
            number=number,
            heading=heading,
            title=title,
            language=cast("Language", language) if language in get_args(Language) else None,
            original_languages=originals,
            blocks=blocks,
        )

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
        name, level = local(element), int(_own(element, "level") or 0)
        clause = element.get("class")
        told = clause if clause in ("preambular", "operative") else None
        if name == "table":
            return self.table(element, place)
        if name == "hcontainer":
            text, notes = self.text(element.find("{*}heading"), place)
            number = bare_number(_text(element.find("{*}num")))
            return Block(type="heading", text=text, number=number, level=level, notes=notes)
        signature = element.find("{*}signature")
        if signature is not None:
            return self.signature(signature)
        words = element.find("{*}content/{*}p") if name == "paragraph" else element
        text, notes = self.text(words, place)
        number = bare_number(_text(element.find("{*}num"))) if name == "paragraph" else None
        return Block(type="paragraph", text=text, number=number, level=level, notes=notes, clause=told)  # type: ignore[arg-type]

    def signature(self, element: _Element) -> Block:
        pieces = [(e.get("name"), _text(e)) for e in element if local(e) == "inline"]
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
            skip = len(_text(number)) + 1 if number is not None else 0
            text, notes = self.text(element, where, -skip)
            told = bare_number(_text(number)) if number is not None else None
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
                if place is not None and _own(child, "kind"):
                    self.cite(child, "".join(pieces)[at:], place, start + at)
            add(child.tail)
        return "".join(pieces), tuple(notes)

    def mark(self, element: _Element) -> str | None:
        """The label of a footnote's mark; None where the element is none."""
        name = local(element)
        if name not in _MARKS:
            return None
        return element.get("marker") or _text(element) if name != "sup" else _text(element)

    # -- citations ----------------------------------------------------------------------------------------------

    def cite(self, element: _Element, text: str, place: tuple[int, int, int], start: int) -> None:
        """A citation drawn in the text."""
        shown, names = self.cited.get((element.get("refersTo") or "").lstrip("#"), ("", ""))
        # The names of one document stand behind its symbol; the halves of a joint one are its symbol.
        symbols = tuple(names.split(" | ")) if names else tuple(shown.split("–")) if "–" in shown else ()
        made = _citation(
            {key: _own(element, key) for key in ("kind", "status", "name", "why", "candidates", "locator")}
            | {"url": element.get("href"), "symbol": symbols[0] if symbols else shown or None},
            symbols,
            text,
            place,
            start,
        )
        self.citations.append(((*place, start), made))

    def undrawn(self) -> None:
        """Citations that could not be drawn, since another stands over them."""
        for element in _all(self.meta, f"{{*}}proprietary/{_OWN}citation"):
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


def _text(element: _Element | None) -> str:
    """The words of an element that holds no notes, as they stand."""
    return "" if element is None else re.sub(r"\s+", " ", "".join(map(str, element.itertext("*"))))


def _codes(element: _Element | None) -> tuple[Language, ...]:
    named = (element.get("title") or "").split() if element is not None else []
    return tuple(cast("Language", code) for code in named if code in get_args(Language))


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None
