"""The ``meta`` element: identity at the three levels of FRBR, who and what is named, what AKN has no place for."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from verbale.document import Citation, Communication, Document
from verbale.profiles import Profile
from verbale.writing.layout import Layout
from verbale.writing.xml import element, words

__all__ = ["Meta", "citation_fields", "names", "organ_names"]

_NO_DATE = "0001-01-01"


@cache
def names() -> dict[str, dict[str, Any]]:
    """What the mark-up calls things (``data/akn.toml``)."""
    return tomllib.loads((files("verbale.writing") / "data" / "akn.toml").read_text("utf-8"))


def slug(text: str) -> str:
    """A text as a piece of an address."""
    return re.sub(r"[^\w.]+", "-", text).strip("-")


def organ_names(prefix: str) -> tuple[str, str]:
    """The name of an organ in addresses and its identifier in the file."""
    address, identifier = names()["organs"].get(prefix, (slug(prefix).lower(), "organ_" + slug(prefix)))
    return address, identifier


def citation_fields(citation: Citation) -> dict[str, str | None]:
    """The fields of a citation that a reference has no attribute for."""
    found = {"status": citation.status, "name": citation.name, "why": citation.why}
    found["candidates"] = " | ".join(citation.candidates) or None
    found["locator"] = "; ".join(f"{key}={value}" for key, value in citation.locator.items()) or None
    return found


class Meta:
    """What one file says of its document; ``drawn`` are the citations that stand in its text."""

    def __init__(self, document: Document, layout: Layout, profile: Profile) -> None:
        self.document = document
        self.layout = layout
        self.profile = profile
        self.tag, self.name, self.subtype = names()["kinds"][document.kind]
        self.code = names()["languages"][document.language]
        self.day = document.masthead.date.isoformat() if document.masthead.date else _NO_DATE
        self.drawn: set[int] = set()
        self.counts: dict[str, int] = {}

    def id(self, kind: str) -> str:
        """The next identifier of a kind."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return f"{kind}_{self.counts[kind]}"

    def _work(self) -> str:
        masthead = self.document.masthead
        actor = organ_names(masthead.organs[0])[0] if masthead.organs else "un"
        symbol = masthead.symbols[0] if masthead.symbols else self.document.kind
        number = slug(symbol.split("/", 1)[-1])
        return quote(
            f"/akn/{slug(self.profile.name).lower()}/{self.tag}/{self.subtype}/{actor}/{self.day}/{number}"
        )

    def identification(self, component: str, language: str, number: str | None = None) -> str:
        """The three levels of FRBR; ``component`` is "main", "annex_1" …"""
        work = self._work()
        author = "#" + (
            organ_names(self.document.masthead.organs[0])[1] if self.document.masthead.organs else "publisher"
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
                element("FRBRcountry", value=slug(self.profile.name).lower()),
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
        """The organizations, concepts and cited documents that the text refers to."""
        made = [
            element(
                "TLCOrganization", eId="verbale", href="/akn/ontology/organization/verbale", showAs="Verbale"
            ),
            element(
                "TLCOrganization",
                eId="publisher",
                href=f"/akn/ontology/organization/{slug(self.profile.name).lower()}",
                showAs=self.layout.head.organization,
            ),
        ]
        head = self.layout.head
        organs = dict(zip(head.organ_prefixes, head.organs, strict=True))
        organs |= {
            column.organ: column.name or organs.get(column.organ, column.organ) for column in head.columns
        }
        for prefix, shown in organs.items():
            address, identifier = organ_names(prefix)
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
            symbol = citation.cited or "–".join(citation.symbols)
            if symbol:
                made.append(
                    element(
                        "TLCReference",
                        eId=f"cited_{i + 1}",
                        name=citation.kind,
                        href=f"/akn/ontology/reference/un/{quote(slug(symbol))}",
                        showAs=symbol,
                        shortForm=None if citation.joint else " | ".join(citation.symbols) or None,
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
        """The whole element; to be asked for when the text is drawn."""
        own = [self.communication(self.document.communication)] if self.document.communication else []
        own += [
            element(
                "own:citation",
                **{
                    **citation_fields(c),
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
