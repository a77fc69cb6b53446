"""What the catalogue keeps of a document: one entry a language version."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec
import tantivy

from verbale.document import Document

__all__ = ["CitedBy", "Entry", "Item", "Origin", "decode_entry", "encode_entry", "entry_of", "words_of"]

Origin = Literal["issued", "imported"]


class CitedBy(msgspec.Struct, frozen=True, kw_only=True):
    """One document cited by another: the symbol named, the kind of citation, and the sentence that names it."""

    symbol: str
    kind: str
    status: str
    sentence: str


class Item(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An agenda item of an organ, as the masthead prints it."""

    organ: str
    number: str
    title: str | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The record of one language version. ``key`` is unique: the symbol (or, without one, the file's hash) and the language.

    ``origin`` says whether the registry issued the document or it was imported; ``added`` when the catalogue took it in
    (UTC, ISO 8601 to the second).
    """

    key: str
    language: str
    kind: str
    symbols: tuple[str, ...] = ()
    organs: tuple[str, ...] = ()
    date: datetime.date | None = None
    sessions: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    distribution: str | None = None
    title: str = ""
    agenda: tuple[Item, ...] = ()
    job_number: str | None = None
    origin: Origin = "issued"
    added: str | None = None
    citations: tuple[CitedBy, ...] = ()
    text: str = ""

    @property
    def symbol(self) -> str | None:
        """The symbol as cited: both halves of a joint document joined."""
        return "–".join(self.symbols) or None


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Entry)


def encode_entry(entry: Entry) -> bytes:
    """The entry as the index stores it."""
    return _encoder.encode(entry)


def decode_entry(document: tantivy.Document) -> Entry:
    """The entry that a document of the index stores."""
    stored: bytes = document["entry"][0]
    return _decoder.decode(stored)


def entry_of(
    document: Document, *, key: str | None = None, origin: Origin = "issued", added: str | None = None
) -> Entry:
    """The entry of a document. ``key`` names it where it has neither a symbol nor a source file."""
    head = document.masthead
    told = document.communication
    name = "–".join(head.symbols) or key or (document.source.sha256 if document.source else "")
    return Entry(
        key=f"{name}|{document.language}",
        language=document.language,
        kind=document.kind,
        symbols=head.symbols,
        organs=head.organs,
        date=head.date,
        sessions=tuple(f"{s.organ}/{s.session or s.year}" for s in head.sessions),
        items=tuple(dict.fromkeys(item.number for item in head.agenda_items)),
        senders=tuple(dict.fromkeys(s.state or s.name or "" for s in told.senders)) if told else (),
        addressees=told.addressees if told else (),
        distribution=head.distribution,
        title=head.title or "",
        agenda=tuple(Item(organ=i.organ, number=i.number, title=i.title) for i in head.agenda_items),
        job_number=head.job_number,
        origin=origin,
        added=added,
        citations=_citations(document),
        text=words_of(document),
    )


def words_of(document: Document) -> str:
    """All words of a document in reading order, a paragraph a line."""
    lines: list[str] = []
    for part in document.parts:
        lines += [text for text in (part.heading, part.title) if text]
        lines += [block.text for block in part.blocks if block.text]
    for note in document.footnotes:
        lines += [block.text for block in note.blocks]
    return "\n".join(lines)


def _citations(document: Document) -> tuple[CitedBy, ...]:
    found: dict[str, CitedBy] = {}
    own = set(document.masthead.symbols)
    for citation in document.citations:
        symbol = citation.cited
        if symbol is None or own.intersection((symbol, *citation.symbols)):
            continue
        text = _text_at(document, citation.part, citation.block, citation.footnote)
        found.setdefault(
            symbol,
            CitedBy(
                symbol=symbol,
                kind=citation.kind,
                status=citation.status,
                sentence=_sentence(text, citation.start, citation.end),
            ),
        )
    return tuple(found.values())


def _text_at(document: Document, part: int | None, block: int | None, footnote: int | None) -> str:
    if footnote is not None:
        return document.footnotes[footnote].blocks[block or 0].text
    if part is None or block is None:
        return ""
    return document.parts[part].blocks[block].text


def _sentence(text: str, start: int, end: int, width: int = 300) -> str:
    """The sentence round [start, end), cut to about ``width`` characters."""
    left = max((text.rfind(stop, 0, start) + 1 for stop in (". ", "。", "؟", "? ", "! ", "\n")), default=0)
    right = min(
        (i for stop in (". ", "。", "؟", "? ", "! ", "\n") if (i := text.find(stop, end)) >= 0),
        default=len(text),
    )
    sentence = text[left : right + 1].strip()
    if len(sentence) <= width:
        return sentence
    from_ = max(0, start - width // 2)
    return "…" + text[from_ : end + width // 2].strip() + "…"
