"""The chain of rules: listed, chosen, added to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from tests.rules.letters import joint_letter
from verbale.errors import VerbaleError
from verbale.profiles import load
from verbale.rules import RULES, Chain, Examination, Found, rule


@rule(
    code="X001",
    name="has-a-harbour",
    severity="note",
    asks="A harbour is named.",
    source="A house of one’s own",
)
def harbour(seen: Examination) -> Iterator[Found]:
    yield seen.found("parts", "No harbour is named", "Name one.")


def test_rules_are_chosen_by_code_beginning_and_name() -> None:
    assert [r.code for r in Chain().choose(select=["V20"]).rules] == [
        r.code for r in RULES if r.code[:3] == "V20"
    ]
    assert [r.name for r in Chain().choose(select=["annexes", "v302"]).rules] == ["dates", "annexes"]
    ignored = Chain().choose(ignore=["V5", "length"]).rules
    assert not any(r.code.startswith("V5") or r.name == "length" for r in ignored)
    assert Chain().choose().rules == RULES


def test_a_rule_that_is_none_is_told() -> None:
    for wrong in ("V999", "", "nonsense"):
        with pytest.raises(VerbaleError, match="there is no rule"):
            Chain().choose(select=[wrong])


def test_a_rule_that_is_switched_off_finds_nothing() -> None:
    letter = joint_letter()
    wrong = replace(letter, masthead=replace(letter.masthead, distribution=None))
    assembly = load("assembly")
    assert [f.code for f in Chain().check(wrong, assembly)] == ["V304"]
    assert Chain().choose(ignore=["distribution"]).check(wrong, assembly) == []


def test_a_rule_of_ones_own_is_added() -> None:
    chain = Chain().with_rule(harbour, before="request")
    assert [r.name for r in chain.rules].index("has-a-harbour") + 1 == [r.name for r in chain.rules].index(
        "request"
    )
    assert [f.rule for f in chain.check(joint_letter(), load("assembly"))] == ["has-a-harbour"]
    assert Chain().rules == RULES
    with pytest.raises(ValueError, match="already"):
        chain.with_rule(harbour)
