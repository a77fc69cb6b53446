"""Files of elements as trees, and back: Akoma Ntoso and HTML. Nothing outside the file is read, no entity is expanded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.errors import DamagedFile, OverLimit

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["LIMIT", "is_html", "tree_of", "written"]

LIMIT = 64 * 2**20
_DEEPEST = 400


def is_html(data: bytes) -> bool:
    """Whether the bytes begin as an HTML file does."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith(b"<!doctype html") or b"<html" in head.partition(b">")[0] or b"<html" in head


def tree_of(data: bytes) -> _Element:
    """The root of an XML or HTML file.

    Raises DamagedFile where it is not well-formed, and OverLimit where it is larger or deeper than any document is.
    """
    from lxml import etree
    from lxml.html import HTMLParser

    if len(data) > LIMIT:
        raise OverLimit(f"the file is larger than {LIMIT // 2**20} MB")
    parser: etree.XMLParser | HTMLParser
    if is_html(data):
        parser = HTMLParser(
            no_network=True, huge_tree=False, encoding=None if b"charset" in data[:4096].lower() else "utf-8"
        )
    else:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.LxmlError as error:
        raise DamagedFile(f"not well-formed: {error}") from None
    if root is None:
        raise DamagedFile("an empty file")
    return root


def written(root: _Element, data: bytes) -> bytes:
    """The tree as a file of the kind that ``data`` was."""
    from lxml import etree
    from lxml.html import tostring

    tree = root.getroottree()
    if is_html(data):
        html: bytes = tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")
        return html
    declared = data[:100].lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<?xml")
    return etree.tostring(tree, encoding="utf-8", xml_declaration=declared)
