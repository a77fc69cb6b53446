"""A registry: the books and the folders of one organization, behind one door."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING
from uuid import uuid4

from verbale.document import Document
from verbale.errors import NoSuchDocument, Place, RegistryError
from verbale.profiles import Profile, load, shipped
from verbale.registry import entries, issuing, log, numbering, outbox, recovery, registering, series
from verbale.registry.books import Books, create_books, explained, open_books
from verbale.registry.database import Database
from verbale.registry.entries import Entry, State
from verbale.registry.fingerprint import fingerprint
from verbale.registry.folder import Folder
from verbale.registry.issuing import Issued, NewVersion
from verbale.registry.kept_profile import load_kept
from verbale.registry.outbox import Notice
from verbale.registry.registering import Original, Registered
from verbale.registry.series import Counter
from verbale.registry.staging import sync_folder

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from verbale.registry.backup import Backup
    from verbale.registry.cases import Cases
    from verbale.registry.confirmations import Confirmations
    from verbale.registry.post import Post
    from verbale.registry.relations import Related
    from verbale.registry.reservations import Reservations
    from verbale.registry.verifying import Verified
    from verbale.registry.versions import Versions

if TYPE_CHECKING:
    from verbale.registry.people.people import People

__all__ = ["Registry", "create"]


class Registry:
    """An open registry. ``who`` is named in every event; ``recovered`` is what the start found cut off, and settled.

    Raises RegistryError where the folder holds no registry, RegistryVersion where a newer Verbale made it, and
    RegistryReadOnly where it is opened for writing and cannot be written.
    """

    def __init__(self, folder: Folder, *, who: str, write: bool = True) -> None:
        self.folder = folder
        self.who = who
        self.profile_name = folder.profile
        self.books: Books = open_books(folder, write=write)
        if write:
            folder.make()
        self.recovered = recovery.recover(folder, self.books, who=who) if write else ()

    def __enter__(self) -> Registry:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the books."""
        self.books.close()

    def acting(self, who: str) -> Registry:
        """The same registry, open as it is, as somebody else works in it. Closing one closes both."""
        other = object.__new__(Registry)
        other.folder, other.books, other.profile_name = self.folder, self.books, self.profile_name
        other.who, other.recovered = who, ()
        other.__dict__["profile"] = self.profile
        return other

    @cached_property
    def profile(self) -> Profile:
        """The organization's profile. Raises ProfileError where it has mistakes."""
        return load_kept(self.profile_name, self.folder.kept_profile)

    @property
    def post(self) -> Post:
        """Who is told, how, and what came of it."""
        from verbale.registry.post import Post

        return Post(self.books, self.who)

    @property
    def people(self) -> People:
        """The people who work with the books."""
        from verbale.registry.people.people import People

        return People(self.folder, self.books, lambda: self.profile, self.who)

    @property
    def cases(self) -> Cases:
        """The cases: what came in, on its way to its symbols."""
        from verbale.registry.cases import Cases

        return Cases(self.folder, self.books, lambda: self.profile, self.who)

    @property
    def reservations(self) -> Reservations:
        """The numbers of series that are set apart."""
        from verbale.registry.reservations import Reservations

        return Reservations(self.books, self.who)

    @property
    def confirmations(self) -> Confirmations:
        """What waits for a second person."""
        from verbale.registry.confirmations import Confirmations

        return Confirmations(self.books, self.who)

    @property
    def versions(self) -> Versions:
        """The language versions of documents."""
        from verbale.registry.versions import Versions

        return Versions(self.books, lambda: self.profile, self.who)

    def by_file(self, sha256: str) -> Entry | None:
        """The document that a file with this content became, or None."""
        with self.books.read() as connection:
            return entries.by_file(connection, sha256)

    def entry(self, symbol: str) -> Entry:
        """The document with this symbol, in any spelling; both halves of a joint symbol lead to it.

        Raises SymbolError where the text is no symbol, and NoSuchDocument.
        """
        halves = numbering.halves_of(symbol, self.profile)
        with self.books.read() as connection:
            found = [entries.by_symbol(connection, half) for half in halves]
        entry = found[0]
        if entry is None or any(other is None or other.id != entry.id for other in found):
            raise NoSuchDocument(
                f"no document in this registry has the symbol {numbering.whole(halves)}",
                fix="See what is in it with: verbale list",
            )
        return entry

    def registered_as(self, document: Document) -> str | None:
        """The symbol under which the same communication is in the books, whatever file it came in, if it is."""
        with self.books.read() as connection:
            found = entries.by_fingerprint(connection, fingerprint(document))
        return found.symbol if found else None

    def symbols(self, beginning: str = "", *, limit: int = 100) -> tuple[str, ...]:
        """Symbols in the books that begin so, in the order of the alphabet."""
        with self.books.read() as connection:
            return entries.symbols_beginning(connection, beginning, limit)

    def holds(self, symbol: str) -> bool:
        """Whether a document with this symbol, in normal form, is in the books."""
        with self.books.read() as connection:
            return entries.by_symbol(connection, symbol) is not None

    def document(self, entry: Entry) -> Document:
        """The document itself, as it was registered."""
        with self.books.read() as connection:
            return entries.record(connection, entry.id)

    def entries(
        self,
        *,
        series: str | None = None,
        state: State | None = None,
        issued_on: str | None = None,
        limit: int | None = None,
    ) -> tuple[Entry, ...]:
        """Documents, newest first: of a series ("A/74", "A"), in a state, issued on a day (UTC)."""
        with self.books.read() as connection:
            return tuple(
                entries.listing(connection, series=series, state=state, issued_on=issued_on, limit=limit)
            )

    def events(self, entry: Entry | None = None) -> tuple[log.Event, ...]:
        """What happened: all of it, or to one document."""
        with self.books.read() as connection:
            return tuple(log.read(connection)) if entry is None else log.of_case(connection, entry.case)

    def verify(self) -> log.Finding | None:
        """The first event that does not fit into the log, or None."""
        with self.books.read() as connection:
            return log.verify(connection)

    def verify_all(self, *, head: tuple[int, str] | None = None) -> Verified:
        """Compare the books, the log and the files; ``head`` is an event that was kept elsewhere (number and hash)."""
        from verbale.registry.verifying import verify

        return verify(self.folder, self.books, head=head)

    def backup(self, target: Path) -> Backup:
        """Make a backup in a new folder, while others may write.

        Raises RegistryError where the folder is taken or a file is not what was recorded, and RegistryReadOnly.
        """
        from verbale.registry.backup import backup

        return backup(self.folder, self.books, target)

    def head(self) -> tuple[int, str]:
        """The number and the hash of the newest event: kept elsewhere, it shows a log that was cut short."""
        with self.books.read() as connection:
            return log.head(connection)

    def notices(self, entry: Entry) -> tuple[Notice, ...]:
        """The notices of a document."""
        with self.books.read() as connection:
            return outbox.of_document(connection, entry.id)

    def register(
        self,
        document: Document,
        original: Original,
        *,
        day: date | None = None,
        again: bool = False,
        anyway: Sequence[str] = (),
        change: tuple[Entry, numbering.ChangeKind, tuple[str, ...]] | None = None,
    ) -> Registered:
        """Open a case for a document and give it its symbols, by its date or ``day``.

        ``change`` is the document that it corrects, adds to or replaces (with the languages that it concerns, where not
        all): its symbols are made from that one's.

        The same file again gives the document that it became; with ``again`` it is registered a second time. ``anyway``
        holds the codes of the errors that were passed over. Both stand in the log.

        Raises NoSession, SymbolTaken, SymbolError, RegistryReadOnly and RegistryError; then nothing was changed.
        """
        on = numbering.dated(document, day)
        if change is None:
            plan = numbering.plan(document, self.profile, on)
        else:
            parent, kind, languages = change
            of = numbering.Change(kind=kind, parent=parent.id, case=parent.case, languages=languages)
            plan = numbering.plan_change(document, self.profile, of, parent.symbols)
        return registering.register(
            self.folder,
            self.books,
            document,
            original,
            plan,
            day=on,
            who=self.who,
            again=again,
            anyway=anyway,
        )

    def parent_of(self, entry: Entry) -> Related | None:
        """The document that this one corrects, adds to or replaces, if it does."""
        from verbale.registry.relations import parent_of

        with self.books.read() as connection:
            return parent_of(connection, entry.id)

    def changed_by(self, entry: Entry) -> tuple[Related, ...]:
        """The documents that correct, add to or replace this one, oldest first."""
        from verbale.registry.relations import changed_by

        with self.books.read() as connection:
            return changed_by(connection, entry.id)

    def issue(
        self,
        entry: Entry,
        *versions: NewVersion,
        ahead: Sequence[str] = (),
        settle: Callable[[Connection], None] | None = None,
    ) -> Issued:
        """Make versions the document of record, and put their notices into the outbox, in one transaction.

        ``ahead`` are the languages that these do not wait for, which the log tells; ``settle`` has its say in the same
        transaction.

        Raises WrongState where the document was withdrawn, and RegistryReadOnly; then nothing was changed.
        """
        return issuing.issue(
            self.folder, self.books, entry, *versions, who=self.who, ahead=ahead, settle=settle
        )

    def series(self) -> tuple[Counter, ...]:
        """Every series that was used or set."""
        with self.books.read() as connection:
            return series.counters(connection)

    def set_series(self, key: str, number: int) -> Counter:
        """Let a series ("A/74") go on at a number; the log explains the gap.

        Raises RegistryError where the profile has no such series, or a number from there on is taken.
        """
        self.must_have_series(key)
        with self.books.write() as connection:
            return series.set_next(connection, key, number, who=self.who)

    def must_have_series(self, key: str) -> None:
        """Raises RegistryError where the profile has no such series."""
        if self.profile.series_named(key) is None:
            raise RegistryError(
                f"the profile {self.profile.name} has no series {key}",
                fix="A series is named like its symbols without the number: A/74, S/2020",
            )


