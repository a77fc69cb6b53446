"""Symbols for many documents in one transaction: what a leader does for all who wait with theirs.

Only the plain way is here: a document that gets the next number of each of its series. Whatever is out of the ordinary
(a file that was taken in before, a number that was given back, a case in no state for it, a symbol that the file bears) is answered with None: who
asked does it alone, and is told there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256

import msgspec
from sqlalchemy import BindParameter, Connection, bindparam, insert, or_, select, update

from verbale.profiles.series import Series
from verbale.registry import log
from verbale.registry.folder import Folder
from verbale.registry.numbering import SLUGS_JOINED, whole
from verbale.registry.rows import add_rows
from verbale.registry.schema import cases, documents, former_files, reservations, series, symbols
from verbale.registry.series import job_key, job_number
from verbale.registry.unnumbered import Unnumbered
from verbale.symbol import Symbol

__all__ = ["Asked", "Granted", "NewCase", "Row", "grant", "row_of"]


class NewCase(msgspec.Struct, frozen=True, array_like=True):
    """A case that is opened for the document: its file, which lies in its place."""

    sha256: str
    name: str
    media_type: str
    size: int


class Row(msgspec.Struct, frozen=True, array_like=True):
    """A series: the key of its counter, its symbols and their slugs with ``{n}`` where the number stands."""

    key: str
    symbol: str
    slug: str


@lru_cache(maxsize=256)
def row_of(series: Series) -> Row | None:
    """How the symbols of a series are written; None where a number's place in them cannot be told from one of them."""
    symbol = Symbol.parse(series.symbol(_SAMPLE))
    sample, text, slug = str(_SAMPLE), str(symbol), symbol.slug
    if len(symbol.halves) > 1 or text.count(sample) != 1 or slug.count(sample) != 1:
        return None
    return Row(series.key, text.replace(sample, "{n}"), slug.replace(sample, "{n}"))


class Asked(msgspec.Struct, frozen=True, array_like=True):
    """A document that asks for its symbols: of a case that is there, by its id, or of a new one."""

    case: int | NewCase
    rows: tuple[Row, ...]
    document: Unnumbered
    who: str
    anyway: tuple[str, ...] = ()


class Granted(msgspec.Struct, frozen=True, array_like=True):
    """What it got: the document's id and its case's, its symbols and their slug, when."""

    id: int
    case: int
    symbols: tuple[str, ...]
    slug: str
    at: str


_SAMPLE = 7654321
"""A number that stands in no series' pattern."""

_files: BindParameter[list[str]] = bindparam("files", expanding=True)
_taken_in = select(cases.c.sha256, cases.c.intake_key).where(
    or_(cases.c.sha256.in_(_files), cases.c.intake_key.in_(_files))
)
_former = select(former_files.c.sha256).where(former_files.c.sha256.in_(_files))
_states = select(cases.c.id, cases.c.state).where(cases.c.id.in_(bindparam("of", expanding=True)))
_set_apart = (
    select(reservations.c.number)
    .join(series, series.c.key == reservations.c.series)
    .where(
        reservations.c.series.in_(bindparam("keys", expanding=True)),
        or_(
            reservations.c.state == "free",
            reservations.c.until <= bindparam("now"),
            reservations.c.number > series.c.last,
        ),
    )
    .limit(1)
)
"""Numbers that were given back and come first, or that a series which was set back will meet again."""
_lasts = select(series.c.key, series.c.last).where(series.c.key.in_(bindparam("keys", expanding=True)))
_above = (
    select(symbols.c.series, symbols.c.number)
    .join(series, series.c.key == symbols.c.series)
    .where(series.c.key.in_(bindparam("keys", expanding=True)), symbols.c.number > series.c.last)
)
_set_last = update(series).where(series.c.key == bindparam("of")).values(last=bindparam("to"))
_open_cases = insert(cases).returning(cases.c.intake_key, cases.c.id)
_add_documents = insert(documents).returning(documents.c.case_id, documents.c.id)


def grant(
    connection: Connection, folder: Folder, asked: Sequence[Asked], open_states: Sequence[str]
) -> list[Granted | None]:
    """Register documents, in the order in which they ask, within the caller's transaction.

    ``open_states`` are the states from which a case can be registered.
    """
    keys = sorted({row.key for one in asked for row in one.rows})
    if connection.execute(_set_apart, {"keys": keys, "now": log.now()}).first() is not None:
        return [None] * len(asked)
    states = _ready(connection, folder, asked, open_states)
    ready = [place for place, state in enumerate(states) if state is not None]
    granted: list[Granted | None] = [None] * len(asked)
    if not ready:
        return granted
    some = [asked[place] for place in ready]
    at = log.now()
    ids = _cases(connection, some, at)
    numbers, jobs = _spend(connection, some)
    written = [_written(one, given) for one, given in zip(some, numbers, strict=True)]
    records = [
        one.document.record.filled([*names, job] if job else names)
        for one, (names, _), job in zip(some, written, jobs, strict=True)
    ]
    hashes = [sha256(record).hexdigest() for record in records]
    rows = [
        one.document.row(case, whole(names), slug, record, digest)
        for one, case, (names, slug), record, digest in zip(some, ids, written, records, hashes, strict=True)
    ]
    found = connection.execute(_add_documents, rows)
    of_case: dict[int, int] = {row.case_id: row.id for row in found}
    add_rows(
        connection,
        symbols,
        [
            {
                "symbol": name,
                "document_id": of_case[case],
                "place": place,
                "series": row.key,
                "number": number,
                "borne": False,
            }
            for one, case, (names, _), given in zip(some, ids, written, numbers, strict=True)
            for place, (name, row, number) in enumerate(zip(names, one.rows, given, strict=True))
        ],
    )
    log.append_all(
        connection,
        [
            (one.who, _events(one, case, states[place] or "", names, digest))
            for place, one, case, (names, _), digest in zip(ready, some, ids, written, hashes, strict=True)
        ],
        at=at,
    )
    for place, case, (names, slug) in zip(ready, ids, written, strict=True):
        granted[place] = Granted(id=of_case[case], case=case, symbols=names, slug=slug, at=at)
    return granted


