"""Registering: a case is opened and the document gets its symbols, all in one transaction, or nothing happens."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import msgspec
from sqlalchemy import Connection, bindparam, func, insert, or_, select

from verbale.document import Document, encode
from verbale.errors import Place, SymbolTaken, WrongState
from verbale.profiles.series import Series
from verbale.registry import entries, log, relations, reservations, staging
from verbale.registry.books import Books, explained
from verbale.registry.entries import Entry
from verbale.registry.fingerprint import fingerprint
from verbale.registry.folder import Folder
from verbale.registry.granting import Asked, Granted, NewCase, grant, row_of
from verbale.registry.numbering import Plan, numbered, slug_of, whole
from verbale.registry.schema import cases, documents, former_files, symbols
from verbale.registry.series import spend, spend_job
from verbale.registry.unnumbered import made_ready, member_of, storable
from verbale.symbol import Symbol

if TYPE_CHECKING:
    from verbale.registry.case_rows import Case

__all__ = [
    "OPEN",
    "Original",
    "Registered",
    "ask",
    "case_of",
    "give",
    "is_file_of",
    "open_case",
    "put_original",
    "received",
    "refuse_taken",
    "register",
    "state_of",
    "stored",
    "times_taken_in",
]


class Original(msgspec.Struct, frozen=True, kw_only=True):
    """The file that came in: its bytes, and its name, which is data and never a path."""

    name: str
    media_type: str
    data: bytes

    def __post_init__(self) -> None:
        """A name may hold anything but the one character that a database's text cannot."""
        if "\0" in self.name:
            msgspec.structs.force_setattr(self, "name", self.name.replace("\0", "\N{REPLACEMENT CHARACTER}"))

    @property
    def sha256(self) -> str:
        """The hash of its content, in hex."""
        return sha256(self.data).hexdigest()


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it. ``new`` is false where this file was in the books already: ``entry`` is what it became then."""

    entry: Entry
    new: bool


_encoder = msgspec.msgpack.Encoder()
_asked = msgspec.msgpack.Decoder(Asked)
_granted = msgspec.msgpack.Decoder(Granted)
_earlier = select(func.count()).select_from(cases).where(cases.c.sha256 == bindparam("sha256"))
_open_case = insert(cases).returning(cases.c.id)
_add_document = insert(documents).returning(documents.c.id)
_add_symbols = insert(symbols)
_case = (
    select(cases.c.state, cases.c.sha256, cases.c.name, cases.c.received)
    .where(cases.c.id == bindparam("of"))
    .with_for_update()
)

OPEN: Final[tuple[log.CaseState, ...]] = ("received", "under-review", "accepted")
"""The states from which a case can be registered; in the first two it is accepted by the one who registers it."""


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
    """Open a case for a document, accept it, and give it its symbols by ``plan``.

    The same file again is not registered a second time, except with ``again``; that, and the codes of the findings that
    were passed over (``anyway``), stand in the log. Where a case waits that was taken in with this file, it is that one
    that is accepted and registered.

    Raises SymbolTaken where a symbol that the file bears belongs to another document, WrongState where the file's case was
    returned or withdrawn, or the document that this one changes was, and RegistryReadOnly.
    """
    digest = original.sha256
    if plan.borne or folder.original(digest).exists():
        with books.read() as connection:
            if not again and (earlier := entries.by_file(connection, digest)):
                return Registered(entry=earlier, new=False)
            refuse_taken(connection, plan)
    with ExitStack() as held:
        new = not folder.original(digest).exists()
        held.enter_context(stored(folder, books, original, digest))
        if new and not again:
            of = NewCase(digest, original.name, original.media_type, len(original.data))
            if entry := ask(folder, books, of, document, plan, day=day, who=who, anyway=anyway):
                return Registered(entry=entry, new=True)
        connection = held.enter_context(books.write())
        before = connection.execute(_earlier, {"sha256": digest}).scalar_one()
        case = None if again else case_of(connection, digest)
        if case is not None and (done := entries.by_file(connection, digest)):
            return Registered(entry=done, new=False)
        refuse_taken(connection, plan)
        if not folder.original(digest).exists():  # a recovery elsewhere took it for a leftover
            put_original(folder, original, digest)
        at = log.now()
        happened: list[log.Happened] = []
        if case is None:
            case = open_case(connection, original, digest=digest, before=before, document=document, at=at)
            happened.append(("received", case, received(original, digest, before)))
            state: log.CaseState = "received"
        else:
            state = state_of(connection, case)
        entry = give(
            connection,
            case,
            state,
            document,
            plan,
            happened=happened,
            day=day,
            who=who,
            anyway=anyway,
            at=at,
        )
    return Registered(entry=entry, new=True)


def ask(
    folder: Folder,
    books: Books,
    case: NewCase | Case,
    document: Document,
    plan: Plan,
    *,
    day: date,
    who: str,
    anyway: Sequence[str] = (),
) -> Entry | None:
    """Register the document of a case, new or in the books, in one transaction with all who register at this moment; None
    where that is not possible, and it has to be done alone (``give``).
    """
    rows = tuple(row for one in plan.series if isinstance(one, Series) and (row := row_of(one)))
    if books.queue is None or not rows or len(rows) < len(plan.series) or plan.change is not None:
        return None
    books.must_be_writable()
    ready = made_ready(document, plan, day)
    of = case if isinstance(case, NewCase) else int(case.id)
    request = _encoder.encode(Asked(of, rows, ready, who, tuple(anyway)))
    with explained(books.place):
        answer = books.queue.ask(request, lambda requests: _lead(folder, books, requests))
    if answer is None:
        return None
    got = _granted.decode(answer)
    return Entry(
        id=got.id,
        case=got.case,
        symbol=whole(got.symbols),
        symbols=got.symbols,
        slug=got.slug,
        state="registered",
        kind=ready.kind,
        language=ready.language,
        title=ready.title,
        date=ready.date,
        distribution=ready.distribution,
        received=got.at if isinstance(case, NewCase) else case.received,
        file=case.name if isinstance(case, NewCase) else case.file,
        sha256=case.sha256,
    )


def _lead(folder: Folder, books: Books, requests: Sequence[bytes]) -> list[bytes | None]:
    asked = [_asked.decode(request) for request in requests]
    with books.write() as connection:
        granted = grant(connection, folder, asked, OPEN)
    return [_encoder.encode(one) if one else None for one in granted]


def received(original: Original, digest: str, before: int = 0) -> dict[str, object]:
    """What the event of a case's beginning says."""
    data: dict[str, object] = {"name": original.name, "sha256": digest, "size": len(original.data)}
    return data | ({"again": before + 1} if before else {})


