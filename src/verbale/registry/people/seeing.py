"""Which documents and cases somebody sees: the permission table as a condition of a query, and of one document.

A document is of a class by its distribution, as the profile says: public; limited, where all members are told; restricted,
where some are. A member is entitled by the organs of the document's symbols. A condition and the answer for one
document come from the same rows of the same table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, exists, false, not_, or_, select, true

from verbale.document import Distribution
from verbale.registry.people.asking import Asker
from verbale.registry.people.permissions import Subject, judge, reach
from verbale.registry.schema import cases, documents, symbols

if TYPE_CHECKING:
    from verbale.profiles import Profile

__all__ = [
    "Class",
    "Looked",
    "Sight",
    "cases_seen",
    "class_of",
    "documents_seen",
    "look",
    "organ_of",
    "sights",
]

Class = Literal["public", "limited", "restricted"]
Answer = Literal["seen", "none", "not-published", "restricted", "withdrawn"]

_ISSUED = ("issued", "circulated")


class Sight(msgspec.Struct, frozen=True, kw_only=True):
    """Documents of a distribution that somebody sees: all of them, or those of some organs."""

    distribution: str
    organs: tuple[str, ...] | None = None


class Looked(msgspec.Struct, frozen=True):
    """What somebody is told of a symbol. ``document`` is its number in the books where it is seen or was withdrawn."""

    answer: Answer
    document: int | None = None


def class_of(profile: Profile, distribution: str | None) -> Class:
    """The class of a document by its distribution; one that the profile does not know is restricted."""
    found = next((category for category in profile.distributions if category.id == distribution), None)
    if found is not None and found.public:
        return "public"
    return "limited" if found is not None and "members" in found.told else "restricted"


def organ_of(profile: Profile, symbol: str) -> str | None:
    """The organ of the profile whose document this is, by the longest prefix of its symbol."""
    fitting = [organ.prefix for organ in profile.organs if symbol.startswith(f"{organ.prefix}/")]
    return max(fitting, key=len, default=None)


def sights(asker: Asker, profile: Profile) -> tuple[Sight, ...]:
    """What issued documents somebody sees, distribution by distribution: for the catalogue's search."""
    found = []
    for category in profile.distributions:
        reaches = reach(asker, f"document-read-{class_of(profile, category.id)}")
        if "all" in reaches:
            found.append(Sight(distribution=category.id))
        elif "entitled" in reaches and (organs := _entitling(asker, profile, category.id)):
            found.append(Sight(distribution=category.id, organs=organs))
    return tuple(found)


def documents_seen(asker: Asker, profile: Profile) -> ColumnElement[bool]:
    """The documents that somebody sees, as a condition on ``documents`` joined to ``cases``."""
    own = cases.c.member == asker.member if asker.member is not None else false()
    issued = or_(
        false(),
        *(_seen_so(sight, profile) for sight in sights(asker, profile)),
        _undistributed(asker),
        own if "own" in reach(asker, "document-read-restricted") else false(),
    )
    return or_(
        and_(cases.c.state.in_(_ISSUED), issued),
        and_(cases.c.state == "registered", _by_reach(asker, "document-read-unissued", own)),
        and_(cases.c.state == "withdrawn", _by_reach(asker, "document-read-withdrawn", own)),
    )


def cases_seen(asker: Asker) -> ColumnElement[bool]:
    """The cases that somebody sees, as a condition on ``cases``."""
    own = cases.c.member == asker.member if asker.member is not None else false()
    return _by_reach(asker, "case-read", own)


def look(connection: Connection, halves: Sequence[str], asker: Asker, profile: Profile) -> Looked:
    """What somebody is told of the document with these halves of a symbol.

    The same rows are asked for whether or not there is such a document and whether or not they may know.
    """
    rows = [
        connection.execute(
            select(
                documents.c.id,
                documents.c.distribution,
                documents.c.display,
                cases.c.state,
                cases.c.member,
            )
            .join(symbols, symbols.c.document_id == documents.c.id)
            .join(cases, cases.c.id == documents.c.case_id)
            .where(symbols.c.symbol == half)
        ).first()
        for half in halves
    ]
    row = rows[0] if rows else None
    if row is None or any(other is None or other.id != row.id for other in rows):
        return Looked("none")
    named = tuple(half.strip() for half in row.display.split("–"))
    about = Subject(
        member=row.member,
        entitled=frozenset(_entitled(profile, row.distribution, named)),
    )
    kind = class_of(profile, row.distribution)
    category = next((c for c in profile.distributions if c.id == row.distribution), None)
    entitled = bool(judge(asker, f"document-read-{kind}", about))
    hidden: Answer = "none" if category is not None and category.secret else "restricted"
    if row.state in _ISSUED:
        return Looked("seen", row.id) if entitled else Looked(hidden)
    action = "document-read-withdrawn" if row.state == "withdrawn" else "document-read-unissued"
    if judge(asker, action, about):
        return Looked("seen", row.id)
    if not entitled:
        return Looked(hidden)
    return Looked("withdrawn", row.id) if row.state == "withdrawn" else Looked("not-published")


def _by_reach(asker: Asker, action: str, own: ColumnElement[bool]) -> ColumnElement[bool]:
    reaches = reach(asker, action)
    if "all" in reaches:
        return true()
    return own if "own" in reaches else false()


def _undistributed(asker: Asker) -> ColumnElement[bool]:
    """Documents whose distribution is not told: as restricted ones, to nobody by entitlement."""
    return (
        documents.c.distribution.is_(None) if "all" in reach(asker, "document-read-restricted") else false()
    )


def _seen_so(sight: Sight, profile: Profile) -> ColumnElement[bool]:
    of = documents.c.distribution == sight.distribution
    if sight.organs is None:
        return of
    return and_(
        of,
        exists().where(
            symbols.c.document_id == documents.c.id,
            or_(*(_of_organ(organ, profile) for organ in sight.organs)),
        ),
    )


def _of_organ(organ: str, profile: Profile) -> ColumnElement[bool]:
    """Symbols of an organ: those with its prefix, without those of organs whose prefix is longer."""
    longer = [other.prefix for other in profile.organs if other.prefix.startswith(f"{organ}/")]
    return and_(_begins(organ), *(not_(_begins(prefix)) for prefix in longer))


def _begins(prefix: str) -> ColumnElement[bool]:
    return symbols.c.symbol.startswith(f"{prefix}/", autoescape=True)


def _entitling(asker: Asker, profile: Profile, distribution: Distribution) -> tuple[str, ...]:
    """The organs whose documents of this distribution the asker's member is entitled to."""
    return tuple(
        organ.prefix
        for organ in profile.organs
        if any(
            member.code == asker.member for member in profile.entitled(distribution, organs=(organ.prefix,))
        )
    )


def _entitled(profile: Profile, distribution: str | None, named: Sequence[str]) -> Iterator[str]:
    for category in profile.distributions:
        if category.id == distribution:
            organs = tuple(organ for symbol in named if (organ := organ_of(profile, symbol)))
            yield from (member.code for member in profile.entitled(category.id, organs=organs) if organs)
