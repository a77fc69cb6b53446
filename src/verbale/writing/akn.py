"""Akoma Ntoso for the United Nations (AKN4UN): all that the contract holds, in the elements that mean it.

What Akoma Ntoso has no place for stands in attributes and elements of our own namespace, which the schema lets in
(docs/reference/issued-formats.md).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from verbale.document import Citation, Communication, Document, Part
from verbale.profiles import Profile
from verbale.writing.layout import Column, Head, ItemLine, Layout, Link, Note, Paragraph, Section, Text
from verbale.writing.xml import element, flow, words

__all__ = ["AKN", "AKN4UN", "OWN", "akn_of"]

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
AKN4UN = "http://un.org/akn4un"
OWN = "urn:verbale:contract:1"

_NO_DATE = "0001-01-01"


@cache
def _names() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("verbale.writing") / "data" / "akn.toml").read_text("utf-8"))


def _slug(text: str) -> str:
    return re.sub(r"[^\w.]+", "-", text).strip("-")


def _organ(prefix: str) -> tuple[str, str]:
    """The name of an organ in addresses and its identifier in the file."""
    address, identifier = _names()["organs"].get(prefix, (_slug(prefix).lower(), "organ_" + _slug(prefix)))
    return address, identifier


class _File:
    """Draws one document."""

    def __init__(self, document: Document, layout: Layout, profile: Profile) -> None:
        self.document = document
        self.layout = layout
        self.profile = profile
        self.tag, self.name, self.subtype = _names()["kinds"][document.kind]
        self.code = _names()["languages"][document.language]
        self.day = document.masthead.date.isoformat() if document.masthead.date else _NO_DATE
        self.drawn: set[int] = set()
        self.counts: dict[str, int] = {}

    def id(self, kind: str) -> str:
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return f"{kind}_{self.counts[kind]}"

    # -- identification -------------------------------------------------------------------------------------------

    def _work(self) -> str:
        masthead = self.document.masthead
        actor = _organ(masthead.organs[0])[0] if masthead.organs else "un"
        symbol = masthead.symbols[0] if masthead.symbols else self.document.kind
        number = _slug(symbol.split("/", 1)[-1])
        return quote(
            f"/akn/{_slug(self.profile.name).lower()}/{self.tag}/{self.subtype}/{actor}/{self.day}/{number}"
        )

    def identification(self, component: str, language: str, number: str | None = None) -> str:
        """The three levels of FRBR; ``component`` is "main", "annex_1" …"""
        work = self._work()
        author = "#" + (
            _organ(self.document.masthead.organs[0])[1] if self.document.masthead.organs else "publisher"
        )
        main = component == "main"
        names = self.document.masthead.symbols if main else ()
        expression = f"{work}/{language}@{self.day if self.day != _NO_DATE else ''}"

        def level(name: str, uri: str, ending: str, *more: str) -> str:
            dated = element("FRBRdate", date=self.day, name="issue")
            written = element("FRBRauthor", href=author)
            this = element("FRBRthis", value=f"{uri}/!{component}{ending}")
            return element(
                name, this, element("FRBRuri", value=f"{uri}{ending}"), *aliases(name), dated, written, *more
            )

        def aliases(name: str) -> list[str]:
            if name != "FRBRWork":
                return []
            return [element("FRBRalias", name="symbol", value=symbol) for symbol in names]

        numbers = list(names) if main else ([number] if number else [])
        return element(
            "identification",
            level(
                "FRBRWork",
                work,
                "",
                element("FRBRcountry", value=_slug(self.profile.name).lower()),
                element("FRBRsubtype", value=self.subtype),
                *(element("FRBRnumber", value=value) for value in numbers),
                element("FRBRname", value=self.name) if main else "",
            ),
            level("FRBRExpression", expression, "", element("FRBRlanguage", language=language)),
            level(
                "FRBRManifestation", expression, ".xml", element("FRBRformat", value="application/akn+xml")
            ),
            source="#verbale",
        )

    def references(self) -> str:
        made = [
            element(
                "TLCOrganization", eId="verbale", href="/akn/ontology/organization/verbale", showAs="Verbale"
            ),
            element(
                "TLCOrganization",
                eId="publisher",
                href=f"/akn/ontology/organization/{_slug(self.profile.name).lower()}",
                showAs=self.layout.head.organization,
            ),
        ]
        head = self.layout.head
        organs = dict(zip(head.organ_prefixes, head.organs, strict=True))
        organs |= {
            column.organ: column.name or organs.get(column.organ, column.organ) for column in head.columns
        }
        for prefix, shown in organs.items():
            address, identifier = _organ(prefix)
            href = f"/akn/ontology/organization/{quote(address)}"
            made.append(element("TLCOrganization", eId=identifier, href=href, showAs=shown, shortForm=prefix))
        concepts = ["symbol", "issuingBody", "subsidiaryBody", "dateOfIssuance", "publicationJobNumber"]
        if self.document.masthead.distribution:
            concepts.append(f"{self.document.masthead.distribution}Distribution")
        for concept in concepts:
            made.append(
                element("TLCConcept", eId=concept, href=f"/akn/ontology/concept/un/{concept}", showAs=concept)
            )
        for i, citation in enumerate(self.document.citations):
            if citation.symbol or citation.symbols:
                symbol = "–".join(citation.symbols) or citation.symbol or ""
                address = f"/akn/ontology/reference/un/{quote(_slug(symbol))}"
                made.append(
                    element(
                        "TLCReference", eId=f"cited_{i + 1}", name=citation.kind, href=address, showAs=symbol
                    )
                )
        return element("references", *made, source="#verbale")

    def communication(self, told: Communication) -> str:
        """What the contract holds of a letter or note besides its words."""
        asked = told.request
        request = ""
        if asked is not None:
            items = [
                element("own:items", *(element("own:item", number=n) for n in numbers), organ=organ)
                for organ, numbers in asked.agenda_items.items()
            ]
            organs = [element("own:organ", prefix=organ) for organ in asked.organs]
            request = element("own:request", *organs, *items, element("own:text", words(asked.text)))
        senders = [
            element("own:sender", name=s.name, rank=s.rank, office=s.office, state=s.state)
            for s in told.senders
        ]
        addressees = [element("own:addressee", office=office) for office in told.addressees]
        dated = told.dated.isoformat() if told.dated else None
        return element(
            "own:communication", *senders, *addressees, request, dated=dated, reference=told.reference
        )

    def meta(self) -> str:
        own = [self.communication(self.document.communication)] if self.document.communication else []
        own += [
            element(
                "own:citation",
                **{
                    **_citation(c),
                    "text": c.text,
                    "start": c.start,
                    "end": c.end,
                    "part": c.part,
                    "block": c.block,
                    "footnote": c.footnote,
                    "symbol": c.symbol,
                    "url": c.url,
                    "kind": c.kind,
                    "symbols": " | ".join(c.symbols) or None,
                },
            )
            for i, c in enumerate(self.document.citations)
            if i not in self.drawn
        ]
        foot = ""
        if self.layout.foot:
            number = element("docketNumber", words(self.layout.foot.line), refersTo="#publicationJobNumber")
            left = element("akn4un:footerFirstPageLeft", element("akn4un:internalCode", number))
            foot = element("presentation", element("akn4un:footerFirstPage", left), source="#verbale")
        return element(
            "meta",
            self.identification("main", self.code),
            self.references(),
            element("proprietary", *own, source="#verbale") if own else "",
            foot,
        )

    # -- words ----------------------------------------------------------------------------------------------------

    def text(self, text: Text) -> str:
        return "".join(
            flow(piece) if link is None else self.ref(piece, link) for piece, link in text.runs()
        ) + "".join(self.mark(mark.label, mark.note, mark.first) for mark in text.marks)

    def ref(self, piece: str, link: Link) -> str:
        citation = self.document.citations[link.citation]
        self.drawn.add(link.citation)
        named = {f"own:{key}": value for key, value in _citation(citation).items()}
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
        organ = "#" + _organ(column.organ)[1]
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

    def cover(self, head: Head) -> Iterator[str]:
        masthead = self.document.masthead
        yield element("p", element("docAuthority", words(head.organization), refersTo="#publisher"))
        for symbol in head.symbols:
            yield element("p", element("docNumber", words(symbol), refersTo="#symbol"))
        for organ, prefix in zip(head.organs, head.organ_prefixes, strict=True):
            yield element(
                "p", element("docAuthority", words(organ), refersTo=f"#issuingBody #{_organ(prefix)[1]}")
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

    def body(self, section: Section) -> str:
        blocks = [self.block(p) for p in section.paragraphs] or [element("p")]
        own = self.document.parts[section.part].language
        return element("mainBody", *blocks, **({"xml:lang": own} if own else {}))

    def attachment(self, section: Section, part: Part) -> str:
        name = self.id(part.role)
        language = _names()["languages"][section.language]
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
        parts = list(zip(layout.sections, self.document.parts, strict=True))
        main = parts[:1] if parts and parts[0][1].role == "main" else []
        for section, _ in main:
            front += self.front(section)
        bodies = [self.body(section) for section, _ in main] or [element("mainBody", element("p"))]
        others = [self.attachment(section, part) for section, part in parts[len(main) :]]
        attachments = element("attachments", *others) if others else ""
        preface = element("preface", *front) if front else ""
        return element(self.tag, self.meta(), cover, preface, *bodies, attachments, name=self.name)


def _citation(citation: Citation) -> dict[str, str | None]:
    """The fields of a citation that a reference has no attribute for."""
    found = {"status": citation.status, "name": citation.name, "why": citation.why}
    found["candidates"] = " | ".join(citation.candidates) or None
    found["locator"] = "; ".join(f"{key}={value}" for key, value in citation.locator.items()) or None
    return found


def akn_of(document: Document, layout: Layout, profile: Profile) -> bytes:
    """The document as Akoma Ntoso, valid against the OASIS schema."""
    spaces = {"xmlns": AKN, "xmlns:akn4un": AKN4UN, "xmlns:own": OWN}
    root = element("akomaNtoso", "\n", _File(document, layout, profile).whole(), "\n", **spaces)
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + root + "\n").encode()
