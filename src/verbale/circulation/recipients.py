"""Who is told of a document: by the profile's rule, and by subscription. Known before anything is sent."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from verbale.circulation.readers import told
from verbale.document import Document
from verbale.registry import Registry
from verbale.registry.outbox import NewNotice

if TYPE_CHECKING:
    from verbale.registry.subscriptions import Subscription

__all__ = ["Recipients", "recipients"]


class Recipients(msgspec.Struct, frozen=True, kw_only=True):
    """Who is told: those entitled, by the profile's rule; subscribers at once; subscribers in their digest.

    ``unclear`` are the numbers of subscriptions whose query cannot be meant any more.
    """

    rule: tuple[NewNotice, ...] = ()
    subscriptions: tuple[NewNotice, ...] = ()
    digest: tuple[NewNotice, ...] = ()
    unclear: tuple[int, ...] = ()

    @property
    def notices(self) -> tuple[NewNotice, ...]:
        """All, as they go into the outbox."""
        return self.rule + self.subscriptions + self.digest


def recipients(registry: Registry, document: Document, day: date) -> Recipients:
    """Who is told of a document dated ``day``; nobody where it names no distribution.

    A member is told at each of its addresses, and by a file in the outbox where it has none. A document that is not
    public reaches by subscription only those who act for a member that is entitled. Nobody is told twice at one address.
    """
    if document.masthead.distribution is None:
        return Recipients()
    addresses, subscribed = registry.post.readers()
    entitled = told(document, registry.profile, day)
    rule: list[NewNotice] = []
    for notice in entitled:
        own = addresses.get(notice.member)
        if not own:
            rule.append(notice)
            continue
        for address in own:
            name = notice.name
            if address.language and address.language != notice.language:
                name = registry.profile.nomenclature.state_name(notice.member, address.language)
            rule.append(
                msgspec.structs.replace(
                    notice,
                    name=name,
                    way=address.way,
                    address=address.address,
                    language=address.language or notice.language,
                )
            )
    if not subscribed:
        return Recipients(rule=tuple(rule))
    unclear: list[int] = []
    reached = {(notice.way, notice.address) for notice in rule}
    members = {notice.member for notice in entitled}
    at_once: list[NewNotice] = []
    daily: list[NewNotice] = []
    for subscription in _matching(registry, document, subscribed, members, unclear):
        place = (subscription.way, subscription.address)
        if subscription.often == "at-once":
            if place in reached:
                continue
            reached.add(place)
        (daily if subscription.often == "daily" else at_once).append(_notice(subscription))
    return Recipients(
        rule=tuple(rule), subscriptions=tuple(at_once), digest=tuple(daily), unclear=tuple(unclear)
    )


def _matching(
    registry: Registry,
    document: Document,
    subscribed: Sequence[Subscription],
    members: Collection[str],
    unclear: list[int],
) -> Iterator[Subscription]:
    category = registry.profile.distribution(document.masthead.distribution or "general")
    public = category is not None and category.public
    allowed = [one for one in subscribed if public or (one.member is not None and one.member in members)]
    if not allowed:
        return
    from verbale.catalogue import QueryError, entry_of
    from verbale.catalogue.passing import Passing

    passing = Passing(entry_of(document, key="passing"))
    answers: dict[str, bool | None] = {"": True}
    for subscription in allowed:
        query = subscription.query
        if query not in answers:
            try:
                answers[query] = passing.matches(query)
            except QueryError:  # the names of a profile change: what was a query once may be none now
                answers[query] = None
        if answers[query] is None:
            unclear.append(subscription.id)
        elif answers[query]:
            yield subscription


def _notice(subscription: Subscription) -> NewNotice:
    return NewNotice(
        member=subscription.member or "",
        name=subscription.person,
        language=subscription.language,
        way=subscription.way,
        address=subscription.address,
        reason="subscription",
        subscription=subscription.id,
        daily=subscription.often == "daily",
    )
