"""What takes a second person: the withdrawal of a document, and the reissue of a version. Who asked cannot confirm."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Connection, insert, select, update

from verbale.document import Document, decode, encode
from verbale.errors import RegistryError, SamePerson, WrongState
from verbale.registry import case_rows, log, numbering, registering
from verbale.registry.books import Books
from verbale.registry.case_rows import Case, get, waiting_of
from verbale.registry.flow import Request, guard, reason_of
from verbale.registry.schema import cases, confirmations, documents, outbox

__all__ = ["Confirmations", "What"]

What = Literal["withdrawal", "reissue"]


class Confirmations:
    """What was asked in a registry and waits, as somebody (``who``) works with it."""

    def __init__(self, books: Books, who: str) -> None:
        self._books = books
        self._who = who

    def listing(self, case: int | None = None, *, waiting: bool = True) -> tuple[Request, ...]:
        """What was asked, oldest first: for a case, or for all; what waits, or all."""
        with self._books.read() as connection:
            return case_rows.requests(connection, case, waiting=waiting)

    def ask(
        self,
        case: int,
        what: str,
        reason: str,
        *,
        language: str | None = None,
        document: Document | None = None,
    ) -> Request:
        """Ask for a "withdrawal" of a registered document, or for a "reissue" of its version in ``language``, with a
        corrected text or the same one.

        Raises NoSuchCase, WrongState, and RegistryError where something is asked already.
        """
        kind: log.EventKind = "withdrawal-asked" if what == "withdrawal" else "reissue-asked"
        reason = reason_of(reason)
        data: dict[str, object] = {"reason": reason}
        if language is not None:
            data["language"] = language
        if document is not None:
            data["record"] = numbering.digest_of(document)
        with self._books.write() as connection:
            guard(connection, case, kind)
            if waiting_of(connection, case):
                raise RegistryError(
                    f"case {case} waits for a second person already",
                    fix=f"Settle that first: verbale case confirm {case}, or verbale case refuse {case}",
                )
            at = log.now()
            connection.execute(
                insert(confirmations).values(
                    case_id=case,
                    waiting=case,
                    what=what,
                    language=language,
                    reason=reason,
                    record=encode(document) if document else None,
                    asked=at,
                    asked_by=self._who,
                )
            )
            log.append(connection, (kind, case, data), who=self._who, at=at)
            return waiting_of(connection, case)[case]

    def asked(self, case: int) -> Request:
        """What is asked of a second person for this case. Raises NoSuchCase, and WrongState where nothing is."""
        with self._books.read() as connection:
            found = get(connection, case).waiting
        if found is None:
            raise WrongState(
                f"nothing is asked for case {case}, so there is nothing to settle",
                fix="See what waits with: verbale case list --waiting",
            )
        return found

    def asked_document(self, request: Request) -> Document | None:
        """The corrected text that a reissue was asked with, if it was."""
        with self._books.read() as connection:
            record = connection.execute(
                select(confirmations.c.record).where(confirmations.c.id == request.id)
            ).scalar()
        return decode(record) if record else None

    def confirm_withdrawal(self, case: int) -> Case:
        """Withdraw a document as somebody else asked: its symbol stays taken, its files stay, nothing more of it is issued
        and no notice that still waits is sent.

        Raises NoSuchCase, WrongState, and SamePerson where the one who asked confirms.
        """
        with self._books.write() as connection:
            request = self.settle(connection, case, "withdrawal", "confirmed")
            at = log.now()
            connection.execute(update(cases).where(cases.c.id == case).values(reason=request.reason))
            of_case = select(documents.c.id).where(documents.c.case_id == case).scalar_subquery()
            connection.execute(
                update(outbox)
                .where(
                    outbox.c.document_id == of_case, outbox.c.delivered.is_(None), outbox.c.failed.is_(None)
                )
                .values(failed=at, proof="withdrawn")
            )
            data: dict[str, object] = {"reason": request.reason, "asked_by": request.asked_by}
            log.append(connection, ("withdrawn", case, data), who=self._who, at=at)
            return get(connection, case)

    def must_be_another(self, request: Request) -> None:
        """Raises SamePerson where the one who works here is the one who asked."""
        if _same(request.asked_by, self._who):
            raise SamePerson(
                f"{request.asked_by} asked for this {request.what}, and a second person must confirm it",
                fix="Let somebody else confirm it, or refuse it to take it back",
            )

    def refuse(self, case: int, reason: str) -> Case:
        """Settle what was asked for a case by a no, with the reason; who asked may take it back so. Raises NoSuchCase and
        WrongState."""
        reason = reason_of(reason)
        with self._books.write() as connection:
            request = self.settle(connection, case, None, "refused")
            data: dict[str, object] = {"what": request.what, "reason": reason, "asked_by": request.asked_by}
            log.append(connection, ("refused", case, data), who=self._who)
            return get(connection, case)

    def settle(
        self, connection: Connection, case: int, what: What | None, outcome: Literal["confirmed", "refused"]
    ) -> Request:
        """Settle what was asked for a case, within the caller's transaction; its event is the caller's to write.

        Raises WrongState where that is not asked, and SamePerson where the one who asked confirms.
        """
        registering.state_of(connection, case)
        request = waiting_of(connection, case).get(case)
        if request is None or (what is not None and request.what != what):
            raise WrongState(
                f"no {what or 'request'} is asked for case {case}",
                fix="See what waits with: verbale case list --waiting",
            )
        if outcome == "confirmed":
            self.must_be_another(request)
        connection.execute(
            update(confirmations)
            .where(confirmations.c.id == request.id)
            .values(waiting=None, settled=log.now(), settled_by=self._who, outcome=outcome)
        )
        return request


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()
