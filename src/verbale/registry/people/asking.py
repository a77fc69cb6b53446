"""Who asks: nobody known, or a person by a session or by a token."""

from __future__ import annotations

from datetime import datetime

import msgspec

from verbale.registry.people.person import Person

__all__ = ["ANYBODY", "Asker"]


class Asker(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks. ``scopes`` is what a token may be used for, None where it is no token; ``confirmed`` when a session's
    person showed last who they are; ``session`` and ``token`` are the numbers of what was shown."""

    person: Person | None = None
    scopes: frozenset[str] | None = None
    confirmed: datetime | None = None
    session: int | None = None
    token: int | None = None

    @property
    def name(self) -> str:
        """The name under which what they do stands in the log."""
        return self.person.email if self.person else "anybody"

    @property
    def member(self) -> str | None:
        """The member whose mission they are of."""
        return self.person.member if self.person else None


ANYBODY = Asker()
"""Somebody who is not signed in."""
