"""The folder of a registry: what lies where in it, how it is found, and how it is made.

FOLDER/
  verbale.toml     settings; marks the folder as a registry
  books.sqlite3    the books
  documents/       what was issued, readable by name
  originals/       what came in, under the hash of its content
  outbox/          notices as .eml files
  days/            lists of documents of the day
  feed.atom        the newest documents
  profile.kept     the profile as it was loaded last
  database.password  the password of the database, where the books are in PostgreSQL
  staging/         work that is not in the books yet
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from verbale.errors import Place, RegistryError
from verbale.registry.database import Database

__all__ = ["Folder", "Found", "default_folder", "find"]

_MARK = "verbale.toml"
_FORMAT = 1
_SETTINGS = """\
# A registry of Verbale. Its settings; the books are in books.sqlite3.
format = {format}

# The organization: "un", "assembly", or the path of a profile (relative to this folder).
profile = "{profile}"
"""
_SETTINGS_DATABASE = """
# The database that holds the books, in place of books.sqlite3. Its password is in the file database.password, or in PGPASSWORD.
database = "{database}"
"""


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of a registry at ``root``."""

    root: Path

    @property
    def settings(self) -> Path:
        """The settings file, which marks the folder as a registry."""
        return self.root / _MARK

    @property
    def books(self) -> Path:
        """The database."""
        return self.root / "books.sqlite3"

    @property
    def documents(self) -> Path:
        """What was issued."""
        return self.root / "documents"

    @property
    def originals(self) -> Path:
        """What came in."""
        return self.root / "originals"

    @property
    def outbox(self) -> Path:
        """Notices."""
        return self.root / "outbox"

    @property
    def days(self) -> Path:
        """Lists of documents of the day."""
        return self.root / "days"

    @property
    def feed(self) -> Path:
        """The Atom feed."""
        return self.root / "feed.atom"

    @property
    def kept_profile(self) -> Path:
        """The profile as it was loaded last."""
        return self.root / "profile.kept"

    @property
    def password(self) -> Path:
        """The file with the password of the database."""
        return self.root / "database.password"

    @property
    def staging(self) -> Path:
        """Work that is not in the books yet."""
        return self.root / "staging"

    @property
    def exists(self) -> bool:
        """Whether a registry was made here."""
        return self.settings.is_file()

    @property
    def profile(self) -> str:
        """The name of the profile, or its path.

        Raises RegistryError where the settings cannot be read.
        """
        profile = self.stated.get("profile")
        if not isinstance(profile, str):
            raise RegistryError(
                "the settings name no profile",
                where=Place(file=str(self.settings)),
                fix='Add the line: profile = "un"',
            )
        own = self.root / profile
        return str(own) if own.exists() else profile

    @property
    def database(self) -> Database | None:
        """The database that holds the books; None where they are in the folder.

        Raises RegistryError where the settings cannot be read, or its address is none.
        """
        address = self.stated.get("database")
        if address is None:
            return None
        database = Database.parse(str(address))
        with suppress(FileNotFoundError):
            return replace(database, password=self.password.read_text(encoding="utf-8").rstrip("\n"))
        return database

    @property
    def stated(self) -> dict[str, object]:
        """The settings as they stand in the file.

        Raises RegistryError where they cannot be read.
        """
        where = Place(file=str(self.settings))
        try:
            return tomllib.loads(self.settings.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise RegistryError(
                "this folder is not a registry",
                where=Place(file=str(self.root)),
                fix="Make one with: verbale init FOLDER",
            ) from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise RegistryError(f"the settings are not TOML: {error}", where=where) from error

    def original(self, sha256: str) -> Path:
        """Where the file with this content lies."""
        return self.originals / sha256[:2] / sha256

    def make(self) -> None:
        """Make the folders that are not there."""
        for folder in (self.documents, self.originals, self.outbox, self.days, self.staging):
            folder.mkdir(parents=True, exist_ok=True)

    def mark(self, profile: str, database: Database | None = None) -> None:
        """Write the settings, which make the folder a registry."""
        text = _SETTINGS.format(format=_FORMAT, profile=_quoted(profile))
        if database is not None:
            text += _SETTINGS_DATABASE.format(database=_quoted(database.address))
            if database.password is not None:
                self.password.touch(mode=0o600)
                self.password.write_text(database.password + "\n", encoding="utf-8")
        self.settings.write_text(text, encoding="utf-8")


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


@dataclass(frozen=True, slots=True)
class Found:
    """A registry's folder, and how it was found."""

    folder: Folder
    by: Literal["option", "environment", "here", "default"]


def find(
    chosen: Path | None = None,
    *,
    environment: Mapping[str, str] = os.environ,
    here: Path | None = None,
) -> Found:
    """The registry to use: the one chosen, the one of ``VERBALE_REGISTRY``, the one around the working folder, the default.

    The default folder may not exist yet.

    Raises RegistryError where the chosen one is not a registry.
    """
    if chosen is not None:
        return Found(_existing(chosen), "option")
    if named := environment.get("VERBALE_REGISTRY"):
        return Found(_existing(Path(named)), "environment")
    here = here or Path.cwd()
    for folder in (here, *here.parents):
        if Folder(folder).exists:
            return Found(Folder(folder), "here")
    return Found(Folder(default_folder()), "default")


def default_folder() -> Path:
    """Where a registry is made when none is named: the folder for a user's data on this system."""
    from platformdirs import user_data_path

    return user_data_path("verbale", appauthor=False) / "registry"


def _existing(path: Path) -> Folder:
    folder = Folder(path.expanduser().absolute())
    if not folder.exists:
        raise RegistryError(
            "this folder is not a registry",
            where=Place(file=str(path)),
            fix=f"Make one with: verbale init {path}",
        )
    return folder
