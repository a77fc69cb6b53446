"""How somebody shows who they are: by password, by a provider, by a session or a token; and what guessing leads to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, insert, select, update

from verbale.errors import RegistryError
from verbale.registry import log
from verbale.registry.books import Books
from verbale.registry.people import guesses, passwords, sessions, tokens
from verbale.registry.people.asking import Asker
from verbale.registry.people.guesses import Limits
from verbale.registry.people.person import Person, by_id, folded, named
from verbale.registry.people.sessions import Lengths, Way
from verbale.registry.schema import identities, people, sign_ins

__all__ = ["Locked", "Pending", "SignInRefused", "SigningIn"]

_AT_PROVIDER = timedelta(minutes=10)


class SignInRefused(RegistryError):
    """It is not they, or nobody is let in so."""


class Locked(SignInRefused):
    """Too many tries; ``until`` says when to try again."""

    def __init__(self, until: datetime) -> None:
        super().__init__("too many tries", fix="Wait a while, then try again")
        self.until = until


class Pending(RegistryError):
    """A sign-in at a provider that this browser did not begin, or began too long ago."""


class SigningIn:
    """Sign-in to a registry's books."""

    def __init__(self, books: Books, *, lengths: Lengths | None = None, limits: Limits | None = None) -> None:
        self.books = books
        self.lengths = lengths or Lengths()
        self.limits = limits or Limits()

    def by_session(self, secret: str) -> Asker | None:
        """Who has this session, if it is not over and they were not disabled."""
        now = datetime.now(UTC)
        with self.books.read() as connection:
            session = sessions.known(connection, secret, now)
            person = by_id(connection, session.person) if session else None
        if session is None or person is None or person.status != "active":
            return None
        if session.stale(now):
            with self.books.write() as connection:
                sessions.see(connection, session, self.lengths, now)
        return Asker(person=person, confirmed=session.confirmed, session=session.id)

    def by_token(self, secret: str) -> Asker | None:
        """Whose token this is, if it is good and they were not disabled."""
        if not secret.startswith(tokens.PREFIX):
            return None
        now = datetime.now(UTC)
        with self.books.read() as connection:
            token = tokens.known(connection, secret, now)
            person = by_id(connection, token.person) if token else None
        if token is None or person is None or person.status != "active":
            return None
        if not tokens.used_lately(token, now):
            with self.books.write() as connection:
                tokens.use(connection, token.id, now)
        return Asker(person=person, scopes=frozenset(token.scopes), token=token.id)

    def by_password(self, email: str, password: str, client: str) -> tuple[Person, str]:
        """Sign in from an address; the person, and the secret of the new session.

        Raises Locked, and SignInRefused, which does not tell what of it was wrong.
        """
        person = self._checked(email, password, client)
        return person, self._begin(person, "password")

    def confirm_by_password(self, asker: Asker, password: str, client: str) -> str:
        """Show again who one is; the session goes on under the new secret that is answered. Raises as ``by_password``."""
        if asker.person is None or asker.session is None:
            raise SignInRefused("nobody is signed in")
        self._checked(asker.person.email, password, client)
        with self.books.write() as connection:
            return sessions.confirm(connection, asker.session, datetime.now(UTC))

    def sign_out(self, asker: Asker) -> None:
        """End the session."""
        if asker.session is not None:
            with self.books.write() as connection:
                sessions.end(connection, asker.session)

    def begin_at_provider(
        self, *, state: str, browser: str, nonce: str, verifier: str, onward: str, session: int | None
    ) -> None:
        """Remember that a browser was sent to the provider, with what must come back."""
        now = datetime.now(UTC)
        with self.books.write() as connection:
            connection.execute(delete(sign_ins).where(sign_ins.c.expires <= _text(now)))
            connection.execute(
                insert(sign_ins).values(
                    state=tokens.digest(state),
                    browser=tokens.digest(browser),
                    nonce=nonce,
                    verifier=verifier,
                    onward=onward,
                    session_id=session,
                    expires=_text(now + _AT_PROVIDER),
                )
            )

    def come_back(self, state: str, browser: str) -> tuple[str, str, str, int | None]:
        """What was remembered under this state: nonce, verifier, where to go on, the session to confirm. Once.

        Raises Pending.
        """
        now = datetime.now(UTC)
        with self.books.write() as connection:
            row = connection.execute(
                delete(sign_ins).where(sign_ins.c.state == tokens.digest(state)).returning(*sign_ins.c)
            ).first()
        if row is None or row.expires <= _text(now) or row.browser != tokens.digest(browser):
            raise Pending("this sign-in was not begun here, or too long ago", fix="Begin it again")
        return row.nonce, row.verifier, row.onward, row.session_id

    def by_provider(
        self, issuer: str, subject: str, email: str | None, *, verified: bool, session: int | None = None
    ) -> tuple[Person, str]:
        """Sign in as the provider says, or confirm a session; the person and the session's secret.

        Somebody who comes for the first time is known by their address, where the provider verified it.

        Raises SignInRefused where nobody is known so.
        """
        refused = SignInRefused(
            "nobody here is known under what the provider says",
            fix="Ask the administrator for an account with the address that the provider knows",
        )
        with self.books.write() as connection:
            linked = connection.execute(
                select(identities.c.person_id).where(
                    identities.c.issuer == issuer, identities.c.subject == subject
                )
            ).scalar()
            person = by_id(connection, linked) if linked is not None else None
            if linked is None and email and verified:
                try:
                    person = named(connection, folded(email))
                except RegistryError:
                    person = None
                if person is not None:
                    connection.execute(
                        insert(identities).values(
                            person_id=person.id, issuer=issuer, subject=subject, linked=log.now()
                        )
                    )
                    happened: dict[str, object] = {"person": person.email, "issuer": issuer}
                    log.append(connection, ("identity-linked", None, happened), who=person.email)
            if person is None or person.status != "active":
                raise refused
            if session is None:
                return person, sessions.begin(connection, person.id, "oidc", self.lengths, datetime.now(UTC))
            if sessions.owner(connection, session) != person.id:
                raise refused
            return person, sessions.confirm(connection, session, datetime.now(UTC))

    def _begin(self, person: Person, way: Way) -> str:
        with self.books.write() as connection:
            return sessions.begin(connection, person.id, way, self.lengths, datetime.now(UTC))

    def _checked(self, email: str, password: str, client: str) -> Person:
        try:
            address = folded(email)
        except RegistryError:
            address = email[:254]
        of_account, of_address = guesses.account(address), guesses.address(client)
        now = datetime.now(UTC)
        with self.books.write() as connection:
            for key, most in ((of_address, self.limits.address), (of_account, self.limits.account)):
                until = guesses.try_once(connection, key, most, self.limits.lock, now)
                if until is not None:
                    break
            person = named(connection, address)
            kept = None
            if person is not None and person.status == "active":
                kept = connection.execute(select(people.c.password).where(people.c.id == person.id)).scalar()
        if until is not None:
            raise Locked(until)
        if not passwords.right(kept, password) or person is None or kept is None:
            raise SignInRefused("the address or the password is wrong")
        fresh = passwords.hashed(password) if passwords.outdated(kept) else None
        with self.books.write() as connection:
            guesses.forgive(connection, of_account)
            guesses.forgive(connection, of_address, one=True)
            if fresh is not None:
                connection.execute(update(people).where(people.c.id == person.id).values(password=fresh))
        return person


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")
