"""The rules that ship, in the order in which they are asked."""

from __future__ import annotations

from verbale.rules.addressee import addressee
from verbale.rules.annex_heading import annex_heading
from verbale.rules.annex_numbers import annex_numbers
from verbale.rules.annexes import annexes
from verbale.rules.citation_ambiguous import citation_ambiguous
from verbale.rules.citation_held import citation_held
from verbale.rules.citation_later import citation_later
from verbale.rules.citation_link import citation_link
from verbale.rules.citation_spelling import citation_spelling
from verbale.rules.citation_year import citation_year
from verbale.rules.dates import dates
from verbale.rules.distribution import distribution
from verbale.rules.identical_letters import identical_letters
from verbale.rules.item_titles import item_titles
from verbale.rules.items_agree import items_agree
from verbale.rules.items_named import items_named
from verbale.rules.items_on_agenda import items_on_agenda
from verbale.rules.kind import kind
from verbale.rules.language import language
from verbale.rules.length import length
from verbale.rules.notes import notes
from verbale.rules.one_signature import one_signature
from verbale.rules.organs_agree import organs_agree
from verbale.rules.organs_known import organs_known
from verbale.rules.registered_before import registered_before
from verbale.rules.request import request
from verbale.rules.rule import Rule
from verbale.rules.sender_heading import sender_heading
from verbale.rules.sender_member import sender_member
from verbale.rules.session import session
from verbale.rules.signatories_order import signatories_order
from verbale.rules.signature import signature
from verbale.rules.symbol_taken import symbol_taken
from verbale.rules.symbols_fit import symbols_fit
from verbale.rules.third_person import third_person

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    # Who sends it to whom
    kind,
    addressee,
    signature,
    sender_member,
    sender_heading,
    identical_letters,
    signatories_order,
    third_person,
    one_signature,
    # What it asks for
    request,
    organs_known,
    organs_agree,
    items_named,
    items_agree,
    items_on_agenda,
    item_titles,
    # The document
    language,
    dates,
    session,
    distribution,
    length,
    symbols_fit,
    # Its parts
    annexes,
    annex_heading,
    annex_numbers,
    notes,
    # What it cites
    citation_year,
    citation_later,
    citation_spelling,
    citation_ambiguous,
    citation_link,
    citation_held,
    # The books
    registered_before,
    symbol_taken,
)
