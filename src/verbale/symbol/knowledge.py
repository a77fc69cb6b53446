"""What is known of series: roots, bodies, natures, suffixes. Data under ``data/``, loaded once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from verbale.symbol.characters import fold

__all__ = [
    "Body",
    "Change",
    "Foreign",
    "Knowledge",
    "Nature",
    "Organ",
    "PartWord",
    "foreign",
    "knowledge",
    "lists",
]


class Organ(msgspec.Struct, frozen=True, kw_only=True):
    """The owner of a root. ``principal`` is its place among the principal organs, 0 for all others; after a ``numbered``
    root stands its session: IDB.48/16."""

    root: str
    name: str
    principal: int = 0
    numbered: bool = False
    inner: str = ""
    examples: tuple[str, ...] = ()


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """A subsidiary body. ``organ``: it is named as an organ of its own; ``session``: its number is its session."""

    root: str
    element: str
    name: str
    organ: bool = False
    session: bool = False
    inner: str = ""
    examples: tuple[str, ...] = ()


class Nature(msgspec.Struct, frozen=True, kw_only=True):
    """An element that tells what kind of document it is: ``form`` "dot" (PV.9) or "word" (RES/1/2)."""

    code: str
    form: str
    name: str
    print: str = ""
    kind: str | None = None
    distribution: str | None = None
    joins: bool = False
    under: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A change of a document, with a symbol of its own. ``base``: it belongs to the symbol without it."""

    code: str
    print: str
    relation: str
    base: bool
    words: tuple[str, ...]
    examples: tuple[str, ...] = ()


class PartWord(msgspec.Struct, frozen=True, kw_only=True):
    """A word for a part of a document, in brackets; one with nothing to ``print`` is a remark and is left out."""

    code: str
    print: str
    words: tuple[str, ...]
    examples: tuple[str, ...] = ()


class Foreign(msgspec.Struct, frozen=True, kw_only=True):
    """What looks like a symbol and is none, by a pattern."""

    name: str
    pattern: str
    examples: tuple[str, ...] = ()


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text("utf-8"))


class Knowledge:
    """The tables that the grammar looks up; keys are folded and in capitals."""

    def __init__(self) -> None:
        suffixes, words = _toml("suffixes"), _toml("words")
        organs = msgspec.convert(_toml("organs")["organ"], tuple[Organ, ...])
        bodies = msgspec.convert(_toml("bodies")["body"], tuple[Body, ...])
        natures = msgspec.convert(_toml("natures")["nature"], tuple[Nature, ...])
        changes = msgspec.convert(suffixes["change"], tuple[Change, ...])
        parts = msgspec.convert(suffixes["part"], tuple[PartWord, ...])
        self.organs = {organ.root: organ for organ in organs}
        self.bodies = {(body.root, body.element.upper()): body for body in bodies}
        self.natures = {nature.code: nature for nature in natures}
        self.changes = {_key(word): change for change in changes for word in change.words}
        self.parts = {_key(word): part for part in parts for word in part.words}
        self.prints: dict[str, dict[str, str]] = words["print"]
        printed: list[str] = [*words["words"], *words["numbered"], *(n.print or n.code for n in natures)]
        self.words = {word.upper(): word for word in printed}
        # Written as one word too: "TechnicalPaper.1".
        self.words |= {word.upper().replace(" ", ""): word for word in printed if " " in word}
        # Numbers that an organ keeps for one document of each session or year.
        self.reserved = {
            (entry["organ"], number): entry["kind"]
            for entry in _toml("reserved")["reserved"]
            for number in entry["numbers"]
        }
        self.aliases: dict[str, str] = words["aliases"]
        names = "|".join(sorted(self.aliases, key=len, reverse=True))
        self.alias = re.compile(rf"({names})\s?/\s?(?=(?:RES|DEC|PRST|PV)\b)", re.IGNORECASE)
        lead = sorted((fold(word) for word in words["lead"]), key=len, reverse=True)
        self.lead = re.compile(
            rf"\s*(?:{'|'.join(map(re.escape, lead))})\.?\s*(?=[A-Za-z]+\s?/)", re.IGNORECASE
        )
        self.numbered = {word.upper() for word in words["numbered"]}
        self.numbered |= {nature.code for nature in natures}

    def body(self, root: str, element: str) -> Body | None:
        """The body that an element (in its printed form) names directly under a root."""
        found = self.bodies.get((root, element.upper()))
        if found is None:
            stem = element.rstrip("0123456789")
            if stem != element:
                found = self.bodies.get((root, f"{stem.upper()}*"))
        return found

    def nature(self, root: str, code: str) -> Nature | None:
        """The nature that a word tells under a root."""
        found = self.natures.get(code)
        return found if found and (not found.under or root in found.under) else None


def _key(word: str) -> str:
    return fold(word).upper().replace(" ", "").replace(".", "")


@cache
def knowledge() -> Knowledge:
    """The tables, loaded when first asked for."""
    return Knowledge()


@cache
def lists() -> dict[str, list[str]]:
    """What stands between the items of a list ("and", "glued", "marks")."""
    return {name: values for name, values in _toml("lists").items() if name != "examples"}


@cache
def _foreign() -> tuple[tuple[re.Pattern[str], str], ...]:
    found = msgspec.convert(_toml("foreign")["foreign"], tuple[Foreign, ...])
    return tuple((re.compile(foreign.pattern), foreign.name) for foreign in found)


def foreign(text: str) -> str | None:
    """What a text is that looks like a symbol and is none ("a press release"), or None."""
    shown = text.lstrip()[:60].upper()
    return next((name for pattern, name in _foreign() if pattern.match(shown)), None)
