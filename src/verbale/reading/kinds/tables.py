"""The data files of this room, loaded once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["rows", "toml"]


@cache
def toml(name: str) -> dict[str, Any]:
    """The data file ``data/<name>.toml``."""
    return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text("utf-8"))


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the data file ``data/<name>.tsv``, by the names in its first line."""
    lines = (files(__package__) / "data" / f"{name}.tsv").read_text("utf-8").splitlines()
    head = lines[0].split("\t")
    return tuple(dict(zip(head, line.split("\t"), strict=True)) for line in lines[1:])
