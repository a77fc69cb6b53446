"""Who sees what: the list and the single answer agree with each other, and with what a person would say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.registry_people.making import ASKERS, Made, filled, new_registry, sees
from verbale.registry import Registry
from verbale.registry.people.seeing import cases_seen, documents_seen, look, organ_of, sights
from verbale.registry.schema import cases, documents


@pytest.fixture
def held(tmp_path: Path, database: str | None) -> Iterator[tuple[Registry, list[Made]]]:
    with new_registry(tmp_path, database) as registry:
        yield registry, list(filled(registry))


def test_everybody_sees_what_is_theirs_and_nothing_else(held: tuple[Registry, list[Made]]) -> None:
    registry, made = held
    profile = registry.profile
    with registry.books.read() as connection:
        for who, asker in ASKERS.items():
            listed = set(
                connection.scalars(
                    select(documents.c.id)
                    .join(cases, cases.c.id == documents.c.case_id)
                    .where(documents_seen(asker, profile))
                )
            )
            for one in made:
                expected = sees(who, one.kind, one.organ, one.state)
                told = look(connection, one.entry.symbols, asker, profile)
                assert (one.entry.id in listed) == expected, (who, one)
                assert (told.answer == "seen") == expected, (who, one, told)
                if not expected:
                    assert told.answer in _refusals(one), (who, one, told)


def _refusals(one: Made) -> set[str]:
    """What somebody may be told who does not see it."""
    late = {"registered": "not-published", "withdrawn": "withdrawn"}.get(one.state)
    return {"public": set(), "limited": {"restricted"}, "restricted": {"restricted"}, "secret": {"none"}}[
        one.kind
    ] | ({late} if late else set())


def test_what_is_secret_is_told_to_the_entitled_alone(held: tuple[Registry, list[Made]]) -> None:
    registry, made = held
    with registry.books.read() as connection:
        for who, asker in ASKERS.items():
            for one in made:
                told = look(connection, one.entry.symbols, asker, registry.profile)
                if one.kind == "secret" and not sees(who, one.kind, one.organ, "issued"):
                    assert told.answer == "none", (who, one)
                    assert told.document is None


def test_cases_are_seen_by_their_sender_and_the_desk(held: tuple[Registry, list[Made]]) -> None:
    registry, made = held
    with registry.books.read() as connection:
        for who, asker in ASKERS.items():
            seen = len(connection.execute(select(cases.c.id).where(cases_seen(asker))).all())
            desk = who in ("registrar", "approver", "mission that sent it")
            assert seen == (len(made) if desk else 0), who


def test_what_is_sought_in_the_catalogue_is_what_is_seen_when_issued(
    held: tuple[Registry, list[Made]],
) -> None:
    registry, made = held
    for who, asker in ASKERS.items():
        if who == "mission that sent it":
            continue  # sees its own by its case, which the catalogue does not know
        found = {sight.distribution: sight.organs for sight in sights(asker, registry.profile)}
        for one in made:
            organs = found.get(one.entry.distribution or "", ())
            assert (organs is None or one.organ in organs) == sees(who, one.kind, one.organ, "issued"), (
                who,
                one,
            )


def test_the_organ_of_a_symbol_is_the_one_with_the_longest_prefix(registry: Registry) -> None:
    assert organ_of(registry.profile, "PA/12/7") == "PA"
    assert organ_of(registry.profile, "HC/2024/7") == "HC"
    assert organ_of(registry.profile, "PAX/12/7") is None
