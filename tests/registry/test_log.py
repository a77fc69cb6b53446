"""The log is never changed, and shows where it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import exc, text

from tests.registry.making import letter, must_hold, original, tamper
from verbale.registry import Registry
from verbale.registry.log import FIRST


def test_each_event_holds_the_hash_of_the_one_before(registry: Registry) -> None:
    registry.register(letter(), original("a"))
    events = registry.events()
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert [event.before for event in events] == [FIRST, *(event.hash for event in events[:-1])]
    assert registry.verify() is None


@pytest.mark.parametrize("statement", ["UPDATE events SET who = 'another'", "DELETE FROM events"])
def test_the_books_refuse_to_change_an_event(registry: Registry, statement: str) -> None:
    with pytest.raises(exc.DBAPIError, match="never changed"), registry.books.write() as connection:
        connection.execute(text(statement))
    assert registry.verify() is None


@pytest.mark.parametrize(
    ("statement", "seq", "why"),
    [
        ("UPDATE events SET who = 'another' WHERE seq = 4", 4, "not what was hashed"),
        ("UPDATE events SET data = '{}' WHERE seq = 2", 2, "not what was hashed"),
        ("UPDATE events SET at = '2020-01-01T00:00:00.000000+00:00' WHERE seq = 3", 3, "not what was hashed"),
        ("DELETE FROM events WHERE seq = 3", 3, "missing"),
        ("DELETE FROM events WHERE seq = 10", 10, "the head"),
        ("DELETE FROM events WHERE seq = 1", 1, "missing"),
    ],
)
def test_a_changed_or_missing_event_shows(registry: Registry, statement: str, seq: int, why: str) -> None:
    for content in "abc":
        registry.register(letter(), original(content))
    registry.close()
    tamper(registry, statement)
    found = registry.verify()
    assert found is not None
    assert found.seq == seq
    assert why in found.why


def test_an_event_moved_in_time_with_its_hash_made_anew_shows_at_the_next(registry: Registry) -> None:
    for content in "ab":
        registry.register(letter(), original(content))
    registry.close()
    from verbale.registry.log import _digest

    event = registry.events()[2]
    forged = _digest((event.before, event.seq, event.at, event.kind, event.case, "another", "{}"))
    tamper(
        registry,
        "UPDATE events SET who = 'another', data = '{}', hash = :forged WHERE seq = 3",
        forged=forged,
    )
    found = registry.verify()
    assert found is not None
    assert found.seq == 4


def test_whatever_a_file_is_called_its_name_is_data(registry: Registry) -> None:
    seen = {"content"}

    @settings(max_examples=40, deadline=None)
    @given(st.text(max_size=40), st.text(min_size=1, max_size=20))
    def check(name: str, content: str) -> None:
        name = "../" + name.encode("utf-8", "replace").decode()
        content = f"{len(seen)} {content}"
        seen.add(content)
        entry = registry.register(letter(), original(content, name=name)).entry
        assert entry.file == name.replace("\0", "\N{REPLACEMENT CHARACTER}")
        assert registry.events(entry)[0].data["name"] == entry.file

    check()
    must_hold(registry)
