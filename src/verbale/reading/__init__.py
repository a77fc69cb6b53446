"""A file → a ``Document``, whatever the file is.

    read            a path or bytes → Document; raises a ReadError that says what is wrong and what to do

``files`` turns a format into lines with their look; the modules here turn lines into parts and fields, the same for
every format. Formats that hold a document already (Akoma Ntoso, Verbale's JSON) are taken as they are.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verbale.document import Document
    from verbale.languages.nomenclature import Nomenclature
    from verbale.reading.files import Limits

__all__ = ["read"]


def read(
    source: Path | bytes,
    *,
    name: str | None = None,
    nomenclature: Nomenclature | None = None,
    evidence: bool = False,
    limits: Limits | None = None,
) -> Document:
    """The document that a file holds.

    ``source`` is a path or the bytes of a file; ``name`` what it is called (data, never a path). ``nomenclature`` names
    organs and members of an organization; the United Nations by default. With ``evidence`` the document says where each
    value was read. ``limits`` bound what a file may ask for.

    Raises UnknownFormat, DamagedFile, NoText or OverLimit.
    """
    from verbale.reading.reader import read_document

    return read_document(source, name=name, nomenclature=nomenclature, evidence=evidence, limits=limits)
