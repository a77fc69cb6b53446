"""What is done with cases and with documents after issue, where files are read or written for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.circulation.recipients import recipients
from verbale.circulation.releasing import new_version, shared_out
from verbale.circulation.way import Passage, Refused, cite, read_file
from verbale.document import Document, Language
from verbale.errors import NoSuchVersion, RegistryError, WrongState
from verbale.registry import Entry, Original, Registry
from verbale.registry.deriving import reissue_of
from verbale.registry.numbering import digest_of
from verbale.writing import write_all

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from verbale.circulation.reading_apart import ReadingApart
    from verbale.registry.cases import Case, Taken
    from verbale.registry.flow import Request
    from verbale.registry.versions import Version
    from verbale.rules import Finding

__all__ = ["accept", "ask_reissue", "confirm", "findings", "make_ready", "read_for", "resubmit", "take_in"]


def read_for(registry: Registry, file: Path, apart: ReadingApart | None = None) -> tuple[Document, Original]:
    """A file as a document with its citations, and as what came in. Raises ReadError."""
    passage = Passage(registry)
    original = read_file(passage, file, apart)
    cite(passage)
    if passage.document is None:
        raise RegistryError("the file was not read")
    return passage.document, original


def findings(registry: Registry, document: Document) -> tuple[Finding, ...]:
    """What the rules find in a case's document."""
    from verbale.rules import check

    return tuple(check(document, registry.profile, known=registry))


def accept(registry: Registry, case: int, *, anyway: bool = False) -> Case:
    """Accept a case in whose document the rules find no error; ``anyway`` passes over those that they find, which is
    recorded. Raises Refused, NoSuchCase, WrongState, and RegistryError where its file was not read."""
    document = registry.cases.document(case)
    if document is None:
        raise RegistryError(
            f"the file of case {case} was not read, so nothing of it can be accepted",
            fix="Return it with the reason",
        )
    found = findings(registry, document)
    codes = tuple(dict.fromkeys(one.code for one in found if one.severity == "error"))
    if codes and not anyway:
        raise Refused(
            f"the rules find errors in case {case} ({', '.join(codes)})",
            findings=found,
            fix="Return it with the reason, or pass over them with --anyway, which is recorded",
        )
    return registry.cases.accept(case, codes)


def take_in(
    registry: Registry,
    file: Path,
    *,
    source: str | None = None,
    door: str = "command",
    member: str | None = None,
    again: bool = False,
    apart: ReadingApart | None = None,
) -> Taken:
    """Read a file and open a case for it, once (see ``Cases.take_in``). Raises ReadError."""
    document, original = read_for(registry, file, apart)
    return registry.cases.take_in(original, document, source=source, door=door, member=member, again=again)


def resubmit(registry: Registry, case: int, file: Path, apart: ReadingApart | None = None) -> Case:
    """Read a corrected file and give it to a returned case (see ``Cases.resubmit``). Raises ReadError."""
    document, original = read_for(registry, file, apart)
    return registry.cases.resubmit(case, original, document)


def make_ready(
    registry: Registry, entry: Entry, file: Path, *, language: Language | None = None
) -> tuple[Version, ...]:
    """Read the text of a version; it is ready to be issued. Raises ReadError, and WrongState where the file is not in
    ``language``."""
    document, _ = read_for(registry, file)
    _must_be(document, language)
    return registry.versions.ready(entry, document)


def ask_reissue(
    registry: Registry, entry: Entry, language: Language, reason: str, *, file: Path | None = None
) -> Request:
    """Ask that an issued version is issued again under its symbol, in the words of ``file`` or the same ones.

    Raises NoSuchVersion where it was not issued in this language, and as ``Confirmations.ask`` does.
    """
    issued = {file.language for file in entry.files}
    if language not in issued:
        raise NoSuchVersion(
            f"{entry.symbol} was not issued in this language ({language})",
            fix=f"It was issued in {', '.join(sorted(issued))}" if issued else "Issue it first",
        )
    document = None
    if file is not None:
        document, _ = read_for(registry, file)
        _must_be(document, language)
    return registry.confirmations.ask(entry.case, "reissue", reason, language=language, document=document)


def confirm(registry: Registry, entry: Entry, *, day: date | None = None) -> Entry:
    """Do what somebody else asked for a document: withdraw it, or issue a version again, dated ``day`` (by default today
    at the organization's seat). The files that were issued before stay.

    Raises WrongState, SamePerson, WriteError and RegistryReadOnly; then nothing was changed.
    """
    request = registry.confirmations.asked(entry.case)
    registry.confirmations.must_be_another(request)
    if request.what == "withdrawal":
        registry.confirmations.confirm_withdrawal(entry.case)
        return registry.entry(entry.symbols[0])
    language = request.language or entry.language
    version = registry.versions.document(entry, language)
    on = day or registry.versions.today()
    made = reissue_of(version, on, registry.confirmations.asked_document(request))
    written = write_all(made, registry.profile)
    told = recipients(registry, version, date.fromisoformat(entry.date)).rule
    issued = {file.language for file in entry.files}
    rest = language if language == entry.language else None
    shares = shared_out(told, [*issued, language], rest)
    again = new_version(
        made,
        written,
        shares[language],
        job_number=version.masthead.job_number,
        reissue=1 + max(file.reissue for file in entry.files if file.language == language),
        told={
            "date": on.isoformat(),
            "reason": request.reason,
            "asked_by": request.asked_by,
            "record": digest_of(made),
        },
    )

    def settle(connection: Connection) -> None:
        registry.confirmations.settle(connection, entry.case, "reissue", "confirmed")
        registry.versions.reissued(connection, entry, made)

    return registry.issue(entry, again, settle=settle).entry


def _must_be(document: Document, language: Language | None) -> None:
    if language is not None and document.language != language:
        raise WrongState(
            f"the file is in another language ({document.language}) and not in the one named ({language})",
            fix="Give the file in that language, or name its own",
        )
