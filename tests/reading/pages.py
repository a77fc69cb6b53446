"""Pages made for tests."""

from __future__ import annotations

from verbale.document import Document, Language, Source
from verbale.languages.nomenclature import united_nations
from verbale.reading import read
from verbale.reading.page import Ledger, Page

__all__ = ["page_in", "read_text"]


def page_in(language: Language) -> Page:
    """A page without lines in a language."""
    source = Source(name="letter.txt", media_type="text/plain", sha256="0" * 64)
    return Page((), (), (), language, united_nations(), source, Ledger(), {})


def read_text(text: str, *, evidence: bool = False) -> Document:
    """The document that a text file of this content holds."""
    return read(text.encode(), name="letter.txt", evidence=evidence)
