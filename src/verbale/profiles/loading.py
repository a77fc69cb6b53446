"""Profiles from files.

A profile is a TOML file, or a folder with a ``profile.toml``. Beside its own tables it may name other files, relative to
itself: ``include`` (more TOML with more tables), ``session-lists`` and ``agenda-lists`` (tab-separated, with a first line
that names the columns), ``mark-file`` (SVG).
"""

from __future__ import annotations

import csv
import tomllib
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from verbale.document import Language
from verbale.errors import Place, ProfileError, VerbaleError
from verbale.languages import LANGUAGES
from verbale.profiles.building import Kept, build, first_place
from verbale.profiles.checking import check_profile
from verbale.profiles.profile import Profile

__all__ = ["load", "shipped"]

_LARGEST = 4_000_000
_SESSION_COLUMNS = ("organ", "session", "kind", "opened", "closed")
_AGENDA_COLUMNS = ("organ", "session", "item", "language", "title")
_EMPTY: dict[str, object] = {
    "name": "",
    "names": {},
    "languages": {"official": []},
    "organs": [],
    "members": [],
    "offices": [],
    "distributions": [],
}
_FILE_KEYS = ("include", "session-lists", "agenda-lists", "complete-agendas", "mark-file")


def shipped() -> tuple[str, ...]:
    """The names of the profiles that come with Verbale."""
    data = Path(str(files("verbale.profiles") / "data"))
    return tuple(sorted(folder.name for folder in data.iterdir() if (folder / "profile.toml").is_file()))


def load(name_or_path: str | Path) -> Profile:
    """The profile of this name, or from this file or folder.

    Raises ProfileError when there is none, or when it has mistakes: ``problems`` holds all of them, each with file, key
    and fix.
    """
    if isinstance(name_or_path, str) and name_or_path in shipped():
        return _load_shipped(name_or_path)
    path = Path(name_or_path)
    if path.is_dir():
        path = path / "profile.toml"
    if not path.is_file():
        raise ProfileError(
            f"there is no profile {name_or_path}",
            fix=f"Give the path of a profile's TOML file, or one of {', '.join(shipped())}.",
        )
    return _load_file(path)


@lru_cache(maxsize=8)
def _load_shipped(name: str) -> Profile:
    return _load_file(Path(str(files("verbale.profiles") / "data")) / name / "profile.toml")


def _load_file(path: Path) -> Profile:
    loader = _Loader(path)
    profile = loader.profile()
    if profile is not None:
        check_profile(profile, loader.report_kept)
    if loader.problems or profile is None:
        count = len(loader.problems)
        raise ProfileError(
            f"the profile {path} has {count} mistake{'s' if count != 1 else ''}",
            problems=tuple(loader.problems),
        )
    return profile


