"""Citations in running text: found, resolved to symbols, with what is certain about each and what is not."""

from __future__ import annotations

import msgspec

from verbale.citing.references import only_target
from verbale.citing.symbols import kind_of
from verbale.citing.walk import address, find
from verbale.document import Citation, Document

__all__ = ["cite", "cite_document"]


def cite(text: str, language: str | None = None, organ: str | None = None) -> list[Citation]:
    """The citations of a text, one for each document cited, in order; offsets count code points.

    ``organ`` is the organ that speaks (A, S, E, A/HRC …): "its resolution" and bare numbers are read as its own.
    ``language`` chooses the language of the addresses only; words of all languages are known at once.
    """
    return find(text, language, organ)


def cite_document(document: Document) -> Document:
    """The document with the citations of its parts and footnotes.

    The organ that speaks is the masthead's, where it names one only.
    """
    organs = document.masthead.organs
    organ = organs[0] if len(organs) == 1 else None
    itself = _itself(document)
    found: list[Citation] = []
    for p, part in enumerate(document.parts):
        language = part.language or document.language
        for b, block in enumerate(part.blocks):
            cited = find(block.text, language, organ, itself=itself)
            found += [msgspec.structs.replace(c, part=p, block=b) for c in cited]
    note_before: Citation | None = None
    for f, note in enumerate(document.footnotes):
        of_note: list[Citation] = []
        for b, block in enumerate(note.blocks):
            cited = find(block.text, document.language, organ, note_before=note_before, itself=itself)
            of_note += [msgspec.structs.replace(c, footnote=f, block=b) for c in cited]
        note_before = only_target(of_note)
        found += of_note
    return msgspec.structs.replace(document, citations=tuple(found))


def _itself(document: Document) -> Citation | None:
    """A citation of the document by itself, where it is a resolution or decision with a symbol."""
    if document.kind not in ("resolution", "decision") or len(document.masthead.symbols) != 1:
        return None
    symbol = document.masthead.symbols[0]
    return Citation(
        start=0, end=0, text="", kind=kind_of(symbol), symbol=symbol, url=address(symbol, document.language)
    )
