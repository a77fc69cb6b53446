"""The post of a registry: addresses, subscriptions, notices that wait, and the report of what was delivered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from verbale.document import Language
from verbale.registry import addresses, attempts, digests, log, outbox, subscriptions
from verbale.registry.addresses import Address
from verbale.registry.attempts import Delivery, Outcome, Patience
from verbale.registry.books import Books
from verbale.registry.entries import Entry
from verbale.registry.outbox import Notice, Way
from verbale.registry.subscriptions import Often, Subscription

if TYPE_CHECKING:
    from verbale.registry.digests import Item, Made

__all__ = ["Post"]


class Post:
    """The post as ``who`` works with it."""

    def __init__(self, books: Books, who: str) -> None:
        self._books = books
        self._who = who

    # Addresses of members

    def addresses(self, member: str | None = None) -> tuple[Address, ...]:
        """The addresses of all members, or of one."""
        with self._books.read() as connection:
            return addresses.listing(connection, member)

    def add_address(
        self,
        member: str,
        way: Way,
        address: str,
        *,
        language: Language | None = None,
        secret: str | None = None,
    ) -> Address:
        """Keep an address of a member. Raises RegistryError where it is no address, or is there already."""
        with self._books.write() as connection:
            return addresses.add(
                connection,
                member=member,
                way=way,
                address=address,
                language=language,
                secret=secret,
                who=self._who,
            )

    def remove_address(self, number: int) -> Address:
        """Forget an address. Raises RegistryError where there is none with this number."""
        with self._books.write() as connection:
            return addresses.remove(connection, number, who=self._who)

    # Subscriptions

    def subscribe(
        self,
        person: str,
        *,
        query: str,
        way: Way = "e-mail",
        address: str | None = None,
        language: Language = "en",
        often: Often = "at-once",
        member: str | None = None,
        secret: str | None = None,
    ) -> Subscription:
        """Keep a subscription of a person (an e-mail address). ``member`` is the one that it acts for: the caller vouches.

        The query must be one that the catalogue can match: see ``verbale.circulation.matching``. Raises RegistryError.
        """
        with self._books.write() as connection:
            return subscriptions.add(
                connection,
                person=person,
                member=member,
                way=way,
                address=address or person,
                language=language,
                query=query,
                often=often,
                secret=secret,
                who=self._who,
            )

    def subscriptions(self, person: str | None = None, *, ended: bool = False) -> tuple[Subscription, ...]:
        """The subscriptions of a person, or of all."""
        with self._books.read() as connection:
            return subscriptions.listing(connection, person, ended=ended)

    def unsubscribe(self, number: int) -> Subscription:
        """End a subscription by its number. Raises RegistryError where there is none."""
        with self._books.write() as connection:
            return subscriptions.end(connection, number, who=self._who)

    def subscription_with(self, token: str) -> Subscription | None:
        """The subscription that a link without sign-in is for, ended or not."""
        with self._books.read() as connection:
            return subscriptions.by_token(connection, token)

    def unsubscribe_with(self, token: str) -> Subscription | None:
        """End the subscription that a link without sign-in is for; None where the link leads to none."""
        with self._books.write() as connection:
            return subscriptions.end_by_token(connection, token)

    def unsubscribe_with_digest(self, token: str) -> int:
        """End all daily subscriptions that come in one digest with the one that a link is for; how many."""
        with self._books.write() as connection:
            return subscriptions.end_digest_by_token(connection, token)

    def readers(self) -> tuple[dict[str, tuple[Address, ...]], tuple[Subscription, ...]]:
        """All addresses by member, and all subscriptions: what tells who is to be told, in one look."""
        with self._books.read() as connection:
            return addresses.by_member(connection), subscriptions.listing(connection)

    # Notices

    def claim(
        self,
        ways: Collection[Way],
        *,
        worker: str,
        seconds: float,
        limit: int,
        due_by: str | None = None,
    ) -> tuple[Notice, ...]:
        """Claim notices that are due, now or by a moment before, for so many seconds."""
        until = datetime.now(UTC) + timedelta(seconds=seconds)
        with self._books.write() as connection:
            return outbox.claim(
                connection,
                ways=ways,
                worker=worker,
                at=log.now(),
                until=_text(until),
                limit=limit,
                due_by=due_by,
            )

    def secret_of(self, notice: Notice) -> str | None:
        """The secret that signs a notice to a webhook."""
        with self._books.read() as connection:
            return addresses.secret_of(connection, notice)

    def finish(self, outcomes: Sequence[Outcome], *, worker: str, patience: Patience) -> None:
        """Record what came of claimed notices."""
        with self._books.write() as connection:
            attempts.finish(connection, outcomes, worker=worker, who=self._who, patience=patience)

    def release(self, worker: str, ids: Collection[int] | None = None) -> int:
        """Give back what a worker had claimed and did not finish; how many."""
        with self._books.write() as connection:
            return outbox.release(connection, worker, ids=ids)

    def claimants(self) -> tuple[str, ...]:
        """The workers that have something claimed."""
        with self._books.read() as connection:
            return outbox.claimants(connection)

    def waiting(self) -> dict[str, int]:
        """How many notices wait, by way."""
        with self._books.read() as connection:
            return outbox.waiting(connection)

    def next_due(self, ways: Collection[Way]) -> str | None:
        """When the next waiting notice of these ways is due; None where none waits."""
        with self._books.read() as connection:
            return outbox.next_due(connection, ways)

    def deliveries(self, entry: Entry) -> tuple[Delivery, ...]:
        """Who was told of a document, how, when, with proof or failure."""
        with self._books.read() as connection:
            return attempts.report(connection, entry.id)

    def take_up(self, entry: Entry) -> int:
        """Make what was given up of a document due again; how many. Raises RegistryError where nothing was."""
        with self._books.write() as connection:
            return attempts.take_up(connection, entry.id, case=entry.case, who=self._who)

    # Digests

    def digests_waiting(self, before: datetime) -> int:
        """How many digests would be made of what was issued before a moment."""
        with self._books.read() as connection:
            return digests.waiting(connection, before=_text(before))

    def make_digests(self, before: datetime) -> Made:
        """Gather what was issued before a moment, and was in no digest yet, into one notice for each reader."""
        with self._books.write() as connection:
            return digests.make(connection, before=_text(before), who=self._who)

    def digest_items(self, notice: Notice) -> Sequence[Item]:
        """The documents that a digest tells of."""
        with self._books.read() as connection:
            return digests.items(connection, notice.id)


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
