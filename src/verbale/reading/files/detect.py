"""Which format a file has, by what is in it; its name decides only between kinds of text."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

__all__ = ["MEDIA_TYPES", "Format", "detect"]

Format = Literal[
    "text",
    "markdown",
    "html",
    "docx",
    "pdf",
    "akn",
    "json",
    "doc",
    "odt",
    "rtf",
    "image",
    "xml",
    "zip",
    "unknown",
]

MEDIA_TYPES: dict[Format, str] = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "akn": "application/akn+xml",
    "json": "application/json",
    "doc": "application/msword",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
    "image": "image/*",
    "xml": "application/xml",
    "zip": "application/zip",
    "unknown": "application/octet-stream",
}

_IMAGES = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",
    b"MM\x00*",
    b"BM",
    b"\x00\x00\x00\x0cjP  ",
)
_MARKDOWN_NAMES = {".md", ".markdown", ".mdown", ".mkd"}
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|table|h[1-6]|span|center|font|pre|br)\b",
    re.IGNORECASE,
)
_AKN = re.compile(rb"<(?:\w+:)?akomaNtoso\b|docs\.oasis-open\.org/legaldocml/ns/akn|akomantoso\.org/")
_MARKDOWN = re.compile(
    rb"^(?:#{1,6} \S|\*\*[^*\n]+\*\*\s*$|\|?\s*:?-{3,}:?\s*\|[\s:|-]*$|\[\^[^\]\n]+\]: |(?:[^\n]*\]\([^)\n]*\)))|\\[*_\[\]()#.]",
    re.MULTILINE,
)


def _zip_format(data: bytes) -> Format:
    # The first entries of a package name what it is; the central directory at the end repeats every name.
    head, tail = data[:4096], data[-65536:]
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in head:
        return "odt"
    if b"word/document" in data or b"word/" in head or b"word/" in tail:
        return "docx"
    return "zip"


def _text_format(data: bytes, suffix: str) -> Format:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:1024]:
        # UTF-16: the ASCII characters of the mark-up are enough to know it by
        sample = data[:65536].replace(b"\x00", b"")
    else:
        sample = data[:65536]
    body = sample.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()
    if body.startswith(b"{") and (suffix == ".json" or b'"masthead"' in body or b'"kind"' in body):
        return "json"
    if body.startswith(b"<"):
        if _AKN.search(body[:4096]):
            return "akn"
        if body.startswith(b"<?xml"):
            return "html" if re.search(rb"<html\b", body[:8192], re.IGNORECASE) else "xml"
        if _HTML.search(body[:8192]):
            return "html"
        if body[:9].upper() == b"<!DOCTYPE":
            return "xml"
    if suffix in {".html", ".htm", ".xhtml"} and _HTML.search(body):
        return "html"
    if suffix in _MARKDOWN_NAMES or (suffix not in {".txt", ".text"} and len(_MARKDOWN.findall(body)) >= 2):
        return "markdown"
    return "text"


def detect(data: bytes, name: str = "") -> Format:
    """The format of a file from its bytes; ``name`` helps only to tell Markdown from text.

    >>> detect(b"%PDF-1.7 ...", "letter.docx")
    'pdf'
    """
    suffix = PurePath(name).suffix.lower()
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_format(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "doc"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_IMAGES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return "image"
    return _text_format(data, suffix)
