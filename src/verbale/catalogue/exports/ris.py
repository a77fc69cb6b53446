"""RIS: one record of type GOVDOC a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verbale.catalogue.exports.work import House, Work

__all__ = ["ris"]


def ris(works: Iterable[Work], house: House) -> Iterator[str]:
    """The records, one a piece."""
    for work in works:
        yield "\r\n".join([*_lines(work, house), "ER  - ", "", ""])


def _lines(work: Work, house: House) -> Iterator[str]:
    lead = work.lead
    yield "TY  - GOVDOC"
    yield _line("ID", work.name)
    for author in work.authors(house):
        yield _line("AU", author)
    yield _line("TI", work.title)
    if lead.symbol:
        yield _line("M1", lead.symbol)
    yield _line("M3", lead.kind.replace("-", " ").capitalize())
    yield _line("PB", house.name)
    if house.place:
        yield _line("CY", house.place)
    if lead.date:
        yield _line("PY", str(lead.date.year))
        yield _line("DA", f"{lead.date:%Y/%m/%d}")
    yield _line("LA", lead.language)
    for _, address in work.addresses(house):
        yield _line("UR", address)


def _line(tag: str, value: str) -> str:
    return f"{tag}  - {' '.join(value.split())}"
