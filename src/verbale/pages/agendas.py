"""Agendas: the items of a session, each with the documents issued under it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from litestar import Request, Response, get

from verbale.pages.frame import Frame

__all__ = ["ROUTES"]


@get("/agendas", sync_to_thread=True)
def every(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The sessions whose agendas are known, and those that documents name."""
    frame = Frame(request)
    counts = frame.shelf.counts("session")
    known = {f"{a.organ}/{a.session}": len(a.items) for a in frame.shelf.profile.agendas}
    rows: dict[str, list[tuple[str, int | None, int, str]]] = {}
    for key in {*known, *counts}:
        organ, _, session = key.rpartition("/")
        rows.setdefault(organ, []).append(
            (session, known.get(key), counts.get(key, 0), f"/agendas/{quote(key)}")
        )
    order = [organ.prefix for organ in frame.shelf.profile.organs]
    listed = sorted(
        rows.items(), key=lambda row: (order.index(row[0]) if row[0] in order else len(order), row[0])
    )
    return frame.render(
        "agendas.html",
        organs=[
            (frame.organ(organ), sorted(found, key=lambda r: _turn(r[0]), reverse=True))
            for organ, found in listed
        ],
        query="",
        here="agendas",
    )


def _turn(session: str) -> tuple[int, str]:
    digits = "".join(c for c in session if c.isdigit())
    return (int(digits) if session.isdigit() else 0, session)


@get("/agendas/{path:path}", sync_to_thread=True)
def one(request: Request[Any, Any, Any], path: str) -> Response[bytes]:
    """The agenda of a session ("A/74")."""
    frame = Frame(request)
    organ, _, session = path.strip("/").rpartition("/")
    key = f"{organ}/{session}"
    counts = frame.shelf.counts("item", {"session": (key,)})
    agenda = frame.shelf.profile.agenda(organ, session)
    if agenda is None and not counts and key not in frame.shelf.counts("session"):
        return frame.render(
            "problem.html", status=404, said="problem.no-agenda", detail=key, query="", here=""
        )
    titles = {}
    if agenda is not None:
        titles = {number: _title(texts, frame.language) for number, texts in agenda.items.items()}
    numbers = sorted({*titles, *counts}, key=_number)
    items = [
        (
            number,
            titles.get(number, ""),
            counts.get(number, 0),
            f"/find?session={quote(key)}&item={quote(number)}&order=newest",
        )
        for number in numbers
    ]
    return frame.render(
        "agenda.html",
        organ=frame.organ(organ),
        session=session,
        key=key,
        items=items,
        complete=agenda.complete if agenda else False,
        total=sum(counts.values()),
        query="",
        here="agendas",
    )


def _title(texts: Any, language: str) -> str:
    return str(texts.get(language) or texts.get("en") or next(iter(texts.values()), ""))


def _number(number: str) -> tuple[int, str]:
    head = number.split(" ", maxsplit=1)[0].split("(", maxsplit=1)[0]
    return (int(head) if head.isdigit() else 10**6, number)


ROUTES = [every, one]
