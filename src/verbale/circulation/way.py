"""The way through: read, cite, check, register, issue, circulate. Each step tells what it found.

A file goes through once. When it comes again, or when a process ended in the middle, it goes on where it stopped.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import msgspec

from verbale.circulation import telling
from verbale.document import Document, Language
from verbale.errors import Place, RegistryError, VerbaleError
from verbale.registry import Entry, Original, Registry
from verbale.registry.deriving import change_of

if TYPE_CHECKING:
    from verbale.circulation.reading_apart import ReadingApart, Seen
    from verbale.circulation.writing_apart import WritingApart
    from verbale.registry.numbering import ChangeKind
    from verbale.rules import Finding

__all__ = [
    "Changes",
    "Passage",
    "Refused",
    "Step",
    "StepName",
    "Watch",
    "circulate",
    "circulate_entry",
    "cite",
    "issue",
    "read_file",
    "register",
]

StepName = Literal["read", "cite", "check", "register", "issue", "circulate"]

_UNUSABLE = ("V108", "V401")
"""Errors that leave the file unusable until another one comes: who signs is not known, or a part is missing."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A step that was made: what it found, in lines, and how long it took."""

    name: StepName
    found: tuple[str, ...]
    seconds: float


class Watch(Protocol):
    """Who looks on: told when a step begins, and when it ends or stops."""

    def begin(self, name: StepName) -> None:
        """A step begins."""
        ...

    def end(self, step: Step) -> None:
        """A step was made."""
        ...

    def stop(self, name: StepName) -> None:
        """A step ended in an error."""
        ...


class Refused(VerbaleError):
    """The rules found errors, so the document goes no further. ``findings`` holds all that they found.

    Its exit status is 1, and 2 where the file itself cannot be used: a part is missing, or who signs is not known.
    """

    def __init__(
        self, what: str, *, findings: Sequence[Finding], where: Place | None = None, fix: str | None = None
    ) -> None:
        super().__init__(what, where=where, fix=fix)
        self.findings = tuple(findings)
        unusable = any(f.severity == "error" and f.code in _UNUSABLE for f in findings)
        self.exit_status = 2 if unusable else 1


@dataclass(frozen=True, slots=True)
class Changes:
    """The issued document that a file changes, how, and in which languages where not in all."""

    entry: Entry
    kind: ChangeKind
    languages: tuple[Language, ...] = ()


@dataclass(slots=True)
class Passage:
    """A document on its way, and what its steps found so far."""

    registry: Registry
    watch: Watch | None = None
    document: Document | None = None
    entry: Entry | None = None
    new: bool = False
    findings: tuple[Finding, ...] = ()
    passed_over: tuple[str, ...] = ()
    notices: int = 0
    laid: int = 0
    lists: tuple[str, ...] = ()
    steps: list[Step] = field(default_factory=list)
    seen: Seen | None = None
    writer: WritingApart | None = None
    took: dict[StepName, float] = field(default_factory=dict)
    changes: Changes | None = None
    alone: bool = False

    def step(self, name: StepName, work: Callable[[], Sequence[str]]) -> None:
        """Make a step: do its work, which answers what it found."""
        if self.watch:
            self.watch.begin(name)
        started = time.perf_counter()
        try:
            found = tuple(work())
        except BaseException:
            if self.watch:
                self.watch.stop(name)
            raise
        made = Step(
            name=name, found=found, seconds=round(self.took.get(name, time.perf_counter() - started), 4)
        )
        self.steps.append(made)
        if self.watch:
            self.watch.end(made)


def circulate(
    registry: Registry,
    file: Path,
    *,
    day: date | None = None,
    again: bool = False,
    anyway: bool = False,
    watch: Watch | None = None,
    apart: ReadingApart | None = None,
    writer: WritingApart | None = None,
    changes: Changes | None = None,
    alone: bool = False,
) -> Passage:
    """Take a file the whole way: read, cited, checked, registered, issued and circulated.

    ``day`` is the document's date, if not the masthead's. ``again`` registers a file a second time; ``anyway`` goes on
    although the rules found errors. Both are recorded. ``apart`` is the file being read already, ``writer`` a writer
    that is made ready. ``changes`` is the issued document that the file corrects, adds to or replaces: its masthead is made
    from that document's. ``alone`` does not wait for language versions that were begun.

    Raises ReadError where the file cannot be read, Refused where the rules found errors, NoSession, SymbolTaken,
    WriteError and RegistryError; then the document went no further than the last step told, and the same call goes on
    from there.
    """
    passage = register(
        registry, file, day=day, again=again, anyway=anyway, watch=watch, apart=apart, changes=changes
    )
    passage.writer, passage.alone = writer, alone
    _go_on(passage)
    return passage


