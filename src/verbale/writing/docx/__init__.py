"""Word files: real styles, headings, footnotes and fields, made of the XML itself (ECMA-376)."""

from __future__ import annotations

from verbale.writing.docx.package import docx_of

__all__ = ["docx_of"]
