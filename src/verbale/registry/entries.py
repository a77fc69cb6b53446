"""What the books hold of a document, looked up by symbol, by file, or in a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, exists, func, select

from verbale.document import Document, decode
from verbale.errors import NoSuchDocument
from verbale.registry.schema import cases, documents, files, symbols, versions

__all__ = [
    "STATES",
    "Entry",
    "IssuedFile",
    "State",
    "by_case",
    "by_file",
    "by_fingerprint",
    "by_id",
    "by_number",
    "by_symbol",
    "listing",
    "newest_issued",
    "record",
    "symbols_beginning",
]

State = Literal["registered", "issued", "circulated", "withdrawn"]
STATES: tuple[State, ...] = ("registered", "issued", "circulated", "withdrawn")


class IssuedFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of an issued version: ``path`` is relative to the registry's folder; ``reissue`` counts the times that it
    was issued again under its symbol (0: the first issue)."""

    language: str
    reissue: int = 0
    format: str
    media_type: str
    path: str
    sha256: str
    size: int


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A document in the books: ``symbol`` in full (both halves of a joint one), ``file`` the name of what came in."""

    id: int
    case: int
    symbol: str
    symbols: tuple[str, ...]
    slug: str
    state: State
    kind: str
    language: str
    title: str | None
    date: str
    distribution: str | None
    received: str
    file: str
    sha256: str
    files: tuple[IssuedFile, ...] = ()


_Row = Row[Any, *tuple[Any, ...]]

_columns = (
    documents.c.id,
    documents.c.case_id,
    documents.c.display,
    documents.c.slug,
    documents.c.kind,
    documents.c.language,
    documents.c.title,
    documents.c.date,
    documents.c.distribution,
    cases.c.received,
    cases.c.name,
    cases.c.sha256,
    cases.c.state,
)
_entry = select(*_columns).join(cases, cases.c.id == documents.c.case_id)
_by_symbol = _entry.join(symbols, symbols.c.document_id == documents.c.id).where(
    symbols.c.symbol == bindparam("symbol")
)
_by_number = _entry.join(symbols, symbols.c.document_id == documents.c.id).where(
    symbols.c.series == bindparam("of"), symbols.c.number == bindparam("number")
)
_by_file = _entry.where(cases.c.sha256 == bindparam("sha256")).order_by(documents.c.id).limit(1)
_by_fingerprint = (
    _entry.where(documents.c.fingerprint == bindparam("words")).order_by(documents.c.id).limit(1)
)
_by_case = _entry.where(documents.c.case_id == bindparam("case"))
_record = select(documents.c.record).where(documents.c.id == bindparam("document"))


def by_symbol(connection: Connection, symbol: str) -> Entry | None:
    """The document that has this symbol (one half, in normal form), or None."""
    return _one(connection, connection.execute(_by_symbol, {"symbol": symbol}).first())


def by_id(connection: Connection, document: int) -> Entry | None:
    """The document with this number in the books, or None."""
    return _one(connection, connection.execute(_entry.where(documents.c.id == document)).first())


def by_number(connection: Connection, series: str, number: int) -> Entry | None:
    """The document that has this number of a series, or None."""
    return _one(connection, connection.execute(_by_number, {"of": series, "number": number}).first())


def by_file(connection: Connection, sha256: str) -> Entry | None:
    """The first document that was made of a file with this content, or None."""
    return _one(connection, connection.execute(_by_file, {"sha256": sha256}).first())


def by_fingerprint(connection: Connection, words: str) -> Entry | None:
    """The first document with these words (see ``fingerprint``), or None."""
    return _one(connection, connection.execute(_by_fingerprint, {"words": words}).first())


def by_case(connection: Connection, case: int) -> Entry:
    """The document of a case. Raises NoSuchDocument."""
    found = _one(connection, connection.execute(_by_case, {"case": case}).first())
    if found is None:
        raise NoSuchDocument(f"there is no case {case} in these books")
    return found


def record(connection: Connection, document: int) -> Document:
    """The document itself, as it was registered."""
    return decode(connection.execute(_record, {"document": document}).scalar_one())


def listing(
    connection: Connection,
    *,
    series: str | None = None,
    state: State | None = None,
    issued_on: str | None = None,
    newest_first: bool = True,
    before: int | None = None,
    where: ColumnElement[bool] | None = None,
    limit: int | None = None,
) -> Iterator[Entry]:
    """Documents of the books, newest first: of a series ("A/74" or "A"), in a state, issued on a day (UTC).

    ``before`` is the number of a document, for the next page; ``where`` narrows by ``documents`` and ``cases``.
    """
    query: Select[Any] = _entry
    if before is not None:
        query = query.where(documents.c.id < before)
    if where is not None:
        query = query.where(where)
    if series is not None:
        of_series = symbols.c.symbol.startswith(f"{series.rstrip('/')}/", autoescape=True)
        query = query.where(exists().where(symbols.c.document_id == documents.c.id, of_series))
    if state is not None:
        query = query.where(cases.c.state == state)
    if issued_on is not None:
        that_day = versions.c.issued.startswith(issued_on, autoescape=True)
        query = query.where(exists().where(versions.c.document_id == documents.c.id, that_day))
    query = query.order_by(documents.c.id.desc() if newest_first else documents.c.id)
    if limit is not None:
        query = query.limit(limit)
    rows = connection.execute(query).all()
    for start in range(0, len(rows), 500):
        yield from _entries(connection, rows[start : start + 500])


def symbols_beginning(connection: Connection, beginning: str, limit: int) -> tuple[str, ...]:
    """Symbols that begin so, in the order of the alphabet."""
    matching = symbols.c.symbol.startswith(beginning, autoescape=True)
    return tuple(
        connection.scalars(select(symbols.c.symbol).where(matching).order_by(symbols.c.symbol).limit(limit))
    )


def newest_issued(connection: Connection, limit: int) -> Iterator[tuple[str, Entry]]:
    """The documents issued last, newest first, each with the moment of its issue (UTC)."""
    query = (
        select(*_columns, func.max(versions.c.issued).label("issued"))
        .join(cases, cases.c.id == documents.c.case_id)
        .join(versions, versions.c.document_id == documents.c.id)
        .group_by(documents.c.id, cases.c.id)
        .order_by(func.max(versions.c.issued).desc())
        .limit(limit)
    )
    rows = connection.execute(query).all()
    yield from zip((row.issued for row in rows), _entries(connection, rows), strict=True)


def _one(connection: Connection, row: _Row | None) -> Entry | None:
    return next(iter(_entries(connection, [row])), None) if row is not None else None


def _entries(connection: Connection, rows: Sequence[_Row]) -> Iterator[Entry]:
    ids = [row.id for row in rows]
    named: dict[int, list[str]] = {}
    query = (
        select(symbols.c.document_id, symbols.c.symbol)
        .where(symbols.c.document_id.in_(ids))
        .order_by(symbols.c.place)
    )
    for document_id, symbol in connection.execute(query):
        named.setdefault(document_id, []).append(symbol)
    issued: dict[int, list[IssuedFile]] = {}
    held = (
        select(versions.c.document_id, versions.c.language, versions.c.reissue, *files.c)
        .join(versions, versions.c.id == files.c.version_id)
        .where(versions.c.document_id.in_(ids))
        .order_by(files.c.id)
    )
    for row in connection.execute(held):
        issued.setdefault(row.document_id, []).append(
            IssuedFile(
                language=row.language,
                reissue=row.reissue,
                format=row.format,
                media_type=row.media_type,
                path=row.path,
                sha256=row.sha256,
                size=row.size,
            )
        )
    for row in rows:
        yield Entry(
            id=row.id,
            case=row.case_id,
            symbol=row.display,
            symbols=tuple(named.get(row.id, ())),
            slug=row.slug,
            state=row.state,
            kind=row.kind,
            language=row.language,
            title=row.title,
            date=row.date,
            distribution=row.distribution,
            received=row.received,
            file=row.name,
            sha256=row.sha256,
            files=tuple(issued.get(row.id, ())),
        )
