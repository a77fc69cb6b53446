"""XML from outside, read so that nothing in it is fetched, expanded or run."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from verbale.errors import DamagedFile, OverLimit, Place, UnknownFormat
from verbale.reading.files.limits import Limits

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["local", "parse"]


def local(element: _Element) -> str:
    """The name of an element without its namespace; empty for a comment, an entity or a processing instruction."""
    tag: object = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=512)
def _local(tag: str) -> str:
    return tag[tag.rfind("}") + 1 :]


def parse(data: bytes, name: str, limits: Limits) -> _Element:
    """The root element of an AKN file. No entities, no document type, no network, bounded size and depth.

    Raises OverLimit for a file that is larger or deeper than the limits, DamagedFile for one that is not well-formed or
    brings its own entities, UnknownFormat where the XML is not Akoma Ntoso.
    """
    from lxml import etree

    if len(data) > limits.size:
        raise OverLimit(
            f"The file holds {len(data):,} bytes, more than the {limits.size:,} allowed",
            where=Place(file=name),
            fix="Raise the limit if you trust the file",
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = str(error.msg or error)
        kind = OverLimit if "depth" in message.lower() else DamagedFile
        raise kind(
            f"The XML is not well-formed: {message}",
            where=Place(file=name, line=error.lineno or None),
            fix="Correct the file in an XML editor",
        ) from None
    except (ValueError, LookupError) as error:
        raise DamagedFile(f"The XML cannot be read: {error}", where=Place(file=name)) from None
    document = root.getroottree().docinfo
    if document.internalDTD is not None or document.externalDTD is not None:
        raise DamagedFile(
            "The XML declares a document type of its own, which may bring in other files",
            where=Place(file=name, line=1),
            fix="Remove the <!DOCTYPE …> declaration",
        )
    if local(root) != "akomaNtoso":
        raise UnknownFormat(
            f"The XML is not Akoma Ntoso: its root element is <{local(root) or '?'}>",
            where=Place(file=name, line=1),
            fix="Give an AKN4UN file",
        )
    return root