def circulate_entry(
    registry: Registry, entry: Entry, *, watch: Watch | None = None, alone: bool = False
) -> Passage:
    """Take a registered document the rest of the way: issued, where a language of it is ready, and circulated."""
    passage = Passage(registry, watch, document=registry.document(entry), entry=entry, alone=alone)
    _go_on(passage)
    return passage


def issue(registry: Registry, entry: Entry, *, watch: Watch | None = None, alone: bool = False) -> Passage:
    """Issue the languages of a registered document that are ready: their notices wait in the outbox.

    Raises NotReady where it waits for versions that were begun (``alone`` does not), WriteError and RegistryReadOnly.
    """
    passage = Passage(registry, watch, document=registry.document(entry), entry=entry, alone=alone)
    _issue(passage)
    return passage


def register(
    registry: Registry,
    file: Path,
    *,
    day: date | None = None,
    again: bool = False,
    anyway: bool = False,
    watch: Watch | None = None,
    apart: ReadingApart | None = None,
    changes: Changes | None = None,
) -> Passage:
    """Read, cite and check a file, and give it its symbols. Raises as ``circulate`` does."""
    passage = Passage(registry, watch, changes=changes)
    original = read_file(passage, file, apart)
    cite(passage)
    if changes is not None:
        passage.document = change_of(
            registry.document(changes.entry),
            _document(passage),
            registry.profile,
            changes.kind,
            day=day or _document(passage).masthead.date or registry.versions.today(),
            languages=changes.languages,
        )
    earlier = None if again else registry.by_file(original.sha256)
    if earlier is None:
        _check(passage, again=again, anyway=anyway)
    _register(passage, original, day=day, again=again)
    return passage


def _go_on(passage: Passage) -> None:
    try:
        _issue(passage)
        _circulate(passage)
    except VerbaleError as error:
        entry = _entry(passage)
        state = passage.registry.entry(entry.symbols[0]).state
        goes_on = f"{entry.symbol} stays {state}; go on with: verbale circulate {entry.symbols[0]}"
        error.fix = f"{error.fix}. {goes_on}" if error.fix else goes_on
        raise


def read_file(passage: Passage, file: Path, apart: ReadingApart | None) -> Original:
    """The first step: read a file into the passage's document."""
    originals: list[Original] = []

    def work() -> Sequence[str]:
        if apart is None:
            from verbale.reading import read
            from verbale.reading.files import load

            data, _ = load(file)
            passage.document = read(data, name=file.name, nomenclature=passage.registry.profile.nomenclature)
        else:
            passage.seen = apart.seen()
            passage.document, passage.took["read"] = passage.seen.document, passage.seen.reading
            data = file.read_bytes()
            if sha256(data).hexdigest() != passage.seen.sha256:
                raise RegistryError(
                    "the file changed while it was read",
                    where=Place(file=file.name),
                    fix="Give it again when it is whole",
                )
        source = passage.document.source
        media_type = source.media_type if source else "application/octet-stream"
        originals.append(Original(name=file.name, media_type=media_type, data=data))
        return telling.of_reading(passage.document)

    passage.step("read", work)
    return originals[0]


def cite(passage: Passage) -> None:
    """The second step: find its citations."""

    def work() -> Sequence[str]:
        if not _document(passage).citations:
            from verbale.citing import cite_document

            passage.document = cite_document(_document(passage))
        return telling.of_citing(_document(passage))

    passage.step("cite", work)


