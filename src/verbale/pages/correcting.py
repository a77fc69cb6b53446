"""The fields of a reading that a person may correct in a form, each with where it was read."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from verbale.document import AgendaItem, Document, Evidence
from verbale.errors import Place
from verbale.profiles import Profile
from verbale.service.problems import ProblemError

__all__ = ["Field", "corrected", "fields_of"]

_ITEM: Final = re.compile(
    r"\s*(?P<organ>\S+)\s+(?P<number>\d+(?:\s*\([a-z]+\))*)\s*(?:[:.]\s*(?P<title>.*))?"
)
_LONGEST: Final = 2_000


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, its value as a form holds it, and the text that it was read from."""

    name: str
    value: str
    long: bool = False
    page: int | None = None
    line: int | None = None
    read: str = ""


def fields_of(document: Document) -> list[Field]:
    """The fields of a reading, in the order of a masthead."""
    head = document.masthead
    items = "\n".join(
        f"{i.organ} {i.number}" + (f": {i.title}" if i.title else "") for i in head.agenda_items
    )
    values = [
        ("organs", " ".join(head.organs), False),
        ("distribution", head.distribution or "", False),
        ("date", head.date.isoformat() if head.date else "", False),
        ("items", items, True),
        ("title", head.title or "", True),
    ]
    if document.communication is not None:
        senders = document.communication.senders
        values += [
            (
                "sender",
                "; ".join(", ".join(filter(None, (s.name, s.rank, s.office, s.state))) for s in senders),
                False,
            ),
            ("addressee", ", ".join(document.communication.addressees), False),
        ]
    return [_field(document, *value) for value in values]


_EVIDENCE: Final = {
    "organs": "masthead.organs",
    "distribution": "masthead.distribution",
    "date": "masthead.date",
    "items": "masthead.agenda_items",
    "title": "masthead.title",
    "sender": "communication.senders",
    "addressee": "communication.addressees",
}


def _field(document: Document, name: str, value: str, long: bool) -> Field:
    known = document.evidence if isinstance(document.evidence, dict) else {}
    path = _EVIDENCE[name]
    found: Evidence | None = known.get(path) or next(
        (evidence for key, evidence in known.items() if key.startswith(f"{path}.")), None
    )
    if found is None:
        return Field(name, value, long)
    return Field(name, value, long, found.page, found.line, found.text)


def corrected(document: Document, given: Mapping[str, str], profile: Profile) -> Document:
    """The document with the fields of its masthead as a form gives them. Raises ProblemError with the field that is wrong."""
    head = document.masthead
    changes: dict[str, object] = {}
    if "title" in given:
        changes["title"] = (
            "\n".join(" ".join(line.split()) for line in given["title"][:_LONGEST].splitlines()) or None
        )
    if "date" in given:
        changes["date"] = _date(given["date"])
    if "distribution" in given:
        text = given["distribution"].strip().lower()
        known = {category.id for category in profile.distributions}
        if text and text not in known:
            raise _wrong(
                "distribution", f"the organization has no distribution {text!r}", ", ".join(sorted(known))
            )
        changes["distribution"] = text or None
    if "organs" in given:
        organs = tuple(given["organs"].replace(",", " ").split())
        unknown = [organ for organ in organs if profile.organ(organ) is None]
        if unknown:
            raise _wrong(
                "organs",
                f"the organization has no organ {unknown[0]!r}",
                "Write the prefixes of symbols: A S",
            )
        changes["organs"] = organs
    if "items" in given:
        changes["agenda_items"] = tuple(_item(line) for line in given["items"].splitlines() if line.strip())
    return msgspec.structs.replace(document, masthead=msgspec.structs.replace(head, **changes))


def _date(text: str) -> datetime.date | None:
    if not text.strip():
        return None
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        raise _wrong("date", f"{text[:40]!r} is no date", "Write it as 2020-04-01") from None


def _item(line: str) -> AgendaItem:
    found = _ITEM.fullmatch(line)
    if found is None:
        raise _wrong("items", f"{line[:60]!r} is no item", "Write the organ and the number: A 32: Title")
    return AgendaItem(
        organ=found["organ"], number=found["number"], title=(found["title"] or "").strip() or None
    )


def _wrong(field: str, what: str, fix: str) -> ProblemError:
    return ProblemError("invalid", what, where=Place(field=field), fix=fix)
