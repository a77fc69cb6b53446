"""What only letters and notes have: their own date and number, sender, addressee, and what they ask for.

Read from the title where there is one, from the text and its signatures where there is none; where both speak and
differ, the title's reading is kept and the difference told. Rules: who may ask, in what form (3.1, 3.2).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from verbale.document import Block, Communication, Kind, Masthead, Request, Sender
from verbale.languages.dates import find_dates, parse_date
from verbale.reading.folding import clean, fold, folded
from verbale.reading.lines import Line
from verbale.reading.page import Page
from verbale.reading.phrases import languages_read, match, search
from verbale.reading.request import find_request
from verbale.reading.signatures import Signature
from verbale.reading.titles import ACCREDITED, Formula, Party, parties, read_addressees, read_formula

__all__ = ["read_communication", "read_reference"]

_BARE_REFERENCE = re.compile(
    r"(?:[A-Z]{1,8}[/. -])*[A-Z]{0,6}\.?\s?\d{1,6}(?:[/.-][\w.]{1,8})+|[A-Z]{2,8}(?:[/-][\w.]{1,12})+"
)
_TO_SPEAKER = {"secretary-general", "president-of-the-security-council", "president-of-the-general-assembly"}


def read_communication(
    kind: Kind,
    masthead: Masthead,
    blocks: Sequence[tuple[Block, Line]],
    signatures: Sequence[Signature],
    page: Page,
) -> Communication:
    """The communication of a letter or note verbale, from its title and the blocks of its main text."""
    texts = [block.text if block.type == "paragraph" else "" for block, _ in blocks]
    formula = read_formula(masthead.title, page.language, page.nomenclature) if masthead.title else None
    formula = formula or Formula(None, (), ())
    addressees = formula.addressees or _addressed_in_text(blocks, page)
    if formula.addressees:
        _evidence_of_title(page, "communication.addressees")
    senders = _senders(kind, formula, blocks, signatures, page)
    request = _request(texts, blocks, masthead, addressees, page)
    dated = formula.dated
    if dated is None:
        dated = _dated_in_text(blocks, page)
    elif masthead.title:
        _evidence_of_title(page, "communication.dated")
    return Communication(
        dated=dated,
        reference=read_reference(blocks, page),
        senders=senders,
        addressees=addressees,
        request=request,
    )


def _evidence_of_title(page: Page, where: str) -> None:
    title = page.ledger.evidence.get("masthead.title")
    if title is not None:
        page.ledger.evidence.setdefault(where, title)


def _senders(
    kind: Kind,
    formula: Formula,
    blocks: Sequence[tuple[Block, Line]],
    signatures: Sequence[Signature],
    page: Page,
) -> tuple[Sender, ...]:
    named = formula.senders
    if not named:
        named = _parties_in_text(kind, blocks, page)
    else:
        _evidence_of_title(page, "communication.senders")
    if kind == "note-verbale":
        # the third person of a note verbale is the mission; it is not signed
        return tuple(Sender(office=party.office, state=party.state) for party in named)
    if not signatures:
        if named:
            page.ledger.tell(
                "communication.senders", "No signature was found; the sender is read from the title"
            )
        return tuple(Sender(office=party.office, state=party.state) for party in named)
    for index, (_, line) in enumerate(one for one in blocks if one[0].type == "signature"):
        page.ledger.saw(f"communication.senders.{index}.name", line)
    if len(named) <= 1:
        return _signed_for_one(named[0] if named else None, signatures, page)
    return _signed_for_several(named, signatures, page)


def _signed_for_one(party: Party | None, signatures: Sequence[Signature], page: Page) -> tuple[Sender, ...]:
    if len(signatures) > 1 and party is not None and party.state:
        page.ledger.tell(
            "communication.senders",
            f"{len(signatures)} signatures, one sender in the title: each signatory is kept",
        )
    senders = []
    for index, signed in enumerate(signatures):
        state = signed.state
        if party is not None and len(signatures) == 1:
            if state and party.state and state != party.state:
                page.ledger.tell(
                    "communication.senders",
                    f"The title names {party.state}, the signature {state}: the title's reading is kept",
                )
            # the Secretary-General and a President of an organ sign for no State
            stateless = party.office is not None and party.office not in ACCREDITED
            state = party.state if stateless else party.state or state
        elif party is not None and state is None:
            state = party.state
        office = (party.office if party is not None and index == 0 else None) or signed.office
        senders.append(Sender(name=signed.name, rank=signed.rank, office=office, state=state))
    return tuple(senders)


def _signed_for_several(
    named: tuple[Party, ...], signatures: Sequence[Signature], page: Page
) -> tuple[Sender, ...]:
    left = list(signatures)
    chosen: dict[int, Signature] = {}
    for index, party in enumerate(named):
        own = next((signed for signed in left if signed.state and signed.state == party.state), None)
        if own is not None:
            chosen[index] = own
            left.remove(own)
    for index in range(len(named)):
        if index not in chosen and left and (left[0].state is None or len(left) == len(named) - len(chosen)):
            chosen[index] = left.pop(0)
    if len(chosen) < len(named) or left:
        page.ledger.tell(
            "communication.senders", f"{len(named)} senders in the title, {len(signatures)} signatures"
        )
    senders = [
        Sender(
            name=chosen[index].name if index in chosen else None,
            rank=chosen[index].rank if index in chosen else None,
            office=_office_of(party, chosen.get(index)),
            state=party.state,
        )
        for index, party in enumerate(named)
    ]
    senders += [
        Sender(name=signed.name, rank=signed.rank, office=signed.office, state=signed.state)
        for signed in left
    ]
    return tuple(senders)


def _office_of(party: Party, signed: Signature | None) -> str | None:
    """The title's office, or where it only says "representatives" the one in which each of them signs."""
    own = signed.office if signed is not None else None
    return own or party.office if party.office in {None, "Representative"} else party.office


