"""Cases: communications on their way, each step by somebody and in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, bindparam, func, insert, literal, select
from sqlalchemy import case as sql_case
from sqlalchemy.exc import IntegrityError

from verbale.document import Document, decode, encode
from verbale.errors import RegistryError, WrongState
from verbale.profiles import Profile
from verbale.registry import case_rows, log, numbering, registering
from verbale.registry.books import Books
from verbale.registry.case_rows import Case, Taken, get, no_such
from verbale.registry.confirmations import Confirmations
from verbale.registry.entries import by_case
from verbale.registry.flow import BEFORE_SYMBOLS, guard, reason_of, step
from verbale.registry.folder import Folder
from verbale.registry.registering import Original, Registered
from verbale.registry.schema import cases, documents, former_files
from verbale.registry.unnumbered import member_of, storable

__all__ = ["Case", "Cases", "Taken"]

_SIGNED_IN = ("api", "page")
"""The doors that know who sends something in."""

_record = select(cases.c.record, cases.c.state).where(cases.c.id == bindparam("of"))


class Cases:
    """The cases of a registry, as somebody (``who``) works with them."""

    def __init__(self, folder: Folder, books: Books, profile: Callable[[], Profile], who: str) -> None:
        self._folder = folder
        self._books = books
        self._profile = profile
        self._who = who

    # -- looking

    def get(self, case: int) -> Case:
        """The case with this number. Raises NoSuchCase."""
        with self._books.read() as connection:
            return get(connection, case)

    def listing(
        self,
        *,
        state: log.CaseState | None = None,
        member: str | None = None,
        door: str | None = None,
        before: int | None = None,
        where: ColumnElement[bool] | None = None,
        limit: int | None = None,
    ) -> tuple[Case, ...]:
        """Cases, newest first: in a state, of a member, come in by a door; those before a number, for the next page.

        ``where`` narrows by columns of ``cases``.
        """
        with self._books.read() as connection:
            return case_rows.listing(
                connection, state=state, member=member, door=door, before=before, where=where, limit=limit
            )

    def document(self, case: int) -> Document | None:
        """The document of a case: as read or corrected, and from when it has its symbols, as registered; None where
        nothing was read. Raises NoSuchCase."""
        with self._books.read() as connection:
            row = connection.execute(_record, {"of": case}).first()
            if row is None:
                raise no_such(case)
            registered = connection.execute(
                select(documents.c.record).where(documents.c.case_id == case)
            ).scalar()
        record = registered or row.record
        return decode(record) if record else None

    def former_files(self, case: int) -> tuple[tuple[str, str], ...]:
        """The files that a case had before it was resubmitted, oldest first: name and hash of the content."""
        query = (
            select(former_files.c.name, former_files.c.sha256)
            .where(former_files.c.case_id == case)
            .order_by(former_files.c.id)
        )
        with self._books.read() as connection:
            return tuple((row.name, row.sha256) for row in connection.execute(query))

    def events(self, case: int) -> tuple[log.Event, ...]:
        """What happened to a case, oldest first."""
        with self._books.read() as connection:
            return log.of_case(connection, case)

    # -- taking in

    def take_in(
        self,
        original: Original,
        document: Document | None = None,
        *,
        source: str | None = None,
        door: str = "command",
        member: str | None = None,
        again: bool = False,
    ) -> Taken:
        """Open a case for a file, once: the same file, or the same key of its source, leads to the case that there is.

        ``document`` is what was read of it, if it was. ``member`` is whose communication it is, by default its first
        sender's. However many take the same file in at the same time, one case is opened. With ``again`` the same file
        opens another on purpose, which is recorded.

        Raises RegistryError where the source's key was used for another file, and RegistryReadOnly.
        """
        digest = original.sha256
        with self._books.read() as connection:
            earlier = self._earlier(connection, digest, source, again=again)
        if earlier is not None:
            return Taken(case=earlier, new=False)
        try:
            with (
                registering.stored(self._folder, self._books, original, digest),
                self._books.write() as connection,
            ):
                earlier = self._earlier(connection, digest, source, again=again)
                if earlier is not None:
                    return Taken(case=earlier, new=False)
                if not self._folder.original(digest).exists():
                    registering.put_original(self._folder, original, digest)
                at = log.now()
                before = registering.times_taken_in(connection, digest)
                case = registering.open_case(
                    connection,
                    original,
                    digest=digest,
                    before=before,
                    at=at,
                    document=document,
                    source_key=source,
                    door=door,
                    **({"member": member} if member else {}),
                    record=encode(document) if document else None,
                )
                data = registering.received(original, digest, before) | {"door": door}
                data |= {"source": source} if source else {}
                log.append(connection, ("received", case, data), who=self._who, at=at)
                return Taken(case=get(connection, case), new=True)
        except IntegrityError:
            with self._books.read() as connection:
                earlier = self._earlier(connection, digest, source, again=False)
            if earlier is None:
                raise
            return Taken(case=earlier, new=False)

    def resubmit(self, case: int, original: Original, document: Document | None = None) -> Case:
        """Give a returned case its corrected file: it is received anew under the same number, and its former file stays.

        Raises NoSuchCase, WrongState where it was not returned, and RegistryError where the file is that of a case already.
        """
        digest = original.sha256
        with (
            registering.stored(self._folder, self._books, original, digest),
            self._books.write() as connection,
        ):
            guard(connection, case, "resubmitted")
            other = registering.case_of(connection, digest)
            if other is not None:
                same = "the file that was returned" if other == case else f"the file of case {other}"
                raise RegistryError(f"this is {same}", fix="Give the corrected file")
            if not self._folder.original(digest).exists():
                registering.put_original(self._folder, original, digest)
            before = get(connection, case)
            at = log.now()
            connection.execute(
                insert(former_files).values(
                    case_id=case,
                    sha256=before.sha256,
                    name=before.file,
                    media_type=before.media_type,
                    size=before.size,
                    received=before.received,
                    replaced=at,
                )
            )
            values = {
                **_of_document(document),
                "sha256": digest,
                "name": original.name,
                "media_type": original.media_type,
                "size": len(original.data),
            }
            data = registering.received(original, digest) | {"former": before.sha256}
            step(connection, case, "resubmitted", data, who=self._who, values=values)
            return get(connection, case)

    # -- reviewing

    def review(self, case: int) -> Case:
        """Take a received case under review. Raises NoSuchCase and WrongState, as all steps do."""
        return self._step(case, "review-begun", {})

    def correct(self, case: int, document: Document) -> Case:
        """Put a corrected document in the place of what was read; the file that came in stays as it is."""
        return self._step(
            case, "corrected", {"record": numbering.digest_of(document)}, _of_document(document)
        )

    def return_(self, case: int, reason: str, findings: Sequence[str] = ()) -> Case:
        """Return a case to who sent it, with the reason, and the codes of the rules' findings where there are some."""
        reason = reason_of(reason)
        data: dict[str, object] = {"reason": reason}
        data |= {"findings": tuple(findings)} if findings else {}
        return self._step(case, "returned", data, {"reason": reason})

    def accept(self, case: int, anyway: Sequence[str] = ()) -> Case:
        """Accept a case; ``anyway`` are the codes of the rules' errors that are passed over, which is recorded."""
        data: dict[str, object] = {"anyway": tuple(anyway)} if anyway else {}
        return self._step(case, "accepted", data, {"reason": None})

    def must_be_accepted(self, case: int) -> None:
        """Raises WrongState where a case without symbols was not accepted, and NoSuchCase."""
        found = self.get(case)
        if found.symbol is None and found.state != "accepted":
            raise WrongState(
                f"case {case} is {found.state}, so it cannot be registered",
                fix=f"Accept it first: verbale case accept {case}",
            )

    def register(self, case: int, *, day: date | None = None, anyway: Sequence[str] = ()) -> Registered:
        """Give the document of an accepted case its symbols, by its date or ``day``; a case that was not accepted yet is
        accepted with it. A case that has its symbols keeps them.

        Raises NoSuchCase, WrongState, NoSession, SymbolTaken, SymbolError, and RegistryError where it was not read.
        """
        with self._books.glance() as connection:
            found, record = case_rows.with_record(connection, case)
        if found.symbol is not None:
            with self._books.read() as connection:
                return Registered(entry=by_case(connection, case), new=False)
        document = decode(record) if record else None
        if document is None:
            raise RegistryError(
                f"the file of case {case} was not read, so there is no document to register",
                fix="Return it with the reason, or correct it",
            )
        on = numbering.dated(document, day)
        plan = numbering.plan(document, self._profile(), on)
        entry = registering.ask(
            self._folder, self._books, found, document, plan, day=on, who=self._who, anyway=anyway
        )
        if entry is not None:
            return Registered(entry=entry, new=True)
        with self._books.write() as connection:
            state = registering.state_of(connection, case)
            if state not in BEFORE_SYMBOLS and state != "withdrawn":  # registered by somebody else meanwhile
                return Registered(entry=by_case(connection, case), new=False)
            registering.refuse_taken(connection, plan)
            entry = registering.give(
                connection,
                case,
                state,
                document,
                plan,
                happened=(),
                day=on,
                who=self._who,
                anyway=anyway,
                at=log.now(),
            )
        return Registered(entry=entry, new=True)

    # -- withdrawing

    def withdraw(self, case: int, reason: str) -> Case:
        """Withdraw a case. Before it has its symbols it is withdrawn at once; from then on this asks for it, and a second
        person must confirm.

        Raises NoSuchCase, WrongState, and RegistryError where something is asked already.
        """
        reason = reason_of(reason)
        if self.get(case).state in BEFORE_SYMBOLS:
            return self._step(case, "withdrawn", {"reason": reason}, {"reason": reason})
        Confirmations(self._books, self._who).ask(case, "withdrawal", reason)
        return self.get(case)

    # -- inside

    def _step(
        self,
        case: int,
        kind: log.EventKind,
        data: dict[str, object],
        values: Mapping[str, object] | None = None,
    ) -> Case:
        with self._books.write() as connection:
            step(connection, case, kind, data, who=self._who, values=values)
            return get(connection, case)

    def _earlier(
        self, connection: Connection, digest: str, source: str | None, *, again: bool
    ) -> Case | None:
        if source is not None:
            named = connection.execute(select(cases.c.id).where(cases.c.source_key == source)).scalar()
            if named is not None:
                if registering.is_file_of(connection, named, digest):
                    return get(connection, named)
                raise RegistryError(
                    f"the key {source} was used for another file, which is case {named}",
                    fix="Give each file a key of its own; resubmit a corrected one with its case's number",
                )
        found = None if again else registering.case_of(connection, digest)
        return get(connection, found) if found is not None else None


def _of_document(document: Document | None) -> Mapping[str, object]:
    if document is None:
        return {"record": None, "title": None, "distribution": None}
    head = document.masthead
    member = member_of(document)
    return {
        "record": encode(document),
        "title": storable(head.title),
        "distribution": head.distribution,
        **({"member": _whose(member)} if member else {}),
    }


def _whose(member: str) -> ColumnElement[str]:
    """Whose a case is, when its document names this member: that of the mission that signed in to send it stays, since
    no words of a document decide who sees it."""
    return sql_case(
        (cases.c.door.in_(_SIGNED_IN), func.coalesce(cases.c.member, member)), else_=literal(member)
    )
