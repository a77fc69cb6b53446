"""Language versions: what was begun, what is ready, what is late, and what is issued together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from verbale.document import Document, Language, decode, encode
from verbale.errors import NoSuchVersion, NotReady, WrongState
from verbale.profiles import Profile
from verbale.registry import entries, log
from verbale.registry.books import Books
from verbale.registry.deriving import original_languages, translation_of
from verbale.registry.entries import Entry
from verbale.registry.numbering import digest_of
from verbale.registry.schema import cases, documents, relations, version_work, versions

__all__ = ["Late", "Original", "Release", "Status", "Version", "Versions"]

Status = Literal["not begun", "in translation", "ready", "issued"]


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One language of a document. ``original``: its main text was submitted in it. ``late``: it is past its due date and
    neither ready nor issued. ``reissues`` counts how often it was issued again under its symbol."""

    language: Language
    status: Status
    original: bool = False
    due: str | None = None
    late: bool = False
    issued: str | None = None
    reissues: int = 0


class Original(msgspec.Struct, frozen=True, kw_only=True):
    """In which languages a part of a document was submitted: the main text, or an annex by its number."""

    role: str
    number: str | None
    languages: tuple[Language, ...]


class Late(msgspec.Struct, frozen=True, kw_only=True):
    """A version that is past its due date."""

    symbol: str
    title: str | None
    language: Language
    due: str
    status: Status


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """What is issued now: the languages, and those that they do not wait for."""

    languages: tuple[Language, ...]
    ahead: tuple[Language, ...] = ()


