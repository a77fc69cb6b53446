"""CSL-JSON, as citation processors (Zotero, Pandoc, citeproc) take it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from verbale.catalogue.exports.work import House, Work

__all__ = ["csl"]


def csl(works: Iterable[Work], house: House) -> Iterator[str]:
    """One JSON array, an item a piece."""
    yield "["
    for place, work in enumerate(works):
        yield ("\n" if place == 0 else ",\n") + msgspec.json.encode(_item(work, house)).decode()
    yield "\n]\n"


def _item(work: Work, house: House) -> dict[str, object]:
    lead = work.lead
    item: dict[str, object] = {
        "id": work.name,
        "type": "report",
        "genre": lead.kind.replace("-", " ").capitalize(),
        "title": work.title,
        "author": [{"literal": author} for author in work.authors(house)],
        "publisher": house.name,
        "number": lead.symbol,
        "language": lead.language,
        "URL": work.address(house),
        "publisher-place": house.place,
    }
    if lead.date:
        item["issued"] = {"date-parts": [[lead.date.year, lead.date.month, lead.date.day]]}
    return {name: value for name, value in item.items() if value}
