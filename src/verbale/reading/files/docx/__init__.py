"""Word files, read from their XML: numbering resolved, notes kept, tracked changes taken as accepted."""

from __future__ import annotations

from verbale.reading.files.docx.document import read_docx

__all__ = ["read_docx"]