def _parties_in_text(kind: Kind, blocks: Sequence[tuple[Block, Line]], page: Page) -> tuple[Party, ...]:
    """The mission that speaks in a note verbale, or whose name stands above a letter."""
    for block, line in blocks[:14]:
        if block.type == "signature":
            continue
        base = folded(block.text)
        for code in languages_read(page.language):
            said = search("compliments", base.text, code)
            if said:
                end = said.end if code == "ar" else said.start
                found = parties(block.text[: base.at[end]], page.language, page.nomenclature)
                if found:
                    page.ledger.saw("communication.senders", line)
                    return found[:1] if kind == "note-verbale" and len(found) == 1 else found
        if (
            len(block.text) < 160
            and search("office", base.text, page.language)
            and not search("addressee", base.text, page.language)
        ):
            found = parties(block.text, page.language, page.nomenclature)
            if found and found[0].state:
                page.ledger.saw("communication.senders", line)
                return (Party(None if kind != "note-verbale" else found[0].office, found[0].state),)
    return ()


def _addressed_in_text(blocks: Sequence[tuple[Block, Line]], page: Page) -> tuple[str, ...]:
    """The addressee of a letter without a title: the mission's compliments, the address, or the salutation."""
    for block, line in blocks[:14]:
        if block.type == "signature":
            break
        base = folded(block.text)
        for code in languages_read(page.language):
            said = search("compliments", base.text, code)
            if said:
                behind = read_addressees(
                    block.text[base.at[said.start] :][:260], page.language, page.nomenclature
                )
                if behind:
                    page.ledger.saw("communication.addressees", line)
                    return behind[:1]
    near = [
        one for one in (*blocks[:8], *blocks[-6:]) if one[0].type != "signature" and len(one[0].text) < 200
    ]
    for block, line in near:
        found = read_addressees(block.text, page.language, page.nomenclature)
        if found:
            page.ledger.saw("communication.addressees", line)
            return found
    return ()


def _dated_in_text(blocks: Sequence[tuple[Block, Line]], page: Page) -> datetime.date | None:
    """The date of a letter without a title: a line that is a date, or a place and a date."""
    for block, line in (*blocks[:8], *reversed(blocks)):
        text = block.text.strip()
        if block.type == "signature" or len(text) > 70:
            continue
        dates = find_dates(text, page.language)
        beside = len(text) - (dates[0].end - dates[0].start) if dates else 0
        room = 8 if text.endswith((".", "。")) else 32
        if len(dates) == 1 and (parse_date(text, page.language) or beside < room):
            page.ledger.saw("communication.dated", line)
            return dates[0].date
    return None


def _request(
    texts: Sequence[str],
    blocks: Sequence[tuple[Block, Line]],
    masthead: Masthead,
    addressees: tuple[str, ...],
    page: Page,
) -> Request | None:
    asked = find_request(texts, page, masthead, addressees)
    if asked is None:
        return None
    page.ledger.saw("communication.request", blocks[asked.block][1], asked.request.text)
    _compare(asked.request, masthead, page)
    return asked.request


def _compare(request: Request, masthead: Masthead, page: Page) -> None:
    """Where the head and the request say different things, both are kept, and it is told."""
    if masthead.organs and request.organs and set(masthead.organs) != set(request.organs):
        page.ledger.tell(
            "communication.request.organs",
            f"The masthead names {' and '.join(masthead.organs)}, the request {' and '.join(request.organs)}",
        )
    for organ, numbers in request.agenda_items.items():
        printed = [item.number for item in masthead.agenda_items if item.organ == organ]
        if printed and set(printed) != set(numbers):
            page.ledger.tell(
                f"communication.request.agenda_items.{organ}",
                f"The masthead names {', '.join(printed)}, the request {', '.join(numbers)}",
            )


def read_reference(blocks: Sequence[tuple[Block, Line]], page: Page) -> str | None:
    """The sender's own number: a line of its own at the start that is nothing but a number, or a label and a number."""
    for block, line in blocks[:6]:
        text = clean(block.text)
        if block.type not in {"paragraph", "heading"} or len(text) > 60:
            continue
        whole = f"{block.number} {text}" if block.number else text
        base = fold(whole)
        for code in languages_read(page.language):
            said = match("reference", base, code)
            if said and not re.search(r"\s\S+\s\S+\s\S+\s\S+", base[said.end :]):
                page.ledger.saw("communication.reference", line)
                return whole
        if _BARE_REFERENCE.fullmatch(whole) and parse_date(whole) is None and re.search(r"\d", whole):
            page.ledger.saw("communication.reference", line)
            return whole
    return None
