"""What changes a document after issue is numbered by that document, in the books."""

from __future__ import annotations

import threading

import pytest

from tests.registry.making import letter, original, version
from verbale.errors import SymbolTaken, WrongState
from verbale.registry import Entry, Registry
from verbale.registry.numbering import ChangeKind


def issued(registry: Registry, content: str = "parent") -> Entry:
    return registry.issue(registry.register(letter(), original(content)).entry, version()).entry


def changed(registry: Registry, parent: Entry, kind: ChangeKind, content: str) -> Entry:
    return registry.register(letter(text=content), original(content), change=(parent, kind, ())).entry


def test_each_kind_counts_for_itself_in_both_halves(registry: Registry) -> None:
    parent, other = issued(registry), issued(registry, "other")
    made = [
        changed(registry, parent, kind, f"{kind} {number}").symbols[0]
        for number in (1, 2)
        for kind in ("corrigendum", "addendum", "revision")
    ]
    assert made == [f"PA/12/1/{code}.{number}" for number in (1, 2) for code in ("Corr", "Add", "Rev")]
    assert changed(registry, other, "corrigendum", "of the other").symbols == (
        "PA/12/2/Corr.1",
        "HC/2024/2/Corr.1",
    )
    assert {counter.key for counter in registry.series()} == {"PA/12", "HC/2024"}
    found = registry.entry("PA/12/1/Corr.2")
    related = registry.parent_of(found)
    assert related is not None
    assert (related.symbol, related.kind) == (parent.symbol, "corrigendum")
    assert [one.symbols[0] for one in registry.changed_by(parent)] == made
    assert registry.entry("PA/12/1").state == "issued"
    events = [event.data["by"] for event in registry.events(parent) if event.kind == "changed"]
    assert len(events) == 6


def test_a_change_of_a_change(registry: Registry) -> None:
    parent = issued(registry)
    revision = registry.issue(changed(registry, parent, "revision", "r"), version()).entry
    corrigendum = registry.issue(changed(registry, revision, "corrigendum", "c"), version()).entry
    assert corrigendum.symbols[0] == "PA/12/1/Rev.1/Corr.1"
    assert changed(registry, revision, "revision", "r2").symbols[0] == "PA/12/1/Rev.2"
    assert changed(registry, corrigendum, "corrigendum", "c2").symbols[0] == "PA/12/1/Rev.1/Corr.2"


def test_only_what_was_issued_is_changed(registry: Registry) -> None:
    entry = registry.register(letter(), original("a")).entry
    with pytest.raises(WrongState, match="not issued yet"):
        changed(registry, entry, "corrigendum", "c")
    registry.issue(entry, version())
    registry.cases.withdraw(entry.case, "Sent in error.")
    registry.acting("another").confirmations.confirm_withdrawal(entry.case)
    with pytest.raises(WrongState, match="withdrawn"):
        changed(registry, entry, "corrigendum", "c")
    assert len(registry.entries()) == 1
    assert registry.verify() is None


def test_a_corrigendum_that_bears_its_symbol_is_passed_over_by_the_count(registry: Registry) -> None:
    parent = issued(registry)
    borne = registry.register(letter("PA/12/1/Corr.1", organs=("PA",)), original("b")).entry
    related = registry.parent_of(borne)
    assert related is not None
    assert related.symbol == parent.symbol
    assert changed(registry, parent, "corrigendum", "c").symbols == ("PA/12/1/Corr.2", "HC/2024/1/Corr.1")
    with pytest.raises(SymbolTaken):
        registry.register(letter("PA/12/1/Corr.2", organs=("PA",)), original("d"))


def test_many_at_once_get_a_number_each(registry: Registry) -> None:
    parent = issued(registry)
    made: list[str] = []

    def correct(number: int) -> None:
        made.append(changed(registry, parent, "corrigendum", f"c {number}").symbols[0])

    crowd = [threading.Thread(target=correct, args=(number,)) for number in range(8)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert sorted(made) == [f"PA/12/1/Corr.{number}" for number in range(1, 9)]
    assert registry.verify() is None
