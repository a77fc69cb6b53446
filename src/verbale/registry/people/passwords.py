"""Passwords: kept as Argon2id with a salt each, checked in the same time whether or not there is such a person."""

from __future__ import annotations

import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from verbale.errors import Place, RegistryError

__all__ = ["LEAST", "hashed", "must_be_good", "outdated", "right"]

LEAST = 12
"""How many characters a password has at least."""

_MOST = 256
# One hash takes 64 MB for a moment: so many at once, and no more.
_room = threading.BoundedSemaphore(4)


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    return _hasher().hash("nobody has this password")


def must_be_good(password: str, *, email: str, name: str) -> None:
    """Raises RegistryError where a password is too short, too long, or told by who has it."""
    where = Place(field="password")
    if len(password) < LEAST:
        raise RegistryError(
            "the password is too short", where=where, fix=f"Take {LEAST} characters or more: four words, say"
        )
    if len(password) > _MOST:
        raise RegistryError("the password is too long", where=where, fix=f"Take at most {_MOST} characters")
    plain = password.casefold()
    told = {email.casefold(), email.partition("@")[0].casefold(), name.casefold()}
    if len(set(plain)) < 5 or any(part and part in plain and len(plain) < len(part) + 6 for part in told):
        raise RegistryError(
            "the password is easily guessed", where=where, fix="Take four words that belong to nobody"
        )


def hashed(password: str) -> str:
    """A password as it is kept."""
    with _room:
        return _hasher().hash(password)


def right(kept: str | None, password: str) -> bool:
    """Whether this is the password. Without any kept one the answer is no, after the same work."""
    with _room:
        try:
            _hasher().verify(kept or _nobody(), password[: _MOST + 1])
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def outdated(kept: str) -> bool:
    """Whether a password is kept with less care than passwords are kept now."""
    return _hasher().check_needs_rehash(kept)
