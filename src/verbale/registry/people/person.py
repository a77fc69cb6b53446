"""A person: the address under which they sign in and stand in the log, their roles, and the member they are of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal, get_args

import msgspec
from sqlalchemy import Connection, Row, select

from verbale.document import Language
from verbale.errors import Place, RegistryError
from verbale.registry.schema import people, roles

__all__ = ["ROLES", "Person", "Role", "Status", "by_id", "everybody", "folded", "named"]

Role = Literal["mission", "registrar", "language-editor", "approver", "reader", "administrator"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
Status = Literal["active", "disabled"]

_ADDRESS = re.compile(
    r"[^@\s\x00-\x20\x7f<>()\[\],;:\"\\]{1,64}@[^@\s\x00-\x20\x7f<>()\[\],;:\"\\]+\.[^@\s.<>]{2,}"
)


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who works with the books. ``member`` is the code of the member whose mission they are of."""

    id: int
    email: str
    name: str
    language: Language
    roles: tuple[Role, ...]
    member: str | None = None
    status: Status = "active"
    added: str = ""


def folded(email: str) -> str:
    """An address as it is kept: in small letters, no look-alike forms.

    Raises RegistryError where it is none.
    """
    text = unicodedata.normalize("NFKC", email).strip().casefold()
    if len(text) > 254 or not _ADDRESS.fullmatch(text):
        raise RegistryError(
            "not an e-mail address",
            where=Place(field="email"),
            fix="Write it like a.person@mission.example.org",
        )
    return text


def by_id(connection: Connection, person: int) -> Person | None:
    """The person with this number, or None."""
    return next(
        iter(_of_rows(connection, connection.execute(select(people).where(people.c.id == person)).all())),
        None,
    )


def named(connection: Connection, email: str) -> Person | None:
    """The person with this address (see ``folded``), or None."""
    rows = connection.execute(select(people).where(people.c.email == email)).all()
    return next(iter(_of_rows(connection, rows)), None)


def everybody(connection: Connection, *, after: str = "", limit: int | None = None) -> tuple[Person, ...]:
    """All people in the order of their addresses, those after an address."""
    query = select(people).where(people.c.email > after).order_by(people.c.email).limit(limit)
    return tuple(_of_rows(connection, connection.execute(query).all()))


def _of_rows(connection: Connection, rows: Sequence[Row[Any]]) -> Iterable[Person]:
    held: dict[int, set[str]] = {}
    query = select(roles).where(roles.c.person_id.in_([row.id for row in rows]))
    for row in connection.execute(query):
        held.setdefault(row.person_id, set()).add(row.role)
    for row in rows:
        has = held.get(row.id, set())
        yield Person(
            id=row.id,
            email=row.email,
            name=row.name,
            language=row.language,
            roles=tuple(role for role in ROLES if role in has),
            member=row.member,
            status=row.status,
            added=row.added,
        )
