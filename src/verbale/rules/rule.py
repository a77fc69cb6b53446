"""A rule, and what it is given to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import msgspec

from verbale.document import Block, Communication, Document, Language, Masthead, Part, Request, Session
from verbale.languages.nomenclature import Nomenclature
from verbale.profiles import Profile
from verbale.rules.finding import Finding, Severity, Spot

if TYPE_CHECKING:
    from verbale.citing.link_audit import LinkFinding

__all__ = ["Examination", "Found", "Known", "Rule", "rule"]

EDITORIAL_MANUAL = "UN Editorial Manual, documents: communications"


class Known(Protocol):
    """What the books know. A registry answers this; without one the rules about the books find nothing."""

    def registered_as(self, document: Document) -> str | None:
        """The symbol (or the case) under which the same communication is in the books, if it is."""
        ...

    def holds(self, symbol: str) -> bool:
        """Whether a document with this symbol, in normal form, is in the books."""
        ...


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule says; the rule's own name and source are added to it."""

    where: Spot
    message: str
    fix: str
    severity: Severity | None = None


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """``code`` and ``name`` never change; ``asks`` says in one sentence what must hold, ``detail`` what else to know;
    ``find`` looks."""

    code: str
    name: str
    severity: Severity
    asks: str
    source: str
    find: Callable[[Examination], Iterator[Found]]
    detail: str = ""

    def findings(self, seen: Examination) -> Iterator[Finding]:
        """What it finds in a document."""
        for found in self.find(seen):
            yield Finding(
                code=self.code,
                rule=self.name,
                severity=found.severity or self.severity,
                where=found.where,
                message=found.message,
                fix=found.fix,
                source=self.source,
            )


def rule(
    *, code: str, name: str, severity: Severity, asks: str, source: str
) -> Callable[[Callable[[Examination], Iterator[Found]]], Rule]:
    """Makes a rule of a function that yields what it finds; its docstring is the rule's detail."""

    def made(find: Callable[[Examination], Iterator[Found]]) -> Rule:
        detail = " ".join((find.__doc__ or "").split())
        return Rule(
            code=code, name=name, severity=severity, asks=asks, source=source, find=find, detail=detail
        )

    return made


@dataclass
class Examination:
    """A document under examination, with its profile and, where there is one, the books."""

    document: Document
    profile: Profile
    known: Known | None = None
    links: tuple[LinkFinding, ...] = ()
    """The links of the file, judged: ``verbale.citing.link_audit``."""
    catalogued: Callable[[str], bool] | None = None
    """Whether the catalogue holds a symbol; None where it is not asked."""

    @property
    def masthead(self) -> Masthead:
        return self.document.masthead

    @property
    def language(self) -> Language:
        return self.document.language

    @property
    def letter(self) -> Communication | None:
        """The communication, if the document is a letter or a note verbale."""
        return self.document.communication if self.document.kind in {"letter", "note-verbale"} else None

    @property
    def from_state(self) -> bool:
        """Whether a member sends it: a letter between the organs and the Secretary-General asks for less."""
        if self.letter is None:
            return False
        own = [self.profile.office(sender.office) for sender in self.letter.senders if sender.office]
        stateless = [office for office in own if office is not None and not office.state]
        return not self.letter.senders or len(stateless) < len(self.letter.senders)

    @property
    def request(self) -> Request:
        return (self.letter.request if self.letter else None) or Request()

    @property
    def day(self) -> date | None:
        """The document's date, or the letter's where the document has none yet."""
        return self.masthead.date or (self.letter.dated if self.letter else None)

    @cached_property
    def nomenclature(self) -> Nomenclature:
        return self.profile.nomenclature

    @property
    def main(self) -> tuple[int, Part] | None:
        """The first part, with its index."""
        return next(((i, part) for i, part in enumerate(self.document.parts) if part.role == "main"), None)

    @property
    def attached(self) -> list[tuple[int, Part]]:
        """Annexes, appendices and enclosures, with their index."""
        return [(i, part) for i, part in enumerate(self.document.parts) if part.role != "main"]

    @property
    def main_blocks(self) -> list[tuple[int, Block]]:
        return list(enumerate(self.main[1].blocks)) if self.main else []

    def session_of(self, organ: str) -> Session | None:
        """The session on the masthead, else the one that is open on the document's day."""
        printed = next((session for session in self.masthead.sessions if session.organ == organ), None)
        if printed is not None:
            return printed
        return self.profile.session_at(organ, self.day) if self.day else None

    def organ_name(self, prefix: str) -> str:
        """The organ's English name, or its prefix where the profile has no such organ."""
        try:
            return self.nomenclature.organ_name(prefix, "en")
        except KeyError:
            return prefix

    def state_name(self, code: str) -> str:
        """The State's English name, or its code where nobody has that code."""
        try:
            return self.nomenclature.state_name(code, "en")
        except KeyError:
            return code

    def found(self, field: str, message: str, fix: str, *, severity: Severity | None = None) -> Found:
        """Something found at a field of the contract."""
        return Found(where=self.spot(field), message=message, fix=fix, severity=severity)

    def found_in(
        self, part: int, block: int | None, message: str, fix: str, *, severity: Severity | None = None
    ) -> Found:
        """Something found in a part, or in one of its blocks."""
        field = f"parts.{part}" + (f".blocks.{block}" if block is not None else "")
        return Found(
            where=self.spot(field, part=part, block=block), message=message, fix=fix, severity=severity
        )

    def spot(
        self, field: str, *, part: int | None = None, block: int | None = None, footnote: int | None = None
    ) -> Spot:
        """A place, with page and line where the reader gave evidence for the field or for one above it."""
        head, _, rest = field.partition(".")
        if part is None and head == "parts" and rest:
            part = int(rest.partition(".")[0])
        if footnote is None and head == "footnotes" and rest:
            footnote = int(rest.partition(".")[0])
        seen = None
        evidence = self.document.evidence
        if not isinstance(evidence, msgspec.UnsetType):
            path = field
            while path and (seen := evidence.get(path) or evidence.get(f"{path}.0")) is None:
                path = path.rpartition(".")[0]
        return Spot(
            field=field,
            part=part,
            block=block,
            footnote=footnote,
            page=seen.page if seen else None,
            line=seen.line if seen else None,
            text=seen.text if seen else None,
            label=self._label(part, block, footnote),
        )

    def _label(self, part: int | None, block: int | None, footnote: int | None) -> str | None:
        """ "annex II, paragraph 3": the third paragraph, whatever number it bears itself."""
        if footnote is not None:
            return f"footnote {self.document.footnotes[footnote].label}"
        if part is None or part >= len(self.document.parts):
            return None
        found = self.document.parts[part]
        name = "text" if found.role == "main" else " ".join(filter(None, (found.role, found.number)))
        if block is None or block >= len(found.blocks):
            return name
        kind = found.blocks[block].type
        place = sum(other.type == kind for other in found.blocks[: block + 1])
        return f"{name}, {kind} {place}"
