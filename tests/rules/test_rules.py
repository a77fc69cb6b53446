"""The rules: silent on right letters in six languages, each speaking where it must."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.rules.breaking import MISTAKES
from tests.rules.letters import LANGUAGES, joint_letter, note_verbale
from verbale.citing.link_audit import LinkFinding
from verbale.document import (
    AgendaItem,
    Communication,
    Document,
    Evidence,
    Language,
    Masthead,
    Request,
    Sender,
    Session,
)
from verbale.profiles import load
from verbale.rules import RULES, Finding, check

ASSEMBLY = load("assembly")
# A mistake that cannot be made alone: what else is then wrong.
ALSO: dict[tuple[str, str], set[str]] = {
    ("V103", "a stranger"): {"V402"},
    ("V106", "out of order"): set(),
    ("V103", "before it joined"): {"V402"},
    ("V202", "a strange organ"): set(),
    ("V201", "asks for nothing"): set(),
    ("V203", "one more printed"): set(),
}


class Books:
    """Books in memory."""

    def __init__(self, *, registered: str | None = None, symbols: tuple[str, ...] = ()) -> None:
        self.registered, self.symbols = registered, symbols

    def registered_as(self, document: Document) -> str | None:
        return self.registered

    def holds(self, symbol: str) -> bool:
        return symbol in self.symbols


def codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_found_in_right_letters(language: Language) -> None:
    assert check(joint_letter(language), ASSEMBLY) == []
    assert check(note_verbale(language), ASSEMBLY) == []


@pytest.mark.parametrize(("code", "what", "broken"), MISTAKES, ids=[f"{m[0]} {m[1]}" for m in MISTAKES])
def test_each_mistake_is_found(code: str, what: str, broken: Callable[[], Document]) -> None:
    found = codes(check(broken(), ASSEMBLY))
    assert code in found
    assert found - {code} <= ALSO.get((code, what), set())


def test_every_rule_has_a_mistake() -> None:
    asked_elsewhere = {"V505", "V506", "V601", "V602"}
    assert {code for code, *_ in MISTAKES} | asked_elsewhere == {rule.code for rule in RULES}


def test_a_link_that_leads_astray_is_found() -> None:
    right = LinkFinding(
        "right", "70/235", "", "", "https://undocs.org/A/RES/70/235", "A/RES/70/235", ("A/RES/70/235",)
    )
    astray = LinkFinding(
        "other", "70/235", "", "", "https://undocs.org/A/RES/71/1", "A/RES/71/1", ("A/RES/70/235",)
    )
    letter = joint_letter()
    assert check(letter, ASSEMBLY, links=(right,)) == []
    (found,) = check(letter, ASSEMBLY, links=(right, astray))
    assert found.code == "V505"
    assert "A/RES/71/1" in found.message
    assert "A/RES/70/235" in found.fix


def test_the_catalogue_is_asked_where_it_is_wanted() -> None:
    letter = joint_letter()
    cited = {citation.symbol for citation in letter.citations if citation.symbol}
    assert cited
    assert check(letter, ASSEMBLY, catalogued=lambda _: True) == []
    missing = check(letter, ASSEMBLY, catalogued=lambda _: False)
    assert codes(missing) == {"V506"}
    assert len(missing) == len(cited)


def test_the_books_are_asked() -> None:
    letter = joint_letter()
    assert codes(check(letter, ASSEMBLY, known=Books(registered="PA/13/7–HC/2026/2"))) == {"V601"}
    borne = replace(letter, masthead=replace(letter.masthead, symbols=("PA/13/7", "HC/2026/2")))
    assert check(borne, ASSEMBLY, known=Books()) == []
    found = check(borne, ASSEMBLY, known=Books(symbols=("HC/2026/2",)))
    assert [(f.code, f.where.field) for f in found] == [("V602", "masthead.symbols.1")]


def test_rules_are_named_once_and_in_order() -> None:
    listed = [rule.code for rule in RULES]
    assert listed == sorted(listed)
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert re.fullmatch(r"V[1-6]\d\d", rule.code)
        assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", rule.name)
        assert rule.asks.endswith(".")
        assert rule.source


@pytest.mark.parametrize(("code", "what", "broken"), MISTAKES, ids=[f"{m[0]} {m[1]}" for m in MISTAKES])
def test_findings_say_what_and_what_to_do(code: str, what: str, broken: Callable[[], Document]) -> None:
    for finding in check(broken(), ASSEMBLY):
        assert finding.message
        assert finding.message[0] in "“(" or finding.message[0] == finding.message[0].upper()
        assert not finding.message.endswith(".")
        assert finding.fix.endswith((".", "”."))
        assert finding.where.field


def test_evidence_gives_page_and_line() -> None:
    letter = replace(
        joint_letter(), evidence={"masthead.date": Evidence(page=1, line=7, text="9 February 2026")}
    )
    wrong = replace(
        letter,
        masthead=replace(letter.masthead, distribution=None),
        evidence={"masthead": Evidence(page=1, line=3, text="Distr.")},
    )
    finding = check(wrong, ASSEMBLY)[0]
    assert (finding.where.page, finding.where.line, str(finding.where)) == (1, 3, "page 1, line 3")


def test_what_no_member_sends_is_asked_for_less() -> None:
    letter = Document(
        kind="letter",
        language="en",
        masthead=replace(note_verbale().masthead, agenda_items=(), organs=("HC",), sessions=()),
        communication=Communication(
            dated=date(2026, 2, 10),
            senders=(Sender(name="Oda Lind", office="Secretary-General"),),
            addressees=("president-of-the-harbour-council",),
        ),
        parts=joint_letter().parts[:1],
    )
    assert codes(check(letter, ASSEMBLY)) == {"V401"}


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Protection of the marine and coastal environment: response to oil spills", set()),
        ("PROTECTION OF THE MARINE AND COASTAL ENVIRONMENT – RESPONSE TO OIL SPILLS", set()),
        ("Protection of the marine and coastal environment", set()),
        ("Response to oil spills", set()),
        (
            "Protection of the marine and coastal environment: implementation of the wetlands programme",
            {"V207"},
        ),
        ("Response to floods", {"V207"}),
    ],
)
def test_what_may_be_printed_for_a_part_of_an_item(title: str, found: set[str]) -> None:
    letter = joint_letter()
    assert letter.communication is not None
    item = AgendaItem(organ="PA", number="5 (b)", title=title)
    request = Request(organs=("PA", "HC"), agenda_items={"PA": ("5 (b)",)})
    asked = replace(
        letter,
        masthead=replace(letter.masthead, agenda_items=(item,)),
        communication=replace(letter.communication, request=request),
    )
    assert codes(check(asked, ASSEMBLY)) == found


def test_an_item_that_an_incomplete_list_lacks_is_a_note() -> None:
    un = load("un")
    letter = joint_letter()
    assert letter.communication is not None
    asked = replace(
        letter,
        masthead=replace(
            letter.masthead, organs=("A",), date=date(2020, 4, 3), sessions=(Session(organ="A", session="74"),),
            agenda_items=(AgendaItem(organ="A", number="32 (b)"), AgendaItem(organ="A", number="199")),
        ),
        communication=replace(
            letter.communication, request=Request(organs=("A",), agenda_items={"A": ("32 (b)", "199")})
        ),
    )  # fmt: skip
    found = [finding for finding in check(asked, un) if finding.code == "V206"]
    assert [(f.severity, "Item 199" in f.message) for f in found] == [("note", True)]
    provisional = AgendaItem(organ="A", number="199", provisional=True)
    before = replace(asked, masthead=replace(asked.masthead, agenda_items=(provisional,)))
    assert not [f for f in check(before, un) if f.code == "V206" and "199" in f.message]


def test_items_of_a_provisional_agenda_are_left_out() -> None:
    letter = joint_letter()
    assert letter.communication is not None
    for text, found in (("under item 41 of the provisional agenda", set()), ("under item 41", {"V206"})):
        request = Request(organs=("PA", "HC"), agenda_items={"PA": ("41",)}, text=text)
        asked = replace(
            letter,
            masthead=Masthead(),
            communication=replace(letter.communication, request=request),
        )
        assert codes(check(asked, ASSEMBLY)) == found


def test_a_special_session_that_is_not_listed_is_not_judged() -> None:
    letter = joint_letter()
    for session, found in (("S-9", set()), ("S-1", {"V303"}), ("ES-1", set())):
        special = replace(letter.masthead, sessions=(Session(organ="PA", session=session),), agenda_items=())
        asked = replace(letter, masthead=special)
        assert codes(check(asked, ASSEMBLY)) - {"V205"} == found, session


def test_the_delegation_of_an_observer_signs() -> None:
    un = load("un")
    for office, kind in (("Head of Delegation", "letter"), ("Deputy Head of Delegation", "none")):
        letter = joint_letter()
        assert letter.communication is not None
        sender = Sender(name="Ana Lund", office=office, state="EU")
        sent = replace(letter, communication=replace(letter.communication, senders=(sender,)))
        found = [f.code for f in check(sent, un) if f.code in {"V102", "V103"}]
        assert found == ([] if kind == "letter" else ["V102"])


def test_other_kinds_of_document_are_not_asked_for_a_signature() -> None:
    report = replace(joint_letter(), kind="report", communication=None)
    assert check(report, ASSEMBLY) == []


@given(
    organs=st.lists(st.sampled_from(["PA", "HC", "S", "XX"]), max_size=3, unique=True),
    numbers=st.lists(st.from_regex(r"[1-9]\d?( \([a-c]\))?", fullmatch=True), max_size=3),
    day=st.dates(date(1900, 1, 1), date(2100, 1, 1)) | st.none(),
    symbols=st.lists(st.text(max_size=12), max_size=2),
    title=st.text(max_size=80) | st.none(),
    language=st.sampled_from(LANGUAGES),
)
@settings(max_examples=150, deadline=None)
def test_no_document_breaks_a_rule(
    *,
    organs: list[str],
    numbers: list[str],
    day: date | None,
    symbols: list[str],
    title: str | None,
    language: Language,
) -> None:
    letter = joint_letter(language)
    assert letter.communication is not None
    odd = replace(
        letter,
        masthead=replace(
            letter.masthead, organs=tuple(organs), date=day, symbols=tuple(symbols), title=title
        ),
        communication=replace(
            letter.communication,
            dated=day,
            request=Request(organs=tuple(organs), agenda_items={o: tuple(numbers) for o in organs}),
        ),
    )
    findings = check(odd, ASSEMBLY)
    assert all(finding.message and finding.fix for finding in findings)
