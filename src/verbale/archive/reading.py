"""What the reading processes of an import run: a file read with the names that the registry's profile knows."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from verbale.languages.nomenclature import Nomenclature
from verbale.reading.files.limits import Limits

__all__ = ["TASK", "document"]

TASK = "verbale.archive.reading:document"


def document(
    source: Path | bytes,
    *,
    name: str | None = None,
    limits: Limits | None = None,
    profile: str,
    evidence: bool = False,
) -> bytes:
    """The document of a file as JSON; ``profile`` is the name or the path of a profile, ``evidence`` whether the places
    stand in it from which its fields were read."""
    from verbale.document import encode
    from verbale.reading import read

    return encode(
        read(source, name=name, nomenclature=_nomenclature(profile), limits=limits, evidence=evidence)
    )


@cache
def _nomenclature(profile: str) -> Nomenclature:
    from verbale.profiles import load

    return load(profile).nomenclature
