"""The JSON of the contract, for people and programs to read."""

from __future__ import annotations

import msgspec

from verbale.document import Document, encode
from verbale.errors import WriteError

__all__ = ["json_of"]


def json_of(document: Document) -> bytes:
    """The document as JSON, indented, with a line end at its end.

    Raises WriteError where a text holds half a character (a lone surrogate).
    """
    try:
        return msgspec.json.format(encode(document), indent=2) + b"\n"
    except UnicodeEncodeError as error:
        half = f"U+{ord(error.object[error.start]):04X}"
        raise WriteError(f"A text holds half a character ({half})", fix="Read the file again") from None
