"""PDF files with text: places to lines, two columns, running heads, notes, right-to-left text in logical order."""

from __future__ import annotations

from verbale.reading.files.pdf.document import read_pdf

__all__ = ["read_pdf"]
