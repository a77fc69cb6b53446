"""Registering: a case is opened and the document gets its symbols, all in one transaction, or nothing happens."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from hashlib import sha256

import msgspec
from sqlalchemy import Connection, bindparam, func, insert, select

from verbale.document import Document, encode
from verbale.errors import Place, SymbolTaken
from verbale.registry import entries, log, staging
from verbale.registry.books import Books, explained
from verbale.registry.entries import Entry
from verbale.registry.fingerprint import fingerprint
from verbale.registry.folder import Folder
from verbale.registry.locks import hold
from verbale.registry.numbering import Plan, numbered, slug_of, whole
from verbale.registry.schema import cases, documents, symbols
from verbale.registry.series import spend, spend_job
from verbale.registry.staging import Intent
from verbale.symbol import Symbol

__all__ = ["Original", "Registered", "register"]


class Original(msgspec.Struct, frozen=True, kw_only=True):
    """The file that came in: its bytes, and its name, which is data and never a path."""

    name: str
    media_type: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The hash of its content, in hex."""
        return sha256(self.data).hexdigest()


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it. ``new`` is false where this file was in the books already: ``entry`` is what it became then."""

    entry: Entry
    new: bool


_earlier = select(func.count()).select_from(cases).where(cases.c.sha256 == bindparam("sha256"))
_first_case = select(func.min(cases.c.id)).where(cases.c.sha256 == bindparam("sha256"))
_open_case = insert(cases).returning(cases.c.id)
_add_document = insert(documents).returning(documents.c.id)
_add_symbols = insert(symbols)


def register(
    folder: Folder,
    books: Books,
    document: Document,
    original: Original,
    plan: Plan,
    *,
    day: date,
    who: str,
    again: bool = False,
    anyway: Sequence[str] = (),
) -> Registered:
    """Open a case for a document and give it its symbols by ``plan``.

    The same file again is not registered a second time, except with ``again``; that, and the codes of the findings that
    were passed over (``anyway``), stand in the log.

    Raises SymbolTaken where a symbol that the file bears belongs to another document, and RegistryReadOnly.
    """
    digest = original.sha256
    with books.read() as connection:
        if not again and (earlier := entries.by_file(connection, digest)):
            return Registered(entry=earlier, new=False)
        _refuse_taken(connection, plan)
    with _stored(folder, books, original, digest), books.write() as connection:
        before = connection.execute(_earlier, {"sha256": digest}).scalar_one()
        if before and not again:
            case = connection.execute(_first_case, {"sha256": digest}).scalar_one()
            return Registered(entry=entries.by_case(connection, case), new=False)
        _refuse_taken(connection, plan)
        if not folder.original(digest).exists():  # a recovery elsewhere took it for a leftover
            _put(folder, original, digest)
        entry = _record(
            connection,
            document,
            original,
            plan,
            digest=digest,
            before=before,
            day=day,
            who=who,
            anyway=anyway,
        )
    return Registered(entry=entry, new=True)


def _record(
    connection: Connection,
    document: Document,
    original: Original,
    plan: Plan,
    *,
    digest: str,
    before: int,
    day: date,
    who: str,
    anyway: Sequence[str],
) -> Entry:
    given = [(row, spend(connection, row.key)) for row in plan.series]
    written = [row.symbol(number) for row, number in given] or [borne.symbol for borne in plan.borne]
    halves = tuple(Symbol.parse(text) for text in written)
    named = tuple(str(half) for half in halves)
    symbol, slug = whole(named), slug_of(halves)
    job = (
        spend_job(connection, day.year, plan.job_number) if plan.job_number else document.masthead.job_number
    )
    masthead = numbered(document.masthead, named, day, plan.series, job)
    record = encode(msgspec.structs.replace(document, masthead=masthead))
    at = log.now()
    case: int = connection.execute(
        _open_case,
        {
            "intake_key": f"{digest}#{before + 1}" if before else digest,
            "sha256": digest,
            "name": original.name,
            "media_type": original.media_type,
            "size": len(original.data),
            "received": at,
        },
    ).scalar_one()
    record_sha256 = sha256(record).hexdigest()
    document_id: int = connection.execute(
        _add_document,
        {
            "case_id": case,
            "display": symbol,
            "slug": slug,
            "kind": document.kind,
            "language": document.language,
            "title": masthead.title,
            "date": day.isoformat(),
            "distribution": masthead.distribution,
            "fingerprint": fingerprint(document),
            "record": record,
            "record_sha256": record_sha256,
        },
    ).scalar_one()
    places: list[tuple[str | None, int | None]] = [(row.key, number) for row, number in given]
    places = places or [(borne.series, borne.number) for borne in plan.borne]
    connection.execute(
        _add_symbols,
        [
            {
                "symbol": half,
                "document_id": document_id,
                "place": place,
                "series": series,
                "number": number,
                "borne": not given,
            }
            for place, (half, (series, number)) in enumerate(zip(named, places, strict=True))
        ],
    )
    received: dict[str, object] = {"name": original.name, "sha256": digest, "size": len(original.data)}
    if before:
        received["again"] = before + 1
    registered: dict[str, object] = {"symbols": named, "date": day.isoformat(), "record": record_sha256}
    if not given:
        registered["borne"] = True
    if anyway:
        registered["anyway"] = tuple(anyway)
    log.append(connection, ("received", case, received), ("registered", case, registered), who=who, at=at)
    return Entry(
        id=document_id,
        case=case,
        symbol=symbol,
        symbols=named,
        slug=slug,
        state="registered",
        kind=document.kind,
        language=document.language,
        title=masthead.title,
        date=day.isoformat(),
        distribution=masthead.distribution,
        received=at,
        file=original.name,
        sha256=digest,
    )


def _refuse_taken(connection: Connection, plan: Plan) -> None:
    for borne in plan.borne:
        holder = entries.by_symbol(connection, borne.symbol)
        if holder is None and borne.series is not None and borne.number is not None:
            holder = entries.by_number(connection, borne.series, borne.number)
        if holder is not None:
            title = f" ({holder.title})" if holder.title else ""
            raise SymbolTaken(
                f"{borne.symbol} is taken: it is the symbol of {holder.symbol}{title}, made of {holder.file}",
                where=Place(field="masthead.symbols"),
                fix=f"See it with: verbale show {holder.symbols[0]}",
            )


@contextmanager
def _stored(folder: Folder, books: Books, original: Original, digest: str) -> Iterator[None]:
    """The file is in its place while the transaction runs, and leaves it again where no case came of it."""
    target = folder.original(digest)
    if target.exists():
        yield
        return
    intent = Intent(work="register", name=original.name, sha256=digest)
    with explained(folder.root), staging.start(folder.staging, intent) as work:
        try:
            work.put({"original": original.data})
            target.parent.mkdir(exist_ok=True)
            work.move("original", target)
            yield
        except BaseException:
            with hold(books.lock_path), books.read() as connection:
                if not connection.execute(_earlier, {"sha256": digest}).scalar_one():
                    target.unlink(missing_ok=True)
            work.drop()
            raise


def _put(folder: Folder, original: Original, digest: str) -> None:
    target = folder.original(digest)
    target.parent.mkdir(exist_ok=True)
    with target.open("xb") as file:
        file.write(original.data)
        file.flush()
        os.fsync(file.fileno())
    staging.sync_folder(target.parent)
