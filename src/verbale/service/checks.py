"""The rules, asked for somebody: a check tells nobody of documents that are not for them."""

from __future__ import annotations

from verbale.document import Document
from verbale.registry.people.asking import Asker
from verbale.registry.people.permissions import judge
from verbale.registry.people.seeing import look
from verbale.rules import Finding
from verbale.service.desk import Desk

__all__ = ["KnownTo", "findings"]


class KnownTo:
    """What the books know, as far as somebody may know it."""

    def __init__(self, desk: Desk, asker: Asker) -> None:
        self._desk = desk
        self._asker = asker

    def registered_as(self, document: Document) -> str | None:
        """The symbol under which the same communication is in the books."""
        symbol = self._desk.registry.registered_as(document)
        return symbol if symbol is not None and self.holds(symbol.partition("–")[0]) else None

    def holds(self, symbol: str) -> bool:
        """Whether a document with this symbol is in the books."""
        with self._desk.registry.books.read() as connection:
            return look(connection, [symbol], self._asker, self._desk.profile).answer == "seen"


def findings(
    desk: Desk, asker: Asker, document: Document, *, registered: bool = False
) -> tuple[Finding, ...]:
    """What the rules find. Of a document that is ``registered`` the books are not asked: they hold it."""
    from verbale.rules import check

    if registered:
        return tuple(check(document, desk.profile))
    known = desk.registry if judge(asker, "case-review") else KnownTo(desk, asker)
    return tuple(check(document, desk.profile, known=known))
