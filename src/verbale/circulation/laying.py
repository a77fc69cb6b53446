"""Laying many small files down at once, durably, at the cost of one.

All of them are written into one pack, which is on the disk before anything is recorded; then each is written in its place
without waiting for the disk. After a loss of power (and only then can what was written be missing) the next start lays
down from the pack what is not there. A pack goes once the system has written the files by itself.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

import msgspec

from verbale.registry.locks import hold
from verbale.registry.staging import sync_files, sync_folder

__all__ = ["lay", "settle"]

_SUFFIX = ".laid"
_SETTLED_AFTER = 60
"""Seconds after which the system has written files by itself (Linux: 35 at most), so that to make sure costs little."""


class _Pack(msgspec.Struct, frozen=True):
    boot: str
    folder: str
    files: dict[str, bytes]


def lay(staging: Path, target: Path, files: Mapping[str, bytes]) -> None:
    """Write files, by name, into the folder ``target``; they cannot be lost when this returns. Each appears whole.

    A folder that is not there yet appears all at once. The caller sees to it that nobody else writes there.
    """
    boot = _boot()
    if boot is not None:
        pack = _Pack(boot, os.path.relpath(target, staging), dict(files))
        name = staging / f"{secrets.token_hex(8)}{_SUFFIX}"
        with open(f"{name}.new", "wb", buffering=0) as file:  # noqa: PTH123 - as below
            file.write(msgspec.msgpack.encode(pack))
            os.fsync(file.fileno())
        os.replace(f"{name}.new", name)  # noqa: PTH105 - as below
        sync_folder(staging)
    _write(staging, target, files, durable=boot is None)


def settle(staging: Path) -> int:
    """Lay down again what a loss of power took, and forget the packs that are not needed any more; how many were laid
    down again. The caller holds the lock of those who write there."""
    boot, laid = _boot(), 0
    for name in os.listdir(staging):  # noqa: PTH208 - as below
        if not name.endswith(_SUFFIX):
            continue
        path = staging / name
        try:
            pack = msgspec.msgpack.decode(path.read_bytes(), type=_Pack)
        except msgspec.DecodeError:  # not ours, or not whole: then nothing was recorded either
            path.unlink()
            continue
        folder = staging / pack.folder
        if pack.boot != boot:
            missing = {name: data for name, data in pack.files.items() if _differs(folder / name, data)}
            if missing:
                _write(staging, folder, missing, durable=True)
                laid += len(missing)
        elif time.time() - path.stat().st_mtime < _SETTLED_AFTER:
            continue
        else:
            sync_files([str(folder / name) for name in pack.files if (folder / name).exists()])
            if folder.exists():
                sync_folder(folder)
        path.unlink()
    return laid


def _write(staging: Path, target: Path, files: Mapping[str, bytes], *, durable: bool) -> None:
    # Hundreds of files: paths as text are five times as fast as Path objects.
    new = staging / f"laying-{secrets.token_hex(8)}"
    with hold(staging / "staging.lock"):
        new.mkdir()
        held = hold(new / "held")
        held.__enter__()
    try:
        payload = f"{new}/files"
        os.mkdir(payload)  # noqa: PTH102
        for name, data in files.items():
            descriptor = os.open(f"{payload}/{name}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
            try:
                if os.write(descriptor, data) != len(data):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target / name))
            finally:
                os.close(descriptor)
        if durable:
            sync_files([f"{payload}/{name}" for name in files])
        with suppress(OSError):  # it is there already, with files of another version of the document
            os.rename(payload, target)  # noqa: PTH104
        if os.path.isdir(payload):  # noqa: PTH112
            target.mkdir(exist_ok=True)
            for name in files:
                os.replace(f"{payload}/{name}", f"{target}/{name}")  # noqa: PTH105
        if durable:
            sync_folder(target)
            sync_folder(target.parent)
        shutil.rmtree(new)
    finally:
        held.__exit__(None, None, None)


def _differs(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() != data
    except FileNotFoundError:
        return True


@cache
def _boot() -> str | None:
    """What names this run of the system, from its start to its end; None where nothing does."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return None
