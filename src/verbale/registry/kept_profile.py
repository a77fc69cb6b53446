"""The profile of a registry as it was loaded last, kept in its folder: loading it again takes 2 ms in place of 80.

It is used only as long as the files of the profile, and the code that loads them, are those that it was made from.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import msgspec

import verbale
from verbale import profiles
from verbale.profiles import Profile, load, shipped

__all__ = ["load_kept"]

_CODE = Path(profiles.__file__).parent


class _Kept(msgspec.Struct, frozen=True):
    made_from: str
    profile: msgspec.Raw


def load_kept(name: str, kept: Path) -> Profile:
    """The profile of this name or path, from the file ``kept`` if it is still right, which is written otherwise.

    Raises ProfileError as ``profiles.load`` does.
    """
    made_from = _made_from(name)
    with suppress(OSError, msgspec.DecodeError):
        found = msgspec.msgpack.decode(kept.read_bytes(), type=_Kept)
        if found.made_from == made_from:
            return msgspec.msgpack.decode(found.profile, type=Profile)
    profile = load(name)
    with suppress(OSError):  # a registry that cannot be written does without
        new = kept.with_suffix(f".{os.getpid()}")
        new.write_bytes(
            msgspec.msgpack.encode(_Kept(made_from, msgspec.Raw(msgspec.msgpack.encode(profile))))
        )
        new.replace(kept)
    return profile


def _made_from(name: str) -> str:
    """What tells the files of a profile, and the code that loads it, from others: names, sizes, times."""
    folder = _CODE / "data" / name if name in shipped() else Path(name).parent
    stats = [
        (path.name, stat.st_size, stat.st_mtime_ns)
        for part in (folder, _CODE)
        for path in sorted(part.iterdir())
        if path.is_file()
        for stat in [path.stat()]
    ]
    return sha256(repr((verbale.__version__, name, stats)).encode()).hexdigest()
