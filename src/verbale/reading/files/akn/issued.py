"""Akoma Ntoso that Verbale itself issued, read back exactly: what AKN has no place for is in a namespace of its own.

The counterpart is ``verbale.writing.akn`` (docs/reference/issued-formats.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

import msgspec

from verbale.document import (
    Communication,
    Document,
    Kind,
    Language,
    Part,
    Reissue,
    Request,
    Role,
    Sender,
    Source,
)
from verbale.reading.after_issue import own_stars
from verbale.reading.files.akn.issued_head import IssuedHead
from verbale.reading.files.akn.issued_words import IssuedWords
from verbale.reading.files.akn.names import names
from verbale.reading.files.akn.own import OWN_NAME, codes, day, every, own, plain_words
from verbale.reading.files.akn.parse import local
from verbale.reading.kinds.adopted import adopted_number

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_issued"]


def read_issued(root: _Element, source: Source) -> Document:
    """The document in a file that Verbale wrote."""
    outer = next(child for child in root if local(child) not in ("", "components"))
    return _Issued(outer).document(source)


class _Issued:
    def __init__(self, outer: _Element) -> None:
        self.outer = outer
        self.meta = outer.find("{*}meta")
        self.words = IssuedWords(self.meta)
        self.head = IssuedHead(outer, self.meta, self.words)
        self.notes: dict[int, _Element] = {}

    def document(self, source: Source) -> Document:
        """All of it."""
        masthead = self.head.masthead()
        preface = self.outer.find("{*}preface")
        main = self.outer.find("{*}mainBody")
        parts = [self.part(0, "main", preface, main, adopted_number(masthead.symbols))]
        for index, doc in enumerate(every(self.outer, "{*}attachments/{*}attachment/{*}doc"), 1):
            number = doc.find("{*}meta/{*}identification/{*}FRBRWork/{*}FRBRnumber")
            role = cast("Role", doc.get("name") if doc.get("name") in get_args(Role) else "annex")
            front, body = doc.find("{*}preface"), doc.find("{*}mainBody")
            parts.append(
                self.part(index, role, front, body, number.get("value") if number is not None else None)
            )
        again: Reissue | msgspec.UnsetType = msgspec.UNSET
        for note in self.outer.iter("{*}authorialNote"):
            if again_on := day(own(note, "reissued")):
                again = Reissue(times=len(note.get("marker") or "*"), date=again_on)
                continue
            self.notes[int(own(note, "place") or len(self.notes))] = note
        footnotes = tuple(self.words.footnote(place, self.notes[place]) for place in sorted(self.notes))
        self.words.undrawn()
        self.words.citations.sort(key=lambda placed: placed[0])
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
            citations=tuple(citation for _, citation in self.words.citations),
            source=source,
            change=self.head.change(masthead),
        )
        return own_stars(document, again) if isinstance(again, Reissue) else document

    def communication(self) -> Communication | None:
        """What the file holds of a letter or note besides its words."""
        told = self.meta.find(f"{{*}}proprietary/{OWN_NAME}communication") if self.meta is not None else None
        if told is None:
            return None
        asked = told.find(f"{OWN_NAME}request")
        request = None
        if asked is not None:
            items = {
                e.get("organ", ""): tuple(i.get("number", "") for i in e)
                for e in every(asked, f"{OWN_NAME}items")
            }
            organs = tuple(e.get("prefix", "") for e in every(asked, f"{OWN_NAME}organ"))
            request = Request(
                organs=organs, agenda_items=items, text=plain_words(asked.find(f"{OWN_NAME}text"))
            )
        senders = [
            Sender(name=e.get("name"), rank=e.get("rank"), office=e.get("office"), state=e.get("state"))
            for e in every(told, f"{OWN_NAME}sender")
        ]
        return Communication(
            dated=day(told.get("dated")),
            reference=told.get("reference"),
            senders=tuple(senders),
            addressees=tuple(e.get("office", "") for e in every(told, f"{OWN_NAME}addressee")),
            request=request,
        )

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
                heading = self.words.text(paragraph)[0]
            elif paragraph.get("class") == "title":
                title = self.words.text(paragraph)[0]
            elif (named := paragraph.find("{*}inline[@name='originalLanguage']")) is not None:
                originals = codes(named)
        language = body.get("{http://www.w3.org/XML/1998/namespace}lang") if body is not None else None
        lead = [p for p in (front if front is not None else ()) if p.get("class") == "lead"]
        blocks = tuple(self.words.blocks(index, lead, body if body is not None else ()))
        return Part(
            role=role,
            number=number,
            heading=heading,
            title=title,
            language=cast("Language", language) if language in get_args(Language) else None,
            original_languages=originals,
            blocks=blocks,
        )
