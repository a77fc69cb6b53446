"""What a document says of its own issue: that it corrects or adds to another, and that it was issued again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

import msgspec

from verbale.document import Block, Change, Document, Language, Reissue
from verbale.languages import LANGUAGES
from verbale.languages.dates import find_dates
from verbale.languages.labels import labels

__all__ = ["change_named", "own_stars", "with_issue"]

_KINDS: dict[str, Change] = {
    "Corr": Change(kind="corrigendum"),
    "Add": Change(kind="addendum"),
    "Rev": Change(kind="revision"),
}


def change_named(
    symbols: tuple[str, ...], languages: tuple[Language, ...] = ()
) -> Change | msgspec.UnsetType:
    """How a document with these symbols changes another (A/74/783/Corr.1 corrects), if it does."""
    last, dot, number = symbols[0].rpartition("/")[2].partition(".") if symbols else ("", "", "")
    found = _KINDS.get(last) if dot and number.isdecimal() else None
    if found is None:
        return msgspec.UNSET
    return msgspec.structs.replace(found, languages=languages)


def with_issue(document: Document) -> Document:
    """The document with ``change`` and ``reissued`` where its symbol, the word under its title and its first note say so.

    The word ("Corrigendum") and the note ("Reissued for technical reasons on …") are of the masthead, and no longer of the
    text; its other asterisks count as if there had been no reissue.
    """
    if document.change is msgspec.UNSET and "/" in "".join(document.masthead.symbols):
        change = change_named(document.masthead.symbols)
        if isinstance(change, Change):
            document = _without_word(msgspec.structs.replace(document, change=change), change.kind)
    for place, note in enumerate(document.footnotes):
        stars = len(note.label)
        if note.label and not note.label.strip("*") and (day := _reissued(note.blocks)):
            return own_stars(document, Reissue(times=stars, date=day), place)
    return document


def _without_word(document: Document, kind: str) -> Document:
    if kind not in _words():
        return document
    before, space, last = (document.masthead.title or "").rpartition(" ")
    if space and last.casefold() in _words()[kind]:
        masthead = msgspec.structs.replace(document.masthead, title=before)
        return msgspec.structs.replace(document, masthead=masthead)
    if not document.parts or not document.parts[0].blocks:
        return document
    main = document.parts[0]
    if main.blocks[0].text.strip().casefold() not in _words()[kind]:
        return document
    shorter = msgspec.structs.replace(main, blocks=main.blocks[1:])
    cited = tuple(
        msgspec.structs.replace(citation, block=(citation.block or 0) - 1) if citation.part == 0 else citation
        for citation in document.citations
        if not (citation.part == 0 and citation.block == 0)
    )
    return msgspec.structs.replace(document, parts=(shorter, *document.parts[1:]), citations=cited)


def own_stars(document: Document, again: Reissue, place: int | None = None) -> Document:
    """The document as one that was issued again, its own asterisks without those of the reissue; ``place`` is the note that
    says so, which goes."""
    stars = "*" * again.times

    def own(label: str) -> str:
        return label.removesuffix(stars) if len(label) > again.times and not label.strip("*") else label

    def marked(block: Block) -> Block:
        if not block.notes:
            return block
        notes = tuple(own(label) for label in block.notes if label != stars)
        return msgspec.structs.replace(block, notes=notes)

    return msgspec.structs.replace(
        document,
        reissued=again,
        parts=tuple(
            msgspec.structs.replace(part, blocks=tuple(map(marked, part.blocks))) for part in document.parts
        ),
        footnotes=tuple(
            msgspec.structs.replace(note, label=own(note.label))
            for i, note in enumerate(document.footnotes)
            if i != place
        ),
        citations=tuple(
            msgspec.structs.replace(citation, footnote=citation.footnote - 1)
            if place is not None and citation.footnote is not None and citation.footnote > place
            else citation
            for citation in document.citations
            if place is None or citation.footnote != place
        ),
    )


def _reissued(blocks: tuple[Block, ...]) -> date | None:
    """The day that the note of a reissue names; None where this is another note."""
    text = " ".join(block.text for block in blocks).strip()
    for before, after in _forms():
        if text.startswith(before) and text.rstrip(" .。").endswith(after):
            return next((found.date for found in find_dates(text)), None)
    return None


@cache
def _words() -> dict[str, frozenset[str]]:
    return {
        kind: frozenset(word.casefold() for language in LANGUAGES for word in labels(kind, language))
        for kind in ("corrigendum", "addendum")
    }


@cache
def _forms() -> tuple[tuple[str, str], ...]:
    def forms() -> Iterator[tuple[str, str]]:
        for key in ("reissued", "reissued-second", "reissued-third"):
            for language in LANGUAGES:
                for form in labels(key, language):
                    before, _, after = form.partition("{date}")
                    yield before.rstrip(), after.rstrip(" .。").lstrip()

    return tuple(forms())
