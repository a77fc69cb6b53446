"""A document made ready for its symbols: all that can be done before the lock is done, and places are left for numbers."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from verbale.document import Document, encode
from verbale.registry.fingerprint import fingerprint
from verbale.registry.numbering import Plan, numbered

__all__ = ["Record", "Unnumbered", "made_ready", "member_of", "storable"]

# Nobody can guess it, so no document holds it.
_MARK: Final = f"place-{secrets.token_hex(16)}-"
_PLACE: Final = re.compile(f'"{_MARK}([0-9]+)"'.encode())


class Record(msgspec.Struct, frozen=True, array_like=True):
    """A record with places: between ``pieces`` stand the values of the places in ``order``, as JSON."""

    pieces: tuple[bytes, ...]
    order: tuple[int, ...]

    def filled(self, values: Sequence[str]) -> bytes:
        """The record, with a value at each place."""
        shown = [msgspec.json.encode(value) for value in values]
        parts = [self.pieces[0]]
        for place, piece in zip(self.order, self.pieces[1:], strict=True):
            parts += (shown[place], piece)
        return b"".join(parts)


class Unnumbered(msgspec.Struct, frozen=True, array_like=True):
    """What the books need of a document, but for its symbols.

    The record's places are its symbols, in order, and then its production number where ``job`` (its pattern) is given.
    """

    kind: str
    language: str
    title: str | None
    date: str
    distribution: str | None
    fingerprint: str
    record: Record
    job: str | None = None
    member: str | None = None
    """Whose communication it is: its first sender's."""

    def row(self, case: int, display: str, slug: str, record: bytes, record_sha256: str) -> dict[str, object]:
        """The row of ``documents``."""
        return {
            "case_id": case,
            "display": display,
            "slug": slug,
            "kind": self.kind,
            "language": self.language,
            "title": self.title,
            "date": self.date,
            "distribution": self.distribution,
            "fingerprint": self.fingerprint,
            "record": record,
            "record_sha256": record_sha256,
        }


def made_ready(document: Document, plan: Plan, day: date) -> Unnumbered:
    """Everything of a document that does not depend on the numbers that it gets by ``plan``."""
    head = document.masthead
    if plan.series:
        count = len(plan.series)
        symbols = tuple(f"{_MARK}{place}" for place in range(count))
        job = f"{_MARK}{count}" if plan.job_number else head.job_number
    else:
        symbols, job = tuple(borne.symbol for borne in plan.borne), head.job_number
    head = numbered(head, symbols, day, plan.series, job)
    parts = _PLACE.split(encode(msgspec.structs.replace(document, masthead=head)))
    return Unnumbered(
        kind=document.kind,
        language=document.language,
        title=storable(head.title),
        date=day.isoformat(),
        distribution=head.distribution,
        fingerprint=fingerprint(document),
        record=Record(pieces=tuple(parts[::2]), order=tuple(int(place) for place in parts[1::2])),
        job=plan.job_number if plan.series else None,
        member=member_of(document),
    )


def storable(text: str | None) -> str | None:
    """A text that every database can hold."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}") if text else text


def member_of(document: Document) -> str | None:
    """Whose communication a document is: its first sender's that speaks for a member."""
    letter = document.communication
    return next((sender.state for sender in letter.senders if sender.state), None) if letter else None
