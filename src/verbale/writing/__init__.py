"""Documents to files: one layout, drawn in six formats, with the same words in each."""

from __future__ import annotations

from importlib import import_module
from typing import Literal, get_args

from verbale.document import Document
from verbale.errors import Place, WriteError
from verbale.profiles import Profile
from verbale.writing.layout import Layout

__all__ = ["FORMATS", "MEDIA_TYPES", "SUFFIXES", "Format", "load_formats", "write", "write_all"]

Format = Literal["html", "pdf", "docx", "akn", "text", "json"]

FORMATS: tuple[Format, ...] = get_args(Format)

SUFFIXES: dict[Format, str] = {
    "html": ".html",
    "pdf": ".pdf",
    "docx": ".docx",
    "akn": ".xml",
    "text": ".txt",
    "json": ".json",
}

MEDIA_TYPES: dict[Format, str] = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "akn": "application/akn+xml",
    "text": "text/plain; charset=utf-8",
    "json": "application/json",
}


def write(document: Document, format: Format, profile: Profile) -> bytes:  # noqa: A002 - the word of the API
    """The document in one format, with the names, the mark and the paper of the profile.

    The same document gives the same bytes. Raises WriteError where the format cannot hold the document.
    """
    from verbale.writing.arrange import arrange

    return _written(document, arrange(document, profile), format, profile)


def write_all(document: Document, profile: Profile) -> dict[Format, bytes]:
    """The document in all formats, after a comparison of their words with the document's.

    Raises WriteError with the first word that differs and its place, or where a format cannot hold the document.
    """
    from verbale.writing.arrange import arrange
    from verbale.writing.checking import check_words

    layout = arrange(document, profile)
    files = {name: _written(document, layout, name, profile) for name in FORMATS}
    check_words(document, profile, layout, files)
    return files


def load_formats() -> None:
    """Load the code and the fonts of all formats, so that the first document is written as fast as the next."""
    for name in ("akn", "arrange", "checking", "docx", "html", "plain", "record", "written"):
        import_module(f"verbale.writing.{name}")
    from verbale.writing.pdf import load_fonts

    load_fonts()


def _written(document: Document, layout: Layout, name: Format, profile: Profile) -> bytes:
    """One file; each format's code is loaded when it is asked for."""
    match name:
        case "html":
            from verbale.writing.html import html_of

            return html_of(layout)
        case "pdf":
            from verbale.writing.pdf import pdf_of

            return pdf_of(layout, document.masthead.date)
        case "docx":
            from verbale.writing.docx import docx_of

            return docx_of(layout, document.masthead.date)
        case "akn":
            from verbale.writing.akn import akn_of

            return akn_of(document, layout, profile)
        case "text":
            from verbale.writing.plain import text_of

            return text_of(layout)
        case "json":
            from verbale.writing.record import json_of

            return json_of(document)
        case _:
            raise WriteError(
                f"There is no format “{name}”",
                where=Place(field="format"),
                fix=f"Ask for one of {', '.join(FORMATS)}",
            )