def _ready(
    connection: Connection, folder: Folder, asked: Sequence[Asked], open_states: Sequence[str]
) -> list[str | None]:
    """The state of each one's case; None where it cannot be registered so."""
    files = {one.case.sha256 for one in asked if isinstance(one.case, NewCase)}
    known: set[str] = set()
    if files:
        for row in connection.execute(_taken_in, {"files": list(files)}):
            known |= {row.sha256, row.intake_key}
        known |= set(connection.scalars(_former, {"files": list(files)}))
    of = [one.case for one in asked if isinstance(one.case, int)]
    states: dict[int, str] = {}
    if of:
        found = connection.execute(_states, {"of": of})
        states = {row.id: row.state for row in found if row.state in open_states}
    told: list[str | None] = []
    for one in asked:
        if isinstance(one.case, int):
            told.append(states.pop(one.case, None))  # whoever asks twice gets it once
        elif one.case.sha256 in known or not folder.original(one.case.sha256).exists():
            told.append(None)
        else:
            known.add(one.case.sha256)
            told.append("new")
    return told


def _cases(connection: Connection, asked: Sequence[Asked], at: str) -> list[int]:
    rows = [
        {
            "intake_key": one.case.sha256,
            "sha256": one.case.sha256,
            "name": one.case.name,
            "media_type": one.case.media_type,
            "size": one.case.size,
            "received": at,
            "changed": at,
            "title": one.document.title,
            "distribution": one.document.distribution,
            "member": one.document.member,
        }
        for one in asked
        if isinstance(one.case, NewCase)
    ]
    opened: dict[str, int] = {}
    if rows:
        opened = {row.intake_key: row.id for row in connection.execute(_open_cases, rows)}
    return [one.case if isinstance(one.case, int) else opened[one.case.sha256] for one in asked]


def _spend(connection: Connection, asked: Sequence[Asked]) -> tuple[list[list[int]], list[str | None]]:
    """The numbers that each gets of its series, and its production number."""
    wanted = [
        (
            *(row.key for row in one.rows),
            *((job_key(int(one.document.date[:4])),) if one.document.job else ()),
        )
        for one in asked
    ]
    keys = sorted({key for keys in wanted for key in keys})
    before: dict[str, int] = {row.key: row.last for row in connection.execute(_lasts, {"keys": keys})}
    taken: dict[str, set[int]] = defaultdict(set)
    for row in connection.execute(_above, {"keys": keys}):
        taken[row.series].add(row.number)
    last = {key: before.get(key, 0) for key in keys}

    def following(key: str) -> int:
        last[key] += 1
        while last[key] in taken[key]:
            last[key] += 1
        return last[key]

    numbers: list[list[int]] = []
    jobs: list[str | None] = []
    for one, needed in zip(asked, wanted, strict=True):
        spent = [following(key) for key in needed]
        numbers.append(spent[: len(one.rows)])
        year = int(one.document.date[:4])
        jobs.append(job_number(one.document.job, year, spent[-1]) if one.document.job else None)
    for key in keys:
        if key in before:
            connection.execute(_set_last, {"of": key, "to": last[key]})
        else:
            connection.execute(insert(series), {"key": key, "last": last[key]})
    return numbers, jobs


def _written(one: Asked, numbers: Sequence[int]) -> tuple[tuple[str, ...], str]:
    shown = [str(number) for number in numbers]
    names = tuple(row.symbol.replace("{n}", number) for row, number in zip(one.rows, shown, strict=True))
    slugs = (row.slug.replace("{n}", number) for row, number in zip(one.rows, shown, strict=True))
    return names, SLUGS_JOINED.join(slugs)


def _events(one: Asked, case: int, state: str, names: tuple[str, ...], record: str) -> list[log.Happened]:
    happened: list[log.Happened] = []
    if isinstance(one.case, NewCase):
        data: dict[str, object] = {"name": one.case.name, "sha256": one.case.sha256, "size": one.case.size}
        happened.append(("received", case, data))
    if state != "accepted":
        happened.append(("accepted", case, {}))
    data = {"symbols": names, "date": one.document.date, "record": record}
    if one.anyway:
        data["anyway"] = one.anyway
    happened.append(("registered", case, data))
    return happened
