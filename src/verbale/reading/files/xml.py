"""XML parsed safely: no document type, so no entities of its own; nothing is fetched; depth and size are bounded."""

from __future__ import annotations

from lxml import etree

from verbale.errors import DamagedFile, OverLimit

__all__ = ["parse"]

_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)
_FIX = "Open the file in its program and save it again"


def parse(data: bytes, what: str) -> etree._Element:
    """The root element of some XML; ``what`` names the part in errors.

    Raises DamagedFile where it is not well-formed or declares a document type, OverLimit where it is nested too deep.
    """
    if b"<!DOCTYPE" in data[:65536] or b"<!ENTITY" in data[:65536]:
        raise DamagedFile(f"{what} declares a document type, which no office program writes", fix=_FIX)
    try:
        return etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        if "xcessive depth" in str(error) or "too long" in str(error) or "xcessive node" in str(error):
            raise OverLimit(f"{what} is nested deeper or longer than the limits allow", fix=_FIX) from error
        raise DamagedFile(f"{what} is not well-formed: {error.msg}", fix=_FIX) from error
    except (ValueError, etree.LxmlError) as error:
        raise DamagedFile(f"{what} cannot be parsed: {error}", fix=_FIX) from error
