"""States have names: what was seen can be asked for again only if it changed, and changed only if it did not."""

from __future__ import annotations

from collections.abc import Mapping

from verbale.errors import Place
from verbale.service.problems import ProblemError

__all__ = ["must_match", "same", "tag"]


def tag(*of: object) -> str:
    """The name of a state, quoted as in a header."""
    return '"' + ".".join(str(one) for one in of) + '"'


def same(headers: Mapping[str, str], etag: str) -> bool:
    """Whether the one who asks has this state already (If-None-Match)."""
    return _any(headers.get("if-none-match", ""), etag)


def must_match(headers: Mapping[str, str], etag: str) -> None:
    """Raises ProblemError where a write does not name the state that it was decided on (If-Match), or names another."""
    named = headers.get("if-match")
    where = Place(field="If-Match")
    if named is None:
        raise ProblemError(
            "condition",
            "a change must name the state that you saw",
            where=where,
            fix="Send the ETag of what you saw as If-Match",
            headers={"etag": etag},
        )
    if not _any(named, etag):
        raise ProblemError(
            "changed",
            "somebody changed this since you saw it",
            where=where,
            fix="Look at it again, then decide",
            headers={"etag": etag},
        )


def _any(named: str, etag: str) -> bool:
    return named.strip() == "*" or etag in (one.strip().removeprefix("W/") for one in named.split(","))
