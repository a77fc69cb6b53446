"""People: let in, given roles, kept out. Each of it stands in the log."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from verbale.errors import RegistryError
from verbale.registry import Registry
from verbale.registry.people.people import NoSuchPerson
from verbale.registry.schema import people, sessions, tokens

PASSWORD = "four words nobody says"


def test_somebody_is_let_in_with_roles(registry: Registry) -> None:
    made = registry.people.add(
        "  Ilse.Ferrand@Mission.Example ", "Ilse Ferrand", given=("mission",), member="XB"
    )
    assert made.email == "ilse.ferrand@mission.example"
    assert made.roles == ("mission",)
    assert registry.people.get("ILSE.FERRAND@mission.example") == made
    assert registry.people.all() == (made,)
    event = registry.events()[-1]
    assert (event.kind, event.who) == ("person-added", "the registrar")
    assert event.data == {"person": made.email, "roles": ["mission"], "member": "XB"}
    assert registry.verify() is None


@pytest.mark.parametrize(
    "wrong", ["", "nobody", "a@b", "a b@c.example", "a@b.example\nBcc: c@d.example", "<a@b.example>"]
)
def test_what_is_no_address_is_refused(registry: Registry, wrong: str) -> None:
    with pytest.raises(RegistryError, match="not an e-mail address"):
        registry.people.add(wrong, "Somebody")


def test_nobody_is_let_in_twice(registry: Registry) -> None:
    registry.people.add("a@b.example", "A")
    with pytest.raises(RegistryError, match="known already"):
        registry.people.add("A@B.example", "Another")


def test_a_mission_is_that_of_a_member(registry: Registry) -> None:
    with pytest.raises(RegistryError, match="a mission is that of a member"):
        registry.people.add("a@b.example", "A", given=("mission",))
    with pytest.raises(RegistryError, match="no member 'QQ'"):
        registry.people.add("a@b.example", "A", member="QQ")
    registry.people.add("a@b.example", "A")
    with pytest.raises(RegistryError, match="a mission is that of a member"):
        registry.people.give("a@b.example", "mission")
    registry.people.change("a@b.example", member="XA")
    assert registry.people.give("a@b.example", "mission").roles == ("mission",)
    with pytest.raises(RegistryError, match="a mission is that of a member"):
        registry.people.change("a@b.example", member="")


def test_roles_come_and_go_and_the_last_administrator_stays(registry: Registry) -> None:
    registry.people.add("a@b.example", "A", given=("administrator", "registrar"))
    with pytest.raises(RegistryError, match="last administrator"):
        registry.people.take("a@b.example", "administrator")
    with pytest.raises(RegistryError, match="last administrator"):
        registry.people.disable("a@b.example")
    registry.people.add("c@d.example", "C", given=("administrator",))
    assert registry.people.take("a@b.example", "administrator").roles == ("registrar",)
    assert registry.people.take("a@b.example", "administrator").roles == ("registrar",)
    kinds = [event.kind for event in registry.events()]
    assert kinds == ["opened", "person-added", "person-added", "role-taken"]


def test_passwords_are_kept_as_argon2_and_guessable_ones_refused(registry: Registry) -> None:
    registry.people.add("a.person@b.example", "Ada Person", password=PASSWORD)
    with registry.books.read() as connection:
        kept = connection.execute(select(people.c.password)).scalar_one()
    assert kept.startswith("$argon2id$")
    for guessable, why in (
        ("short", "too short"),
        ("a" * 20, "easily guessed"),
        ("a.person@b.example", "easily guessed"),
        ("ada person 12", "easily guessed"),
        ("x" * 300, "too long"),
    ):
        with pytest.raises(RegistryError, match=why):
            registry.people.set_password("a.person@b.example", guessable)
    assert PASSWORD not in str([event.data for event in registry.events()])


def test_a_token_is_shown_once_and_kept_as_a_hash(registry: Registry) -> None:
    registry.people.add("a@b.example", "A", given=("registrar",))
    made = registry.people.make_token("a@b.example", "the desk", ("cases", "documents"))
    assert made.secret.startswith("verbale_")
    assert made.token.scopes == ("documents", "cases")
    with registry.books.read() as connection:
        assert made.secret not in str(connection.execute(select(tokens)).all())
    assert made.secret not in str([event.data for event in registry.events()])
    assert registry.people.tokens("a@b.example") == (made.token,)
    revoked = registry.people.revoke_token(made.token.id)
    assert revoked.revoked is not None
    assert registry.people.revoke_token(made.token.id) == revoked
    assert [event.kind for event in registry.events()][-2:] == ["token-made", "token-revoked"]


def test_a_token_is_for_something_that_exists_and_is_its_owners(registry: Registry) -> None:
    registry.people.add("a@b.example", "A")
    registry.people.add("c@d.example", "C")
    for scopes, why in ((("everything",), "no such scope: everything"), ((), "for something")):
        with pytest.raises(RegistryError, match=why):
            registry.people.make_token("a@b.example", "x", scopes)
    with pytest.raises(RegistryError, match="name"):
        registry.people.make_token("a@b.example", " ", ("cases",))
    made = registry.people.make_token("a@b.example", "x", ("cases",))
    with pytest.raises(NoSuchPerson, match="no token"):
        registry.people.revoke_token(made.token.id, of="c@d.example")


def test_subscriptions_end_with_the_right_to_them(registry: Registry) -> None:
    registry.people.add("a@b.example", "A", given=("mission", "reader"), member="XA")

    def held() -> list[str | None]:
        return [one.member for one in registry.post.subscriptions("a@b.example")]

    registry.post.subscribe("a@b.example", query="", member="XA")
    registry.post.subscribe("a@b.example", query="")
    registry.people.take("a@b.example", "reader")
    assert held() == ["XA", None]
    registry.people.take("a@b.example", "mission")
    assert held() == [None]
    registry.people.disable("a@b.example")
    assert held() == []
    assert registry.verify() is None


def test_who_is_disabled_is_signed_out(registry: Registry) -> None:
    from verbale.registry.people.signing_in import SigningIn, SignInRefused

    registry.people.add("a@b.example", "A", given=("registrar",), password=PASSWORD)
    signing_in = SigningIn(registry.books)
    _, secret = signing_in.by_password("a@b.example", PASSWORD, "192.0.2.1")
    token = registry.people.make_token("a@b.example", "x", ("cases",)).secret
    assert signing_in.by_session(secret)
    assert signing_in.by_token(token)
    registry.people.disable("a@b.example")
    assert signing_in.by_session(secret) is None
    assert signing_in.by_token(token) is None
    with pytest.raises(SignInRefused):
        signing_in.by_password("a@b.example", PASSWORD, "192.0.2.1")
    registry.people.enable("a@b.example")
    assert signing_in.by_session(secret) is None
    assert signing_in.by_token(token)
    with registry.books.read() as connection:
        assert connection.execute(select(sessions)).all() == []