class _Loader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[VerbaleError] = []
        self.owner: dict[str, Path] = {}
        self.kept: Kept = {}
        self.missing: set[str] = set()

    def report(self, key: str, what: str, fix: str) -> None:
        top = key.split(".", maxsplit=1)[0].split("[", maxsplit=1)[0]
        file = self.owner.get(top, self.path)
        self.problems.append(VerbaleError(f"{key} {what}", where=Place(file=str(file), field=key), fix=fix))

    def profile(self) -> Profile | None:
        table = self._toml(self.path)
        if table is None:
            return None
        names = {key: table.pop(key) for key in _FILE_KEYS if key in table}
        for file in self._files("include", names.get("include")):
            for key, value in (self._toml(file) or {}).items():
                self._add(table, key, value, file)
        for file in self._files("session-lists", names.get("session-lists")):
            self._add(table, "sessions", self._session_rows(file), file)
        complete = names.get("complete-agendas", [])
        for file in self._files("agenda-lists", names.get("agenda-lists")):
            self._add(table, "agendas", self._agenda_rows(file, complete), file)
        mark = self._files("mark-file", names.get("mark-file"))
        if mark and (text := self._text(mark[0])) is not None:
            table["mark"] = text
        table["source"] = str(self.path)
        # What is missing is told once, and stands as empty, so that mistakes in the rest are found too.
        for key, empty in _EMPTY.items():
            if key not in table:
                self.report(key, "is missing", f"Add {key}.")
                self.missing.add(key)
                table[key] = empty
        return build(Profile, table, "profile", self._unprefixed, self.kept)

    def report_kept(self, key: str, what: str, fix: str) -> None:
        """Reports a mistake in what was built, at its place in the file; nothing about what is missing anyhow."""
        if key.split(".", maxsplit=1)[0].split("[", maxsplit=1)[0] not in self.missing:
            self.report(first_place(f"profile.{key}", self.kept).removeprefix("profile."), what, fix)

    def _unprefixed(self, key: str, what: str, fix: str) -> None:
        self.report(key.removeprefix("profile."), what, fix)

    def _add(self, table: dict[str, object], key: str, value: object, file: Path) -> None:
        self.owner[key] = file
        present = table.get(key)
        if isinstance(present, list) and isinstance(value, list):
            table[key] = [*present, *value]
        elif present is None:
            table[key] = value
        else:
            self.report(key, "is given twice", f"Leave it in one file; it is in {self.path.name} already.")

    def _files(self, key: str, named: object) -> list[Path]:
        listed = [named] if isinstance(named, str) else named if isinstance(named, list) else []
        if named is not None and (not listed or not all(isinstance(name, str) for name in listed)):
            self.report(key, "does not name files", 'Write it as a list of file names: ["members.toml"].')
            return []
        return [path for name in listed if (path := self._beside(key, str(name))) is not None]

    def _beside(self, key: str, name: str) -> Path | None:
        folder = self.path.parent.resolve()
        path = (folder / name).resolve()
        if not path.is_relative_to(folder):
            self.report(
                key,
                f"names {name}, which is outside the profile's folder",
                "Put the file beside the profile.",
            )
            return None
        if not path.is_file():
            self.report(
                key, f"names {name}, which does not exist", f"Add the file {path}, or take its name out."
            )
            return None
        return path

    def _text(self, path: Path) -> str | None:
        try:
            if path.stat().st_size > _LARGEST:
                self.problems.append(
                    VerbaleError(
                        "the file is too large for a profile", where=Place(file=str(path)), fix="Shorten it."
                    )
                )
                return None
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            self.problems.append(
                VerbaleError(
                    f"the file cannot be read as UTF-8 text: {error}",
                    where=Place(file=str(path)),
                    fix="Save it as UTF-8 and make it readable.",
                )
            )
            return None

    def _toml(self, path: Path) -> dict[str, object] | None:
        text = self._text(path)
        if text is None:
            return None
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            self.problems.append(
                VerbaleError(
                    f"the file is not TOML: {error}", where=Place(file=str(path)), fix="Correct that line."
                )
            )
            return None

    def _rows(self, path: Path, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
        text = self._text(path)
        lines = text.splitlines() if text else []
        if not lines or tuple(lines[0].split("\t")) != columns:
            self.problems.append(
                VerbaleError(
                    "the first line does not name the columns",
                    where=Place(file=str(path), line=1),
                    fix=f"Write, separated by tabs: {' '.join(columns)}.",
                )
            )
            return []
        rows: list[tuple[int, dict[str, str]]] = []
        for number, cells in enumerate(csv.reader(lines[1:], delimiter="\t", quoting=csv.QUOTE_NONE), 2):
            if not cells or cells[0].startswith("#"):
                continue
            if len(cells) != len(columns):
                self._row(
                    path,
                    number,
                    f"has {len(cells)} cells and not {len(columns)}",
                    "Put one tab between cells.",
                )
                continue
            rows.append((number, dict(zip(columns, cells, strict=True))))
        return rows

    def _row(self, path: Path, line: int, what: str, fix: str) -> None:
        self.problems.append(
            VerbaleError(f"the line {what}", where=Place(file=str(path), line=line), fix=fix)
        )

    def _session_rows(self, path: Path) -> list[object]:
        sessions: list[object] = []
        for line, row in self._rows(path, _SESSION_COLUMNS):
            try:
                closed = date.fromisoformat(row["closed"]) if row["closed"] else None
                opened = date.fromisoformat(row["opened"])
            except ValueError:
                self._row(path, line, "has a date that is none", "Write dates as 2020-03-31.")
                continue
            dates = {"opened": opened} | ({"closed": closed} if closed else {})
            sessions.append({key: row[key] for key in ("organ", "session", "kind")} | dates)
        return sessions

    def _agenda_rows(self, path: Path, complete: object) -> list[object]:
        whole = set(complete) if isinstance(complete, list) else set()
        agendas: dict[tuple[str, str], dict[str, dict[Language, str]]] = {}
        known: dict[str, Language] = {language: language for language in LANGUAGES}
        for line, row in self._rows(path, _AGENDA_COLUMNS):
            language = known.get(row["language"])
            if language is None:
                self._row(
                    path, line, f"has the language {row['language']!r}", f"Write one of {' '.join(known)}."
                )
                continue
            titles = agendas.setdefault((row["organ"], row["session"]), {}).setdefault(row["item"], {})
            if language in titles:
                self._row(path, line, f"gives item {row['item']} a second title", "Leave one of them.")
            titles[language] = row["title"]
        return [
            {"organ": organ, "session": session, "items": items, "complete": f"{organ}/{session}" in whole}
            for (organ, session), items in agendas.items()
        ]
