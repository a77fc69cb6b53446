"""A mailbox (IMAP4rev1): the files of each message are taken in, and the message is moved to another folder.

Nothing of what was seen is kept: a message that is there is looked at, and what was taken in before is known again by its
identifier and its content. So this can be stopped anywhere.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from hashlib import sha256

import msgspec

from verbale.circulation.intake.desk import Desk, TakenIn, source_key
from verbale.circulation.settings import Mailbox
from verbale.errors import Place, RegistryError
from verbale.registry import Registry

__all__ = ["Message", "read_mailbox"]

_PARTS = 200
_MARKS = ("signature.asc", "smime.p7s", "winmail.dat")
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A message that was looked at: its identifier, what became of its files, and why it was not taken in, if it was not."""

    identifier: str
    files: tuple[TakenIn, ...] = ()
    why: str | None = None

    @property
    def taken(self) -> bool:
        """Whether a case was made of something in it, or was there."""
        return any(file.case is not None for file in self.files)


def read_mailbox(registry: Registry, settings: Mailbox) -> Iterator[Message]:
    """Take in what is in the mailbox, message by message, oldest first; each is moved when it was dealt with.

    Raises RegistryError where there is no way to the mailbox, and RegistryReadOnly.
    """
    with _told(settings), _connected(settings) as box, Desk(registry, "mailbox") as desk:
        for name in (settings.taken, settings.refused):
            _make(box, name)
        _good(box.select(_quoted(settings.folder)), f"there is no folder {settings.folder}")
        _, found = box.uid("SEARCH", "ALL")
        for number in (found[0] or b"").split():
            uid = number.decode("ascii")
            message = _message(box, desk, uid, settings)
            if message is None:  # somebody moved it meanwhile
                continue
            _move(box, uid, settings.taken if message.taken else settings.refused)
            yield message


def _message(box: imaplib.IMAP4, desk: Desk, uid: str, settings: Mailbox) -> Message | None:
    _, told = box.uid("FETCH", uid, "(RFC822.SIZE)")
    size = _SIZE.search(b" ".join(part for part in told if isinstance(part, bytes)))
    if size is None:
        return None
    if int(size[1]) > settings.most_megabytes * 1_000_000:
        return Message(identifier=f"uid {uid}", why=f"it is larger than {settings.most_megabytes:g} MB")
    _, fetched = box.uid("FETCH", uid, "(BODY.PEEK[])")
    data = next((part[1] for part in fetched if isinstance(part, tuple)), None)
    if data is None:
        return None
    return _taken(desk, data)


def _taken(desk: Desk, data: bytes) -> Message:
    try:
        message = BytesParser(EmailMessage, policy=default).parsebytes(data)
        identifier = " ".join(str(message.get("Message-ID", "")).split())
        files = _files(message)
    except (MessageError, LookupError, ValueError, RecursionError) as error:
        return Message(identifier="", why=f"it cannot be taken apart: {error}")
    identifier = identifier or f"sha256:{sha256(data).hexdigest()}"
    if not files:
        return Message(identifier=identifier, why="there is no file with it")
    taken = tuple(
        desk.take_in(name, content, source=source_key("mail", identifier, content)) for name, content in files
    )
    return Message(
        identifier=identifier,
        files=taken,
        why=None
        if any(file.case is not None for file in taken)
        else "no file with it can be a communication",
    )


def _files(message: EmailMessage) -> Sequence[tuple[str, bytes]]:
    """The files that go with a message, also with one that was forwarded in it; pictures and signatures are none."""
    found: list[tuple[str, bytes]] = []
    for number, part in enumerate(message.walk()):
        if number >= _PARTS:
            break
        name = part.get_filename()
        if part.is_multipart() or not name:
            continue
        if part.get_content_maintype() in ("image", "audio", "video") or name.lower() in _MARKS:
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            found.append((_plain(name), content))
    return found


def _plain(name: str) -> str:
    """The name of a file on one line, without folders before it."""
    text = "".join(char if char.isprintable() else " " for char in name)
    return text.replace("\\", "/").rpartition("/")[2].strip()[:200] or "file"


@contextmanager
def _connected(settings: Mailbox) -> Iterator[imaplib.IMAP4]:
    context = ssl.create_default_context()
    box: imaplib.IMAP4
    if settings.tls == "tls":
        box = imaplib.IMAP4_SSL(settings.host, settings.port, ssl_context=context, timeout=settings.seconds)
    else:
        box = imaplib.IMAP4(settings.host, settings.port, timeout=settings.seconds)
    try:
        if settings.tls == "starttls":
            box.starttls(context)
        try:
            box.login(settings.user, settings.password)
        except imaplib.IMAP4.error as error:
            if isinstance(error, imaplib.IMAP4.abort):
                raise
            # What the server says may repeat what it was told.
            raise RegistryError(
                "the mailbox refuses the name or the password",
                where=Place(field="mailbox.user"),
                fix="Set mailbox.user, and VERBALE_MAILBOX_PASSWORD in the environment",
            ) from None
        yield box
    finally:
        with suppress(imaplib.IMAP4.error, OSError):
            box.logout()


@contextmanager
def _told(settings: Mailbox) -> Iterator[None]:
    where = Place(field="mailbox")
    if not settings.host or not settings.user:
        raise RegistryError(
            "no mailbox is set",
            where=where,
            fix='Under [mailbox] of verbale.toml: host = "imap.example.org" and user = "registry"',
        )
    try:
        yield
    except TimeoutError as error:
        raise RegistryError(
            f"the mail server {settings.host} does not answer in {settings.seconds:g} s", where=where
        ) from error
    except (OSError, imaplib.IMAP4.error) as error:
        said = " ".join(str(error).split())[:200]
        raise RegistryError(
            f"the mailbox cannot be read: {said}",
            where=where,
            fix="What was taken in stays; the next time goes on from there",
        ) from error


def _make(box: imaplib.IMAP4, name: str) -> None:
    _, found = box.list('""', _quoted(name))
    if not found or found[0] is None:
        _good(box.create(_quoted(name)), f"the folder {name} cannot be made")


def _move(box: imaplib.IMAP4, uid: str, name: str) -> None:
    """Move a message (RFC 6851), or copy it and take the first away where the server cannot."""
    can = _capabilities(box)
    if "MOVE" in can:
        _good(box.uid("MOVE", uid, _quoted(name)), "the message cannot be moved")
        return
    _good(box.uid("COPY", uid, _quoted(name)), "the message cannot be moved")
    _good(box.uid("STORE", uid, "+FLAGS.SILENT", r"(\Deleted)"), "the message cannot be moved")
    if "UIDPLUS" in can:
        box.uid("EXPUNGE", uid)
    else:
        box.expunge()


def _capabilities(box: imaplib.IMAP4) -> list[str]:
    """What the server can do for who is signed in, which may be more than it says before."""
    _, told = box.capability()
    return (told[0] or b"").decode("ascii", "replace").upper().split()


def _good(answer: tuple[str, object], otherwise: str) -> None:
    if answer[0] != "OK":
        raise RegistryError(otherwise, where=Place(field="mailbox"))


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