class Versions:
    """The language versions of a registry's documents, as somebody (``who``) works with them."""

    def __init__(self, books: Books, profile: Callable[[], Profile], who: str) -> None:
        self._books = books
        self._profile = profile
        self._who = who

    # -- looking

    def listing(self, entry: Entry, *, today: date | None = None) -> tuple[Version, ...]:
        """Every version that the document has or is to have, in the order of the profile's languages.

        ``today`` is by default the day at the organization's seat.
        """
        with self._books.read() as connection:
            return self._versions(connection, entry, today or self.today())

    def originals(self, entry: Entry) -> tuple[Original, ...]:
        """In which languages the main text and each annex were submitted; an annex that says nothing was submitted in those
        of the main text (UN Editorial Manual, documents: masthead, language)."""
        with self._books.read() as connection:
            document = entries.record(connection, entry.id)
        main = original_languages(document)
        return tuple(
            Original(role=part.role, number=part.number, languages=part.original_languages or main)
            for part in document.parts
        )

    def document(self, entry: Entry, language: str) -> Document:
        """The text of one version, as it was issued last, or as it is to be.

        Raises NoSuchVersion where the document has no text in this language.
        """
        with self._books.read() as connection:
            return self.text(connection, entry, language)

    def text(self, connection: Connection, entry: Entry, language: str) -> Document:
        """The same, within the caller's view of the books."""
        record = connection.execute(
            select(version_work.c.record).where(
                version_work.c.document_id == entry.id, version_work.c.language == language
            )
        ).scalar()
        if record is None and language == entry.language:
            return entries.record(connection, entry.id)
        if record is None:
            raise NoSuchVersion(
                f"{entry.symbol} is not there in this language ({language})",
                fix=f"See which languages it has: verbale version list {entry.symbols[0]}",
            )
        return decode(record)

    def late(self, *, today: date | None = None) -> tuple[Late, ...]:
        """Versions past their due date that are neither ready nor issued, the latest first."""
        day = (today or self.today()).isoformat()
        done = select(versions.c.id).where(
            versions.c.document_id == version_work.c.document_id,
            versions.c.language == version_work.c.language,
        )
        query = (
            select(
                documents.c.display,
                documents.c.title,
                version_work.c.language,
                version_work.c.due,
                version_work.c.status,
            )
            .join(documents, documents.c.id == version_work.c.document_id)
            .join(cases, cases.c.id == documents.c.case_id)
            .where(version_work.c.due < day, version_work.c.status == "in translation")
            .where(cases.c.state != "withdrawn", ~done.exists())
            .order_by(version_work.c.due, documents.c.id, version_work.c.language)
        )
        with self._books.read() as connection:
            return tuple(
                Late(
                    symbol=row.display,
                    title=row.title,
                    language=row.language,
                    due=row.due,
                    status=row.status,
                )
                for row in connection.execute(query)
            )

    def today(self) -> date:
        """The day at the organization's seat."""
        return datetime.now(UTC).astimezone(ZoneInfo(self._profile().time_zone)).date()

    # -- working

    def begin(
        self, entry: Entry, languages: Sequence[Language] = (), *, due: date | None = None
    ) -> tuple[Version, ...]:
        """Begin versions: these, or all that are not begun; due on a day.

        Raises NoSuchVersion for a language that the document has no version in, and WrongState where it is begun.
        """
        with self._books.write() as connection:
            found = self._held(connection, entry)
            wanted = languages or [
                version.language
                for version in found.values()
                if version.status == "not begun" and version.language != entry.language
            ]
            at = log.now()
            happened: list[log.Happened] = []
            for language in wanted:
                self._one(entry, found, language, "not begun")
                row: dict[str, object] = {"document_id": entry.id, "language": language}
                row |= {
                    "status": "in translation",
                    "due": due.isoformat() if due else None,
                    "changed": at,
                }
                connection.execute(insert(version_work).values(**row))
                data: dict[str, object] = {"language": language}
                data |= {"due": due.isoformat()} if due else {}
                happened.append(("version-begun", entry.case, data))
            if happened:
                log.append(connection, *happened, who=self._who, at=at)
            return self._versions(connection, entry, self.today())

    def set_due(self, entry: Entry, language: Language, due: date) -> tuple[Version, ...]:
        """Set the day on which a version that was begun is due. Raises NoSuchVersion and WrongState."""
        with self._books.write() as connection:
            self._one(entry, self._held(connection, entry), language, "in translation", "ready")
            self._set(connection, entry, language, due=due.isoformat())
            log.append(
                connection,
                ("version-due", entry.case, {"language": language, "due": due.isoformat()}),
                who=self._who,
            )
            return self._versions(connection, entry, self.today())

    def ready(self, entry: Entry, text: Document) -> tuple[Version, ...]:
        """Take the text of a version, in its language: it gets the masthead of the document's record and is ready to be
        issued. A text that was ready is replaced.

        Raises NoSuchVersion where the document has no version in the text's language, and WrongState where it is issued.
        """
        language = text.language
        with self._books.write() as connection:
            found = self._held(connection, entry)
            if language == entry.language:
                raise WrongState(
                    f"{entry.symbol} was registered in this language ({language})",
                    fix=f"Correct what is issued with: verbale reissue {entry.symbols[0]} --language {language}",
                )
            version = self._one(entry, found, language, "not begun", "in translation", "ready")
            made = translation_of(entries.record(connection, entry.id), text, self._profile())
            values = {"status": "ready", "record": encode(made), "changed": log.now()}
            if version.status == "not begun":
                row = {"document_id": entry.id, "language": language, **values}
                connection.execute(insert(version_work).values(**row))
            else:
                self._set(connection, entry, language, **values)
            data: dict[str, object] = {"language": language, "record": digest_of(made)}
            log.append(connection, ("version-ready", entry.case, data), who=self._who)
            return self._versions(connection, entry, self.today())

    def drop(self, entry: Entry, language: Language) -> tuple[Version, ...]:
        """Take back that a version was begun; nothing waits for it any longer. Raises NoSuchVersion and WrongState."""
        with self._books.write() as connection:
            self._one(entry, self._held(connection, entry), language, "in translation", "ready")
            connection.execute(
                delete(version_work).where(
                    version_work.c.document_id == entry.id, version_work.c.language == language
                )
            )
            log.append(connection, ("version-dropped", entry.case, {"language": language}), who=self._who)
            return self._versions(connection, entry, self.today())

    def reissued(self, connection: Connection, entry: Entry, document: Document) -> None:
        """Keep the text of a version that is issued again, within the transaction that issues it."""
        values = {"status": "ready", "record": encode(document), "changed": log.now()}
        if not self._set(connection, entry, document.language, **values):
            row = {"document_id": entry.id, "language": document.language, **values}
            connection.execute(insert(version_work).values(**row))

    # -- issuing

    def release(self, entry: Entry, *, alone: bool = False) -> Release:
        """Which languages can be issued now.

        A document whose languages are issued together (``Profile.released_together``) waits for every version that was
        begun; a version that nobody has begun holds nothing up, and is told as one that the others are ahead of.
        ``alone`` issues what is ready without waiting.

        Raises NotReady where it must wait, and WrongState where the document was withdrawn.
        """
        profile = self._profile()
        with self._books.read() as connection:
            found = self._versions(connection, entry, date.min)
            document = entries.record(connection, entry.id)
        if entry.state == "withdrawn":
            raise WrongState(f"{entry.symbol} was withdrawn: nothing of it is issued")
        ready = tuple(version.language for version in found if version.status == "ready")
        waited = tuple(version.language for version in found if version.status == "in translation")
        together = profile.released_together(document.masthead.distribution, document.kind)
        if together and waited and not alone:
            raise NotReady(
                f"{entry.symbol} is issued in all languages together, and waits for {', '.join(waited)}",
                languages=waited,
                fix="Let them become ready, or issue what is ready without them: --alone, which is recorded",
            )
        behind = tuple(version.language for version in found if version.status == "not begun")
        return Release(languages=ready, ahead=(*waited, *behind) if together and ready else ())

    # -- inside

    def _versions(self, connection: Connection, entry: Entry, today: date) -> tuple[Version, ...]:
        work = {
            row.language: row
            for row in connection.execute(
                select(version_work.c.language, version_work.c.status, version_work.c.due).where(
                    version_work.c.document_id == entry.id
                )
            )
        }
        issued: dict[str, tuple[str, int]] = {}
        query = select(versions).where(versions.c.document_id == entry.id).order_by(versions.c.reissue)
        for row in connection.execute(query):
            issued[row.language] = (row.issued, row.reissue)
        only = connection.execute(
            select(relations.c.languages).where(relations.c.document_id == entry.id)
        ).scalar()
        originals = original_languages(entries.record(connection, entry.id))
        return tuple(
            _version(
                language,
                work.get(language),
                issued.get(language),
                first=language == entry.language,
                original=language in originals,
                today=today.isoformat(),
            )
            for language in _languages(entry, self._profile(), only or "", issued)
        )

    def _held(self, connection: Connection, entry: Entry) -> dict[Language, Version]:
        query = select(cases.c.state).where(cases.c.id == entry.case).with_for_update()
        if connection.execute(query).scalar_one() == "withdrawn":
            raise WrongState(f"{entry.symbol} was withdrawn: nothing more is done with it")
        return {version.language: version for version in self._versions(connection, entry, date.min)}

    def _one(
        self, entry: Entry, found: dict[Language, Version], language: Language, *allowed: Status
    ) -> Version:
        version = found.get(language)
        if version is None:
            raise NoSuchVersion(
                f"{entry.symbol} has no version in this language ({language})",
                fix=f"Its languages are {', '.join(found)}",
            )
        if version.status not in allowed:
            raise WrongState(
                f"the version of {entry.symbol} in this language ({language}) is {version.status}",
                fix=f"That can be done with one that is {' or '.join(allowed)}",
            )
        return version

    def _set(self, connection: Connection, entry: Entry, language: str, **values: object) -> bool:
        of_it = (version_work.c.document_id == entry.id) & (version_work.c.language == language)
        values.setdefault("changed", log.now())
        return connection.execute(update(version_work).where(of_it).values(**values)).rowcount > 0


def _languages(
    entry: Entry, profile: Profile, only: str, issued: dict[str, tuple[str, int]]
) -> list[Language]:
    """The languages of a document: its own, those that a corrigendum concerns, or all of the profile's."""
    official = list(profile.languages.official)
    own = [language for language in (entry.language, *issued) if language not in official]
    wanted = set(only.split()) | {entry.language} | set(issued) if only else set(official) | set(own)
    return [msgspec.convert(code, Language) for code in (*official, *own) if code in wanted]


def _version(
    language: Language,
    work: object,
    issued: tuple[str, int] | None,
    *,
    first: bool,
    original: bool,
    today: str,
) -> Version:
    status: Status = getattr(work, "status", "ready" if first else "not begun")
    due: str | None = getattr(work, "due", None)
    if issued is not None:
        status = "issued"
    return Version(
        language=language,
        status=status,
        original=original,
        due=due,
        late=due is not None and due < today and status in ("not begun", "in translation"),
        issued=issued[0] if issued else None,
        reissues=issued[1] if issued else 0,
    )
