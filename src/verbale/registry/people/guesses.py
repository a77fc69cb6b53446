"""Guessing: failures are counted by account and by address, and too many lock both for a while.

A try is counted before its password is looked at, so that a hundred at once are a hundred; whether there is such an
account plays no part, so that a lock tells nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from verbale.registry.schema import guesses

__all__ = ["Limits", "account", "address", "forgive", "network_of", "try_once"]


class Limits(msgspec.Struct, frozen=True):
    """After how many failures an account and an address are locked, and for how long."""

    account: int = 5
    address: int = 30
    lock: timedelta = timedelta(minutes=15)


def account(email: str) -> str:
    """The key of an account."""
    return sha256(f"account {email}".encode()).hexdigest()


def address(client: str) -> str:
    """The key of an address, or of its network."""
    return sha256(f"address {network_of(client)}".encode()).hexdigest()


def network_of(client: str) -> str:
    """An address as tries and requests are counted: of an IPv6 one its network, since one customer has it all."""
    try:
        parsed = ip_address(client)
    except ValueError:
        return client
    if not isinstance(parsed, IPv6Address):
        return client
    return str(parsed.ipv4_mapped or IPv6Address(int(parsed) >> 64 << 64))


def try_once(connection: Connection, key: str, most: int, lock: timedelta, now: datetime) -> datetime | None:
    """Count a try. None where it may be made; else until when nothing may be tried."""
    row = connection.execute(select(guesses).where(guesses.c.key == key)).first()
    failures, since = 0, now
    if row is not None:
        if row.until is not None and datetime.fromisoformat(row.until) > now:
            return datetime.fromisoformat(row.until)
        if row.until is None and datetime.fromisoformat(row.since) + lock > now:
            failures, since = row.failures, datetime.fromisoformat(row.since)
    failures += 1
    locked = (now + lock).isoformat(timespec="microseconds") if failures >= most else None
    values = {
        "failures": failures,
        "since": since.isoformat(timespec="microseconds"),
        "until": locked,
    }
    if row is None:
        connection.execute(insert(guesses).values(key=key, **values))
        connection.execute(
            delete(guesses).where(
                guesses.c.since < (now - 8 * lock).astimezone(UTC).isoformat(timespec="microseconds")
            )
        )
    else:
        connection.execute(update(guesses).where(guesses.c.key == key).values(**values))
    return None


def forgive(connection: Connection, key: str, *, one: bool = False) -> None:
    """A try was right: forget all failures of an account, or the one that was counted of an address."""
    if not one:
        connection.execute(delete(guesses).where(guesses.c.key == key))
        return
    connection.execute(
        update(guesses)
        .where(guesses.c.key == key, guesses.c.failures > 0)
        .values(failures=guesses.c.failures - 1, until=None)
    )
