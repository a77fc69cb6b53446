"""Akoma Ntoso for the United Nations (AKN4UN): all that the contract holds, in the elements that mean it.

What Akoma Ntoso has no place for stands in attributes and elements of our own namespace, which the schema lets in
(docs/reference/issued-formats.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from verbale.document import Change, Document, Part, Reissue
from verbale.profiles import Profile
from verbale.writing.akn_meta import Meta, citation_fields, names, organ_names
from verbale.writing.layout import Column, Head, ItemLine, Layout, Link, Note, Paragraph, Section, Text
from verbale.writing.xml import element, flow, words

__all__ = ["AKN", "AKN4UN", "OWN", "akn_of"]

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
AKN4UN = "http://un.org/akn4un"
OWN = "urn:verbale:contract:1"


class _File(Meta):
    """Draws one document."""

    # -- words ----------------------------------------------------------------------------------------------------

    def text(self, text: Text) -> str:
        return "".join(
            flow(piece) if link is None else self.ref(piece, link) for piece, link in text.runs()
        ) + "".join(self.mark(mark.label, mark.note, mark.first) for mark in text.marks)

    def ref(self, piece: str, link: Link) -> str:
        citation = self.document.citations[link.citation]
        self.drawn.add(link.citation)
        named = {f"own:{key}": value for key, value in citation_fields(citation).items()}
        refers = f"#cited_{link.citation + 1}" if citation.symbol or citation.symbols else None
        if citation.url:
            return element(
                "ref",
                flow(piece),
                eId=self.id("ref"),
                href=quote(citation.url, safe=":/?#&=%()[],;@+~!*'$"),
                refersTo=refers,
                **{"own:kind": citation.kind},
                **named,
            )
        return element(
            "inline",
            flow(piece),
            name="citation",
            eId=self.id("inline"),
            refersTo=refers,
            **{"own:kind": citation.kind},
            **named,
        )

    def mark(self, label: str, place: int | None, first: bool) -> str:
        if place is None:
            return element("sup", words(label))
        if not first:
            return element("noteRef", href=f"#note_{place + 1}", marker=label)
        note = self.layout.notes[place]
        return element(
            "authorialNote",
            *self.note(note),
            marker=label,
            placement="bottom",
            eId=f"note_{place + 1}",
            **{"own:place": str(place)},
        )

    def note(self, note: Note) -> Iterator[str]:
        for p in note.paragraphs:
            if p.kind == "table":
                yield self.table(p)
            else:
                number = element("inline", words(p.number), name="num") + " " if p.number else ""
                yield element("p", number + self.text(p.text))
        if not note.paragraphs:
            yield element("p")

    def block(self, p: Paragraph) -> str:
        level = {"own:level": str(p.level)} if p.level else {}
        match p.kind:
            case "heading":
                number = element("num", words(p.number)) if p.number else ""
                heading = element("heading", self.text(p.text))
                return element("hcontainer", number, heading, eId=self.id("heading"), name="heading", **level)
            case "table":
                return self.table(p)
            case "signature":
                return self.signature(p)
        if not p.number:
            return element("p", self.text(p.text), class_=p.clause, **level)
        name = self.id("para")
        content = element("content", element("p", self.text(p.text)), eId=f"{name}__content")
        return element(
            "paragraph", element("num", words(p.number)), content, eId=name, class_=p.clause, **level
        )

    def signature(self, p: Paragraph) -> str:
        pieces = (("signed", p.text.text), ("signatory", p.name), ("signed", p.after))
        first = "".join(element("inline", flow(piece), name=name) for name, piece in pieces if piece)
        first += "".join(self.mark(mark.label, mark.note, mark.first) for mark in p.text.marks)
        lines = [element("inline", flow(line), name="signatoryLine") for line in p.lines]
        return element(
            "p",
            element("signature", "<eol/>".join([first, *lines]), eId=self.id("signature")),
            class_="signature",
        )

    def table(self, p: Paragraph) -> str:
        rows = []
        for i, row in enumerate(p.rows):
            cell = "th" if i == 0 and len(p.rows) > 1 else "td"
            rows.append(element("tr", *(element(cell, element("p", self.text(text))) for text in row)))
        return element("table", *rows, eId=self.id("table"))

    # -- the page -------------------------------------------------------------------------------------------------

    def item_line(self, line: ItemLine, organ: str) -> str:
        text, made, at = line.text.text, "", 0
        status = {"own:provisional": "true"} if line.provisional else {}
        for start, end, number in line.numbers:
            inline = element(
                "inline", words(text[start:end]), name="agenda item", title=number, refersTo=organ, **status
            )
            made += words(text[at:start]) + inline
            at = end
        made += words(text[at:]) + "".join(self.mark(m.label, m.note, m.first) for m in line.text.marks)
        return element("p", made)

    def column(self, column: Column) -> Iterator[str]:
        organ = "#" + organ_names(column.organ)[1]
        if column.name:
            kind = "subsidiaryBody" if column.subsidiary else "issuingBody"
            yield element("p", element("docAuthority", words(column.name), refersTo=f"#{kind} {organ}"))
        sessions = [s for s in self.document.masthead.sessions if s.organ == column.organ]
        for line, session in zip(column.sessions, sessions, strict=True):
            counted = "year" if session.year is not None else None
            value = str(session.year) if session.year is not None else session.session
            yield element("p", element("session", words(line), refersTo=organ, value=value, class_=counted))
        for item in column.items:
            yield self.item_line(item, organ)
        numbers = [
            item.number
            for item in self.document.masthead.agenda_items
            if item.organ == column.organ and item.title
        ]
        for number, title in zip(numbers, column.titles, strict=True):
            yield element(
                "p", element("inline", flow(title), name="agenda item name", title=number, refersTo=organ)
            )

    def reissue(self, stars: str) -> str:
        """The mark and the note of a document that was issued again."""
        again = self.document.reissued
        if not isinstance(again, Reissue):
            return ""
        return element(
            "authorialNote",
            element("p", words(self.layout.reissue or "")),
            marker=stars,
            placement="bottom",
            eId=f"note_{len(self.layout.notes) + 1}",
            **{"own:reissued": again.date.isoformat()},
        )

    def cover(self, head: Head) -> Iterator[str]:
        masthead = self.document.masthead
        yield element("p", element("docAuthority", words(head.organization), refersTo="#publisher"))
        for symbol in head.symbols:
            again = self.reissue(head.stars) if symbol == head.symbols[-1] else ""
            yield element("p", element("docNumber", words(symbol), refersTo="#symbol") + again)
        for organ, prefix in zip(head.organs, head.organ_prefixes, strict=True):
            yield element(
                "p", element("docAuthority", words(organ), refersTo=f"#issuingBody #{organ_names(prefix)[1]}")
            )
        status = f"#{masthead.distribution}Distribution" if masthead.distribution else None
        for line in head.publication:
            match line.kind:
                case "distribution":
                    yield element("p", element("docStatus", words(line.text), refersTo=status))
                case "date":
                    yield element(
                        "p", element("docDate", words(line.text), refersTo="#dateOfIssuance", date=self.day)
                    )
                case "language":
                    yield element("p", element("inline", words(line.text), name="languageOfExpression"))
                case "only":
                    change = self.document.change
                    only = " ".join(change.languages) if isinstance(change, Change) else ""
                    yield element(
                        "p", element("inline", words(line.text), name="languagesConcerned", title=only)
                    )
                case _:
                    named = " ".join(masthead.original_languages)
                    yield element(
                        "p", element("inline", words(line.text), name="originalLanguage", title=named)
                    )
        for column in head.columns:
            yield from self.column(column)

    def front(self, section: Section) -> Iterator[str]:
        """The heading, note and title of a part."""
        if section.heading:
            yield element("p", flow(section.heading), class_="heading")
        if section.original:
            codes = self.document.parts[section.part].original_languages or ()
            yield element(
                "p",
                element("inline", words(section.original), name="originalLanguage", title=" ".join(codes)),
            )
        if section.title:
            yield element("p", flow(section.title), class_="title")
        for p in section.lead:
            yield element("p", self.text(p.text), class_="lead")
        if section.named:
            number = section.named.number
            named = element("docNumber", words(number)) + " " if number else ""
            yield element("p", named + element("docTitle", self.text(section.named.text)))

    def body(self, section: Section) -> str:
        blocks = [self.block(p) for p in section.paragraphs] or [element("p")]
        own = self.document.parts[section.part].language
        return element("mainBody", *blocks, **({"xml:lang": own} if own else {}))

    def attachment(self, section: Section, part: Part) -> str:
        name = self.id(part.role)
        language = names()["languages"][section.language]
        meta = element("meta", self.identification(name, language, part.number))
        front = list(self.front(section)) or [element("p")]
        body = element("doc", meta, element("preface", *front), self.body(section), name=part.role)
        return element("attachment", body, eId=name)

    def whole(self) -> str:
        layout = self.layout
        cover = element("coverPage", *self.cover(layout.head))
        front = []
        if layout.head.title:
            front.append(element("p", element("docTitle", self.text(layout.head.title))))
        if layout.head.change:
            front.append(element("p", element("inline", words(layout.head.change), name="change")))
        parts = list(zip(layout.sections, self.document.parts, strict=True))
        main = parts[:1] if parts and parts[0][1].role == "main" else []
        for section, _ in main:
            front += self.front(section)
        bodies = [self.body(section) for section, _ in main] or [element("mainBody", element("p"))]
        others = [self.attachment(section, part) for section, part in parts[len(main) :]]
        attachments = element("attachments", *others) if others else ""
        preface = element("preface", *front) if front else ""
        return element(self.tag, self.meta(), cover, preface, *bodies, attachments, name=self.name)


def akn_of(document: Document, layout: Layout, profile: Profile) -> bytes:
    """The document as Akoma Ntoso, valid against the OASIS schema."""
    spaces = {"xmlns": AKN, "xmlns:akn4un": AKN4UN, "xmlns:own": OWN}
    root = element("akomaNtoso", "\n", _File(document, layout, profile).whole(), "\n", **spaces)
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + root + "\n").encode()
