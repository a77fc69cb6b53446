"""A folder that is watched: what is put into it is taken in and moved away, beside a note where it could not be."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from verbale.circulation.intake.desk import Desk, TakenIn
from verbale.errors import Place, RegistryError
from verbale.registry import Registry
from verbale.registry.locks import try_hold

__all__ = ["REFUSED", "TAKEN", "WatchedFolder"]

TAKEN, REFUSED = "taken-in", "not-taken-in"
_LOCK = ".verbale.lock"
_UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download", ".swp")
_MOST = 200 << 20


class WatchedFolder:
    """The folder ``root``. A file is taken in when it did not change for ``settled`` seconds: then it is whole.

    Hidden files, those that a program is still writing by their names, links, and folders are left alone.
    """

    def __init__(self, registry: Registry, root: Path, *, settled: float = 2) -> None:
        self._registry = registry
        self.root = root
        self._settled = settled

    def once(self) -> tuple[TakenIn, ...]:
        """Take in what is whole now. Raises RegistryError where the folder cannot be used, or another takes from it."""
        with self._alone(), Desk(self._registry, "folder") as desk:
            return tuple(self._take(desk, path) for path in self._whole())

    def watch(self, stopping: Event, *, every: float = 1) -> Iterator[TakenIn]:
        """Take in what comes, until ``stopping`` is set. Raises as ``once`` does."""
        with self._alone(), Desk(self._registry, "folder") as desk:
            while not stopping.is_set():
                for path in self._whole():
                    yield self._take(desk, path)
                    if stopping.is_set():
                        return
                stopping.wait(every)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        where = Place(file=str(self.root))
        if not self.root.is_dir():
            raise RegistryError("there is no such folder", where=where, fix="Make it first")
        try:
            for name in (TAKEN, REFUSED):
                (self.root / name).mkdir(exist_ok=True)
            held = try_hold(self.root / _LOCK)
            free = held.__enter__()
        except OSError as error:
            raise RegistryError(
                f"the folder cannot be written: {error.strerror}",
                where=where,
                fix="Give yourself the right to write in it: what was taken in is moved",
            ) from error
        try:
            if not free:
                raise RegistryError(
                    "another intake works in this folder", where=where, fix="Let that one work"
                )
            yield
        finally:
            held.__exit__(None, None, None)

    def _whole(self) -> list[Path]:
        """The files that did not change for a while, oldest first."""
        now = time.time()
        found: list[tuple[int, Path]] = []
        for entry in os.scandir(self.root):
            name = entry.name
            if name.startswith((".", "~$")) or name.lower().endswith(_UNFINISHED):
                continue
            if entry.is_symlink() or not entry.is_file(follow_symlinks=False):
                continue
            told = entry.stat(follow_symlinks=False)
            if now - max(told.st_mtime, told.st_ctime) >= self._settled:
                found.append((told.st_mtime_ns, Path(entry.path)))
        return [path for _, path in sorted(found)]

    def _take(self, desk: Desk, path: Path) -> TakenIn:
        data, why = _content(path)
        taken = TakenIn(name=path.name, why=why) if data is None else desk.take_in(path.name, data)
        if data is not None and _content(path)[0] != data:  # it was written to meanwhile: it comes again
            return taken
        place = self.root / (REFUSED if taken.case is None else TAKEN)
        target = _free(place, path.name, taken.case)
        path.rename(target)
        if taken.why:
            target.with_name(f"{target.name}.txt").write_text(f"{taken.why}\n", encoding="utf-8")
        return taken


def _content(path: Path) -> tuple[bytes | None, str | None]:
    """The bytes of a file that is no link and not too large; else why not."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        return None, f"it cannot be opened: {error.strerror}"
    with os.fdopen(descriptor, "rb") as file:
        told = os.fstat(descriptor)
        if not stat.S_ISREG(told.st_mode):
            return None, "it is not a file"
        if told.st_size > _MOST:
            return None, f"it is larger than {_MOST >> 20} MB"
        return file.read(_MOST + 1), None


def _free(place: Path, name: str, case: int | None) -> Path:
    """A name that is not taken there: with the case's number before it, and a count where that is taken too."""
    wanted = f"{case}-{name}" if case is not None else name
    wanted = wanted if len(wanted.encode()) <= 240 else wanted[-60:]
    target, count = place / wanted, 1
    while target.exists():
        count += 1
        target = place / f"{count}-{wanted}"
    return target
