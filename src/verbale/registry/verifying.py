"""Whether the books, the log and the files agree: every hash computed anew, every number accounted for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Literal

import msgspec
from sqlalchemy import Connection, Select, select, union

from verbale.registry import log, reservations
from verbale.registry.books import Books
from verbale.registry.folder import Folder
from verbale.registry.schema import cases, documents, events, files, former_files, outbox

__all__ = ["Problem", "Verified", "hash_of", "recorded", "verify"]

_AT_ONCE = 500

Kind = Literal["log", "head", "case", "record", "missing file", "changed file", "stray file", "gap"]


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something that does not agree: of what kind, where, and what."""

    kind: Kind
    where: str
    what: str


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """What was looked at, and what does not agree; nothing, where all is well."""

    events: int
    head: str
    documents: int
    files: int
    problems: tuple[Problem, ...]


def verify(folder: Folder, books: Books, *, head: tuple[int, str] | None = None) -> Verified:
    """Compare everything. ``head`` is the number and the hash of an event that was kept elsewhere: it must be in the log.

    Others may write meanwhile: what they have not recorded yet is no stray.
    """
    present = set(_present(folder))
    problems: list[Problem] = []
    with books.read() as connection:
        last, newest = log.head(connection)
        problems += _log(connection, head)
        problems += _cases(connection)
        count, wrong = _records(connection)
        problems += wrong
        expected = dict(recorded(connection))
        problems += [
            Problem(
                kind="gap",
                where=f"{gap.series}/{gap.first}",
                what="no document has it, and no event says why",
            )
            for gap in reservations.gaps(connection)
            if gap.why is None
        ]
    for path, digest in sorted(expected.items()):
        found = hash_of(folder.root / path)
        if found is None:
            problems.append(
                Problem(kind="missing file", where=path, what="the books have it, the folder has not")
            )
        elif found != digest:
            problems.append(
                Problem(kind="changed file", where=path, what=f"its hash is {found}, not {digest}")
            )
    problems += _strays(folder, books, present - expected.keys())
    return Verified(events=last, head=newest, documents=count, files=len(expected), problems=tuple(problems))


def recorded(connection: Connection) -> Iterator[tuple[str, str]]:
    """The files that the books have, by their path in the registry's folder, each with its hash."""
    came_in = union(select(cases.c.sha256), select(former_files.c.sha256))
    for digest in connection.scalars(came_in):
        yield f"originals/{digest[:2]}/{digest}", digest
    for row in connection.execute(select(files.c.path, files.c.sha256)):
        yield row.path, row.sha256
    sent = select(outbox.c.path, outbox.c.sha256).where(
        outbox.c.path.is_not(None), outbox.c.sha256.is_not(None)
    )
    for row in connection.execute(sent):
        yield row.path, row.sha256


def hash_of(path: Path) -> str | None:
    """The hash of a file's content, in hex; None where there is no such file."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _log(connection: Connection, kept: tuple[int, str] | None) -> Iterator[Problem]:
    finding = log.verify(connection)
    if finding is not None:
        yield Problem(kind="log", where=f"event {finding.seq}", what=finding.why)
    if kept is not None:
        seq, digest = kept
        found = connection.execute(select(events.c.hash).where(events.c.seq == seq)).scalar()
        if found is None:
            what = "the log ends before it: these are older books than those that it was taken from"
            yield Problem(kind="head", where=f"event {seq}", what=what)
        elif found != digest:
            yield Problem(
                kind="head", where=f"event {seq}", what="it is another event than the one that was kept"
            )


def _cases(connection: Connection) -> Iterator[Problem]:
    """The state of each case is what the events say."""
    told: dict[int, str] = {}
    query = (
        select(events.c.case_id, events.c.kind).where(events.c.case_id.is_not(None)).order_by(events.c.seq)
    )
    for row in _streamed(connection, query):
        state = log.STATES.get(row.kind)
        if state is not None and told.get(row.case_id) != "withdrawn":
            told[row.case_id] = state
    for row in _streamed(connection, select(cases.c.id, cases.c.state)):
        if told.get(row.id) != row.state:
            what = f"it is {row.state} in the books, and {told.get(row.id, 'nothing')} by the log"
            yield Problem(kind="case", where=f"case {row.id}", what=what)


def _records(connection: Connection) -> tuple[int, list[Problem]]:
    """Each document as it was registered, by its own hash and by the log's."""
    logged: dict[int, str] = {}
    query = select(events.c.case_id, events.c.data).where(events.c.kind == "registered")
    for row in _streamed(connection, query):
        logged[row.case_id] = msgspec.json.decode(row.data).get("record", "")
    count, wrong = 0, []
    held = select(documents.c.case_id, documents.c.display, documents.c.record, documents.c.record_sha256)
    for row in _streamed(connection, held):
        count += 1
        digest = sha256(row.record).hexdigest()
        if not digest == row.record_sha256 == logged.get(row.case_id):
            what = "the document is not the one that was registered"
            wrong.append(Problem(kind="record", where=row.display, what=what))
    return count, wrong


def _streamed(connection: Connection, query: Select[tuple[object, ...]] | Select[tuple[int, str]]):  # type: ignore[no-untyped-def]
    return connection.execution_options(yield_per=_AT_ONCE).execute(query)


def _present(folder: Folder) -> Iterator[str]:
    for top in (folder.originals, folder.documents):
        for root, _, names in os.walk(top):
            for name in names:
                yield (Path(root) / name).relative_to(folder.root).as_posix()


def _strays(folder: Folder, books: Books, unknown: set[str]) -> Iterator[Problem]:
    if not unknown:
        return
    if books.writable:
        with books.alone() as connection:  # whoever was in the middle of recording has done so
            known = dict(recorded(connection))
    else:
        with books.read() as connection:
            known = dict(recorded(connection))
    under_way = {name for name in os.listdir(folder.staging)} if folder.staging.is_dir() else set()  # noqa: C416, PTH208
    for path in sorted(unknown - known.keys()):
        name = path.rpartition("/")[2]
        if (folder.root / path).exists() and not any(name in work for work in under_way):
            yield Problem(kind="stray file", where=path, what="the folder has it, the books have not")
