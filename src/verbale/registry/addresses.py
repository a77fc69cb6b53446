"""Where the members of the organization are told: addresses by e-mail and webhook, any number for each."""

from __future__ import annotations

from collections import defaultdict
from email.headerregistry import Address as MailAddress
from typing import Any, get_args
from urllib.parse import urlsplit

import msgspec
from sqlalchemy import Connection, Row, delete, insert, select

from verbale.document import Language
from verbale.errors import Place, RegistryError
from verbale.registry import log
from verbale.registry.outbox import Notice, Way
from verbale.registry.schema import addresses, subscriptions

__all__ = ["Address", "add", "by_member", "checked", "listing", "remove", "secret_of"]


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """An address of a member; ``language`` is that of the notices sent there, where it is not the member's own."""

    id: int
    member: str
    way: Way
    address: str
    language: Language | None
    added: str


def checked(way: Way, address: str) -> str:
    """An address that can be written to. Raises RegistryError where it cannot be one."""
    text = address.strip()
    if way == "e-mail":
        try:
            parsed = MailAddress(addr_spec=text)
            if parsed.domain and parsed.username and text.isascii() and text.isprintable():
                return parsed.addr_spec
        except (ValueError, IndexError, AttributeError):
            pass
        except Exception as error:
            if type(error).__module__ != "email.errors":
                raise
        raise RegistryError(
            f"not an e-mail address: {text}", where=Place(field="address"), fix="Write it as name@example.org"
        )
    if way == "webhook":
        try:
            parts = urlsplit(text)
            sound = parts.scheme in ("https", "http") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            sound = False
        if sound and text.isascii() and text.isprintable() and " " not in text and not parts.username:
            return text
        raise RegistryError(
            f"not an address of the web: {text}",
            where=Place(field="address"),
            fix="Write it as https://example.org/path, without a name or password in it",
        )
    raise RegistryError("a file has no address", where=Place(field="way"), fix="Choose e-mail or webhook")


def add(
    connection: Connection,
    *,
    member: str,
    way: Way,
    address: str,
    language: Language | None,
    secret: str | None,
    who: str,
) -> Address:
    """Keep an address of a member. The event names neither address nor secret.

    Raises RegistryError where it is no address, or is there already.
    """
    text = checked(way, address)
    held = (addresses.c.member == member) & (addresses.c.way == way) & (addresses.c.address == text)
    if connection.execute(select(addresses.c.id).where(held)).first():
        raise RegistryError(f"{member} has this address already", where=Place(field="address"))
    row = {
        "member": member,
        "way": way,
        "address": text,
        "language": language,
        "secret": secret,
        "added": log.now(),
    }
    made = connection.execute(insert(addresses).returning(addresses), row).one()
    log.append(connection, ("address-added", None, {"id": made.id, "member": member, "way": way}), who=who)
    return _address(made)


def remove(connection: Connection, number: int, *, who: str) -> Address:
    """Forget an address; what waits for it is still sent there. Raises RegistryError."""
    row = connection.execute(select(addresses).where(addresses.c.id == number)).first()
    if row is None:
        raise RegistryError(f"there is no address {number}", fix="See: verbale address")
    connection.execute(delete(addresses).where(addresses.c.id == number))
    log.append(
        connection,
        ("address-removed", None, {"id": number, "member": row.member, "way": row.way}),
        who=who,
    )
    return _address(row)


def listing(connection: Connection, member: str | None = None) -> tuple[Address, ...]:
    """The addresses of all members, or of one."""
    query = select(addresses).order_by(addresses.c.member, addresses.c.id)
    if member is not None:
        query = query.where(addresses.c.member == member)
    return tuple(_address(row) for row in connection.execute(query))


def by_member(connection: Connection) -> dict[str, tuple[Address, ...]]:
    """All addresses, by member."""
    found: defaultdict[str, tuple[Address, ...]] = defaultdict(tuple)
    for address in listing(connection):
        found[address.member] += (address,)
    return dict(found)


def secret_of(connection: Connection, notice: Notice) -> str | None:
    """The secret with which a notice to a webhook is signed. It is looked up when it is used and kept nowhere else."""
    if notice.subscription is not None:
        query = select(subscriptions.c.secret).where(subscriptions.c.id == notice.subscription)
    else:
        query = select(addresses.c.secret).where(
            addresses.c.member == notice.member,
            addresses.c.way == notice.way,
            addresses.c.address == notice.address,
        )
    return connection.execute(query).scalar()


def _address(row: Row[Any]) -> Address:
    if row.way not in get_args(Way):  # pragma: no cover - written by ``add`` alone
        raise RegistryError(f"unknown way {row.way}")
    return Address(
        id=row.id,
        member=row.member,
        way=row.way,
        address=row.address,
        language=row.language,
        added=row.added,
    )
