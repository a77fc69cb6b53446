"""A service with people of every role and documents of every class, in one process with the test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import update

from tests.registry_people.making import ABSENT, SENDER, SITTING, Made, filled, new_registry
from verbale.circulation import way
from verbale.registry import Registry
from verbale.registry.people.passwords import hashed
from verbale.registry.people.permissions import scopes
from verbale.registry.people.person import ROLES, Role
from verbale.registry.schema import people
from verbale.service import load_settings, make_app

PASSWORD = "four words nobody says"

PEOPLE: dict[str, tuple[tuple[Role, ...], str | None]] = {
    "nobody in particular": ((), None),
    "reader": (("reader",), None),
    "administrator": (("administrator",), None),
    "registrar": (("registrar",), None),
    "language editor": (("language-editor",), None),
    "approver": (("approver",), None),
    "mission that sits": (("mission",), SITTING),
    "mission that does not": (("mission",), ABSENT),
    "mission that sent it": (("mission",), SENDER),
    "everything": (ROLES, SITTING),
}
"""Who there is: the same names as in ``tests.registry_people.making``, and one with every role."""


@dataclass
class House:
    """The app, a client of it, the registry as it stands in its folder, and everybody's token for everything."""

    app: Litestar
    client: TestClient[Litestar]
    root: Path
    made: list[Made]
    tokens: dict[str, str] = field(default_factory=dict)

    def headers(self, who: str) -> dict[str, str]:
        """What somebody sends to be known."""
        return {"authorization": f"Bearer {self.tokens[who]}"} if who in self.tokens else {}

    def get(self, who: str, path: str, **headers: str) -> Any:
        """What somebody is answered."""
        return self.client.get(path, headers=self.headers(who) | headers)


@contextmanager
def house(folder: Path, *, documents: bool = True, **environment: str) -> Iterator[House]:
    """A service over a new registry."""
    with new_registry(folder) as registry:
        made = list(filled(registry, _issued)) if documents else []
        tokens = {}
        for who, (roles, member) in PEOPLE.items():
            email = f"{who.replace(' ', '.')}@example.org"
            registry.people.add(email, who.title(), given=roles, member=member)
            tokens[who] = registry.people.make_token(email, "tests", scopes()).secret
        with registry.books.write() as connection:  # hashed once for all: Argon2 takes its time
            connection.execute(update(people).values(password=_hashed()))
        root = registry.folder
    settings = {
        "VERBALE_SERVICE_PAGES": "false",
        "VERBALE_RATES_PERSON": "100000",
        "VERBALE_RATES_ADDRESS": "100000",
    } | environment
    app = make_app(load_settings(root, settings))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield House(app, client, root.root, made, tokens)


@cache
def _hashed() -> str:
    return hashed(PASSWORD)


def _issued(registry: Registry, entry: Any) -> None:
    way.issue(registry, entry)
