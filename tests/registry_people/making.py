"""An organization with documents of every class, and a registry that holds some of each, in each state."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import msgspec
from sqlalchemy import update

from tests.registry.making import letter, original, version
from verbale.document import Distribution, Document
from verbale.registry import Registry, create
from verbale.registry.entries import Entry
from verbale.registry.people import Asker, Person
from verbale.registry.schema import cases

DISTRIBUTIONS = """
[[distributions]]
id = "general"
told = ["members", "observers"]
public = true

[[distributions]]
id = "limited"
told = ["members"]

[[distributions]]
id = "restricted"
told = ["organ-members"]

[[distributions]]
id = "provisional"
told = ["organ-members"]
secret = true
"""

CLASSES: dict[Distribution, str] = {
    "general": "public",
    "limited": "limited",
    "restricted": "restricted",
    "provisional": "secret",
}
ORGANS = ("PA", "HC")
STATES = ("registered", "issued", "withdrawn")
SITTING = "XA"
"""A member that sits in both organs."""
ABSENT = "XC"
"""A member that does not sit in the Harbour Council."""
SENDER = "XD"
"""The member whose mission sent everything; it does not sit in the Harbour Council."""


def profile_with_all_classes(folder: Path) -> Path:
    """A profile like the fictional one, but that its distributions are of every class."""
    with as_file(files("verbale.profiles") / "data" / "assembly") as shipped:
        shutil.copytree(shipped, folder)
    file = folder / "profile.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("[[distributions]]")] + DISTRIBUTIONS, encoding="utf-8")
    return file


@dataclass(frozen=True)
class Made:
    """A document of the registry: its class, the organ, its state, and the words that must not leak."""

    entry: Entry
    kind: str
    organ: str
    state: str
    word: str


def new_registry(folder: Path, database: str | None = None) -> Registry:
    """A registry of that organization."""
    profile = profile_with_all_classes(folder / "profile")
    return create(folder / "registry", str(profile), who="the registrar", database=database)


def filled(registry: Registry, issue: Callable[[Registry, Entry], object] | None = None) -> Iterator[Made]:
    """A document of every distribution and organ, in every state; each has a word that no other has.

    ``issue`` issues one; by default in two formats that are made up."""
    number = 0
    for distribution, kind in CLASSES.items():
        for organ in ORGANS:
            for state in STATES:
                number += 1
                word = f"quixotic{kind}{organ}{state}".lower()
                document = of_distribution(distribution, organ, word)
                entry = registry.register(
                    document, original(word, f"{word}.txt"), day=date(2024, 11, 5)
                ).entry
                if state != "registered":
                    _ = issue(registry, entry) if issue else registry.issue(entry, version(word))
                with registry.books.write() as connection:
                    connection.execute(update(cases).where(cases.c.id == entry.case).values(member=SENDER))
                if state == "withdrawn":
                    registry.acting("the first").cases.withdraw(entry.case, "It was sent by mistake.")
                    registry.acting("the second").confirmations.confirm_withdrawal(entry.case)
                yield Made(registry.entry(entry.symbols[0]), kind, organ, state, word)


def of_distribution(distribution: Distribution, organ: str, word: str) -> Document:
    """A letter with this distribution, to this organ, with a word in its title and its text."""
    plain = letter(organs=(organ,), text=f"I have the honour to write of {word}.")
    masthead = msgspec.structs.replace(plain.masthead, distribution=distribution, title=f"Letter on {word}")
    return msgspec.structs.replace(plain, masthead=masthead)


def asker(*roles: str, member: str | None = None) -> Asker:
    """Somebody with these roles."""
    person = Person(id=1, email="a@b.example", name="A", language="en", roles=roles, member=member)  # type: ignore[arg-type]
    return Asker(person=person)


ASKERS: dict[str, Asker] = {
    "anybody": Asker(),
    "nobody in particular": asker(),
    "reader": asker("reader"),
    "administrator": asker("administrator"),
    "registrar": asker("registrar"),
    "language editor": asker("language-editor"),
    "approver": asker("approver"),
    "mission that sits": asker("mission", member=SITTING),
    "mission that does not": asker("mission", member=ABSENT),
    "mission that sent it": asker("mission", member=SENDER),
}


def sees(who: str, kind: str, organ: str, state: str) -> bool:
    """Whether somebody sees a document: written down apart from the code, as a person would say it."""
    if who in ("registrar", "approver"):
        return True
    if state == "withdrawn":
        return False
    if who == "language editor":
        return True
    if state == "registered":
        return who == "mission that sent it"
    if kind == "public":
        return True
    if kind == "limited":
        return who == "reader" or who.startswith("mission")
    if who == "mission that sent it":
        return True
    # restricted and secret: those who sit in the organ; all sit in the Plenary Assembly
    return who == "mission that sits" or (who == "mission that does not" and organ == "PA")
