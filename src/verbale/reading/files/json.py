"""Verbale's own JSON → ``Document``: the contract's JSON as ``verbale read`` prints it, checked on the way in."""

from __future__ import annotations

import re

import msgspec

from verbale.document import Block, Citation, Document, decode
from verbale.errors import DamagedFile, OverLimit, Place
from verbale.reading.files.limits import Limits
from verbale.reading.files.source import source_of

__all__ = ["read_json"]

_AT = re.compile(r"(?s)^(?P<what>.*?)(?: - at `\$(?P<path>.*)`)?$")


class _Line(msgspec.Struct):
    """One line of ``verbale read --jsonl``."""

    document: msgspec.Raw = msgspec.Raw()


def read_json(data: bytes, name: str = "", limits: Limits | None = None) -> Document:
    """The document in a JSON file; a line of ``verbale read --jsonl`` is taken for the document in it.

    Where the JSON names no source, the JSON file is it. Raises DamagedFile with the path of the field that does not fit,
    OverLimit for a file that is too large or nested too deep.
    """
    limits = limits or Limits()
    if len(data) > limits.size:
        raise OverLimit(
            f"The file holds {len(data):,} bytes, more than the {limits.size:,} allowed",
            where=Place(file=name),
            fix="Raise the limit if you trust the file",
        )
    try:
        line = msgspec.json.decode(data, type=_Line)
        document = decode(bytes(line.document) or data)
    except msgspec.ValidationError as error:
        match = _AT.match(str(error))
        what, path = (match["what"], match["path"]) if match else (str(error), None)
        raise DamagedFile(
            f"The JSON is not a document's: {what[:1].lower()}{what[1:]}",
            where=Place(file=name, field=(path or "").lstrip(".") or None),
            fix="Compare the field with the schema: verbale schema",
        ) from None
    except RecursionError:
        raise OverLimit("The JSON is nested too deep", where=Place(file=name)) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamagedFile(
            f"The file is not JSON: {error}", where=Place(file=name), fix="Give a file that verbale wrote"
        ) from None
    for place, citation in enumerate(document.citations):
        _check(document, citation, place, name)
    if document.source is None:
        return msgspec.structs.replace(document, source=source_of(data, name, "json"))
    return document


def _check(document: Document, citation: Citation, place: int, name: str) -> None:
    """That a citation points into a text that is there, and at the words that it gives."""
    blocks: tuple[Block, ...] | None = None
    if citation.part is not None and citation.block is not None and 0 <= citation.part < len(document.parts):
        blocks = (
            document.parts[citation.part].blocks[citation.block : citation.block + 1]
            if citation.block >= 0
            else ()
        )
    elif citation.footnote is not None and 0 <= citation.footnote < len(document.footnotes):
        blocks = document.footnotes[citation.footnote].blocks
        if citation.block is not None:
            blocks = blocks[citation.block : citation.block + 1] if citation.block >= 0 else ()
    elif citation.part is None and citation.footnote is None:
        return
    spans = [block.text[citation.start : citation.end] for block in blocks or ()]
    if citation.start < 0 or citation.text not in spans:
        raise DamagedFile(
            f"The citation {citation.text!r} does not stand where it says",
            where=Place(file=name, field=f"citations[{place}]"),
            fix="Take the citations out; they are found again when the document is read",
        )
