"""Settings: from ``verbale.toml`` of a registry and from the environment, checked all at once.

A room that can be set declares a section as a struct, each field with what it means (``msgspec.Meta``). ``host`` of the
section ``service`` is ``host`` under ``[service]`` in the file and ``VERBALE_SERVICE_HOST`` in the environment, which
goes before the file; ``VERBALE_SERVICE_HOST_FILE`` names a file that holds the value, for secrets.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from verbale.errors import Place, VerbaleError
from verbale.registry.folder import Folder

__all__ = ["Described", "SettingsError", "check", "described", "read_section"]

_PREFIX = "VERBALE_"
_T = TypeVar("_T", bound=msgspec.Struct)


class SettingsError(VerbaleError):
    """Settings with mistakes; ``problems`` holds each as an error of its own, with its place and what is expected."""

    def __init__(self, what: str, *, problems: tuple[VerbaleError, ...] = ()) -> None:
        super().__init__(what)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *(f"  {problem}" for problem in self.problems)])


class Described(msgspec.Struct, frozen=True):
    """A setting as its reference page tells it."""

    section: str
    name: str
    variable: str
    default: str
    says: str


def read_section(
    folder: Folder, name: str, of: type[_T], environment: Mapping[str, str] = os.environ
) -> tuple[_T, tuple[VerbaleError, ...]]:
    """A section as it is set, and what is wrong with it; what is wrong is left at its default.

    Raises SettingsError where the file is not TOML at all.
    """
    table = _file(folder).get(name, {})
    problems: list[VerbaleError] = []
    if not isinstance(table, dict):
        problems.append(
            _problem(folder, name, f"[{name}] is not a table", f"Write the line [{name}] above its keys")
        )
        table = {}
    fields = {field.encode_name: field for field in msgspec.structs.fields(of)}
    for key in table:
        if key not in fields:
            problems.append(_problem(folder, f"{name}.{key}", "there is no such setting", _near(key, fields)))
    values: dict[str, object] = {}
    for key, field in fields.items():
        variable = _variable(name, key)
        try:
            found, where = _value(variable, environment)
            if found is None:
                found, where = table.get(key), Place(file=str(folder.settings), field=f"{name}.{key}")
        except OSError as error:
            where = Place(field=f"{variable}_FILE")
            problems.append(VerbaleError(f"the file cannot be read: {error.strerror}", where=where))
            continue
        if found is None:
            continue
        try:
            values[field.name] = _converted(found, field.type, text=where.file is None)
        except msgspec.ValidationError as error:
            told = str(error)[:1].lower() + str(error)[1:]
            problems.append(VerbaleError(told, where=where, fix=_says(field.type) or None))
    return of(**values), tuple(problems)


def check(
    folder: Folder, sections: Mapping[str, type[msgspec.Struct]], environment: Mapping[str, str] = os.environ
) -> Iterator[VerbaleError]:
    """What looks like a setting of these sections and is none: a section or a variable with a slip in its name."""
    for name, table in _file(folder).items():
        if isinstance(table, dict) and name not in sections and (near := _near(name, sections)):
            yield _problem(folder, name, "there is no such section", near)
    known = {
        _variable(section, field.encode_name)
        for section, of in sections.items()
        for field in msgspec.structs.fields(of)
    }
    known |= {f"{variable}_FILE" for variable in known}
    for variable in environment:
        begins = any(variable.startswith(_variable(section, "")) for section in sections)
        if begins and variable not in known:
            yield VerbaleError(
                "there is no such setting", where=Place(field=variable), fix=_near(variable, known)
            )


def described(section: str, of: type[msgspec.Struct]) -> Iterator[Described]:
    """The settings of a section, in order, as the reference tells them."""
    for field in msgspec.structs.fields(of):
        default = field.default if field.default is not msgspec.NODEFAULT else None
        shown = "" if default is None or default in ("", ()) else msgspec.json.encode(default).decode()
        yield Described(
            section, field.encode_name, _variable(section, field.encode_name), shown, _says(field.type)
        )


def _file(folder: Folder) -> dict[str, Any]:
    try:
        return tomllib.loads(folder.settings.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        where = Place(file=str(folder.settings))
        raise SettingsError(
            "the settings cannot be used", problems=(VerbaleError(f"not TOML: {error}", where=where),)
        ) from error


def _value(variable: str, environment: Mapping[str, str]) -> tuple[object, Place]:
    if variable in environment:
        return environment[variable], Place(field=variable)
    if named := environment.get(f"{variable}_FILE"):
        return Path(named).read_text(encoding="utf-8").strip(), Place(field=f"{variable}_FILE")
    return None, Place()


def _converted(value: object, to: Any, *, text: bool) -> object:
    """A value as its field's type; one from the environment is text, and a list has commas between."""
    if text and isinstance(value, str) and _is_list(inspect.type_info(to)):
        value = [part.strip() for part in value.split(",") if part.strip()]
    return msgspec.convert(value, to, strict=not text)


def _is_list(kind: inspect.Type) -> bool:
    inner = kind.type if isinstance(kind, inspect.Metadata) else kind
    return isinstance(inner, inspect.VarTupleType)


def _says(of: Any) -> str:
    kind = inspect.type_info(of)
    told = (kind.extra_json_schema or {}).get("description", "") if isinstance(kind, inspect.Metadata) else ""
    return str(told)


def _variable(section: str, key: str) -> str:
    return _PREFIX + f"{section}_{key}".upper().replace("-", "_")


def _problem(folder: Folder, field: str, what: str, fix: str | None) -> VerbaleError:
    return VerbaleError(what, where=Place(file=str(folder.settings), field=field), fix=fix)


def _near(name: str, known: Mapping[str, object] | set[str]) -> str | None:
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"Did you mean {near[0]}?" if near else None
