"""Work that is not in the books yet. Each piece has a folder, held by a lock for as long as its maker lives.

A piece of work says first what it is about to do (its intent), lays its files down, and moves them to their places only
around the transaction that records them. A folder whose lock is free belongs to a process that ended in the middle.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Literal

import msgspec

from verbale.registry.locks import hold, try_hold

__all__ = ["Intent", "Work", "orphans", "start", "sync_files", "sync_folder"]

_INTENT = "intent.json"
_HELD = "held"
_MANY = 4


class Intent(msgspec.Struct, frozen=True, kw_only=True):
    """What a piece of work is about to do.

    ``register``: store a file (``sha256``, ``name``) and give it its symbols. ``issue``: put the files of a version
    (``language``) of a document (by id) into ``folder``, relative to the registry's.
    """

    work: Literal["register", "issue"]
    name: str
    sha256: str = ""
    document: int = 0
    language: str = ""
    folder: str = ""


class Work:
    """A piece of work in its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.payload = folder / "files"

    def put(self, files: Mapping[str, bytes]) -> None:
        """Lay files down, by name; they are on the disk when this returns."""
        self.payload.mkdir(exist_ok=True)
        for name, data in files.items():
            (self.payload / name).write_bytes(data)
        sync_files([str(self.payload / name) for name in files])
        for name in files:
            (self.payload / name).chmod(0o444)

    def drop(self) -> None:
        """Forget the work: nothing of it has left its folder, or what had is settled."""
        shutil.rmtree(self.folder)

    def move(self, name: str, target: Path) -> None:
        """Move one file to its place, durably."""
        (self.payload / name).replace(target)
        sync_folder(target.parent)

    def move_all(self, target: Path) -> None:
        """Move the files, all at once, to be the folder ``target``, durably."""
        sync_folder(self.payload)
        self.payload.rename(target)
        sync_folder(target.parent)


@contextmanager
def start(staging: Path, intent: Intent) -> Iterator[Work]:
    """Begin a piece of work. Its folder goes when the work ends well, and stays for the recovery when it does not."""
    folder = staging / f"{intent.work}-{secrets.token_hex(8)}"
    with ExitStack() as held:
        with hold(staging / "staging.lock"):
            folder.mkdir()
            held.enter_context(hold(folder / _HELD))
        new = folder / "intent.new"
        new.write_bytes(msgspec.json.encode(intent))
        new.replace(folder / _INTENT)
        yield Work(folder)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def orphans(staging: Path) -> Iterator[tuple[tuple[Path, Intent | None], ...]]:
    """The work whose maker ended in the middle, held for the caller; None where it ended before it said what it does."""
    found: list[tuple[Path, Intent | None]] = []
    folders = [Path(entry.path) for entry in os.scandir(staging) if entry.is_dir()]
    if not folders:
        yield ()
        return
    with hold(staging / "staging.lock"):
        for folder in folders:
            with suppress(FileNotFoundError), try_hold(folder / _HELD) as free:
                if free:
                    found.append((folder, _intent(folder)))
        yield tuple(found)


def sync_files(paths: Sequence[str]) -> None:
    """Make the content of files durable. Several at once, so that the system writes its journal once for many."""
    if len(paths) < _MANY:
        for path in paths:
            _sync(path)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(max_workers=16) as pool:
        for _ in pool.map(_sync, paths):
            pass


def _sync(path: str) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _intent(folder: Path) -> Intent | None:
    try:
        return msgspec.json.decode((folder / _INTENT).read_bytes(), type=Intent)
    except (FileNotFoundError, msgspec.DecodeError):
        return None
