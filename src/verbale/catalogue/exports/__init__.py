"""What was found, written in the formats of libraries and of lists of references: all of it, as a stream of text.

A bibliography has one record a document, in the language version that was found first; ``csv`` and ``json`` have a row a
language version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from verbale.catalogue.entry import Entry
from verbale.catalogue.exports.bibtex import bibtex
from verbale.catalogue.exports.csl import csl
from verbale.catalogue.exports.jsonld import jsonld, jsonld_of
from verbale.catalogue.exports.marc import marc_record, marcxml
from verbale.catalogue.exports.ris import ris
from verbale.catalogue.exports.rows import rows_csv, rows_json
from verbale.catalogue.exports.work import House, Work, works
from verbale.catalogue.index import Catalogue

__all__ = ["FORMATS", "House", "Work", "jsonld_of", "marc_record", "works", "write_found"]

_BIBLIOGRAPHIES: dict[str, Callable[[Iterable[Work], House], Iterator[str]]] = {
    "bibtex": bibtex,
    "csl": csl,
    "jsonld": jsonld,
    "marcxml": marcxml,
    "ris": ris,
}
_ROWS: dict[str, Callable[[Iterable[Entry]], Iterator[str]]] = {"csv": rows_csv, "json": rows_json}
FORMATS = tuple(sorted([*_BIBLIOGRAPHIES, *_ROWS]))


def write_found(form: str, entries: Iterable[Entry], catalogue: Catalogue, house: House) -> Iterator[str]:
    """The entries in one of FORMATS, in pieces. Raises KeyError for another format."""
    if form in _ROWS:
        return _ROWS[form](entries)
    return _BIBLIOGRAPHIES[form](works(entries, catalogue), house)
