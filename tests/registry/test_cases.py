"""Cases: each step from the states that allow it and from no other, by somebody, in the log."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from tests.registry.making import DAY, letter, new_registry, original, version
from verbale.errors import NoSuchCase, NoSuchDocument, RegistryError, SamePerson, WrongState
from verbale.registry import Folder, Registry
from verbale.registry.cases import Case
from verbale.registry.log import STATES, CaseState

PROJECT = Path(__file__).resolve().parents[2]


def taken(registry: Registry, content: str = "a") -> Case:
    return registry.cases.take_in(original(content), letter()).case


def test_a_case_holds_what_came_in(registry: Registry) -> None:
    made = registry.cases.take_in(original("a"), letter(), source="mission-7", door="mailbox")
    assert made.new
    case = made.case
    assert (case.id, case.state, case.door, case.source) == (1, "received", "mailbox", "mission-7")
    assert (case.member, case.distribution, case.file) == ("XB", "general", "letter.txt")
    assert case.title is not None
    assert registry.cases.document(1) == letter()
    assert registry.folder.original(case.sha256).read_bytes() == b"a"
    assert registry.cases.get(1) == case
    assert [event.kind for event in registry.cases.events(1)] == ["received"]


def test_the_same_file_or_key_leads_to_the_case_there_is(registry: Registry) -> None:
    first = registry.cases.take_in(original("a"), letter(), source="key").case
    for again in (
        registry.cases.take_in(original("a", name="other.txt"), letter()),
        registry.cases.take_in(original("a"), letter(), source="key"),
        registry.cases.take_in(original("a"), letter(), source="another key"),
    ):
        assert (again.new, again.case) == (False, first)
    with pytest.raises(RegistryError, match="used for another file"):
        registry.cases.take_in(original("b"), letter(), source="key")
    assert not registry.folder.original(original("b").sha256).exists()
    assert registry.cases.take_in(original("a"), letter(), again=True).case.id == 2
    assert len(registry.cases.listing()) == 2


def test_a_file_that_could_not_be_read_is_a_case_all_the_same(registry: Registry) -> None:
    case = registry.cases.take_in(original("scan")).case
    assert registry.cases.document(case.id) is None
    registry.cases.accept(case.id)
    with pytest.raises(RegistryError, match="not read"):
        registry.cases.register(case.id)
    registry.cases.take_in(original("other"))


def test_the_way_of_a_case(registry: Registry) -> None:
    case = taken(registry).id
    assert registry.cases.review(case).state == "under-review"
    assert registry.cases.return_(case, "The annex is missing.", ("V401",)).reason == "The annex is missing."
    again = registry.cases.resubmit(case, original("b", name="whole.txt"), letter(text="With annex."))
    assert (again.state, again.file, again.sha256) == ("received", "whole.txt", original("b").sha256)
    assert registry.cases.former_files(case) == (("letter.txt", original("a").sha256),)
    assert registry.cases.accept(case, ("V103",)).reason is None
    made = registry.cases.register(case, day=DAY)
    assert (made.new, made.entry.symbols, made.entry.state) == (True, ("PA/12/1", "HC/2024/1"), "registered")
    assert registry.cases.register(case).new is False
    registry.issue(made.entry, version(notices=()))
    found = registry.cases.get(case)
    assert (found.state, found.symbol) == ("circulated", "PA/12/1–HC/2024/1")
    kinds = [event.kind for event in registry.cases.events(case)]
    assert kinds == [
        "received",
        "review-begun",
        "returned",
        "resubmitted",
        "accepted",
        "registered",
        "issued",
        "circulated",
    ]
    assert registry.cases.take_in(original("a")).case.id == case
    assert registry.cases.take_in(original("b")).case.id == case
    assert registry.register(letter(), original("b")).entry == registry.entry("PA/12/1")
    assert registry.verify() is None


def test_a_file_of_a_waiting_case_is_registered_as_that_case(registry: Registry) -> None:
    case = taken(registry).id
    entry = registry.register(letter(), original("a")).entry
    assert entry.case == case
    assert [event.kind for event in registry.cases.events(case)] == ["received", "accepted", "registered"]


def test_a_returned_case_is_not_registered_by_its_file(registry: Registry) -> None:
    case = taken(registry).id
    registry.cases.return_(case, "Not signed.")
    with pytest.raises(WrongState, match="returned"):
        registry.register(letter(), original("a"))
    assert registry.entries() == ()


def test_a_corrected_document_is_what_is_registered(registry: Registry) -> None:
    case = taken(registry).id
    registry.cases.review(case)
    corrected = msgspec.structs.replace(
        letter(), masthead=msgspec.structs.replace(letter().masthead, title="A better title")
    )
    assert registry.cases.correct(case, corrected).title == "A better title"
    assert registry.cases.register(case).entry.title == "A better title"


Step = Callable[[Registry, int], object]
STEPS: dict[str, tuple[Step, set[CaseState]]] = {
    "review": (lambda r, c: r.cases.review(c), {"received"}),
    "return": (lambda r, c: r.cases.return_(c, "why"), {"received", "under-review"}),
    "resubmit": (lambda r, c: r.cases.resubmit(c, original("new"), letter()), {"returned"}),
    "accept": (lambda r, c: r.cases.accept(c), {"received", "under-review"}),
    "correct": (lambda r, c: r.cases.correct(c, letter()), {"received", "under-review", "accepted"}),
    "ask withdrawal": (
        lambda r, c: r.confirmations.ask(c, "withdrawal", "why"),
        {"registered", "issued", "circulated"},
    ),
    "ask reissue": (
        lambda r, c: r.confirmations.ask(c, "reissue", "why", language="en"),
        {"issued", "circulated"},
    ),
}


def brought(registry: Registry, state: CaseState) -> int:
    """A case in a state."""
    case = taken(registry).id
    if state == "under-review":
        registry.cases.review(case)
    elif state == "returned":
        registry.cases.return_(case, "why")
    elif state == "withdrawn":
        registry.cases.withdraw(case, "why")
    elif state != "received":
        registry.cases.accept(case)
        if state != "accepted":
            entry = registry.cases.register(case).entry
            if state != "registered":
                registry.issue(entry, version(notices=() if state == "circulated" else version().notices))
    assert registry.cases.get(case).state == state
    return case


@pytest.mark.parametrize("state", sorted(set(STATES.values())))
@pytest.mark.parametrize("step", STEPS)
def test_each_step_is_guarded_by_the_state(registry: Registry, step: str, state: CaseState) -> None:
    work, allowed = STEPS[step]
    case = brought(registry, state)
    before = registry.events()
    if state in allowed:
        work(registry, case)
        assert len(registry.events()) == len(before) + 1
    else:
        with pytest.raises(WrongState, match=f"case 1 is {state}"):
            work(registry, case)
        assert registry.events() == before
    assert registry.verify() is None


@pytest.mark.parametrize("step", STEPS)
def test_no_step_of_a_case_that_is_not_there(registry: Registry, step: str) -> None:
    with pytest.raises(NoSuchCase, match="no case 7"):
        STEPS[step][0](registry, 7)
    assert not registry.folder.original(original("new").sha256).exists()


def test_a_reason_must_say_something(registry: Registry) -> None:
    case = taken(registry).id
    for work in (registry.cases.return_, registry.cases.withdraw):
        with pytest.raises(RegistryError, match="reason is missing"):
            work(case, "  ")


def test_resubmitting_what_is_known_is_refused(registry: Registry) -> None:
    case = taken(registry).id
    taken(registry, "b")
    registry.cases.return_(case, "why")
    with pytest.raises(RegistryError, match="the file that was returned"):
        registry.cases.resubmit(case, original("a"), letter())
    with pytest.raises(RegistryError, match="the file of case 2"):
        registry.cases.resubmit(case, original("b"), letter())
    assert registry.cases.get(case).state == "returned"


def test_withdrawing_before_there_is_a_symbol_takes_one_person(registry: Registry) -> None:
    case = taken(registry).id
    assert registry.cases.withdraw(case, "Sent in error.").state == "withdrawn"
    with pytest.raises(WrongState):
        registry.cases.register(case)


def test_withdrawing_a_document_takes_two(registry: Registry) -> None:
    entry = registry.register(letter(), original("a")).entry
    registry.issue(entry, version())
    asked = registry.cases.withdraw(entry.case, "Sent in error.")
    assert asked.state == "issued"
    assert asked.waiting is not None
    with pytest.raises(RegistryError, match="waits for a second person"):
        registry.confirmations.ask(entry.case, "withdrawal", "again")
    for same in ("the registrar", " The Registrar "):
        with pytest.raises(SamePerson, match="the registrar asked"):
            registry.acting(same).confirmations.confirm_withdrawal(entry.case)
    assert registry.entry("PA/12/1").state == "issued"
    other = registry.acting("the approver")
    assert other.confirmations.confirm_withdrawal(entry.case).state == "withdrawn"
    found = registry.entry("PA/12/1")
    assert (found.state, len(found.files)) == ("withdrawn", 2)
    assert all((registry.folder.root / file.path).is_file() for file in found.files)
    event = registry.events(found)[-1]
    assert (event.kind, event.who, event.data["asked_by"]) == ("withdrawn", "the approver", "the registrar")
    assert all(notice.failed for notice in registry.notices(found))
    with pytest.raises(WrongState, match="withdrawn"):
        registry.issue(found, msgspec.structs.replace(version(), language="fr"))
    assert registry.register(letter(), original("b")).entry.symbols == ("PA/12/2", "HC/2024/2")
    assert registry.confirmations.listing() == ()
    assert [request.outcome for request in registry.confirmations.listing(waiting=False)] == ["confirmed"]


def test_what_was_asked_can_be_refused_also_by_who_asked(registry: Registry) -> None:
    entry = registry.register(letter(), original("a")).entry
    for who in ("the registrar", "the approver"):
        registry.cases.withdraw(entry.case, "Sent in error.")
        assert registry.acting(who).confirmations.refuse(entry.case, "It stays.").waiting is None
    assert registry.entry("PA/12/1").state == "registered"
    with pytest.raises(WrongState, match="nothing is asked"):
        registry.confirmations.asked(entry.case)


def test_listing(registry: Registry) -> None:
    for content in "abc":
        taken(registry, content)
    registry.cases.review(2)
    assert [case.id for case in registry.cases.listing()] == [3, 2, 1]
    assert [case.id for case in registry.cases.listing(state="received")] == [3, 1]
    assert [case.id for case in registry.cases.listing(limit=2)] == [3, 2]
    assert [case.id for case in registry.cases.listing(before=2)] == [1]
    assert registry.cases.listing(member="XA") == ()
    assert len(registry.cases.listing(member="XB", door="command")) == 3
    with pytest.raises(NoSuchDocument):
        registry.entry("PA/12/1")


def test_thirty_two_clients_with_the_same_file_make_one_case(tmp_path: Path, database: str | None) -> None:
    root = tmp_path / "registry"
    new_registry(root, database).close()
    sent = subprocess.run(
        [sys.executable, "-m", "tests.registry.sending", str(root), "32"],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
        timeout=240,
        check=True,
    )
    told = [line.split() for line in sent.stdout.splitlines()]
    assert len(told) == 32
    assert {case for case, _ in told} == {"1"}
    assert [new for _, new in told].count("True") == 1
    with Registry(Folder(root), who="the registrar") as registry:
        assert [case.id for case in registry.cases.listing()] == [1]
        assert [event.kind for event in registry.events()] == ["opened", "received"]
        assert [path.name for path in registry.folder.originals.glob("*/*")] == [original("same").sha256]
        assert registry.verify() is None
