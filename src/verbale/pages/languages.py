"""The language desk: documents by languages, what is in translation, due, late, ready and issued, as a picture in a table."""

from __future__ import annotations

from typing import Any, Final

from litestar import Request, Response, get

from verbale.pages.frame import Frame
from verbale.pages.work import today
from verbale.registry.people.seeing import documents_seen
from verbale.service.who import require

__all__ = ["ROUTES"]

_SHOWN: Final = 60


@get("/languages", sync_to_thread=True)
def show(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The newest documents, each with its versions; the late ones first."""
    require(request, "version-work")
    frame = Frame(request)
    registry = frame.shelf.desk.registry
    day = today(frame)
    listed = frame.shelf.listed(where=documents_seen(frame.shelf.asker, frame.shelf.profile), limit=_SHOWN)
    rows = [(entry, {v.language: v for v in registry.versions.listing(entry, today=day)}) for entry in listed]
    rows.sort(key=lambda row: not any(version.late for version in row[1].values()))
    return frame.render(
        "languages.html",
        rows=rows,
        late=registry.versions.late(today=day),
        tongues=frame.shelf.profile.languages.official,
        query="",
        here="languages",
    )


ROUTES = [show]