def _check(passage: Passage, *, again: bool, anyway: bool) -> None:
    def work() -> Sequence[str]:
        head = _document(passage).masthead
        if not (head.organs or head.date or head.symbols or head.distribution):
            raise RegistryError(
                "the file has no masthead, so nothing says whose document it is, of which date and for whom",
                where=Place(field="masthead"),
                fix="Write one above the text: the organ or organs, Distr., the date, the items, the title",
            )
        passage.findings = _found(passage) + (() if again else _found_in_the_books(passage))
        return telling.of_checking(passage.findings)

    passage.step("check", work)
    errors = tuple(dict.fromkeys(finding.code for finding in passage.findings if finding.severity == "error"))
    if errors and not anyway:
        count = sum(finding.severity == "error" for finding in passage.findings)
        raise Refused(
            f"the rules found {count} error{'s' if count != 1 else ''} ({', '.join(errors)}); nothing was registered",
            findings=passage.findings,
            fix="Correct them, or pass over them with --anyway, which is recorded",
        )
    passage.passed_over = errors


def _found(passage: Passage) -> tuple[Finding, ...]:
    """What the rules find that look at the document alone."""
    if passage.seen is not None and passage.changes is None:
        passage.took["check"] = passage.seen.checking
        if passage.seen.findings == b"[]":
            return ()
        from verbale.rules import Finding

        return msgspec.json.decode(passage.seen.findings, type=tuple[Finding, ...])
    from verbale.rules import check

    found = tuple(check(_document(passage), passage.registry.profile))
    if passage.changes is not None and passage.changes.kind != "revision":
        # corrections and additions are pieces of a document, and have no form of their own
        return tuple(finding for finding in found if finding.code != "V100")
    return found


def _found_in_the_books(passage: Passage) -> tuple[Finding, ...]:
    """What the rule finds that asks whether the same communication was registered. That no symbol is taken the registry
    says itself, with the name of the document that has it."""
    registry, document = passage.registry, _document(passage)
    if registry.registered_as(document) is None:
        return ()
    from verbale.rules import Chain

    return tuple(
        Chain().choose(select=("registered-before",)).check(document, registry.profile, known=registry)
    )


def _register(passage: Passage, original: Original, *, day: date | None, again: bool) -> None:
    def work() -> Sequence[str]:
        registry = passage.registry
        changes = passage.changes
        made = registry.register(
            _document(passage),
            original,
            day=day,
            again=again,
            anyway=passage.passed_over,
            change=(changes.entry, changes.kind, changes.languages) if changes else None,
        )
        passage.entry, passage.new = made.entry, made.new
        passage.document = registry.document(made.entry)
        return telling.of_registering(made.entry, new=made.new, passed_over=passage.passed_over)

    passage.step("register", work)


def _issue(passage: Passage) -> None:
    def work() -> Sequence[str]:
        registry, entry, document = passage.registry, _entry(passage), _document(passage)
        release = registry.versions.release(entry, alone=passage.alone)
        if not release.languages:
            return telling.of_issuing(entry, new=False)
        from verbale.circulation.releasing import issue_languages

        made, told = issue_languages(registry, entry, document, release, writer=passage.writer)
        passage.entry = made.entry
        return [
            *telling.of_issuing(made.entry, new=made.new),
            *telling.of_release(release),
            *telling.of_recipients(told),
            *_catalogued(registry),
        ]

    passage.step("issue", work)


def _catalogued(registry: Registry) -> Sequence[str]:
    """Let the catalogue see what was issued. The document is issued whether that goes well or not, and seen the next time."""
    from verbale.archive.keeping import refresh

    try:
        refresh(registry)
    except RegistryError as error:
        return (f"not in the catalogue yet: {error.what}",)
    return ()


def _circulate(passage: Passage) -> None:
    def work() -> Sequence[str]:
        from verbale.circulation.delivering import deliver

        registry = passage.registry
        waited = _entry(passage).state != "circulated"
        passage.lists = deliver(registry).lists
        passage.entry = registry.entry(_entry(passage).symbols[0])
        notices = registry.notices(passage.entry)
        passage.notices, passage.laid = len(notices), sum(notice.way == "file" for notice in notices)
        return telling.of_circulating(passage.entry, notices=notices, lists=passage.lists, new=waited)

    passage.step("circulate", work)


def _document(passage: Passage) -> Document:
    if passage.document is None:
        raise RegistryError("the file was not read yet")
    return passage.document


def _entry(passage: Passage) -> Entry:
    if passage.entry is None:
        raise RegistryError("the document was not registered yet")
    return passage.entry
