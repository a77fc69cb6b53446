"""Citations in running text: found, resolved to symbols, with what is certain about each and what is not."""

from __future__ import annotations

from verbale.citing.walk import find
from verbale.document import Citation, Document

__all__ = ["cite", "cite_document"]


def cite(text: str, language: str | None = None, organ: str | None = None) -> list[Citation]:
    """The citations of a text, one for each document cited, in order; offsets count code points.

    ``organ`` is the organ that speaks (A, S, E, A/HRC …): "its resolution" and bare numbers are read as its own.
    ``language`` chooses the language of the addresses only; words of all languages are known at once.
    """
    return find(text, language, organ)


def cite_document(document: Document) -> Document:
    """The document with the citations of its parts and footnotes."""
    import msgspec

    organs = document.masthead.organs
    organ = organs[0] if len(organs) == 1 else None
    found: list[Citation] = []
    for p, part in enumerate(document.parts):
        for b, block in enumerate(part.blocks):
            found += [
                msgspec.structs.replace(c, part=p, block=b)
                for c in find(block.text, part.language or document.language, organ)
            ]
    for f, note in enumerate(document.footnotes):
        for b, block in enumerate(note.blocks):
            found += [
                msgspec.structs.replace(c, footnote=f, block=b)
                for c in find(block.text, document.language, organ)
            ]
    return msgspec.structs.replace(document, citations=tuple(found))
