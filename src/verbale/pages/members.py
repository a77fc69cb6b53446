"""Members: who they are, and what each of them sent."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get

from verbale.pages.drawing import bars
from verbale.pages.find import Asked, Value, called
from verbale.pages.frame import Frame

__all__ = ["ROUTES"]

_PAGE = 30


@get("/members", sync_to_thread=True)
def every(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The members and observers, each with the number of documents that it sent."""
    frame = Frame(request)
    counts = frame.shelf.counts("sender")
    members = [
        (m.code, frame.state(m.code), m.status, m.joined, counts.get(m.code, 0))
        for m in frame.shelf.profile.members
    ]
    return frame.render(
        "members.html",
        members=sorted(members, key=lambda m: m[1].casefold()),
        query="",
        here="members",
    )


@get("/members/{code:str}", sync_to_thread=True)
def one(request: Request[Any, Any, Any], code: str) -> Response[bytes]:
    """What a member sent, newest first, and when."""
    frame = Frame(request)
    member = frame.shelf.profile.member(code.upper())
    if member is None:
        return frame.render(
            "problem.html", status=404, said="problem.no-member", detail=code, query="", here=""
        )
    asked = Asked("", "newest", {"sender": (member.code,)}, 0)
    found = frame.shelf.find("", limit=_PAGE, order="newest", filters=asked.facets)
    counted = {int(year): n for year, n in found.facets.get("year", {}).items() if year.isdigit()}
    years = range(min(counted), max(counted) + 1) if counted else range(0)
    picture = bars(
        [
            (
                str(year),
                counted.get(year, 0),
                asked.address(facet=("year", (str(year),))),
                f"{year}: {frame.say('count.documents', n=counted.get(year, 0))}",
            )
            for year in years
        ],
        title=frame.say("member.picture"),
    )

    def facet(name: str) -> list[Value]:
        return [
            Value(value, called(frame, name, value), count, False, asked.address(facet=(name, (value,))))
            for value, count in found.facets.get(name, {}).items()
        ]

    return frame.render(
        "member.html",
        member=member,
        name=frame.state(member.code),
        found=found,
        picture=picture if len(years) > 1 else None,
        years=(years[0], years[-1]) if len(years) > 1 else None,
        kinds=facet("kind"),
        organs=facet("organ"),
        more=asked.address(),
        query="",
        here="members",
    )


ROUTES = [every, one]
