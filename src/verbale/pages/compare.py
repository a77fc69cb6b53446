"""Compare: two documents or two language versions beside each other, paragraphs matched, changed words marked."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get

from verbale.catalogue import Entry
from verbale.document import Document
from verbale.errors import NoSuchDocument, SymbolError
from verbale.languages import is_rtl
from verbale.pages.documents import split
from verbale.pages.frame import Frame
from verbale.pages.matching import by_place, by_words, pieces

__all__ = ["ROUTES"]


@get("/compare", sync_to_thread=True, opt={"even": True})
def compare(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The two documents that are named; without names, the form that asks for them."""
    frame = Frame(request)
    asked = [" ".join(request.query_params.get(name, "").split())[:300] for name in ("a", "b")]
    if not all(asked):
        return frame.render("compare.html", asked=asked, problems=[], rows=None, query="", here="compare")
    problems: list[str] = []
    found = [_found(frame, text, problems) for text in asked]
    if problems or found[0] is None or found[1] is None:
        return frame.render(
            "compare.html", status=404, asked=asked, problems=problems, rows=None, query="", here="compare"
        )
    (left, before), (right, after) = found[0], found[1]
    one_language = left.language == right.language
    rows = by_words(before, after) if one_language else by_place(before, after)
    counts = {
        state: sum(row.state == state for row in rows) for state in ("same", "changed", "removed", "added")
    }
    return frame.render(
        "compare.html",
        asked=asked,
        problems=[],
        left=left,
        right=right,
        rows=rows,
        counts=counts,
        one_language=one_language,
        pieces=pieces,
        rtl=is_rtl,
        query="",
        here="compare",
    )


def _found(frame: Frame, text: str, problems: list[str]) -> tuple[Entry, Document] | None:
    symbol, language = split(text)
    try:
        versions = frame.shelf.versions(symbol)
    except (SymbolError, NoSuchDocument):
        problems.append(text)
        return None
    wished = language or frame.language
    entry = next((v for v in versions if v.language == wished), None if language else versions[0])
    document = frame.shelf.document(entry) if entry else None
    if entry is None or document is None:
        problems.append(text)
        return None
    return entry, document


ROUTES = [compare]
