"""Issuing: the files of a version become the document of record, and its notices go into the outbox, or neither."""

from __future__ import annotations

from hashlib import sha256

import msgspec
from sqlalchemy import Connection, insert, select

from verbale.registry import entries, log, outbox, staging
from verbale.registry.books import Books, explained
from verbale.registry.entries import Entry
from verbale.registry.folder import Folder
from verbale.registry.locks import hold
from verbale.registry.outbox import NewNotice
from verbale.registry.recovery import remove_version
from verbale.registry.schema import files, versions
from verbale.registry.staging import Intent

__all__ = ["Issued", "NewFile", "NewVersion", "issue"]


class NewFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file to issue: its format ("pdf"), its media type, the ending of its name (".pdf") and its bytes."""

    format: str
    media_type: str
    suffix: str
    data: bytes


class NewVersion(msgspec.Struct, frozen=True, kw_only=True):
    """One language of a document as it is to be issued, and who is to be told of it."""

    language: str
    files: tuple[NewFile, ...]
    notices: tuple[NewNotice, ...] = ()
    job_number: str | None = None


class Issued(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it. ``new`` is false where this version was issued before."""

    entry: Entry
    new: bool


def issue(folder: Folder, books: Books, entry: Entry, version: NewVersion, *, who: str) -> Issued:
    """Issue one language of a registered document.

    The files are laid down and on the disk first, then moved to their place all at once, and recorded, with the notices,
    in one transaction. Whatever ends it in between, the next start removes what is not recorded.

    Raises RegistryReadOnly where the disk is full or cannot be written.
    """
    language = version.language
    place = f"documents/{entry.slug}/{language}"
    target = folder.root / place
    intent = Intent(work="issue", name=entry.symbol, document=entry.id, language=language, folder=place)
    with explained(folder.root), staging.start(folder.staging, intent) as work:
        try:
            work.put({_name(entry, language, file): file.data for file in version.files})
            with books.write() as connection:
                new = not _is_issued(connection, entry, language)
                if new:
                    if target.exists():  # left by a process that ended, and whose intent was lost
                        remove_version(target)
                    target.parent.mkdir(exist_ok=True)
                    _record(connection, entry, version, place, who)
                    work.move_all(target)
                after = entries.by_case(connection, entry.case)
        except BaseException:
            with hold(books.lock_path), books.read() as connection:
                if not _is_issued(connection, entry, language):
                    remove_version(target)
            work.drop()
            raise
    return Issued(entry=after, new=new)


def _record(connection: Connection, entry: Entry, version: NewVersion, place: str, who: str) -> None:
    at = log.now()
    row = {
        "document_id": entry.id,
        "language": version.language,
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
                "path": f"{place}/{_name(entry, version.language, file)}",
                "sha256": hashes[file.format],
                "size": len(file.data),
            }
            for file in version.files
        ],
    )
    named = f"{entry.symbol}\n{entry.sha256}\n{version.language}\n{at}"
    outbox.add(connection, entry.id, named, version.notices, at=at)
    data: dict[str, object] = {"language": version.language, "files": hashes, "notices": len(version.notices)}
    happened: list[tuple[log.EventKind, int | None, dict[str, object]]] = [("issued", entry.case, data)]
    if not version.notices:
        happened.append(("circulated", entry.case, {"notices": 0}))
    log.append(connection, *happened, who=who, at=at)


def _is_issued(connection: Connection, entry: Entry, language: str) -> bool:
    query = select(versions.c.id).where(versions.c.document_id == entry.id, versions.c.language == language)
    return connection.execute(query).first() is not None


def _name(entry: Entry, language: str, file: NewFile) -> str:
    return f"{entry.slug}-{language}{file.suffix}"
