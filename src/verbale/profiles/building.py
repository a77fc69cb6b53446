"""TOML tables into frozen values, with every mistake told and not only the first."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TypeVar, get_args, get_origin

import msgspec

__all__ = ["Kept", "Report", "build", "first_place"]

S = TypeVar("S", bound=msgspec.Struct)
Report = Callable[[str, str, str], None]
"""Called with the key, what is wrong with it, and what to do."""
Kept = dict[str, list[int]]
"""For each list of tables, by its key: the places (from 1) of the tables that could be built."""

_PLACE = re.compile(r"\[(\d+)\]")


def build(kind: type[S], table: object, key: str, report: Report, kept: Kept) -> S | None:
    """A value of ``kind`` from a table; None when a value of its own was wrong, after each mistake was reported.

    Of a list of tables those that could be built are taken, so that what else is wrong can still be found; ``kept`` says
    which they were.
    """
    if not isinstance(table, dict):
        report(key, f"is {_called(table)} and not a table", f"Write it as [{key}].")
        return None
    fields = _fields(kind)
    whole = True
    for name in table:
        if name not in fields:
            whole = False
            import difflib

            near = difflib.get_close_matches(name, fields, n=1)
            known = f"Did you mean {near[0]}?" if near else f"Known keys here: {', '.join(fields)}."
            report(f"{key}.{name}", "is not a key that a profile has", known)
    values: dict[str, object] = {}
    for name, field in fields.items():
        if name not in table:
            if field.required:
                whole = False
                report(f"{key}.{name}", "is missing", f"Add {name}.")
            continue
        found, value = _value(field.type, table[name], f"{key}.{name}", report, kept)
        whole = whole and found
        values[field.name] = value
    return kind(**values) if whole else None


@cache
def _fields(kind: type[msgspec.Struct]) -> dict[str, msgspec.structs.FieldInfo]:
    return {field.encode_name: field for field in msgspec.structs.fields(kind)}


def first_place(key: str, kept: Kept) -> str:
    """A key that counts the tables that were kept, as one that counts the tables of the file."""
    before, told = "", ""
    for i, piece in enumerate(_PLACE.split(key)):
        if i % 2:
            place = int(piece)
            original = kept.get(before, [])
            told = f"{before}[{original[place - 1] if place <= len(original) else place}]"
        else:
            told = before + piece
        before = told
    return told


def _value(kind: object, raw: object, key: str, report: Report, kept: Kept) -> tuple[bool, object]:
    """Whether the value fits, and the value."""
    arguments = get_args(kind)
    element = arguments[0] if get_origin(kind) is tuple and arguments else None
    if isinstance(element, type) and issubclass(element, msgspec.Struct):
        if not isinstance(raw, list):
            report(key, f"is {_called(raw)} and not a list of tables", f"Write each as [[{key}]].")
            return False, ()
        rows = [build(element, row, f"{key}[{place}]", report, kept) for place, row in enumerate(raw, 1)]
        kept[key] = [place for place, row in enumerate(rows, 1) if row is not None]
        return True, tuple(row for row in rows if row is not None)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        built = build(kind, raw, key, report, kept)
        return built is not None, built
    try:
        return True, msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        what, _, path = str(error).partition(" - at `")
        place = path.rstrip("`").removeprefix("$").replace("[...]", "")
        report(key + place, what[0].lower() + what[1:], "Write a value of the kind that is asked for.")
        return False, None


def _called(value: object) -> str:
    names = {
        str: "a text",
        int: "a number",
        float: "a number",
        bool: "true or false",
        list: "a list",
        dict: "a table",
    }
    return names.get(type(value), "a date")
