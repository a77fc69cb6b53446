"""What can be wrong with a right letter: for each rule at least one mistake, made in a copy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from msgspec.structs import replace

from tests.rules.letters import joint_letter, note_verbale
from verbale.document import AgendaItem, Block, Citation, Document, Footnote, Part, Sender, Session

__all__ = ["MISTAKES"]


def _head(document: Document, **changes: Any) -> Document:
    return replace(document, masthead=replace(document.masthead, **changes))


def _said(document: Document, **changes: Any) -> Document:
    assert document.communication is not None
    return replace(document, communication=replace(document.communication, **changes))


def _sender(document: Document, **changes: Any) -> Document:
    assert document.communication is not None
    return _said(document, senders=(replace(document.communication.senders[0], **changes),))


def _asked(document: Document, **changes: Any) -> Document:
    assert document.communication is not None
    request = document.communication.request
    assert request is not None
    return _said(document, request=replace(request, **changes))


def _blocks(document: Document, *blocks: Block) -> Document:
    return replace(document, parts=(replace(document.parts[0], blocks=blocks), *document.parts[1:]))


def _annexes(document: Document, *annexes: Part) -> Document:
    return replace(document, parts=(document.parts[0], *annexes))


def _title(document: Document, old: str, new: str) -> Document:
    assert document.masthead.title is not None
    assert old in document.masthead.title
    return _head(document, title=document.masthead.title.replace(old, new))


def _cites(document: Document, text: str, symbol: str, **more: Any) -> Document:
    cited = Citation(
        start=0, end=len(text), text=text, kind="resolution", symbol=symbol, part=1, block=0, **more
    )
    return replace(document, citations=(cited,))


def _unannounced() -> Document:
    letter = joint_letter()
    _, asks, signed = letter.parts[0].blocks
    text = "I have the honour to bring the following to your attention."
    return _blocks(
        letter,
        Block(type="paragraph", text=text),
        replace(asks, text="I should be grateful if you would have this letter circulated as a document."),
        signed,
    )


def _two_signatories() -> Document:
    return _said(
        joint_letter(),
        senders=(
            Sender(name="Tomas Reth", office="Permanent Representative", state="XI"),
            Sender(name="Ilse Varnholt", office="Permanent Representative", state="XB"),
        ),
    )


def _long() -> Document:
    letter = joint_letter()
    return _annexes(letter, replace(letter.parts[1], blocks=(Block(type="paragraph", text="word " * 3001),)))


def _long_chinese() -> Document:
    letter = joint_letter("zh")
    return _annexes(letter, replace(letter.parts[1], blocks=(Block(type="paragraph", text="港" * 5300),)))


def _two_annexes(first: str | None, second: str | None) -> Document:
    letter = joint_letter()
    annex = letter.parts[1]
    return replace(
        _annexes(letter, replace(annex, number=first), replace(annex, number=second)), citations=()
    )


def _marked(mark: str, label: str) -> Document:
    letter = joint_letter()
    says, asks, signed = letter.parts[0].blocks
    note = Footnote(label=label, blocks=(Block(type="paragraph", text="A/75/1."),))
    return replace(_blocks(letter, replace(says, notes=(mark,)), asks, signed), footnotes=(note,))


def _heading(old: str, new: str) -> Document:
    letter = joint_letter()
    annex = letter.parts[1]
    assert annex.heading is not None
    assert old in annex.heading
    return _annexes(letter, replace(annex, heading=annex.heading.replace(old, new)))


MISTAKES: list[tuple[str, str, Callable[[], Document]]] = [
    ("V100", "no known kind", lambda: replace(joint_letter(), kind="other", communication=None)),
    ("V101", "nobody", lambda: _said(joint_letter(), addressees=())),
    ("V101", "an office that does not receive", lambda: _said(joint_letter(), addressees=("permanent-mission",))),
    ("V101", "an unknown office", lambda: _said(joint_letter(), addressees=("harbour-master",))),
    ("V102", "a signed note", lambda: _blocks(note_verbale(), Block(type="signature", text="(Signed) A. Reth"))),
    ("V102", "an unsigned letter", lambda: _blocks(joint_letter(), *joint_letter().parts[0].blocks[:2])),
    ("V102", "a minister", lambda: _sender(joint_letter(), office="Minister for Foreign Affairs")),
    ("V102", "a deputy", lambda: _sender(joint_letter(), office="Deputy Permanent Representative")),
    ("V102", "no office", lambda: _sender(joint_letter(), office=None)),
    ("V103", "a stranger", lambda: _sender(joint_letter(), state="IS")),
    ("V103", "nobody named", lambda: _sender(joint_letter(), state=None)),
    (
        "V103",
        "before it joined",
        lambda: _head(
            _said(_sender(joint_letter(), state="XM"), dated=date(2021, 9, 1)),
            title=None, date=date(2021, 9, 3), sessions=(), agenda_items=joint_letter().masthead.agenda_items,
        ),
    ),
    ("V104", "another State below", lambda: _signed_for("Permanent Representative of Islonia")),
    ("V104", "another office below", lambda: _signed_for("Chargé d’affaires a.i.")),
    (
        "V105",
        "two addressees of one letter",
        lambda: _said(joint_letter(), addressees=("secretary-general", "president-of-the-harbour-council")),
    ),
    ("V105", "identical letters to one", lambda: _title(joint_letter(), "Letter dated", "Identical letters dated")),
    ("V106", "out of order", _two_signatories),
    (
        "V107",
        "first person",
        lambda: _blocks(note_verbale(), Block(type="paragraph", text="I have the honour to report.")),
    ),
    (
        "V108",
        "two signatures for one State",
        lambda: _said(
            joint_letter(),
            senders=(*joint_letter().communication.senders, Sender(name="Otto Brandt", office="Permanent Representative", state="XB")),  # type: ignore[union-attr]
        ),
    ),
    ("V201", "asks for nothing", lambda: _said(joint_letter(), request=None)),
    ("V201", "asks for no organ", lambda: _asked(joint_letter(), organs=())),
    ("V202", "a strange organ", lambda: _head(_asked(joint_letter(), organs=("PA", "S")), organs=("PA", "S"))),
    ("V203", "one more asked for", lambda: _head(joint_letter(), organs=("PA",))),
    ("V203", "one more printed", lambda: _asked(joint_letter(), organs=("PA",))),
    ("V204", "no item", lambda: _head(_asked(joint_letter(), agenda_items={}), agenda_items=())),
    ("V205", "other items", lambda: _asked(joint_letter(), agenda_items={"PA": ("4", "6")})),
    ("V205", "items only printed", lambda: _asked(joint_letter(), agenda_items={})),
    (
        "V206",
        "no such item",
        lambda: _head(
            _asked(joint_letter(), agenda_items={"PA": ("41",)}), agenda_items=(AgendaItem(organ="PA", number="41"),)
        ),
    ),
    (
        "V207",
        "another item’s title",
        lambda: _head(
            joint_letter(),
            agenda_items=(AgendaItem(organ="PA", number="4", title="Management of shared fisheries"),),
        ),
    ),
    ("V301", "German", lambda: replace(joint_letter(), language="de")),
    ("V302", "no date", lambda: _said(joint_letter(), dated=None)),
    ("V302", "the letter later", lambda: _head(joint_letter(), date=date(2026, 2, 9))),
    ("V302", "the letter a year before", lambda: _head(joint_letter(), date=date(2026, 8, 12))),
    ("V303", "another year", lambda: _head(joint_letter(), sessions=(Session(organ="HC", year=12),))),
    (
        "V303",
        "another session",
        lambda: _head(joint_letter(), sessions=(Session(organ="PA", session="11"),)),
    ),
    ("V304", "unknown category", lambda: _head(joint_letter(), distribution="provisional")),
    ("V304", "no category", lambda: _head(joint_letter(), distribution=None)),
    ("V305", "too long", _long),
    ("V305", "too long in Chinese", _long_chinese),
    ("V306", "another organ’s symbol", lambda: _head(note_verbale(), symbols=("HC/2026/4",))),
    ("V306", "another session’s symbol", lambda: _head(joint_letter(), symbols=("PA/12/88", "HC/2026/4"))),
    ("V306", "no symbol at all", lambda: _head(joint_letter(), symbols=("not a symbol",))),
    ("V401", "missing", lambda: replace(_annexes(joint_letter()), citations=())),
    ("V401", "not announced", _unannounced),
    ("V402", "another date", lambda: _heading("10 February", "11 February")),
    ("V402", "another State", lambda: _heading("of Belvaria", "of Islonia")),
    ("V403", "numbers missing", lambda: _two_annexes("I", None)),
    ("V403", "out of order", lambda: _two_annexes("I", "III")),
    ("V403", "a number too many", lambda: _annexes(joint_letter(), replace(joint_letter().parts[1], number="I"))),
    ("V404", "a mark without note", lambda: _marked("2", "2a")),
    ("V501", "the wrong year", lambda: _cites(joint_letter(), "822 (1994)", "S/RES/822 (1994)")),
    ("V502", "a later resolution", lambda: _cites(joint_letter(), "S/RES/2900 (2027)", "S/RES/2900 (2027)")),
    ("V502", "a later session", lambda: _cites(joint_letter(), "resolution 14/1", "PA/RES/14/1")),
    ("V503", "small letters", lambda: _cites(joint_letter(), "s/res/822 (1993)", "S/RES/822 (1993)")),
    (
        "V504",
        "two meanings",
        lambda: _cites(
            joint_letter(), "49/24", "A/RES/49/24", status="ambiguous", candidates=("A/RES/49/24", "A/HRC/RES/49/24")
        ),
    ),
]  # fmt: skip


def _signed_for(line: str) -> Document:
    letter = joint_letter()
    says, asks, signed = letter.parts[0].blocks
    return _blocks(letter, says, asks, replace(signed, lines=("Ambassador", line)))
