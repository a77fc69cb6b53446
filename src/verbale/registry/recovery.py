"""What is done about work that was cut off: finished where the books have it, undone where they have not, and told."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import Connection, select

from verbale.registry import log, staging
from verbale.registry.books import Books
from verbale.registry.folder import Folder
from verbale.registry.schema import cases, documents, versions
from verbale.registry.staging import Intent

__all__ = ["recover"]


def recover(folder: Folder, books: Books, *, who: str, tell: bool = True) -> tuple[log.Event, ...]:
    """Settle each piece of work whose maker is gone; each is an event, which is returned.

    Called on every start for writing, and (without ``tell``) by work that ended with an error.
    """
    told: list[log.Event] = []
    if books.queue is not None:
        books.queue.sweep()
    with staging.orphans(folder.staging) as left:
        for path, intent in left:
            if intent is not None:
                with books.write() as connection:
                    case, done = _settle(connection, folder, intent)
                    if tell:
                        data: dict[str, object] = {"work": intent.work, "of": intent.name, "done": done}
                        told += log.append(connection, ("recovered", case, data), who=who)
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    return tuple(told)


def _settle(connection: Connection, folder: Folder, intent: Intent) -> tuple[int | None, str]:
    if intent.work == "register":
        return _settle_register(connection, folder, intent)
    return _settle_issue(connection, folder, intent)


def _settle_register(connection: Connection, folder: Folder, intent: Intent) -> tuple[int | None, str]:
    query = select(cases.c.id).where(cases.c.sha256 == intent.sha256).order_by(cases.c.id.desc()).limit(1)
    case = connection.execute(query).scalar()
    if case is not None:
        return int(case), "it was registered; what it left behind was removed"
    folder.original(intent.sha256).unlink(missing_ok=True)
    return None, "it was not registered and took no number; its stored file was removed"


def _settle_issue(connection: Connection, folder: Folder, intent: Intent) -> tuple[int | None, str]:
    case = connection.execute(select(documents.c.case_id).where(documents.c.id == intent.document)).scalar()
    recorded = connection.execute(
        select(versions.c.id).where(
            versions.c.document_id == intent.document,
            versions.c.language == intent.language,
            versions.c.reissue == intent.reissue,
        )
    ).first()
    if recorded is not None:
        return case, "it was issued; what it left behind was removed"
    remove_version(folder.root / intent.folder)
    return case, "it was not issued; the files laid down for it were removed"


def remove_version(target: Path) -> None:
    """Remove the folder of a version that is not in the books, and the document's folder where that leaves it empty."""
    shutil.rmtree(target, ignore_errors=True)
    if target.parent.is_dir() and not any(target.parent.iterdir()):
        target.parent.rmdir()
