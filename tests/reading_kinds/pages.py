"""Pages of fictional documents, as text and as printed lines."""

from __future__ import annotations

from verbale.document import Document
from verbale.languages.nomenclature import united_nations
from verbale.reading.files import open_stream
from verbale.reading.kinds import read_formal
from verbale.reading.lines import Line, Stream
from verbale.reading.page import Ledger, Page
from verbale.reading.reader import page_of

__all__ = ["blank_page", "printed", "read_lines", "read_text", "seen"]


def read_text(text: str) -> Document:
    """The formal document in a plain text."""
    document = read_formal(page_of(open_stream(text.encode(), name="sample.txt")))
    assert document is not None
    return document


def printed(*rows: str) -> tuple[Line, ...]:
    """Printed lines: "B" bold, "I" italic, ">" set in, "^" behind a gap, then a space and the words."""
    lines = []
    for number, row in enumerate(rows, 1):
        look, _, words = row.partition(" ")
        left = 148.0 if ">" in look else 124.0
        lines.append(
            Line(
                text=words,
                number=number,
                bold="B" in look,
                italic="I" in look,
                size=14.0 if "H" in look else 10.0,
                left=left,
                right=min(left + 5.0 * len(words), 488.0),
                top=12.0 * number,
                gap_before="^" in look,
            )
        )
    return tuple(lines)


def read_lines(lines: tuple[Line, ...]) -> Document:
    """The formal document in printed lines."""
    document = read_formal(page_of(Stream(lines=lines, source=open_stream(b"A word.", name="x.txt").source)))
    assert document is not None
    return document


def blank_page(language: str = "en") -> Page:
    """A page without lines, in a language."""
    source = open_stream(b"A word.", name="x.txt").source
    return Page((), (), (), language, united_nations(), source, Ledger(), {})  # type: ignore[arg-type]


def seen(document: Document) -> list[tuple[str, str | None, int, str | None, str]]:
    """The blocks of the main part: type, number, level, clause, text."""
    return [(b.type, b.number, b.level, b.clause, b.text) for b in document.parts[0].blocks]
