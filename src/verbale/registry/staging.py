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
from urllib.parse import quote, unquote

import msgspec

from verbale.registry.locks import hold, hold_open, try_hold

__all__ = ["Intent", "Work", "forget", "orphans", "start", "store", "sync_files", "sync_folder"]

_INTENT = "intent.json"
_HELD = "held"
_MANY = 4
_ORIGINAL = "original-"


class Intent(msgspec.Struct, frozen=True, kw_only=True):
    """What a piece of work is about to do.

    ``register``: store a file (``sha256``, ``name``) and give it its symbols. ``issue``: put the files of a version
    (``language``, and which ``reissue`` of it) of a document (by id) into ``folder``, relative to the registry's.
    """

    work: Literal["register", "issue"]
    name: str
    sha256: str = ""
    document: int = 0
    language: str = ""
    reissue: int = 0
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
def store(staging: Path, target: Path, *, sha256: str, name: str, data: bytes) -> Iterator[None]:
    """Put a file into its place among the originals, durably, and say so in the staging folder until the end.

    What says so is the file itself under a second name, locked. It goes when the work ends well, and stays for the
    recovery when it does not.
    """
    path, descriptor = _begun(staging, sha256, name)
    try:
        with open(descriptor, "wb", closefd=False) as file:
            file.write(data)
        path.chmod(0o444)
        target.parent.mkdir(exist_ok=True)
        try:
            os.link(path, target)
        except FileExistsError:  # somebody sends the same file
            _sync(str(target), os.O_RDONLY)
        else:
            os.fsync(descriptor)
        sync_folder(target.parent)
        yield
        path.unlink(missing_ok=True)
    finally:
        os.close(descriptor)


def forget(staging: Path, sha256: str) -> None:
    """Forget stored files with this content whose work has ended: what had left the staging folder is settled."""
    for path in staging.glob(f"{_ORIGINAL}*-{sha256}-*"):
        with suppress(FileNotFoundError), try_hold(path, make=False) as free:
            if free:
                path.unlink()


def _begun(staging: Path, sha256: str, name: str) -> tuple[Path, int]:
    shown = quote(name, safe=" ,;()").encode()[:120].decode()
    while True:
        path = staging / f"{_ORIGINAL}{secrets.token_hex(8)}-{sha256}-{shown}"
        descriptor = hold_open(path)
        if os.fstat(descriptor).st_nlink:  # and not removed by a recovery, before the lock was held
            return path, descriptor
        os.close(descriptor)


@contextmanager
def orphans(staging: Path) -> Iterator[tuple[tuple[Path, Intent | None], ...]]:
    """The work whose maker ended in the middle, held for the caller; None where it ended before it said what it does."""
    found: list[tuple[Path, Intent | None]] = []
    begun = [
        (Path(entry.path), entry.is_dir())
        for entry in os.scandir(staging)
        if entry.is_dir() or entry.name.startswith(_ORIGINAL)
    ]
    if not begun:
        yield ()
        return
    with ExitStack() as held:
        held.enter_context(hold(staging / "staging.lock"))
        for path, is_folder in begun:
            with suppress(FileNotFoundError):
                lock = path / _HELD if is_folder else path
                if held.enter_context(try_hold(lock, make=is_folder)):
                    found.append((path, _intent(path) if is_folder else _of_name(path)))
        yield tuple(found)


def _of_name(path: Path) -> Intent | None:
    """What the name of a stored file says; None where nothing was stored yet."""
    if not path.stat().st_size:
        return None
    sha256, name = path.name.removeprefix(_ORIGINAL).split("-", 2)[1:]
    return Intent(work="register", name=unquote(name), sha256=sha256)


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


def _sync(path: str, how: int = os.O_RDWR) -> None:
    descriptor = os.open(path, how)
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
