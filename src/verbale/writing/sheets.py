"""Other sheets than documents (a list, a report) as PDF: with the same compiler, fonts and standards."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from verbale.errors import WriteError
from verbale.writing import pdf

__all__ = ["sheet_of"]


def sheet_of(template: bytes, data: Mapping[str, str], day: datetime.date | None) -> bytes:
    """A sheet by a Typst template of ours. ``data`` is what it reads in ``sys.inputs`` (texts, never mark-up), beside
    ``printing``, the faces and sizes of each language; ``day`` is the date that the file bears.

    Raises WriteError where no font has a character of the text.
    """
    import typst

    with pdf._lock:
        try:
            made = pdf._compiler().compile(
                input=template,
                format="pdf",
                sys_inputs={"printing": pdf._printing(), **data},
                pdf_standards=pdf._STANDARDS,
                timestamp=pdf._stamp(day),
            )
        except typst.TypstError as error:
            raise WriteError(f"The sheet cannot be set: {error.message}") from None
    if not isinstance(made, bytes):
        raise WriteError("The sheet was not set")
    return made
