"""What can be said to a person when something does not work.

    VerbaleError                 says what is wrong, where, and what to do
    ├── SymbolError              not a document symbol (also a ValueError)
    ├── ProfileError             a profile with mistakes, all of them told
    ├── ReadError                a file that cannot be read into a document
    │   ├── UnknownFormat        no reader for this kind of file
    │   ├── DamagedFile          broken, encrypted, cut off
    │   ├── NoText               a scan: pictures of pages, no text
    │   └── OverLimit            larger or slower than the limits allow
    ├── WriteError               a format cannot be written, or its words differ
    └── RegistryError            the books refuse
        ├── RegistryVersion      made by a newer Verbale
        ├── RegistryReadOnly     cannot be written
        ├── SymbolTaken          another document has this symbol
        ├── AlreadyRegistered    the same file, or the same communication, is in the books
        ├── NoSession            no session is open at this date
        ├── NoSuchDocument       nothing under this symbol
        ├── NoSuchCase           nothing under this number
        ├── NoSuchVersion        the document is not there in this language
        ├── WrongState           what is asked does not follow on the state of the case
        ├── NotReady             language versions that are issued together are not ready
        └── SamePerson           who asked cannot confirm

A command prints the error and ends with its ``exit_status``; it never shows a traceback for one.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "AlreadyRegistered",
    "DamagedFile",
    "NoSession",
    "NoSuchCase",
    "NoSuchDocument",
    "NoSuchVersion",
    "NoText",
    "NotReady",
    "OverLimit",
    "Place",
    "ProfileError",
    "ReadError",
    "RegistryError",
    "RegistryReadOnly",
    "RegistryVersion",
    "SamePerson",
    "SymbolError",
    "SymbolTaken",
    "UnknownFormat",
    "VerbaleError",
    "WriteError",
    "WrongState",
]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: any of a file, a page, a line (both from 1), a field of the contract, a position in a text (from 0)."""

    file: str | None = None
    page: int | None = None
    line: int | None = None
    field: str | None = None
    position: int | None = None

    def __str__(self) -> str:
        parts = [self.file] if self.file else []
        parts += [f"page {self.page}"] if self.page is not None else []
        parts += [f"line {self.line}"] if self.line is not None else []
        parts += [self.field] if self.field else []
        parts += [f"position {self.position}"] if self.position is not None else []
        return ", ".join(parts)


class VerbaleError(Exception):
    """The base of all errors that a person may cause or mend.

    ``what`` is a sentence without its full stop; ``where`` a place; ``fix`` a sentence that says what to do.
    """

    exit_status = 2

    def __init__(self, what: str, *, where: Place | None = None, fix: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.fix = fix

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where and str(self.where) else ""
        return f"{place}{self.what}" + (f". {self.fix}" if self.fix else "")


class SymbolError(VerbaleError, ValueError):
    """A text that is not a document symbol; ``where.position`` is the first character that does not fit."""


class ProfileError(VerbaleError):
    """A profile with mistakes; ``problems`` holds each as an error of its own, with file, key and fix."""

    def __init__(
        self,
        what: str,
        *,
        where: Place | None = None,
        fix: str | None = None,
        problems: tuple[VerbaleError, ...] = (),
    ) -> None:
        super().__init__(what, where=where, fix=fix)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *(f"  {problem}" for problem in self.problems)])


class ReadError(VerbaleError):
    """A file that cannot be read into a document."""


class UnknownFormat(ReadError):
    """No reader for this kind of file."""


class DamagedFile(ReadError):
    """A file that is broken, encrypted or cut off."""


class NoText(ReadError):
    """A file that holds pictures of pages and no text, or nothing at all."""


class OverLimit(ReadError):
    """A file that asks for more time, memory, pages or characters than the limits allow."""


class WriteError(VerbaleError):
    """A format that cannot be written, or whose words differ from the document's."""


class RegistryError(VerbaleError):
    """The books refuse."""


class RegistryVersion(RegistryError):
    """The registry was made by a newer Verbale."""


class RegistryReadOnly(RegistryError):
    """The registry cannot be written: rights, a full disk."""


class SymbolTaken(RegistryError):
    """Another document has this symbol."""


class AlreadyRegistered(RegistryError):
    """The same file, or the same communication, is in the books."""


class NoSession(RegistryError):
    """No session is open at this date, so no symbol can be given."""


class NoSuchDocument(RegistryError):
    """Nothing in the books under this symbol."""


class NoSuchCase(RegistryError):
    """Nothing in the books under this number."""


class NoSuchVersion(RegistryError):
    """The document is not there in this language."""


class WrongState(RegistryError):
    """What is asked does not follow on the state of the case."""


class NotReady(RegistryError):
    """Language versions that are issued together are not ready. ``languages`` are those that are waited for."""

    def __init__(
        self, what: str, *, languages: tuple[str, ...], where: Place | None = None, fix: str | None = None
    ) -> None:
        super().__init__(what, where=where, fix=fix)
        self.languages = languages


class SamePerson(RegistryError):
    """Who asked cannot confirm: it takes a second person."""


class MissingPart(VerbaleError):
    """What was asked needs an optional part of Verbale that is not installed."""
