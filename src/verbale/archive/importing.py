"""Very many files taken into the catalogue: read in processes of their own, kept as they come, never twice.

A file that was imported is known by its content, wherever it lies now; an import that was stopped goes on where it
stopped. Files are only read: they are neither moved nor changed.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from verbale.archive.keeping import refresh, store_path
from verbale.archive.reading import TASK
from verbale.archive.store import ImportedFile, Store, moment
from verbale.catalogue.entry import entry_of
from verbale.document import Document, decode
from verbale.errors import Place, ReadError
from verbale.reading.files.worker import Answer, Workers
from verbale.registry import Registry

__all__ = ["Attention", "Imported", "files_in", "import_files"]

_BATCH = 200
_OFTEN = 5.0  # seconds after which what was read is kept, however little it is


class Attention(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file that needs a look: it could not be read (``error``), or the reader was unsure (``notices``)."""

    path: str
    symbol: str | None = None
    error: str | None = None
    notices: tuple[str, ...] = ()


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an import: how many files there were, how many are new, were known, failed; what needs a look."""

    files: int
    new: int
    known: int
    failed: int
    seconds: float
    attention: tuple[Attention, ...]


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that are named, and all in the folders that are named, in order; hidden ones and links to folders left out."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(path.iterdir())
        yield from files_in(p for p in inside if not p.name.startswith(".") and not _loops(p))


def _loops(path: Path) -> bool:
    return path.is_symlink() and path.is_dir()


def import_files(
    registry: Registry,
    paths: Sequence[Path],
    *,
    processes: int = 1,
    again: bool = False,
    told: Callable[[Path, ImportedFile | None], None] | None = None,
) -> Imported:
    """Import files and folders. ``again`` reads those that are known once more; ``told`` hears of each file, with None for
    one that was known.

    A file that cannot be read is kept as such and never stops the rest. Raises RegistryReadOnly where nothing can be kept.
    """
    started = time.perf_counter()
    counts = {"files": 0, "new": 0, "known": 0, "failed": 0}
    attention: list[Attention] = []
    waiting: list[tuple[ImportedFile, Document | None]] = []
    kept = time.perf_counter()
    hashes: dict[str, str] = {}

    def fresh(store: Store) -> Iterator[tuple[str, Path]]:
        met: set[str] = set()
        for path in files_in(paths):
            counts["files"] += 1
            sha256 = _hash(path)
            if sha256 in met or (not again and store.knows(sha256)):
                counts["known"] += 1
                if told:
                    told(path, None)
                continue
            met.add(sha256)
            hashes[str(path)] = sha256
            yield str(path), path

    with (
        Store(store_path(registry)) as store,
        Workers(TASK, count=processes, options={"profile": registry.profile_name}) as workers,
    ):
        try:
            for answer in workers.map(fresh(store)):
                file, document = _file(answer, hashes.pop(answer.key))
                counts["new" if document else "failed"] += 1
                if file.error or file.notices:
                    attention.append(
                        Attention(path=file.path, symbol=file.symbol, error=file.error, notices=file.notices)
                    )
                waiting.append((file, document))
                if len(waiting) >= _BATCH or time.perf_counter() - kept > _OFTEN:
                    store.put(waiting)
                    waiting.clear()
                    kept = time.perf_counter()
                if told:
                    told(Path(answer.key), file)
        finally:
            if waiting:
                store.put(waiting)
    refresh(registry)
    return Imported(
        **counts,
        seconds=round(time.perf_counter() - started, 3),
        attention=tuple(sorted(attention, key=lambda a: (a.error is None, a.path))),
    )


def _hash(path: Path) -> str:
    """The hash of a file's content; of its name, where it cannot be opened: reading it says why."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return hashlib.sha256(f"no content: {path.resolve()}".encode()).hexdigest()


def _file(answer: Answer, sha256: str) -> tuple[ImportedFile, Document | None]:
    path = str(Path(answer.key).absolute())
    if answer.data is None:
        error = answer.error or ReadError("it cannot be read", where=Place(file=answer.key))
        said = f"{error.what}. {error.fix}" if error.fix else error.what
        return ImportedFile(path=path, sha256=sha256, read=moment(), error=said), None
    document = decode(answer.data)
    entry = entry_of(document, key=sha256)
    notices = tuple(f"{notice.where}: {notice.message}" for notice in document.notices)
    return (
        ImportedFile(
            path=path, sha256=sha256, read=moment(), symbol=entry.symbol, key=entry.key, notices=notices
        ),
        document,
    )
