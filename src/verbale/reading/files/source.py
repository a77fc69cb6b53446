"""What a stream says of its file."""

from __future__ import annotations

import hashlib

from verbale.document import Source
from verbale.reading.files.detect import MEDIA_TYPES, Format

__all__ = ["source_of"]


def source_of(data: bytes, name: str, kind: Format, *, pages: int | None = None) -> Source:
    """The source of a stream: name, media type, SHA-256 of the bytes in hex, pages."""
    return Source(
        name=name, media_type=MEDIA_TYPES[kind], sha256=hashlib.sha256(data).hexdigest(), pages=pages
    )
