"""Files to streams of lines: the format is found by content, and each format has a reader of its own.

open_stream    detect, read, check: a Stream, or a ReadError that says what is wrong and what to do
detect         the format of some bytes
Limits         how large and slow a file may be
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path, PurePath

from verbale.errors import DamagedFile, OverLimit, Place, ReadError, UnknownFormat
from verbale.reading.files.detect import Format, detect
from verbale.reading.files.limits import Limits
from verbale.reading.lines import Stream

__all__ = ["Format", "Limits", "detect", "load", "open_stream"]

# format -> (module below this package, function); imported when such a file comes, not before
_READERS: dict[Format, tuple[str, str]] = {
    "text": ("text", "read_text"),
    "markdown": ("markdown", "read_markdown"),
    "html": ("html", "read_html"),
    "docx": ("docx", "read_docx"),
    "pdf": ("pdf", "read_pdf"),
    "doc": ("office", "read_office"),
    "odt": ("office", "read_office"),
    "rtf": ("office", "read_office"),
    "image": ("ocr", "read_image"),
}
_OTHERS: dict[Format, str] = {
    "zip": "The file is a ZIP archive, not a document",
    "xml": "The file is XML of a kind that is not known here",
    "akn": "The file is Akoma Ntoso XML: it holds a document already, not lines",
    "json": "The file is JSON: it holds a document already, not lines",
    "unknown": "No reader knows this kind of file",
}
_CLAIMS = {
    ".docx": "Word document",
    ".odt": "OpenDocument text",
    ".doc": "Word document",
    ".rtf": "RTF",
    ".pdf": "PDF",
    ".xml": "XML",
}
_FIX = "Send a PDF, a Word file, HTML, Markdown, plain text or Akoma Ntoso XML"


def load(source: Path | bytes, *, name: str | None = None, limits: Limits | None = None) -> tuple[bytes, str]:
    """The bytes of a source and its name, which is data and never a path.

    Raises OverLimit where the file is too large, DamagedFile where it cannot be opened or is empty.
    """
    limits = limits or Limits()
    if isinstance(source, bytes):
        data, name = source, name or "document"
    else:
        name = name or source.name
        try:
            size = source.stat().st_size
            if size <= limits.size:
                data = source.read_bytes()
        except OSError as error:
            raise DamagedFile(
                f"The file cannot be opened: {error.strerror or 'unknown reason'}",
                where=Place(file=name),
                fix="Check that it exists and may be read",
            ) from error
        if size > limits.size:
            data = b"\0" * 0
            raise OverLimit(
                f"The file has {size:,} bytes; {limits.size:,} are allowed",
                where=Place(file=name),
                fix="Send it without pictures, or in parts",
            )
    if len(data) > limits.size:
        raise OverLimit(
            f"The file has {len(data):,} bytes; {limits.size:,} are allowed",
            where=Place(file=name),
            fix="Send it without pictures, or in parts",
        )
    if not data.strip(b"\0\t\n\r\f "):
        raise DamagedFile("The file is empty", where=Place(file=name), fix="Send the file again")
    return data, name


def open_stream(source: Path | bytes, *, name: str | None = None, limits: Limits | None = None) -> Stream:
    """The lines of a file, in reading order.

    ``source`` is a path or the bytes; ``name`` what the file is called (data, never used as a path). The format is told
    by content. Raises UnknownFormat, DamagedFile, NoText or OverLimit, each with the file's name as its place.
    """
    limits = limits or Limits()
    data, name = load(source, name=name, limits=limits)
    kind = detect(data, name)
    claim = _CLAIMS.get(PurePath(name).suffix.lower())
    # another kind of document under a wrong name is read as what it is; mere text or an archive is what damage leaves
    if claim and kind in ("text", "markdown", "unknown", "zip"):
        raise DamagedFile(
            f"The file is damaged: its name says {claim}, and its content does not",
            where=Place(file=name),
            fix="Open it in its program and save it again; if it is text, name it .txt",
        )
    if kind not in _READERS:
        raise UnknownFormat(_OTHERS[kind], where=Place(file=name), fix=_FIX)
    module, function = _READERS[kind]
    read: Callable[[bytes, str, Limits], Stream] = getattr(import_module(f"{__name__}.{module}"), function)
    try:
        return read(data, name, limits)
    except ReadError as error:
        if error.where is None:
            error.where = Place(file=name)
        raise
    except (MemoryError, RecursionError) as error:
        raise OverLimit(
            "The file asks for more memory than the limits allow",
            where=Place(file=name),
            fix="Send it in parts",
        ) from error
