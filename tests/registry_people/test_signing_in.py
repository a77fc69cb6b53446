"""Sign-in: sessions that end, locks against guessing, providers that are believed once."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from verbale.registry import Registry
from verbale.registry.people import guesses, passwords, sessions
from verbale.registry.people.guesses import Limits
from verbale.registry.people.sessions import Lengths
from verbale.registry.people.signing_in import Locked, Pending, SigningIn, SignInRefused
from verbale.registry.schema import people
from verbale.registry.schema import sessions as table

PASSWORD = "four words nobody says"
HERE = "192.0.2.1"


@pytest.fixture
def signing_in(registry: Registry) -> SigningIn:
    registry.people.add("a@b.example", "A", given=("registrar",), password=PASSWORD)
    return SigningIn(registry.books, limits=Limits(account=3, address=6, lock=timedelta(minutes=15)))


def later(registry: Registry, **values: timedelta) -> None:
    """Let time pass for the only session there is: its moments move back."""
    with registry.books.write() as connection:
        row = connection.execute(select(table)).one()
        moved = {
            name: (datetime.fromisoformat(getattr(row, name)) - by).isoformat(timespec="microseconds")
            for name, by in values.items()
        }
        connection.execute(update(table).values(**moved))


def test_the_right_password_begins_a_session(registry: Registry, signing_in: SigningIn) -> None:
    person, secret = signing_in.by_password(" A@b.example", PASSWORD, HERE)
    asker = signing_in.by_session(secret)
    assert asker is not None
    assert asker.person == person
    assert asker.scopes is None
    with registry.books.read() as connection:
        assert secret not in str(connection.execute(select(table)).all())
    signing_in.sign_out(asker)
    assert signing_in.by_session(secret) is None


@pytest.mark.parametrize("secret", ["", "x", "verbale_x", "' OR 1=1 --", "\x00"])
def test_what_was_never_given_opens_nothing(signing_in: SigningIn, secret: str) -> None:
    assert signing_in.by_session(secret) is None
    assert signing_in.by_token(secret) is None


def test_a_wrong_password_and_a_stranger_are_told_the_same(signing_in: SigningIn) -> None:
    told = []
    for email in ("a@b.example", "nobody@b.example", "no address"):
        with pytest.raises(SignInRefused) as refused:
            signing_in.by_password(email, "wrong but long enough", HERE)
        told.append(str(refused.value))
    assert len(set(told)) == 1


def test_a_stranger_costs_as_much_work_as_a_wrong_password(
    signing_in: SigningIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked: list[bool] = []
    real = passwords.right

    def counted(kept: str | None, password: str) -> bool:
        worked.append(kept is not None)
        return real(kept, password)

    monkeypatch.setattr(passwords, "right", counted)
    for email in ("a@b.example", "nobody@b.example"):
        with pytest.raises(SignInRefused):
            signing_in.by_password(email, "wrong but long enough", HERE)
    assert worked == [True, False]
    assert passwords._nobody().split("$")[:4] == passwords.hashed("anything at all").split("$")[:4]


def test_guessing_locks_the_account_whether_it_exists_or_not(
    registry: Registry, signing_in: SigningIn
) -> None:
    for email in ("a@b.example", "nobody@b.example"):
        for place in range(3):
            with pytest.raises(SignInRefused) as told:
                signing_in.by_password(email, "wrong but long enough", f"198.51.100.{place}")
            assert not isinstance(told.value, Locked)
        with pytest.raises(Locked):
            signing_in.by_password(email, PASSWORD, "203.0.113.9")


def test_guessing_locks_the_address(signing_in: SigningIn) -> None:
    for place in range(6):
        with pytest.raises(SignInRefused):
            signing_in.by_password(f"somebody{place}@b.example", "wrong but long enough", "2001:db8::1")
    with pytest.raises(Locked):
        signing_in.by_password("a@b.example", PASSWORD, "2001:db8::2")
    signing_in.by_password("a@b.example", PASSWORD, "2001:db8:0:1::1")


def test_a_hundred_guesses_at_once_are_a_hundred(registry: Registry, signing_in: SigningIn) -> None:
    outcomes: list[str] = []

    def guess() -> None:
        try:
            signing_in.by_password("a@b.example", "wrong but long enough", HERE)
        except SignInRefused as error:
            outcomes.append(type(error).__name__)

    guessing = [threading.Thread(target=guess) for _ in range(12)]
    for thread in guessing:
        thread.start()
    for thread in guessing:
        thread.join()
    assert sorted(outcomes) == ["Locked"] * 9 + ["SignInRefused"] * 3


def test_failures_are_forgotten_after_a_while_and_by_the_right_password(registry: Registry) -> None:
    def tried(key: str, at: datetime) -> datetime | None:
        with registry.books.write() as connection:
            return guesses.try_once(connection, key, 3, timedelta(minutes=15), at)

    start = datetime.now(UTC)
    assert [tried("k", start) for _ in range(3)] == [None] * 3
    assert tried("k", start + timedelta(minutes=14)) == start + timedelta(minutes=15)
    assert [tried("k", start + timedelta(minutes=16)) for _ in range(2)] == [None] * 2
    with registry.books.write() as connection:
        guesses.forgive(connection, "k")
    assert [tried("k", start + timedelta(minutes=17)) for _ in range(3)] == [None] * 3


def test_a_session_ends_when_it_is_idle(registry: Registry, signing_in: SigningIn) -> None:
    _, secret = signing_in.by_password("a@b.example", PASSWORD, HERE)
    later(registry, seen=timedelta(minutes=50), expires=timedelta(minutes=50))
    assert signing_in.by_session(secret)
    later(registry, expires=timedelta(minutes=50))
    assert signing_in.by_session(secret), "it was seen, so its end moved on"
    later(registry, expires=timedelta(minutes=61))
    assert signing_in.by_session(secret) is None


def test_a_session_ends_in_any_case(registry: Registry, signing_in: SigningIn) -> None:
    _, secret = signing_in.by_password("a@b.example", PASSWORD, HERE)
    later(registry, began=timedelta(hours=11, minutes=59), seen=timedelta(minutes=2))
    assert signing_in.by_session(secret)
    with registry.books.read() as connection:
        expires = datetime.fromisoformat(connection.execute(select(table.c.expires)).scalar_one())
    assert expires < datetime.now(UTC) + timedelta(minutes=2)


def test_confirming_goes_on_under_a_new_secret(registry: Registry, signing_in: SigningIn) -> None:
    _, secret = signing_in.by_password("a@b.example", PASSWORD, HERE)
    later(registry, confirmed=timedelta(hours=1))
    stale = signing_in.by_session(secret)
    assert stale is not None
    with pytest.raises(SignInRefused):
        signing_in.confirm_by_password(stale, "wrong but long enough", HERE)
    fresh = signing_in.confirm_by_password(stale, PASSWORD, HERE)
    assert signing_in.by_session(secret) is None
    again = signing_in.by_session(fresh)
    assert again is not None
    assert again.confirmed is not None
    assert stale.confirmed is not None
    assert again.confirmed > stale.confirmed


def test_a_new_password_ends_every_session(registry: Registry, signing_in: SigningIn) -> None:
    _, secret = signing_in.by_password("a@b.example", PASSWORD, HERE)
    registry.people.set_password("a@b.example", "four other words now")
    assert signing_in.by_session(secret) is None
    signing_in.by_password("a@b.example", "four other words now", HERE)


def test_a_password_kept_with_less_care_is_kept_better_when_it_comes(
    registry: Registry, signing_in: SigningIn
) -> None:
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    with registry.books.write() as connection:
        connection.execute(update(people).values(password=weak))
    signing_in.by_password("a@b.example", PASSWORD, HERE)
    with registry.books.read() as connection:
        kept = connection.execute(select(people.c.password)).scalar_one()
    assert kept != weak
    assert not passwords.outdated(kept)


def test_forms_hold_a_key_of_their_session() -> None:
    assert sessions.form_key("a") != sessions.form_key("b")
    assert "a-secret" not in sessions.form_key("a-secret")


ATTEMPT: dict[str, Any] = {
    "state": "s",
    "browser": "b",
    "nonce": "n",
    "verifier": "v",
    "onward": "/x",
    "session": None,
}


def test_a_provider_is_believed_once_and_by_the_browser_that_went_there(signing_in: SigningIn) -> None:
    signing_in.begin_at_provider(**ATTEMPT)
    with pytest.raises(Pending):
        signing_in.come_back("other", "b")
    assert signing_in.come_back("s", "b") == ("n", "v", "/x", None)
    with pytest.raises(Pending):
        signing_in.come_back("s", "b")
    signing_in.begin_at_provider(**ATTEMPT)
    with pytest.raises(Pending):
        signing_in.come_back("s", "another browser")


def test_a_provider_leads_to_the_person_it_verified(registry: Registry, signing_in: SigningIn) -> None:
    issuer = "https://id.example"
    for email, verified in (
        (None, True),
        ("a@b.example", False),
        ("stranger@b.example", True),
        ("nonsense", True),
    ):
        with pytest.raises(SignInRefused):
            signing_in.by_provider(issuer, "17", email, verified=verified)
    person, secret = signing_in.by_provider(issuer, "17", "A@B.example", verified=True)
    assert person.email == "a@b.example"
    assert signing_in.by_session(secret)
    again, _ = signing_in.by_provider(issuer, "17", "changed@b.example", verified=False)
    assert again == person
    assert [event.kind for event in registry.events()].count("identity-linked") == 1
    with pytest.raises(SignInRefused):
        signing_in.by_provider("https://other.example", "17", None, verified=True)


def test_only_the_same_person_confirms_a_session_at_the_provider(
    registry: Registry, signing_in: SigningIn
) -> None:
    registry.people.add("c@d.example", "C")
    _, secret = signing_in.by_password("a@b.example", PASSWORD, HERE)
    asker = signing_in.by_session(secret)
    assert asker is not None
    with pytest.raises(SignInRefused):
        signing_in.by_provider("i", "1", "c@d.example", verified=True, session=asker.session)
    _, fresh = signing_in.by_provider("i", "2", "a@b.example", verified=True, session=asker.session)
    assert signing_in.by_session(fresh)
    assert signing_in.by_session(secret) is None


def test_lengths_are_as_they_are_set(registry: Registry) -> None:
    registry.people.add("e@f.example", "E", password=PASSWORD)
    short = SigningIn(
        registry.books, lengths=Lengths(idle=timedelta(minutes=60), whole=timedelta(seconds=-1))
    )
    _, secret = short.by_password("e@f.example", PASSWORD, HERE)
    assert short.by_session(secret) is None
