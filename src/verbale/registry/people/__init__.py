"""The people who work with the books: who they are, what they may, how they show that it is they."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verbale.registry.people.asking import Asker
    from verbale.registry.people.people import People
    from verbale.registry.people.permissions import Subject, Verdict, judge, reach
    from verbale.registry.people.person import ROLES, Person, Role
    from verbale.registry.people.tokens import NewToken, Token

__all__ = [
    "ROLES",
    "Asker",
    "NewToken",
    "People",
    "Person",
    "Role",
    "Subject",
    "Token",
    "Verdict",
    "judge",
    "reach",
]

_WHERE = {
    "ROLES": "person",
    "Asker": "asking",
    "NewToken": "tokens",
    "People": "people",
    "Person": "person",
    "Role": "person",
    "Subject": "permissions",
    "Token": "tokens",
    "Verdict": "permissions",
    "judge": "permissions",
    "reach": "permissions",
}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    globals()[name] = value
    return value
