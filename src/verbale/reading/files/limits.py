"""What one file may ask for."""

from __future__ import annotations

import msgspec

__all__ = ["Limits"]


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How large and slow a file may be; beyond it a reader raises OverLimit.

    ``size`` is of the file, ``unpacked`` of all that an archive holds, ``memory`` of the worker process, ``output`` of
    what it gives back, all in bytes;
    ``seconds`` are of the clock. ``ratio`` is how many times larger than its packed form an archive may be. With ``ocr``
    set, pages without text are recognised by Tesseract in ``ocr_languages`` (its own names, joined by ``+``; None: the
    United Nations languages that are installed), and ``ocr_seconds`` are added for each page.
    """

    size: int = 200 << 20
    unpacked: int = 400 << 20
    ratio: int = 200
    entries: int = 10_000
    pages: int = 5_000
    characters: int = 50_000_000
    depth: int = 256
    seconds: float = 10.0
    memory: int = 512 << 20
    output: int = 256 << 20
    ocr: bool = False
    ocr_languages: str | None = None
    ocr_seconds: float = 20.0
    office_seconds: float = 60.0
