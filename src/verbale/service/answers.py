"""A request that is sent twice is done once: its key (``Idempotency-Key``) keeps the first answer for a day.

The key belongs to the person. The same key for another request is refused; while the first is being answered, the second
is told to wait. An answer that says that nothing was done is not kept: the request may come again.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

import msgspec
from litestar.concurrency import sync_to_thread
from litestar.datastructures import Headers
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPReceiveMessage, Message, Receive, Scope, Send
from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Row

from verbale.errors import Place
from verbale.registry.people.asking import Asker
from verbale.registry.schema import answers
from verbale.service.desk import Desk
from verbale.service.problems import ProblemError

__all__ = ["HEADER", "KeptAnswers"]

HEADER: Final = "idempotency-key"

_KEPT = timedelta(days=1)
_ABANDONED = timedelta(minutes=10)
_BOUNDARY = re.compile(rb'boundary="?([^";,\s]{1,70})"?')
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_TOLD = (b"content-type", b"location", b"etag")


class KeptAnswers:
    """The middleware that keeps answers to requests with a key."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or tell its first answer again (ASGI)."""
        if scope["type"] != ScopeType.HTTP or scope["method"] != "POST" or scope["user"].person is None:
            await self.app(scope, receive, send)
            return
        headers = Headers.from_scope(scope)
        key = headers.get(HEADER)
        if key is None:
            await self.app(scope, receive, send)
            return
        if not _KEY.fullmatch(key):
            raise ProblemError(
                "bad-request",
                "a key has 1 to 255 visible ASCII characters",
                where=Place(field="Idempotency-Key"),
            )
        desk: Desk = scope["litestar_app"].state.desk
        asker: Asker = scope["user"]
        body = await _read(receive, desk.settings.service.upload_megabytes * 1_000_000 + 100_000)
        digest = _digest(scope["method"], scope["path"], scope["query_string"], headers, body)
        kept = await sync_to_thread(_begin, desk, asker, key, digest)
        if kept is not None:
            await send(
                {"type": "http.response.start", "status": kept.status, "headers": _headers(kept.headers)}
            )
            await send({"type": "http.response.body", "body": kept.body or b"", "more_body": False})
            return
        answer = _Answer()

        async def again() -> HTTPReceiveMessage:
            if answer.read:
                return {"type": "http.disconnect"}
            answer.read = True
            return {"type": "http.request", "body": body, "more_body": False}

        async def kept_too(message: Message) -> None:
            answer.take(message)
            await send(message)

        try:
            await self.app(scope, again, kept_too)
        finally:
            await sync_to_thread(_end, desk, asker, key, answer)


class _Answer:
    def __init__(self) -> None:
        self.read = False
        self.status: int | None = None
        self.headers: list[tuple[bytes, bytes]] = []
        self.body = bytearray()

    def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = [(n, v) for n, v in message["headers"] if n.lower() in _TOLD]
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")


async def _read(receive: Receive, most: int) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            break
        body += message.get("body", b"")
        if len(body) > most:
            raise ProblemError("too-large", "the request is larger than is taken here")
        if not message.get("more_body", False):
            break
    return bytes(body)


def _digest(method: str, path: str, query: bytes, headers: Headers, body: bytes) -> str:
    """The request, hashed. What a form puts between its parts is chosen anew each time, and plays no part."""
    kind = headers.get("content-type", "").encode()
    boundary = _BOUNDARY.search(kind)
    if boundary:
        body, kind = body.replace(boundary[1], b"-"), b"multipart"
    return sha256(b"\0".join((method.encode(), path.encode(), query, kind, body))).hexdigest()


def _begin(desk: Desk, asker: Asker, key: str, digest: str) -> Row[tuple[int, str, bytes]] | None:
    """The answer that was kept; None where the request is to be done now. Raises ProblemError."""
    person = asker.person
    assert person is not None  # noqa: S101 - asked for above
    now = datetime.now(UTC)
    with desk.registry.books.write() as connection:
        connection.execute(delete(answers).where(answers.c.at < _text(now - _KEPT)))
        of_key = (answers.c.person_id == person.id, answers.c.key == key)
        row = connection.execute(select(answers).where(*of_key)).first()
        if row is not None and row.status is None and row.at < _text(now - _ABANDONED):
            connection.execute(delete(answers).where(*of_key))
            row = None
        if row is None:
            connection.execute(
                insert(answers).values(person_id=person.id, key=key, request=digest, at=_text(now))
            )
            return None
    if row.request != digest:
        raise ProblemError(
            "same-key", "this key was used for another request", fix="Give each request its own key"
        )
    if row.status is None:
        raise ProblemError(
            "conflict", "the first request with this key is still being done", fix="Wait a moment"
        )
    return row


def _end(desk: Desk, asker: Asker, key: str, answer: _Answer) -> None:
    person = asker.person
    assert person is not None  # noqa: S101 - asked for above
    done = answer.status is not None and 200 <= answer.status < 300
    of_key = (answers.c.person_id == person.id, answers.c.key == key, answers.c.status.is_(None))
    with desk.registry.books.write() as connection:
        if not done:
            connection.execute(delete(answers).where(*of_key))
            return
        told = msgspec.json.encode(
            [(n.decode("latin-1"), v.decode("latin-1")) for n, v in answer.headers]
        ).decode()
        values = {"status": answer.status, "headers": told, "body": bytes(answer.body)}
        connection.execute(update(answers).where(*of_key).values(**values))


def _headers(kept: str) -> list[tuple[bytes, bytes]]:
    told = msgspec.json.decode(kept, type=list[tuple[str, str]])
    return [(n.encode("latin-1"), v.encode("latin-1")) for n, v in told] + [(b"idempotent-replayed", b"true")]


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")
