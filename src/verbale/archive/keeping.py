"""The index kept up with the books and with the imports: whatever it has not seen yet is added, and it can be made anew.

The index is never the record of anything. How far it has seen the log stands beside it, written after its commit; when a
process ends in between, the next one adds the same documents again, each in its own place.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import rmtree

import msgspec

from verbale.archive.store import Store
from verbale.catalogue import Catalogue, Entry, entry_of
from verbale.document import decode
from verbale.errors import NoSuchDocument, Place, RegistryReadOnly
from verbale.registry import Event, Registry, entries, log
from verbale.registry.locks import hold

__all__ = ["Kept", "catalogue", "index_folder", "rebuild", "refresh", "store_path"]

_BATCH = 500
_HEAP = 64_000_000
_SMALL_HEAP = 15_000_000  # the least that the engine takes: enough for one document
_SEEN = "seen.json"
_NEWS = ("issued", "reissued", "withdrawn")
"""The events that the index follows."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What the index was given: language versions from the books, and imported documents."""

    issued: int
    imported: int


class _Seen(msgspec.Struct, frozen=True):
    seq: int


def index_folder(registry: Registry) -> Path:
    """Where the index lies."""
    return registry.folder.root / "index"


def store_path(registry: Registry) -> Path:
    """Where the imported documents lie."""
    return registry.folder.root / "imported.sqlite3"


def catalogue(registry: Registry) -> Catalogue:
    """The catalogue of a registry, with all that was issued and imported.

    Where the folder cannot be written, it is as it was left. Raises RegistryError where the index is of another version.
    """
    try:
        refresh(registry)
    except (RegistryReadOnly, OSError):
        if not (index_folder(registry) / "meta.json").exists():
            raise
    return Catalogue(index_folder(registry))


def refresh(registry: Registry) -> Kept:
    """Let the index see what was issued and imported since it looked last; one process at a time does it, others wait.

    Raises RegistryError where the index is of another version or cannot be written.
    """
    folder = index_folder(registry)
    if _is_current(registry, folder):
        return Kept(issued=0, imported=0)
    with _locked(registry):
        return _catch_up(registry, folder, None)


def rebuild(registry: Registry, told: Callable[[int], None] | None = None) -> Kept:
    """Make the index anew from the issued files and the imported documents. ``told`` hears how many were added so far.

    The old index answers until the new one stands.
    """
    folder = index_folder(registry)
    new = folder.with_name("index.new")
    with _locked(registry):
        rmtree(new, ignore_errors=True)
        if store_path(registry).exists():
            with Store(store_path(registry)) as store:
                store.all_waiting()
        kept = _catch_up(registry, new, told)
        rmtree(folder, ignore_errors=True)
        new.rename(folder)
    return kept


class _locked:  # noqa: N801 - used as a statement
    """The lock of the index's writers. Raises RegistryReadOnly where the folder cannot be written."""

    def __init__(self, registry: Registry) -> None:
        self._path = registry.folder.root / "index.lock"
        self._held = hold(self._path)

    def __enter__(self) -> None:
        try:
            self._held.__enter__()
        except OSError as error:
            raise RegistryReadOnly(
                f"the index cannot be written: {error.strerror}", where=Place(file=str(self._path))
            ) from error

    def __exit__(self, *told: object) -> None:
        self._held.__exit__(None, None, None)


def _is_current(registry: Registry, folder: Path) -> bool:
    if _seen(folder) != registry.head()[0]:
        return False
    if not store_path(registry).exists():
        return True
    with Store(store_path(registry)) as store:
        return not store.waiting(1)


def _catch_up(registry: Registry, folder: Path, told: Callable[[int], None] | None) -> Kept:
    seen, head = _seen(folder), registry.head()[0]
    issued = imported = 0
    with registry.books.read() as connection:
        news = (
            [event for event in log.read(connection, after=seen) if event.kind in _NEWS]
            if seen != head
            else []
        )
    one = len(news) <= 1 and told is None
    with Catalogue(folder, heap=_SMALL_HEAP if one else _HEAP) as index:
        for event in news:
            if event.kind == "withdrawn":
                _take_out(registry, index, event)
            else:
                issued += index.add(_issued(registry, event))
            if told:
                told(issued)
        index.commit()
        _remember(folder, head)
        if store_path(registry).exists():
            with Store(store_path(registry)) as store:
                for added in _imported(index, store):
                    imported += added
                    if told:
                        told(issued + imported)
    return Kept(issued=issued, imported=imported)


def _imported(index: Catalogue, store: Store) -> Iterator[int]:
    while rows := store.waiting(_BATCH):
        added = index.add(
            entry for _, entry in rows if entry is not None and not _is_issued(index, entry.key)
        )
        index.commit()
        store.indexed(row for row, _ in rows)
        yield added


def _is_issued(index: Catalogue, key: str) -> bool:
    """Whether the registry issued this version itself: its own stands, whatever is imported."""
    held = index.get(key)
    return held is not None and held.origin == "issued"


def _issued(registry: Registry, event: Event) -> Iterator[Entry]:
    if event.case is None:
        return
    with registry.books.read() as connection:
        entry = entries.by_case(connection, event.case)
    if entry.state == "withdrawn":
        return
    language = event.data.get("language")
    texts = [file for file in entry.files if (file.format, file.language) == ("json", language)]
    path = registry.folder.root / max(texts, key=lambda file: file.reissue).path if texts else None
    document = decode(path.read_bytes()) if path and path.exists() else registry.document(entry)
    yield entry_of(document, key=entry.symbol, added=event.at)


def _take_out(registry: Registry, index: Catalogue, event: Event) -> None:
    """A document that was withdrawn is found no more. A case that was withdrawn before it had its symbols never was."""
    if event.case is None:
        return
    with registry.books.read() as connection:
        try:
            entry = entries.by_case(connection, event.case)
        except NoSuchDocument:
            return
    for held in index.of_symbol(entry.symbols[0]):
        if held.origin == "issued":
            index.remove(held.key)


def _seen(folder: Path) -> int:
    try:
        return msgspec.json.decode((folder / _SEEN).read_bytes(), type=_Seen).seq
    except (OSError, msgspec.DecodeError):
        return 0


def _remember(folder: Path, seq: int) -> None:
    new = folder / f"{_SEEN}.new"
    with new.open("wb") as file:
        file.write(msgspec.json.encode(_Seen(seq)))
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / _SEEN)
