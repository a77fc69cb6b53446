"""schema.org as JSON-LD: what search engines read of a document's page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from verbale.catalogue.exports.work import House, Work

__all__ = ["jsonld", "jsonld_of"]


def jsonld_of(work: Work, house: House) -> dict[str, object]:
    """The document as a schema.org CreativeWork, without its context."""
    lead = work.lead
    addresses = dict(work.addresses(house))
    told: dict[str, object] = {
        "@type": "CreativeWork",
        "@id": addresses.get(lead.language),
        "url": addresses.get(lead.language),
        "name": work.title,
        "genre": lead.kind,
        "inLanguage": lead.language,
        "datePublished": lead.date.isoformat() if lead.date else None,
        "publisher": {"@type": "Organization", "name": house.name},
        "creator": [{"@type": "Organization", "name": author} for author in work.authors(house)],
        "identifier": [
            {"@type": "PropertyValue", "propertyID": f"{house.name} symbol", "value": symbol}
            for symbol in lead.symbols
        ],
        "isPartOf": [{"@type": "Event", "name": session} for session in lead.sessions],
        "about": [{"@type": "Thing", "name": item.title} for item in lead.agenda if item.title],
        "conditionsOfAccess": lead.distribution,
        "citation": [_cited(citation.symbol, lead.language, house) for citation in lead.citations],
        "workTranslation": [
            {"@type": "CreativeWork", "inLanguage": version.language, "url": addresses.get(version.language)}
            for version in work.versions
            if version.language != lead.language
        ],
    }
    return {name: value for name, value in told.items() if value}


def _cited(symbol: str, language: str, house: House) -> dict[str, str]:
    address = house.address(symbol, language)
    return {"@type": "CreativeWork", "identifier": symbol} | ({"url": address} if address else {})


def jsonld(works: Iterable[Work], house: House) -> Iterator[str]:
    """One JSON-LD value with a graph of all documents; safe inside ``<script>`` too."""
    yield '{"@context": "https://schema.org", "@graph": ['
    for place, work in enumerate(works):
        text = msgspec.json.encode(jsonld_of(work, house)).decode().replace("<", "\\u003c")
        yield ("\n" if place == 0 else ",\n") + text
    yield "\n]}\n"
