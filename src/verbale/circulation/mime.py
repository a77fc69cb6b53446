"""Messages (RFC 5322, MIME) put together from parts: the same parts give the same bytes.

Heads are encoded and folded by the email library, bodies by the codecs of the interpreter: a message takes a twentieth of
the time that the library's own message object takes.
"""

from __future__ import annotations

from base64 import encodebytes
from binascii import b2a_qp
from collections.abc import Sequence
from dataclasses import dataclass
from email.base64mime import header_encode
from email.header import Header
from email.headerregistry import Address
from email.utils import quote

from verbale.circulation.words import one_line

__all__ = ["Attachment", "body", "folded", "mailbox", "phrase"]

_END = b"\r\n"
_FOLD = "\r\n"
_CHUNK = 39


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message; its name is ASCII."""

    name: str
    media_type: str
    data: bytes


def phrase(name: str) -> str:
    """A name as it stands in a head: quoted, or encoded where it is not ASCII (RFC 5322, 3.2.5; RFC 2047)."""
    text = one_line(name)
    if text.isascii():
        return f'"{quote(text)}"'
    return _encoded(text)


def mailbox(name: str, address: str | None) -> str:
    """An address with its name, or a group without members where no address is known (RFC 5322, 3.4)."""
    shown = phrase(name)
    return f"{shown}:;" if address is None else f"{shown} <{Address(addr_spec=address).addr_spec}>"


def folded(head: str, text: str) -> str:
    """A head of free text, encoded where it is not ASCII, in lines of the length that mail allows."""
    line = one_line(text)
    if not line.isascii():
        return f"{head}: {_encoded(line)}"
    return f"{head}: {Header(line, 'us-ascii', header_name=head).encode(linesep=_FOLD)}"


def body(text: str, page: str, boundary: str, files: Sequence[Attachment] = ()) -> bytes:
    """The last heads and the content: text and HTML as alternatives, and the files that go with them."""
    alternative = _multipart(
        "alternative",
        f"{boundary}a" if files else boundary,
        [_written("plain", text), _written("html", page)],
    )
    if not files:
        return alternative
    return _multipart("mixed", boundary, [alternative, *(_attached(file) for file in files)])


def _encoded(text: str) -> str:
    """A text as encoded words (RFC 2047), each short enough for its line whatever head it stands in."""
    words: list[str] = []
    chunk = b""
    for char in text:
        coded = char.encode()
        if len(chunk) + len(coded) > _CHUNK:
            words.append(header_encode(chunk, "utf-8"))
            chunk = b""
        chunk += coded
    return f"{_FOLD} ".join([*words, header_encode(chunk, "utf-8")])


def _multipart(kind: str, boundary: str, parts: Sequence[bytes]) -> bytes:
    line = f"--{boundary}".encode("ascii")
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode("ascii")
    return head + b"".join(line + _END + part + _END for part in parts) + line + b"--" + _END


def _written(subtype: str, text: str) -> bytes:
    data = text.replace("\n", "\r\n").encode("utf-8", "replace")
    # Text in Latin letters stays readable as it lies; of other scripts nothing would.
    readable = sum(byte < 128 for byte in data) > len(data) * 0.8
    coding, coded = ("quoted-printable", b2a_qp(data)) if readable else ("base64", _base64(data))
    head = f'Content-Type: text/{subtype}; charset="utf-8"\r\nContent-Transfer-Encoding: {coding}\r\n\r\n'
    return head.encode("ascii") + coded


def _attached(file: Attachment) -> bytes:
    heads = [
        f"Content-Type: {file.media_type}",
        "Content-Transfer-Encoding: base64",
        f'Content-Disposition: attachment; filename="{quote(file.name)}"',
    ]
    return "".join(f"{line}\r\n" for line in [*heads, ""]).encode("ascii") + _base64(file.data)


def _base64(data: bytes) -> bytes:
    return encodebytes(data).replace(b"\n", _END)