def case_of(connection: Connection, digest: str) -> int | None:
    """The first case that a file with this content belongs to: as it is, or as it was before it was resubmitted."""
    found = connection.execute(
        select(func.min(cases.c.id)).where(or_(cases.c.sha256 == digest, cases.c.intake_key == digest))
    ).scalar()
    if found is None:
        found = connection.execute(
            select(func.min(former_files.c.case_id)).where(former_files.c.sha256 == digest)
        ).scalar()
    return int(found) if found is not None else None


def is_file_of(connection: Connection, case: int, digest: str) -> bool:
    """Whether a file with this content is the case's, or was before it was resubmitted."""
    now = select(cases.c.id).where(
        cases.c.id == case, or_(cases.c.sha256 == digest, cases.c.intake_key == digest)
    )
    then = select(former_files.c.id).where(former_files.c.case_id == case, former_files.c.sha256 == digest)
    return connection.execute(now).first() is not None or connection.execute(then).first() is not None


def times_taken_in(connection: Connection, digest: str) -> int:
    """How many cases were opened with this very file."""
    return int(connection.execute(_earlier, {"sha256": digest}).scalar_one())


def state_of(connection: Connection, case: int) -> log.CaseState:
    """The state of a case, which is held until the transaction ends."""
    state: log.CaseState = connection.execute(_case, {"of": case}).one().state
    return state


def open_case(
    connection: Connection,
    original: Original,
    *,
    digest: str,
    before: int,
    at: str,
    document: Document | None = None,
    **more: object,
) -> int:
    """A new case for a file, within the caller's transaction; its event is the caller's to write."""
    head = document.masthead if document else None
    row = {
        "intake_key": f"{digest}#{before + 1}" if before else digest,
        "sha256": digest,
        "name": original.name,
        "media_type": original.media_type,
        "size": len(original.data),
        "received": at,
        "changed": at,
        "title": storable(head.title) if head else None,
        "distribution": head.distribution if head else None,
        "member": member_of(document) if document else None,
    }
    return int(connection.execute(_open_case, row | more).scalar_one())


def give(
    connection: Connection,
    case: int,
    state: log.CaseState,
    document: Document,
    plan: Plan,
    *,
    happened: Sequence[log.Happened],
    day: date,
    who: str,
    anyway: Sequence[str],
    at: str,
) -> Entry:
    """Give the document of a case its symbols, within the caller's transaction, and write what ``happened`` and this into
    the log.

    Raises WrongState where the case, or the document that this one changes, is in no state for it.
    """
    if state not in OPEN:
        raise WrongState(
            f"case {case} is {state}, so it cannot be registered",
            fix=f"See why with: verbale case show {case}",
        )
    reservations.expire(connection, [row.key for row in plan.series], who=who)
    for borne in plan.borne:
        if borne.series is not None and borne.number is not None:
            reservations.take_borne(connection, borne.series, borne.number)
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
    data: dict[str, object] = {"symbols": named, "date": day.isoformat(), "record": record_sha256}
    if not given:
        data["borne"] = True
    if anyway:
        data["anyway"] = tuple(anyway)
    events = list(happened)
    if state != "accepted":
        events.append(("accepted", case, {}))
    change = plan.change or relations.borne_change(connection, plan.borne)
    if change is not None:
        data["changes"] = relations.record(connection, document_id, change)
        events.append(("changed", change.case, {"by": symbol, "kind": change.kind}))
    events.append(("registered", case, data))
    log.append(connection, *events, who=who, at=at)
    row = connection.execute(_case, {"of": case}).one()
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
        received=row.received,
        file=row.name,
        sha256=row.sha256,
    )


def refuse_taken(connection: Connection, plan: Plan) -> None:
    """Raises SymbolTaken where a symbol that a file bears is another document's."""
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
def stored(folder: Folder, books: Books, original: Original, digest: str) -> Iterator[None]:
    """The file is in its place while the transaction runs, and leaves it again where no case came of it."""
    target = folder.original(digest)
    if target.exists():
        yield
        return
    with explained(folder.root):
        try:
            with staging.store(folder.staging, target, sha256=digest, name=original.name, data=original.data):
                yield
        except BaseException:
            with books.alone() as connection:
                if not connection.execute(_earlier, {"sha256": digest}).scalar_one():
                    target.unlink(missing_ok=True)
            staging.forget(folder.staging, digest)
            raise


def put_original(folder: Folder, original: Original, digest: str) -> None:
    """Lay a file into its place among the originals, durably."""
    target = folder.original(digest)
    target.parent.mkdir(exist_ok=True)
    with target.open("xb") as file:
        file.write(original.data)
        file.flush()
        os.fsync(file.fileno())
    staging.sync_folder(target.parent)
