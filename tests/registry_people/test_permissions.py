"""The permission table: whole, and asked as it is written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from verbale.registry.people import ROLES, Asker, Person, Subject, judge, reach
from verbale.registry.people.permissions import permissions, scopes


def asker(*roles: str, member: str | None = None, scopes: frozenset[str] | None = None) -> Asker:
    person = Person(id=1, email="a@b.example", name="A", language="en", roles=roles, member=member)  # type: ignore[arg-type]
    return Asker(person=person, scopes=scopes, confirmed=datetime.now(UTC))


def test_every_action_says_what_it_is_and_names_roles_that_exist() -> None:
    for name, permission in permissions().items():
        assert permission.says, name
        assert permission.to, name
        assert set(permission.to) <= {"anybody", "person", *ROLES}, name


def test_nobody_may_do_what_needs_a_role() -> None:
    for name, permission in permissions().items():
        verdict = judge(Asker(), name)
        assert bool(verdict) == ("anybody" in permission.to), name
        assert verdict.why in ("allowed", "sign-in")


def test_a_mission_reaches_its_own_and_no_other() -> None:
    mission = asker("mission", member="XA")
    assert judge(mission, "case-read", Subject(member="XA"))
    assert judge(mission, "case-read", Subject(member="XB")).why == "not-theirs"
    assert judge(mission, "case-read", Subject(member=None)).why == "not-theirs"
    assert judge(mission, "case-review", Subject(member="XA")).why == "role"


def test_a_mission_without_a_member_reaches_nothing_of_nobodys() -> None:
    assert not judge(asker("mission"), "case-read", Subject(member=None))


def test_the_entitled_read_what_is_restricted() -> None:
    mission = asker("mission", member="XA")
    assert judge(mission, "document-read-restricted", Subject(entitled=frozenset({"XA", "XB"})))
    assert judge(mission, "document-read-restricted", Subject(member="XA"))
    assert not judge(mission, "document-read-restricted", Subject(entitled=frozenset({"XB"})))
    assert not judge(
        asker("reader", member="XA"), "document-read-restricted", Subject(entitled=frozenset({"XA"}))
    )


def test_a_token_reaches_no_further_than_its_scopes() -> None:
    narrow = asker("registrar", scopes=frozenset({"cases"}))
    assert judge(narrow, "case-read", Subject(member="XA"))
    assert judge(narrow, "case-review", Subject(member="XA")).why == "scope"
    assert judge(narrow, "document-read-public")
    assert not judge(narrow, "document-read-restricted", Subject())


def test_somebody_who_was_disabled_is_nobody() -> None:
    person = Person(
        id=1, email="a@b.example", name="A", language="en", roles=("registrar",), status="disabled"
    )
    gone = Asker(person=person, confirmed=datetime.now(UTC))
    for name in permissions():
        assert bool(judge(gone, name)) == bool(judge(Asker(), name)), name


@pytest.mark.parametrize("action", [name for name, permission in permissions().items() if permission.confirm])
def test_what_is_grave_asks_for_a_fresh_sign_in(action: str) -> None:
    now = datetime.now(UTC)
    everything = asker(*ROLES, member="XA")
    stale = Asker(person=everything.person, confirmed=now - timedelta(minutes=11))
    assert judge(everything, action, Subject(member="XA"), now=now)
    assert judge(stale, action, Subject(member="XA"), now=now).why == "confirm"
    assert judge(stale, action, Subject(member="XA"), now=now, confirm_within=timedelta(minutes=12))


def test_each_scope_opens_something() -> None:
    for scope in scopes():
        opened = asker(*ROLES, member="XA", scopes=frozenset({scope}))
        closed = asker(*ROLES, member="XA", scopes=frozenset())
        assert any(reach(opened, name) != reach(closed, name) for name in permissions()), scope
