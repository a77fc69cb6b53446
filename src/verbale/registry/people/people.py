"""The people of a registry: added, changed, given roles and tokens. Each of it is an event."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, func, insert, select, update

from verbale.document import Language
from verbale.errors import Place, RegistryError
from verbale.registry import log, subscriptions
from verbale.registry.books import Books
from verbale.registry.folder import Folder
from verbale.registry.people import sessions, tokens
from verbale.registry.people.person import ROLES, Person, Role, by_id, everybody, folded, named
from verbale.registry.people.tokens import NewToken, Token
from verbale.registry.schema import people, roles

if TYPE_CHECKING:
    from verbale.profiles import Profile

__all__ = ["NoSuchPerson", "People"]


class NoSuchPerson(RegistryError):
    """Nobody has this address."""


class People:
    """The people of a registry, as ``who`` works with them."""

    def __init__(self, folder: Folder, books: Books, profile: Callable[[], Profile], who: str) -> None:
        self.folder = folder
        self.books = books
        self.who = who
        self._profile = profile

    def all(self, *, after: str = "", limit: int | None = None) -> tuple[Person, ...]:
        """Everybody in the order of their addresses, those after an address."""
        with self.books.read() as connection:
            return everybody(connection, after=after, limit=limit)

    def get(self, email: str) -> Person:
        """The person with this address. Raises NoSuchPerson, and RegistryError where it is no address."""
        with self.books.read() as connection:
            return _person(connection, email)

    def add(
        self,
        email: str,
        name: str,
        *,
        language: Language = "en",
        given: Iterable[Role] = (),
        member: str | None = None,
        password: str | None = None,
    ) -> Person:
        """Let somebody in. Without a password they sign in by the provider alone.

        Raises RegistryError where the address is taken or none, the member is not of the profile, a mission has no
        member, or the password is easily guessed.
        """
        address = folded(email)
        chosen = tuple(role for role in ROLES if role in set(given))
        self._must_fit(name, chosen, member, language)
        kept = _kept(password, email=address, name=name) if password is not None else None
        at = log.now()
        with self.books.write() as connection:
            if named(connection, address) is not None:
                raise RegistryError(
                    f"{address} is known already",
                    where=Place(field="email"),
                    fix="See everybody with: verbale person list",
                )
            number = connection.execute(
                insert(people)
                .values(
                    email=address,
                    name=name.strip(),
                    language=language,
                    member=member,
                    status="active",
                    password=kept,
                    added=at,
                    changed=at,
                )
                .returning(people.c.id)
            ).scalar_one()
            if chosen:
                connection.execute(insert(roles), [{"person_id": number, "role": role} for role in chosen])
            happened: dict[str, object] = {"person": address, "roles": chosen, "member": member}
            log.append(connection, ("person-added", None, happened), who=self.who, at=at)
            made = by_id(connection, number)
        if made is None:  # pragma: no cover - it was written in this transaction
            raise NoSuchPerson(f"nobody here has the address {address}")
        return made

    def change(
        self,
        email: str,
        *,
        name: str | None = None,
        language: Language | None = None,
        member: str | None = None,
    ) -> Person:
        """Change what is known of a person; what is None stays. An empty ``member`` takes it away."""
        with self.books.write() as connection:
            person = _person(connection, email)
            new_member = person.member if member is None else member or None
            self._must_fit(name or person.name, person.roles, new_member, language or person.language)
            values: dict[str, str | None] = {
                "name": (name or person.name).strip(),
                "language": language or person.language,
                "member": new_member,
            }
            connection.execute(
                update(people).where(people.c.id == person.id).values(**values, changed=log.now())
            )
            happened: dict[str, object] = {"person": person.email, "member": new_member}
            log.append(connection, ("person-changed", None, happened), who=self.who)
            if new_member != person.member:
                sessions.end_all(connection, person.id)
                self._end_subscriptions(connection, person, for_member=True)
            return _person(connection, email)

    def give(self, email: str, role: Role) -> Person:
        """Give a role. Raises RegistryError where a mission would have no member."""
        with self.books.write() as connection:
            person = _person(connection, email)
            if role in person.roles:
                return person
            self._must_fit(person.name, (*person.roles, role), person.member, person.language)
            connection.execute(insert(roles).values(person_id=person.id, role=role))
            happened: dict[str, object] = {"person": person.email, "role": role}
            log.append(connection, ("role-given", None, happened), who=self.who)
            return _person(connection, email)

    def take(self, email: str, role: Role) -> Person:
        """Take a role away. Raises RegistryError where the last administrator would go."""
        with self.books.write() as connection:
            person = _person(connection, email)
            if role not in person.roles:
                return person
            if role == "administrator":
                _must_stay(connection, person)
            connection.execute(delete(roles).where(roles.c.person_id == person.id, roles.c.role == role))
            happened: dict[str, object] = {"person": person.email, "role": role}
            log.append(connection, ("role-taken", None, happened), who=self.who)
            if role == "mission":
                self._end_subscriptions(connection, person, for_member=True)
            return _person(connection, email)

    def disable(self, email: str) -> Person:
        """Let somebody in no more: their sessions end, their tokens are good for nothing.

        Raises RegistryError where the last administrator would go.
        """
        with self.books.write() as connection:
            person = _person(connection, email)
            if person.status == "disabled":
                return person
            if "administrator" in person.roles:
                _must_stay(connection, person)
            self._set_status(connection, person, "disabled")
            sessions.end_all(connection, person.id)
            self._end_subscriptions(connection, person)
            return _person(connection, email)

    def enable(self, email: str) -> Person:
        """Let somebody in again who was disabled."""
        with self.books.write() as connection:
            person = _person(connection, email)
            if person.status == "disabled":
                self._set_status(connection, person, "active")
            return _person(connection, email)

    def set_password(self, email: str, password: str) -> None:
        """Give somebody a new password; wherever they are signed in, they are signed out.

        Raises RegistryError where it is easily guessed.
        """
        person = self.get(email)
        kept = _kept(password, email=person.email, name=person.name)
        with self.books.write() as connection:
            connection.execute(
                update(people).where(people.c.id == person.id).values(password=kept, changed=log.now())
            )
            sessions.end_all(connection, person.id)
            log.append(connection, ("password-set", None, {"person": person.email}), who=self.who)

    def make_token(self, email: str, name: str, scopes: Iterable[str], *, days: int = 90) -> NewToken:
        """A token with which a program works as this person, within scopes. It is shown once.

        Raises RegistryError where a scope does not exist.
        """
        if days < 1:
            raise RegistryError("a token is good for a day at least", where=Place(field="days"))
        with self.books.write() as connection:
            person = _person(connection, email)
            made = tokens.make(connection, person.id, name, scopes, days=days, now=datetime.now(UTC))
            happened: dict[str, object] = {
                "person": person.email,
                "token": made.token.id,
                "scopes": made.token.scopes,
                "expires": made.token.expires,
            }
            log.append(connection, ("token-made", None, happened), who=self.who)
        return made

    def tokens(self, email: str | None = None) -> tuple[Token, ...]:
        """The tokens of a person, or all, newest first."""
        with self.books.read() as connection:
            return tokens.of_person(connection, _person(connection, email).id if email else None)

    def revoke_token(self, number: int, *, of: str | None = None) -> Token:
        """Let a token be good for nothing; only one of this person, where ``of`` names one.

        Raises RegistryError where there is none.
        """
        with self.books.write() as connection:
            token = tokens.one(connection, number)
            if token is None or (of is not None and token.person != _person(connection, of).id):
                raise NoSuchPerson(f"there is no token {number}", fix="See them with: verbale token list")
            if token.revoked is None:
                tokens.revoke(connection, number, datetime.now(UTC))
                log.append(connection, ("token-revoked", None, {"token": number}), who=self.who)
            return tokens.one(connection, number) or token

    def _set_status(self, connection: Connection, person: Person, status: str) -> None:
        connection.execute(
            update(people).where(people.c.id == person.id).values(status=status, changed=log.now())
        )
        kind: log.EventKind = "person-disabled" if status == "disabled" else "person-enabled"
        log.append(connection, (kind, None, {"person": person.email}), who=self.who)

    def _end_subscriptions(self, connection: Connection, person: Person, *, for_member: bool = False) -> None:
        """Tell somebody no more of what they may not know any more."""
        for held in subscriptions.listing(connection, person.email):
            if held.member is not None or not for_member:
                subscriptions.end(connection, held.id, who=self.who)

    def _must_fit(self, name: str, given: tuple[Role, ...], member: str | None, language: str) -> None:
        profile = self._profile()
        if not name.strip() or len(name) > 200:
            raise RegistryError("a person needs a name of at most 200 characters", where=Place(field="name"))
        if language not in profile.languages.official:
            raise RegistryError(
                f"the organization does not work in {language!r}",
                where=Place(field="language"),
                fix=f"Choose of {', '.join(profile.languages.official)}",
            )
        if member is not None and profile.member(member) is None:
            raise RegistryError(
                f"the organization has no member {member!r}",
                where=Place(field="member"),
                fix="Members stand in: verbale profile show",
            )
        if "mission" in given and member is None:
            raise RegistryError(
                "a mission is that of a member",
                where=Place(field="member"),
                fix="Say of which: --member CODE",
            )


def _person(connection: Connection, email: str) -> Person:
    address = folded(email)
    found = named(connection, address)
    if found is None:
        raise NoSuchPerson(
            f"nobody here has the address {address}", fix="See everybody with: verbale person list"
        )
    return found


def _must_stay(connection: Connection, person: Person) -> None:
    others = connection.execute(
        select(func.count())
        .select_from(people)
        .join(roles, roles.c.person_id == people.c.id)
        .where(roles.c.role == "administrator", people.c.status == "active", people.c.id != person.id)
    ).scalar_one()
    if not others:
        raise RegistryError(
            f"{person.email} is the last administrator", fix="Let somebody else be administrator first"
        )


def _kept(password: str, *, email: str, name: str) -> str:
    from verbale.registry.people.passwords import hashed, must_be_good

    must_be_good(password, email=email, name=name)
    return hashed(password)
