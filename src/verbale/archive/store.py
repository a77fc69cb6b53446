"""Imported documents on the disk: one row a file, known by the hash of its content, whether it could be read or not."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

import msgspec

from verbale.catalogue.entry import Entry, entry_of
from verbale.document import Document, decode, encode
from verbale.errors import Place, RegistryError, RegistryReadOnly, RegistryVersion

__all__ = ["ImportedFile", "Store"]

_VERSION = 1
_SCHEMA = """
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL,
    read TEXT NOT NULL,
    key TEXT,
    rank INTEGER NOT NULL DEFAULT 0,
    symbol TEXT,
    error TEXT,
    notices TEXT NOT NULL DEFAULT '[]',
    document BLOB,
    indexed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX files_by_key ON files (key, rank DESC, id DESC);
CREATE INDEX files_waiting ON files (id) WHERE indexed = 0;
"""
# Of two files of one document, the one whose form says most: marked up, then laid out, then printed.
_RANKS = {
    "application/json": 4,
    "application/akn+xml": 4,
    "application/xml": 4,
    "text/xml": 4,
    "text/plain": 0,
}
_PRINTED = "application/pdf"


class ImportedFile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file that was imported: where it lay, what it is, and what the reader was unsure of; ``error`` where it failed."""

    path: str
    sha256: str
    read: str
    symbol: str | None = None
    key: str | None = None
    error: str | None = None
    notices: tuple[str, ...] = ()


class Store:
    """The imported documents of a registry's folder; made on first use. Close it, or use it as a context manager.

    Raises RegistryReadOnly where it cannot be written, RegistryVersion where a newer Verbale made it, and RegistryError
    where it is damaged.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._books = sqlite3.connect(path, isolation_level=None, timeout=60, check_same_thread=False)
            self._books.execute("PRAGMA journal_mode = WAL")
            self._books.execute("PRAGMA synchronous = FULL")
            self._prepare()
        except sqlite3.Error as error:
            raise self._explained(error) from error

    def _prepare(self) -> None:
        version = self._books.execute("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise RegistryVersion(
                "the imported documents were kept by a newer Verbale",
                where=Place(file=str(self.path)),
                fix="Use that version, or a newer one",
            )
        if version == 0:
            self._books.execute("BEGIN IMMEDIATE")
            if self._books.execute("PRAGMA user_version").fetchone()[0] == 0:
                for statement in _SCHEMA.split(";"):
                    self._books.execute(statement)
                self._books.execute(f"PRAGMA user_version = {_VERSION}")
            self._books.execute("COMMIT")

    def _explained(self, error: sqlite3.Error) -> RegistryError:
        where = Place(file=str(self.path))
        if isinstance(error, sqlite3.OperationalError):
            return RegistryReadOnly(
                f"the imported documents cannot be kept: {error}",
                where=where,
                fix="Look at the rights of the folder, and whether the disk is full",
            )
        return RegistryError(f"the store of imported documents is damaged: {error}", where=where)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._books.close()

    def __len__(self) -> int:
        """How many documents are held."""
        count: int = self._books.execute("SELECT count(*) FROM files WHERE document IS NOT NULL").fetchone()[
            0
        ]
        return count

    def knows(self, sha256: str) -> bool:
        """Whether a file with this content was imported, or tried."""
        return self._books.execute("SELECT 1 FROM files WHERE sha256 = ?", (sha256,)).fetchone() is not None

    def put(self, files: Iterable[tuple[ImportedFile, Document | None]]) -> None:
        """Keep files, in one transaction; each in place of the one with its content."""
        rows = [self._row(file, document) for file, document in files]
        try:
            self._books.execute("BEGIN IMMEDIATE")
            self._books.executemany(
                "INSERT INTO files (sha256, path, read, key, rank, symbol, error, notices, document, indexed)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sha256) DO UPDATE SET path = excluded.path,"
                " read = excluded.read, key = excluded.key, rank = excluded.rank, symbol = excluded.symbol,"
                " error = excluded.error, notices = excluded.notices, document = excluded.document,"
                " indexed = excluded.indexed",
                rows,
            )
            self._books.execute("COMMIT")
        except sqlite3.Error as error:
            if self._books.in_transaction:
                self._books.execute("ROLLBACK")
            raise self._explained(error) from error

    def _row(self, file: ImportedFile, document: Document | None) -> tuple[object, ...]:
        media_type = document.source.media_type if document and document.source else ""
        rank = _RANKS.get(media_type, 1 if media_type == _PRINTED else 2)
        return (
            file.sha256,
            file.path,
            file.read,
            file.key,
            rank,
            file.symbol,
            file.error,
            msgspec.json.encode(file.notices).decode(),
            zlib.compress(encode(document), 1) if document else None,
            0 if document else 1,
        )

    def waiting(self, limit: int) -> list[tuple[int, Entry | None]]:
        """Rows that the index has not seen, oldest first: each with its entry; None where a better file holds its place."""
        rows = self._books.execute(
            "SELECT id, read, document, (SELECT id FROM files AS other WHERE other.key = files.key"
            " ORDER BY rank DESC, id DESC LIMIT 1) FROM files WHERE indexed = 0 ORDER BY id LIMIT ?",
            (limit,),
        ).fetchall()
        return [
            (row[0], _entry(row[1], row[2]) if row[3] == row[0] and row[2] is not None else None)
            for row in rows
        ]

    def indexed(self, ids: Iterable[int]) -> None:
        """Note that the index has seen these rows."""
        self._books.execute("BEGIN IMMEDIATE")
        self._books.executemany("UPDATE files SET indexed = 1 WHERE id = ?", [(row,) for row in ids])
        self._books.execute("COMMIT")

    def all_waiting(self) -> None:
        """Let the index see every document again."""
        self._books.execute("UPDATE files SET indexed = 0 WHERE document IS NOT NULL")

    def document(self, sha256: str) -> Document | None:
        """The document read from the file with this content, or None."""
        row = self._books.execute("SELECT document FROM files WHERE sha256 = ?", (sha256,)).fetchone()
        return decode(zlib.decompress(row[0])) if row and row[0] is not None else None

    def document_of(self, key: str) -> Document | None:
        """The document of a catalogue's entry, read from the best of its files, or None."""
        row = self._books.execute(
            "SELECT document FROM files WHERE key = ? AND document IS NOT NULL ORDER BY rank DESC, id DESC LIMIT 1",
            (key,),
        ).fetchone()
        return decode(zlib.decompress(row[0])) if row else None

    def attention(self, limit: int | None = None) -> Iterator[ImportedFile]:
        """The files that need a look, failures first: what failed, and what the reader was unsure of."""
        query = (
            "SELECT path, sha256, read, symbol, key, error, notices FROM files"
            " WHERE error IS NOT NULL OR notices <> '[]' ORDER BY error IS NULL, path LIMIT ?"
        )
        with closing(self._books.execute(query, (-1 if limit is None else limit,))) as rows:
            for path, sha256, read, symbol, key, error, notices in rows:
                yield ImportedFile(
                    path=path,
                    sha256=sha256,
                    read=read,
                    symbol=symbol,
                    key=key,
                    error=error,
                    notices=msgspec.json.decode(notices, type=tuple[str, ...]),
                )


def _entry(read: str, document: bytes) -> Entry:
    return entry_of(decode(zlib.decompress(document)), origin="imported", added=read)


def moment() -> str:
    """This moment, UTC, ISO 8601 with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
