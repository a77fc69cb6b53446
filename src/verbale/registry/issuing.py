"""Issuing: the files of a version become the document of record, and its notices go into the outbox, or neither."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from hashlib import sha256

import msgspec
from sqlalchemy import Connection, insert, select

from verbale.errors import WrongState
from verbale.registry import entries, log, outbox, staging
from verbale.registry.books import Books, explained
from verbale.registry.entries import Entry
from verbale.registry.folder import Folder
from verbale.registry.outbox import NewNotice
from verbale.registry.recovery import remove_version
from verbale.registry.schema import cases, files, versions
from verbale.registry.staging import Intent

__all__ = ["Issued", "NewFile", "NewVersion", "issue"]


class NewFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file to issue: its format ("pdf"), its media type, the ending of its name (".pdf") and its bytes."""

    format: str
    media_type: str
    suffix: str
    data: bytes


class NewVersion(msgspec.Struct, frozen=True, kw_only=True):
    """One language of a document as it is to be issued, and who is to be told of it.

    ``reissue`` counts the times that it was issued under its symbol before: 0 is the first issue. ``told`` is what its
    event says besides.
    """

    language: str
    files: tuple[NewFile, ...]
    notices: tuple[NewNotice, ...] = ()
    job_number: str | None = None
    reissue: int = 0
    told: dict[str, str] = {}


class Issued(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it. ``new`` is false where all of these versions were issued before."""

    entry: Entry
    new: bool


def issue(
    folder: Folder,
    books: Books,
    entry: Entry,
    *versions_: NewVersion,
    who: str,
    ahead: Sequence[str] = (),
    settle: Callable[[Connection], None] | None = None,
) -> Issued:
    """Issue languages of a registered document, all together or none.

    The files are laid down and on the disk first, then moved to their place all at once, and recorded, with the notices,
    in one transaction. Whatever ends it in between, the next start removes what is not recorded. ``ahead`` are languages
    that these did not wait for: the log tells them. ``settle`` has its say in the same transaction.

    Raises WrongState where the document was withdrawn, and RegistryReadOnly where the disk is full or cannot be written.
    """
    with explained(folder.root), ExitStack() as held:
        works: list[tuple[NewVersion, str, staging.Work]] = []
        for version in versions_:
            place = f"documents/{entry.slug}/{_part(version)}"
            intent = Intent(
                work="issue",
                name=entry.symbol,
                document=entry.id,
                language=version.language,
                reissue=version.reissue,
                folder=place,
            )
            works.append((version, place, held.enter_context(staging.start(folder.staging, intent))))
        try:
            for version, _, work in works:
                work.put({_name(entry, version, file): file.data for file in version.files})
            with books.write() as connection:
                if settle is not None:
                    settle(connection)
                new = [work for work in works if not _is_issued(connection, entry, work[0])]
                if new:
                    _refuse_withdrawn(connection, entry)
                    _record(connection, entry, [(version, place) for version, place, _ in new], who, ahead)
                for _, place, work in new:
                    target = folder.root / place
                    if target.exists():  # left by a process that ended, and whose intent was lost
                        remove_version(target)
                    target.parent.mkdir(exist_ok=True)
                    work.move_all(target)
                after = entries.by_case(connection, entry.case)
        except BaseException:
            with books.alone() as connection:
                for version, place, _ in works:
                    if not _is_issued(connection, entry, version):
                        remove_version(folder.root / place)
            for _, _, work in works:
                work.drop()
            raise
    return Issued(entry=after, new=bool(new))


def _refuse_withdrawn(connection: Connection, entry: Entry) -> None:
    query = select(cases.c.state).where(cases.c.id == entry.case).with_for_update()
    if connection.execute(query).scalar_one() == "withdrawn":
        raise WrongState(f"{entry.symbol} was withdrawn: nothing of it is issued")


def _record(
    connection: Connection,
    entry: Entry,
    new: Sequence[tuple[NewVersion, str]],
    who: str,
    ahead: Sequence[str],
) -> None:
    at = log.now()
    happened: list[log.Happened] = []
    told = 0
    for version, place in new:
        row = {
            "document_id": entry.id,
            "language": version.language,
            "reissue": version.reissue,
            "job_number": version.job_number,
            "issued": at,
        }
        version_id: int = connection.execute(insert(versions).returning(versions.c.id), row).scalar_one()
        hashes = {file.format: sha256(file.data).hexdigest() for file in version.files}
        connection.execute(
            insert(files),
            [
                {
                    "version_id": version_id,
                    "format": file.format,
                    "media_type": file.media_type,
                    "path": f"{place}/{_name(entry, version, file)}",
                    "sha256": hashes[file.format],
                    "size": len(file.data),
                }
                for file in version.files
            ],
        )
        named = f"{entry.symbol}\n{entry.sha256}\n{version.language}\n{at}"
        added = outbox.add(connection, entry.id, named, version.notices, at=at, version=version.language)
        told += added.rule
        data: dict[str, object] = {"language": version.language, "files": hashes, "notices": added.rule}
        data |= {"subscriptions": added.subscription} if added.subscription else {}
        data |= {"reissue": version.reissue} if version.reissue else {}
        data |= {"ahead": tuple(ahead)} if ahead else {}
        data |= version.told
        happened.append(("reissued" if version.reissue else "issued", entry.case, data))
    if not told:
        happened.append(("circulated", entry.case, {"notices": 0}))
    log.append(connection, *happened, who=who, at=at)


def _is_issued(connection: Connection, entry: Entry, version: NewVersion) -> bool:
    query = select(versions.c.id).where(
        versions.c.document_id == entry.id,
        versions.c.language == version.language,
        versions.c.reissue == version.reissue,
    )
    return connection.execute(query).first() is not None


def _part(version: NewVersion) -> str:
    return f"{version.language}-reissue-{version.reissue}" if version.reissue else version.language


def _name(entry: Entry, version: NewVersion, file: NewFile) -> str:
    return f"{entry.slug}-{_part(version)}{file.suffix}"
