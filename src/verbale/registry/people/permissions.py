"""The one place where it is asked who may do what. The table is data: ``data/permissions.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from verbale.registry.people.asking import Asker
from verbale.registry.people.person import Role

__all__ = ["Permission", "Reach", "Subject", "Verdict", "Why", "judge", "permissions", "reach", "scopes"]

Reach = Literal["all", "own", "entitled"]
Why = Literal["allowed", "sign-in", "role", "scope", "not-theirs", "confirm"]


class Permission(msgspec.Struct, frozen=True, kw_only=True):
    """An action and to whom it is open (see the table's own head)."""

    says: str
    scope: str
    to: dict[Role | Literal["anybody", "person"], Reach | tuple[Reach, ...]]
    confirm: bool = False

    def reaches(self, names: Iterable[Role | Literal["anybody", "person"]]) -> frozenset[Reach]:
        """How far somebody with these roles reaches."""
        given = (self.to[name] for name in names if name in self.to)
        return frozenset(one for each in given for one in ((each,) if isinstance(each, str) else each))


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What an action is about, as far as permission asks: the member it came from, and those entitled to it."""

    member: str | None = None
    entitled: frozenset[str] = frozenset()


class Verdict(msgspec.Struct, frozen=True):
    """Whether it is allowed; if not, why not."""

    why: Why

    def __bool__(self) -> bool:
        return self.why == "allowed"


@cache
def permissions() -> Mapping[str, Permission]:
    """Action -> permission, in the order of the table."""
    text = (files(__package__) / "data" / "permissions.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, Permission])


def scopes() -> tuple[str, ...]:
    """What a token can be made for, in the order of the table."""
    return tuple(dict.fromkeys(permission.scope for permission in permissions().values()))


def reach(asker: Asker, action: str) -> frozenset[Reach]:
    """How far somebody reaches with an action, whatever it is about; nothing where they may not at all.

    A list asks this, and puts it into its query.
    """
    permission = permissions()[action]
    if asker.scopes is not None and permission.scope not in asker.scopes:
        return permission.reaches(("anybody",))
    return permission.reaches(_names(asker))


def judge(
    asker: Asker,
    action: str,
    about: Subject | None = None,
    *,
    now: datetime | None = None,
    confirm_within: timedelta = timedelta(minutes=10),
) -> Verdict:
    """Whether somebody may do something, with what it is about.

    A session must have been confirmed within ``confirm_within`` where the action asks for it; a token is confirmed by
    having been made for it.
    """
    permission = permissions()[action]
    reaches = reach(asker, action)
    if not reaches:
        if asker.person is None:
            return Verdict("sign-in")
        in_scope = asker.scopes is None or permission.scope in asker.scopes
        return Verdict("role" if in_scope else "scope")
    if not _covers(reaches, asker, about):
        return Verdict("not-theirs")
    if permission.confirm and asker.scopes is None:
        moment = now or datetime.now(UTC)
        if asker.confirmed is None or asker.confirmed + confirm_within < moment:
            return Verdict("confirm")
    return Verdict("allowed")


def _names(asker: Asker) -> tuple[Role | Literal["anybody", "person"], ...]:
    if asker.person is None or asker.person.status != "active":
        return ("anybody",)
    return ("anybody", "person", *asker.person.roles)


def _covers(reaches: frozenset[Reach], asker: Asker, about: Subject | None) -> bool:
    if "all" in reaches:
        return True
    if asker.member is None:
        return False
    if about is None:  # nothing there yet: what they make will be their own
        return "own" in reaches
    return ("own" in reaches and about.member == asker.member) or (
        "entitled" in reaches and asker.member in about.entitled
    )
