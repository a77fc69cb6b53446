"""HTML, as Word and web pages write it: headings, tables, notes, links; what a browser would not show is left out.

Nothing is fetched and nothing is run: the parser has no network, and scripts, styles and comments are no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html
from msgspec.structs import replace

from verbale.document import Notice
from verbale.errors import DamagedFile, NoText, OverLimit
from verbale.reading.files.encodings import decode
from verbale.reading.files.glued import take_notes
from verbale.reading.files.html.look import Look
from verbale.reading.files.html.walk import Reader
from verbale.reading.files.inline import settle
from verbale.reading.files.limits import Limits
from verbale.reading.files.source import source_of
from verbale.reading.files.visual import without_marks
from verbale.reading.lines import Line, Stream

__all__ = ["read_html"]

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def _text_of(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = named[1].decode("ascii").lower()
        if encoding not in {"utf-8", "utf8", "utf-16", "utf16", "unicode"}:
            # browsers read these names as their Windows supersets
            encoding = {
                "iso-8859-1": "windows-1252",
                "latin1": "windows-1252",
                "gb2312": "gb18030",
                "gbk": "gb18030",
            }.get(encoding, encoding)
            try:
                return data.decode(encoding), ()
            except (LookupError, UnicodeDecodeError):
                pass
    return decode(data)


def read_html(data: bytes, name: str, limits: Limits) -> Stream:
    """The stream of an HTML file.

    Raises DamagedFile where it is no HTML, NoText where it shows no text, OverLimit where it is too large or too deep.
    """
    text, notices = _text_of(data)
    if len(text) > limits.characters:
        raise OverLimit(
            f"The page has {len(text)} characters; {limits.characters} are allowed", fix="Split the file"
        )
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = lxml_html.document_fromstring(without_marks(_DECLARATION.sub("", text)), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise DamagedFile(
            f"The HTML cannot be parsed: {error}", fix="Save the page again, or send a PDF"
        ) from error
    reader = Reader(root, limits)
    body = root.find("body")
    reader.walk(body if body is not None else root, Look())
    reader.flush()
    lines = settle(take_notes(reader.lines))
    if not lines:
        raise NoText("The page shows no text", fix="Send the page that holds the text, or a PDF")
    told = list(notices)
    if reader.hidden:
        told.append(
            Notice(where="source", message=f"{reader.hidden} characters that the page hides were left out")
        )
    if reader.struck:
        told.append(
            Notice(where="source", message=f"{reader.struck} characters that are struck out were left out")
        )
    numbered = tuple(_numbered(lines))
    return Stream(
        lines=numbered,
        source=source_of(data, name, "html"),
        properties=_properties(root),
        notices=tuple(told),
    )


def _numbered(lines: tuple[Line, ...]) -> Iterator[Line]:
    for number, line in enumerate(lines, 1):
        yield replace(line, number=number)


def _properties(root: lxml_html.HtmlElement) -> dict[str, str]:
    found = {}
    title = root.findtext(".//title")
    if title and title.strip():
        found["title"] = " ".join(title.split())[:1000]
    language = root.get("lang")
    if language:
        found["language"] = language[:35]
    for meta in root.iter("meta"):
        name, content = meta.get("name") or meta.get("property"), meta.get("content")
        if name and content and len(found) < 200:
            found.setdefault(name[:100], content[:1000])
    return found
