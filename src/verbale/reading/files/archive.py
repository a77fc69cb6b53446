"""Packages (DOCX and its kin) opened with limits: entries, sizes, ratio. Archives inside are never opened."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib

from verbale.errors import DamagedFile, OverLimit
from verbale.reading.files.limits import Limits

__all__ = ["Archive"]

_FIX = "Open it in its program and save it again"
_SMALL = 1 << 20  # below this a high ratio harms nobody: an empty style sheet packs well


class Archive:
    """The parts of a package, each read only when asked for and only up to the limits."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limits = limits
        self._left = limits.unpacked
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
            raise DamagedFile(
                f"The package cannot be opened: {error}", fix="Open it in its program and save it again"
            ) from error
        infos = self._zip.infolist()
        if len(infos) > limits.entries:
            raise OverLimit(
                f"The package has {len(infos):,} entries; {limits.entries:,} are allowed", fix="Save it anew"
            )
        total = sum(info.file_size for info in infos)
        if total > limits.unpacked:
            raise OverLimit(
                f"The package unpacks to {total:,} bytes; {limits.unpacked:,} are allowed",
                fix="Send it without pictures, or in parts",
            )
        if total > _SMALL and total > limits.ratio * max(1, len(data)):
            raise OverLimit(
                f"The package unpacks to {total // max(1, len(data))} times its size; {limits.ratio} times is allowed",
                fix="Open it in its program and save it again",
            )
        self._names = {info.filename.lstrip("/"): info for info in infos}

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._names)

    def read(self, name: str) -> bytes | None:
        """A part, or None where the package has none of that name.

        Raises DamagedFile where it is broken or encrypted, OverLimit where it is larger than it says and allowed.
        """
        info = self._names.get(name)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise DamagedFile("The package is encrypted", fix="Send it without a password")
        try:
            data = self._inflated(info)
        except (zlib.error, struct.error, ValueError) as error:
            raise DamagedFile(f"The part {name!r} of the package is broken: {error}", fix=_FIX) from error
        self._left -= len(data)
        if self._left < 0:
            raise OverLimit(
                f"The package unpacks to more than {self._limits.unpacked:,} bytes",
                fix="Send it without pictures, or in parts",
            )
        return data

    def mark(self, name: str) -> bytes | None:
        """A digest of a part as it is packed, told without unpacking it: the same for the same bytes packed alike."""
        info = self._names.get(name)
        if info is None:
            return None
        try:
            packed = self._packed(info)
        except (struct.error, ValueError) as error:
            raise DamagedFile(f"The part {name!r} of the package is broken: {error}", fix=_FIX) from error
        said = struct.pack("<HHI", info.flag_bits & 1, info.compress_type, info.CRC)
        return hashlib.blake2b(said + packed, digest_size=16).digest()

    def _packed(self, info: zipfile.ZipInfo) -> bytes:
        """The bytes of an entry as they lie in the package."""
        name_length, extra_length = struct.unpack_from("<HH", self._data, info.header_offset + 26)
        start = info.header_offset + 30 + name_length + extra_length
        packed = self._data[start : start + info.compress_size]
        if len(packed) != info.compress_size:
            raise ValueError("it is cut off")
        return packed

    def _inflated(self, info: zipfile.ZipInfo) -> bytes:
        """The bytes of an entry, at most one more than may still be unpacked, whatever sizes it says it has."""
        packed = self._packed(info)
        if info.compress_type == zipfile.ZIP_STORED:
            return packed
        if info.compress_type != zipfile.ZIP_DEFLATED:
            raise ValueError(f"it is packed in a way that no office program uses ({info.compress_type})")
        data = zlib.decompressobj(-15).decompress(packed, self._left + 1)
        if len(data) <= self._left and zlib.crc32(data) != info.CRC:
            raise ValueError("its sum does not fit")
        return data
