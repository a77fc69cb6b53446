"""Symbols are given one from each organ's series, each once, and never to a document that has its own."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from tests.registry.making import DAY, letter, must_hold, original
from verbale.errors import NoSession, NoSuchDocument, RegistryError, SymbolTaken
from verbale.registry import Registry


def symbols_of(
    registry: Registry, content: str, *borne: str, day: date | None = None, again: bool = False
) -> tuple[str, ...]:
    return registry.register(letter(*borne), original(content), day=day, again=again).entry.symbols


def test_a_joint_document_gets_one_symbol_from_each_organ(registry: Registry) -> None:
    assert symbols_of(registry, "a") == ("PA/12/1", "HC/2024/1")
    assert symbols_of(registry, "b") == ("PA/12/2", "HC/2024/2")
    must_hold(registry)


def test_a_series_counts_within_its_session_and_its_year(registry: Registry) -> None:
    assert symbols_of(registry, "a", day=date(2024, 12, 31)) == ("PA/12/1", "HC/2024/1")
    assert symbols_of(registry, "b", day=date(2025, 1, 1)) == ("PA/12/2", "HC/2025/1")
    assert symbols_of(registry, "c", day=date(2025, 12, 31)) == ("PA/13/1", "HC/2025/2")


def test_the_registered_document_carries_symbols_date_and_sessions(registry: Registry) -> None:
    entry = registry.register(letter(day=None), original("a"), day=DAY).entry
    masthead = registry.document(entry).masthead
    assert masthead.symbols == entry.symbols
    assert masthead.date == DAY
    assert [(s.organ, s.session, s.year) for s in masthead.sessions] == [("PA", "12", None), ("HC", None, 12)]


def test_a_document_gets_a_production_number_that_counts_within_the_year(registry: Registry) -> None:
    numbers = [
        registry.document(registry.register(letter(), original(name), day=day).entry).masthead.job_number
        for name, day in (("a", date(2024, 12, 30)), ("b", date(2024, 12, 31)), ("c", date(2025, 1, 1)))
    ]
    assert numbers == ["24-00001", "24-00002", "25-00001"]
    assert {counter.key for counter in registry.series()} == {"PA/12", "HC/2024", "HC/2025"}
    bearing = letter()
    bearing = replace(bearing, masthead=replace(bearing.masthead, job_number="24-12345"))
    entry = registry.register(bearing, original("d"), day=date(2025, 1, 2)).entry
    assert registry.document(entry).masthead.job_number == "24-12345"


def test_a_joint_document_is_found_by_each_symbol_in_any_spelling(registry: Registry) -> None:
    symbols_of(registry, "a")
    for spelling in ("PA/12/1", "hc/2024/1", "PA/12/1–HC/2024/1", "HC/2024/1-PA/12/1"):
        assert registry.entry(spelling).symbol == registry.entry("PA/12/1").symbol
    symbols_of(registry, "b")
    with pytest.raises(NoSuchDocument, match="PA/12/9"):
        registry.entry("PA/12/9")
    with pytest.raises(NoSuchDocument):
        registry.entry("PA/12/1–HC/2024/2")


def test_a_file_that_bears_symbols_is_recorded_under_them(registry: Registry) -> None:
    assert symbols_of(registry, "a", "PA/12/7", "HC/2024/3") == ("PA/12/7", "HC/2024/3")
    assert symbols_of(registry, "b") == ("PA/12/1", "HC/2024/1")
    assert registry.document(registry.entry("PA/12/7")).masthead.symbols == ("PA/12/7", "HC/2024/3")


def test_a_number_that_a_recorded_file_bears_is_passed_over(registry: Registry) -> None:
    symbols_of(registry, "borne", "PA/12/2", "HC/2024/3")
    given = [symbols_of(registry, str(n)) for n in range(3)]
    assert given == [("PA/12/1", "HC/2024/1"), ("PA/12/3", "HC/2024/2"), ("PA/12/4", "HC/2024/4")]
    must_hold(registry)


def test_a_taken_symbol_is_refused_naming_its_document(registry: Registry) -> None:
    symbols_of(registry, "a")
    before = registry.events()
    with pytest.raises(
        SymbolTaken, match=r"PA/12/1 is taken: it is the symbol of PA/12/1–HC/2024/1 .*Belvaria.*letter.txt"
    ):
        registry.register(letter("PA/12/1"), original("b"))
    assert registry.events() == before
    must_hold(registry)


def test_a_number_that_is_taken_under_another_year_is_refused(registry: Registry) -> None:
    registry.register(letter("HC/RES/5 (2024)"), original("a"))
    with pytest.raises(
        SymbolTaken, match=r"HC/RES/5 \(2025\) is taken: it is the symbol of HC/RES/5 \(2024\)"
    ):
        registry.register(letter("HC/RES/5 (2025)"), original("b"))
    must_hold(registry)


def test_a_symbol_that_is_printed_twice_is_one(registry: Registry) -> None:
    assert symbols_of(registry, "a", "PA/12/7", "pa/12/7", "PA/12/7–HC/2024/3") == ("PA/12/7", "HC/2024/3")


def test_the_same_file_again_gives_the_document_that_it_became(registry: Registry) -> None:
    first = registry.register(letter(), original("a"))
    second = registry.register(letter(), original("a", name="copy.txt"))
    assert (first.new, second.new) == (True, False)
    assert second.entry == first.entry == registry.entry("PA/12/1")


def test_the_same_file_can_be_forced_and_that_is_recorded(registry: Registry) -> None:
    symbols_of(registry, "a")
    assert symbols_of(registry, "a", again=True) == ("PA/12/2", "HC/2024/2")
    received = next(event for event in registry.events(registry.entry("PA/12/2")) if event.kind == "received")
    assert received.data["again"] == 2
    must_hold(registry)


def test_what_was_passed_over_is_recorded(registry: Registry) -> None:
    entry = registry.register(letter(), original("a"), anyway=("V103",)).entry
    assert registry.events(entry)[-1].data["anyway"] == ["V103"]


@pytest.mark.parametrize(
    ("organs", "day", "error", "told"),
    [
        ((), DAY, RegistryError, "which organ's"),
        (("ZZ",), DAY, RegistryError, "ZZ is no organ of the profile assembly"),
        (("PA",), None, RegistryError, "no date"),
        (("PA",), date(1999, 1, 1), NoSession, "no session of PA is open on 1999-01-01"),
        (("HC", "PA"), date(2013, 3, 1), NoSession, "no session of PA"),
    ],
)
def test_what_cannot_be_numbered_changes_nothing(
    registry: Registry, organs: tuple[str, ...], day: date | None, error: type[RegistryError], told: str
) -> None:
    before = registry.events()
    with pytest.raises(error, match=told) as raised:
        registry.register(letter(organs=organs, day=day), original("a"))
    assert raised.value.fix
    assert registry.events() == before
    assert registry.series() == ()
    must_hold(registry)


def test_a_series_can_be_set_forward_and_the_log_explains_the_gap(registry: Registry) -> None:
    assert registry.set_series("PA/12", 783).next == 783
    assert symbols_of(registry, "a") == ("PA/12/783", "HC/2024/1")
    event = next(event for event in registry.events() if event.kind == "series-set")
    assert event.data == {"series": "PA/12", "from": 1, "to": 783}
    assert event.who == "the registrar"


def test_a_series_cannot_be_set_back_onto_a_number_that_is_taken(registry: Registry) -> None:
    registry.set_series("PA/12", 10)
    registry.set_series("PA/12", 5)
    symbols_of(registry, "a")
    with pytest.raises(RegistryError, match="PA/12/5 is taken"):
        registry.set_series("PA/12", 5)
    assert registry.set_series("PA/12", 6).next == 6


def test_only_series_of_the_profile_can_be_set(registry: Registry) -> None:
    with pytest.raises(RegistryError, match="has no series A/74"):
        registry.set_series("A/74", 1)
    with pytest.raises(RegistryError, match="0 is not a number"):
        registry.set_series("PA/12", 0)


def test_documents_are_listed_newest_first(registry: Registry) -> None:
    for content in "abc":
        symbols_of(registry, content)
    registry.register(letter(organs=("HC",)), original("d"))
    assert [entry.symbol for entry in registry.entries(limit=2)] == ["HC/2024/4", "PA/12/3–HC/2024/3"]
    assert len(registry.entries(series="PA")) == 3
    assert len(registry.entries(series="HC/2024")) == 4
    assert registry.entries(series="P") == ()
    assert registry.entries(state="issued") == ()
