"""The way through: stream → page → head → kind → parts → citations."""

from __future__ import annotations

from pathlib import Path

import msgspec

from verbale.citing import cite_document
from verbale.document import Document, Kind
from verbale.errors import NoText, Place
from verbale.languages.nomenclature import Nomenclature, united_nations
from verbale.reading.after_issue import with_issue
from verbale.reading.communications import read_communication_document
from verbale.reading.files import Limits, detect, load, open_stream
from verbale.reading.furniture import split_furniture
from verbale.reading.kind import communication_kind
from verbale.reading.kinds import read_formal
from verbale.reading.language import language_of
from verbale.reading.lines import Stream
from verbale.reading.markup import plain
from verbale.reading.masthead import read_head
from verbale.reading.page import Ledger, Page
from verbale.reading.places import placed, whole_where_pasted

__all__ = ["page_of", "read_document", "read_stream"]


def read_document(
    source: Path | bytes,
    *,
    name: str | None = None,
    nomenclature: Nomenclature | None = None,
    evidence: bool = False,
    limits: Limits | None = None,
) -> Document:
    """See ``verbale.reading.read``."""
    data, called = load(source, name=name, limits=limits)
    ready = _ready(data, called, limits)
    if ready is not None:
        return ready if not evidence else msgspec.structs.replace(ready, evidence={})
    stream = open_stream(data, name=called, limits=limits)
    return read_stream(stream, nomenclature=nomenclature, evidence=evidence)


def _ready(data: bytes, name: str, limits: Limits | None) -> Document | None:
    """The document of a format that holds one already."""
    form = detect(data, name)
    if form == "akn":
        from verbale.reading.files.akn import read_akn

        return cite_document(read_akn(data, name, limits))
    if form == "json":
        from verbale.reading.files.json import read_json

        return read_json(data, name, limits)
    return None


def page_of(stream: Stream, nomenclature: Nomenclature | None = None) -> Page:
    """The lines of a stream with what stands round them told apart, and the language of its text.

    Raises NoText where there is no word in it.
    """
    lines = stream.lines
    printed = stream.source.media_type == "text/plain" and "generator" not in stream.properties
    if printed:
        lines = tuple(plain(line) for line in lines)
    parted = split_furniture(lines)
    if not any(character.isalpha() for line in parted.text for character in line.text):
        raise NoText(
            "The file has no words",
            where=Place(file=stream.source.name),
            fix="Send the file that holds the text",
        )
    ledger = Ledger(notices=list(stream.notices))
    language = language_of((line.text for line in parted.text), None)
    if language is None:
        language = "en"
        ledger.tell("language", "Too few words to tell the language; English is taken")
    read = parted.text
    if printed:
        read = tuple(whole_where_pasted(read, language))
    text = tuple(placed(read, language, printed=printed))
    return Page(
        text,
        parted.furniture,
        parted.notes,
        language,
        nomenclature or united_nations(),
        stream.source,
        ledger,
        stream.properties,
    )


def read_stream(
    stream: Stream, *, nomenclature: Nomenclature | None = None, evidence: bool = False
) -> Document:
    """The document of a stream of lines."""
    page = page_of(stream, nomenclature)
    document = read_formal(page)
    if document is None:
        head = read_head(page)
        kind: Kind = communication_kind(head, page) or "other"
        document = read_communication_document(kind, head, page)
    document = with_issue(cite_document(document))
    if evidence:
        document = msgspec.structs.replace(document, evidence=dict(page.ledger.evidence))
    return document