def create(root: Path, profile: str, *, who: str, database: str | None = None) -> Registry:
    """Make a registry in a folder that is new or empty. ``profile`` is "un", "assembly", or a profile's file or folder;
    ``database`` the address of an empty PostgreSQL database, where the books are to be kept in one.

    A profile of one's own is copied into the folder, so that the registry stays whole. The registry is made beside its
    place and put there when it is complete.

    Raises ProfileError, RegistryError where the folder or the database is taken, and RegistryReadOnly.
    """
    load(profile)
    root = root.expanduser().absolute()
    folder = Folder(root)
    _refuse_occupied(folder)
    kept_in = Database.parse(database) if database is not None else None
    new = Folder(root.with_name(f".{root.name}-{uuid4().hex[:8]}"))
    placed = False
    try:
        with explained(root):
            new.make()
            named = profile if profile in shipped() else _copied(Path(profile), new.root / "profile")
            new.mark(named, kept_in)
        with create_books(new) as connection:
            log.append(connection, ("opened", None, {"registry": str(uuid4()), "profile": named}), who=who)
            if kept_in is not None:
                _place(new, folder)
                placed = True
        if not placed:
            _place(new, folder)
        placed = False
    finally:
        shutil.rmtree(new.root, ignore_errors=True)
        if placed:  # the database did not keep the books
            shutil.rmtree(root, ignore_errors=True)
    registry = Registry(folder, who=who)
    _ = registry.profile  # loaded once and kept
    return registry


def _place(new: Folder, folder: Folder) -> None:
    """Put the folder that was made beside its place there."""
    with explained(folder.root):
        try:
            new.root.rename(folder.root)
        except OSError:
            _refuse_occupied(folder)
            raise
        sync_folder(folder.root.parent)


def _refuse_occupied(folder: Folder) -> None:
    where = Place(file=str(folder.root))
    if folder.exists:
        raise RegistryError(
            "a registry is here already", where=where, fix="Use it with --registry, or choose another folder"
        )
    if folder.root.exists() and (not folder.root.is_dir() or any(folder.root.iterdir())):
        raise RegistryError("this folder is not empty", where=where, fix="Choose a new or an empty one")


def _copied(source: Path, target: Path) -> str:
    """Copy a profile and the files that it names; the name of its copy, relative to the registry's folder."""
    file = source / "profile.toml" if source.is_dir() else source
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    named: list[str] = []
    for key in ("include", "session-lists", "agenda-lists", "mark-file"):
        value = table.get(key, [])
        named += [value] if isinstance(value, str) else value
    for name in (file.name, *named):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file.parent / name, target / name)
    return f"{target.name}/{file.name}"
