"""How documents change others after issue: corrigendum, addendum, revision. The document that is changed stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, bindparam, insert, select

from verbale.errors import WrongState
from verbale.registry import entries
from verbale.registry.numbering import CHANGES, Borne, Change, ChangeKind, suffix_of
from verbale.registry.schema import cases, documents, relations, versions

__all__ = ["Related", "borne_change", "changed_by", "parent_of", "record"]

_KINDS: dict[str, ChangeKind] = {code: kind for kind, code in CHANGES.items()}


class Related(msgspec.Struct, frozen=True, kw_only=True):
    """A document that changes another, or is changed by it: its symbol, how, and in which languages where not in all."""

    symbol: str
    symbols: tuple[str, ...]
    kind: ChangeKind
    date: str
    state: Literal["registered", "issued", "circulated", "withdrawn"]
    languages: tuple[str, ...] = ()


_parent = (
    select(documents.c.display, cases.c.state)
    .join(cases, cases.c.id == documents.c.case_id)
    .where(documents.c.id == bindparam("of"))
    .with_for_update()
)


def record(connection: Connection, document: int, change: Change) -> dict[str, object]:
    """Write down that a document changes another, within the caller's transaction; what its event says of it.

    Raises WrongState where the other was not issued yet, or was withdrawn.
    """
    parent = connection.execute(_parent, {"of": change.parent}).one()
    issued = connection.execute(select(versions.c.id).where(versions.c.document_id == change.parent)).first()
    if parent.state == "withdrawn" or issued is None:
        state = parent.state if parent.state == "withdrawn" else "not issued yet"
        raise WrongState(
            f"{parent.display} is {state}, so it has no {change.kind}",
            fix="Issue it first" if parent.state != "withdrawn" else None,
        )
    connection.execute(
        insert(relations).values(
            document_id=document,
            parent_id=change.parent,
            kind=change.kind,
            languages=" ".join(change.languages),
        )
    )
    data: dict[str, object] = {"document": parent.display, "kind": change.kind}
    return data | ({"languages": change.languages} if change.languages else {})


def borne_change(connection: Connection, borne: Sequence[Borne]) -> Change | None:
    """What a file changes that bears a symbol such as A/74/783/Corr.1, where the books hold A/74/783, and issued it."""
    row = suffix_of(borne[0].symbol) if borne else None
    parent = entries.by_symbol(connection, row.parent) if row else None
    if row is None or parent is None or not parent.files or parent.state == "withdrawn":
        return None
    return Change(kind=_KINDS[row.code], parent=parent.id, case=parent.case)


def parent_of(connection: Connection, document: int) -> Related | None:
    """The document that this one changes, if it changes one."""
    found = _related(connection, relations.c.document_id == document, relations.c.parent_id)
    return found[0] if found else None


def changed_by(connection: Connection, document: int) -> tuple[Related, ...]:
    """The documents that change this one, oldest first."""
    return _related(connection, relations.c.parent_id == document, relations.c.document_id)


def _related(
    connection: Connection, where: ColumnElement[bool], other: ColumnElement[int]
) -> tuple[Related, ...]:
    query = (
        select(relations.c.kind, relations.c.languages, documents.c.case_id)
        .join(documents, documents.c.id == other)
        .where(where)
        .order_by(documents.c.id)
    )
    found = []
    for row in connection.execute(query).all():
        entry = entries.by_case(connection, row.case_id)
        found.append(
            Related(
                symbol=entry.symbol,
                symbols=entry.symbols,
                kind=row.kind,
                date=entry.date,
                state=entry.state,
                languages=tuple(row.languages.split()),
            )
        )
    return tuple(found)
