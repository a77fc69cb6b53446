"""Subscribing: what is asked for in words of its own becomes one query of the catalogue, and is tried before it is kept."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from verbale.circulation.signing import checked_secret, new_secret
from verbale.document import Language
from verbale.errors import Place, RegistryError
from verbale.profiles import Profile
from verbale.registry import Registry
from verbale.registry.addresses import Address
from verbale.registry.outbox import Way
from verbale.registry.subscriptions import Often, Subscription

__all__ = ["Wish", "add_address", "query_of", "subscribe"]


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wants to be told of. Several of one kind are either; kinds are all."""

    organs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    words: str = ""


def query_of(wish: Wish, profile: Profile) -> str:
    """The query of the catalogue that says it; empty for everything. Organs and members may be named as in the profile."""
    names = profile.nomenclature
    parts = [
        _either("organ", [names.organ_named(one) or one for one in wish.organs]),
        _either("item", wish.items),
        _either("sender", [names.state_named(one) or one for one in wish.senders]),
        _either("cites", wish.cites),
        _either("language", wish.languages),
    ]
    words = wish.words.strip()
    if words and any(parts) and " OR " in words:
        words = f"({words})"
    return " ".join(part for part in (*parts, words) if part)


def _either(field: str, values: Sequence[str]) -> str:
    named = [f'{field}:"{value}"' if " " in value else f"{field}:{value}" for value in values]
    return named[0] if len(named) == 1 else f"({' OR '.join(named)})" if named else ""


def subscribe(
    registry: Registry,
    person: str,
    query: str,
    *,
    way: Way = "e-mail",
    address: str | None = None,
    language: Language | None = None,
    often: Often = "at-once",
    member: str | None = None,
    secret: str | None = None,
) -> tuple[Subscription, str | None]:
    """Keep a subscription, and the secret of its webhook, which nobody is told again.

    ``member`` is vouched for by whoever calls this. Raises QueryError, and RegistryError for an address, a language or a
    member that cannot be.
    """
    from verbale.catalogue.passing import checked_query

    text = checked_query(query)
    profile = registry.profile
    _check_member(member, profile)
    if way == "webhook":
        secret = checked_secret(secret) if secret else new_secret()
    made = registry.post.subscribe(
        person,
        query=text,
        way=way,
        address=address,
        language=_language(language, profile),
        often=often,
        member=member,
        secret=secret,
    )
    return made, secret


def add_address(
    registry: Registry,
    member: str,
    way: Way,
    address: str,
    *,
    language: Language | None = None,
    secret: str | None = None,
) -> tuple[Address, str | None]:
    """Keep an address of a member, and the secret of its webhook, which nobody is told again. Raises RegistryError."""
    _check_member(member, registry.profile)
    if language is not None:
        _language(language, registry.profile)
    if way == "webhook":
        secret = checked_secret(secret) if secret else new_secret()
    return registry.post.add_address(member, way, address, language=language, secret=secret), secret


def _language(language: Language | None, profile: Profile) -> Language:
    official = profile.languages.official
    if language is None:
        return next(iter(profile.languages.working or official))
    if language not in official:
        raise RegistryError(
            f"{profile.name} does not write in {language}",
            where=Place(field="language"),
            fix=f"Choose one of {', '.join(official)}",
        )
    return language


def _check_member(member: str | None, profile: Profile) -> None:
    if member is not None and profile.member(member) is None:
        raise RegistryError(
            f"{profile.name} has no member {member}",
            where=Place(field="member"),
            fix="See its members with: verbale profile",
        )
