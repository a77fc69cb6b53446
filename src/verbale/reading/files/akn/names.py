"""What the mark-up calls things, as data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from verbale.document import Kind, Language

__all__ = ["Names", "names"]


class Names(msgspec.Struct, frozen=True):
    """``kinds`` by @name, ``languages`` by ISO 639-2 code, ``organs`` by @refersTo, ``headings`` (depth) by @class."""

    kinds: dict[str, Kind]
    languages: dict[str, Language]
    organs: dict[str, str]
    headings: dict[str, int]


@cache
def names() -> Names:
    """The data file ``data/names.toml``."""
    text = (files(__package__) / "data" / "names.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Names)
