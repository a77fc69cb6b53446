"""Locks between processes, on files: freed by the system when their holder ends, however it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["hold", "hold_open", "try_hold"]

_CLOSED = getattr(os, "O_CLOEXEC", 0)
_FLAGS = os.O_RDWR | os.O_CREAT | _CLOSED

if sys.platform == "win32":  # pragma: no cover - the other half is tested
    import msvcrt

    def _lock(descriptor: int, *, wait: bool) -> None:
        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    raise
            else:
                return

else:
    import fcntl

    def _lock(descriptor: int, *, wait: bool) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def hold(path: Path) -> Iterator[bool]:
    """Hold the lock at ``path``, waiting in turn for it; it is held.

    SQLite's own wait polls, and lets one busy writer starve the others; this one is queued by the system.
    """
    descriptor = os.open(path, _FLAGS, 0o644)
    try:
        _lock(descriptor, wait=True)
        yield True
    finally:
        os.close(descriptor)


@contextmanager
def try_hold(path: Path, *, make: bool = True) -> Iterator[bool]:
    """Hold the lock at ``path`` if it is free; says whether it is held.

    Without ``make``, FileNotFoundError is raised where there is no such file.
    """
    descriptor = os.open(path, _FLAGS if make else os.O_RDONLY | _CLOSED, 0o644)
    try:
        try:
            _lock(descriptor, wait=False)
        except OSError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)


def hold_open(path: Path) -> int:
    """Make a file and hold its lock for as long as the descriptor that is given back stays open."""
    descriptor = os.open(path, _FLAGS, 0o644)
    _lock(descriptor, wait=True)
    return descriptor
