"""Numbers are set apart and given back by events, and every gap says why it is there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.registry.making import letter, must_hold, original, tamper
from verbale.errors import RegistryError
from verbale.registry import Registry

TOMORROW = datetime.now(UTC) + timedelta(days=1)


def symbol(registry: Registry, content: str, *borne: str) -> str:
    return registry.register(letter(*borne, organs=("PA",)), original(content)).entry.symbol


def test_a_reserved_number_is_kept_for_the_file_that_bears_it(registry: Registry) -> None:
    assert symbol(registry, "a") == "PA/12/1"
    kept = registry.reservations.reserve("PA/12", 2, until=TOMORROW, reason="a report")
    assert [(one.number, one.state, one.who) for one in kept] == [
        (2, "held", "the registrar"),
        (3, "held", "the registrar"),
    ]
    assert symbol(registry, "b") == "PA/12/4"
    assert symbol(registry, "c", "PA/12/3") == "PA/12/3"
    (gap,) = registry.reservations.gaps("PA/12")
    assert (gap.first, gap.last) == (2, 2)
    assert str(gap.why).startswith("reserved by the registrar until ")
    assert [one.state for one in registry.reservations.of("PA/12")] == ["held", "used"]
    assert registry.events()[-1].kind == "registered"
    assert "numbers-reserved" in {event.kind for event in registry.events()}


def test_a_number_given_back_is_the_next_that_the_series_gives(registry: Registry) -> None:
    registry.reservations.reserve("PA/12", 3, until=TOMORROW, reason="reports")
    assert symbol(registry, "a") == "PA/12/4"
    registry.reservations.release("PA/12", [2, 3], reason="not needed")
    assert [gap.why for gap in registry.reservations.gaps("PA/12")][1:] == [
        "given back; the series gives it next"
    ]
    assert [symbol(registry, content) for content in "bcd"] == ["PA/12/2", "PA/12/3", "PA/12/5"]
    with pytest.raises(RegistryError, match="PA/12/2 is not reserved"):
        registry.reservations.release("PA/12", [2], reason="again")
    registry.reservations.release("PA/12", [1], reason="not needed")
    assert symbol(registry, "e") == "PA/12/1"
    must_hold(registry)


def test_a_reservation_ends_by_itself_and_the_log_tells_it(registry: Registry) -> None:
    registry.reservations.reserve("PA/12", 1, until=TOMORROW, reason="a report")
    tamper(registry, "UPDATE reservations SET until = '2020-01-01T00:00:00.000000+00:00'")
    assert [one.state for one in registry.reservations.of("PA/12")] == ["free"]
    assert symbol(registry, "a") == "PA/12/1"
    (ended,) = [event for event in registry.events() if event.kind == "reservation-expired"]
    assert ended.data == {"series": "PA/12", "number": 1, "of": "the registrar"}
    must_hold(registry)


def test_a_gap_is_explained_and_never_filled(registry: Registry) -> None:
    registry.reservations.reserve("PA/12", 1, until=TOMORROW, reason="a report")
    assert symbol(registry, "a") == "PA/12/2"
    registry.reservations.explain("PA/12", [1], reason="the report was given up")
    assert symbol(registry, "b") == "PA/12/3"
    (gap,) = registry.reservations.gaps("PA/12")
    assert gap.why == "given up by the registrar: the report was given up"
    with pytest.raises(RegistryError, match="was given up"):
        symbol(registry, "c", "PA/12/1")
    with pytest.raises(RegistryError, match="a document has it"):
        registry.reservations.explain("PA/12", [2], reason="no")
    with pytest.raises(RegistryError, match="has not come to 9"):
        registry.reservations.explain("PA/12", [9], reason="no")


def test_numbers_passed_over_are_explained_by_who_set_the_series(registry: Registry) -> None:
    registry.set_series("PA/12", 5)
    assert symbol(registry, "a") == "PA/12/5"
    (gap,) = registry.reservations.gaps("PA/12")
    assert (gap.first, gap.last) == (1, 4)
    assert str(gap.why).startswith("passed over by the registrar on ")
    registry.reservations.reserve("PA/12", 1, until=TOMORROW, reason="a report")
    with pytest.raises(RegistryError, match="PA/12/6 is reserved"):
        registry.set_series("PA/12", 6)
    tamper(registry, "UPDATE series SET last = 9 WHERE key = 'PA/12'")
    assert [gap.why for gap in registry.reservations.gaps("PA/12")][-1] is None


def test_what_makes_no_reservation(registry: Registry) -> None:
    with pytest.raises(RegistryError, match="is over already"):
        registry.reservations.reserve("PA/12", 1, until=datetime(2020, 1, 1, tzinfo=UTC), reason="late")
    with pytest.raises(RegistryError, match="no reason"):
        registry.reservations.reserve("PA/12", 1, until=TOMORROW, reason="  ")
    with pytest.raises(RegistryError, match="cannot be reserved at once"):
        registry.reservations.reserve("PA/12", 101, until=TOMORROW, reason="many")
    assert registry.reservations.of("PA/12") == ()
    assert len(registry.events()) == 1
