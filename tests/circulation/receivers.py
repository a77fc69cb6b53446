"""Receivers for the tests: a real mail server and a real web server on this machine, each with manners of its own."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd import smtp as serving
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session


@dataclass
class MailSink:
    """What a mail server took: each message with its receivers, in order. ``manner`` may say otherwise, once a message."""

    port: int = 0
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    offered: int = 0
    manner: Callable[[int, str], str | None] = lambda _number, _receiver: None

    async def handle_RCPT(  # noqa: N802 - the name that the server calls
        self, server: serving.SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a receiver, unless the manner is to refuse it."""
        if address.startswith("nobody@"):
            return "550 no such mailbox"
        if address.startswith("full@"):
            return "452 the mailbox is full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: serving.SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a message; or take it and hang up before saying so."""
        self.offered += 1
        receiver = str(envelope.rcpt_tos[0])
        how = self.manner(self.offered, receiver)
        if how is not None and how[0] in "45":
            return how
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=SMTP)
        assert isinstance(message, EmailMessage)
        self.taken.append((receiver, message))
        if how == "hang up":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        if how == "hang":
            await asyncio.sleep(30)
        return "250 taken"

    def identifiers(self) -> list[str]:
        """The Message-IDs of what was taken, without those seen before: what an idempotent receiver keeps."""
        return list(dict.fromkeys(str(message["Message-ID"]) for _, message in self.taken))


@contextmanager
def mail_server(password: str | None = None) -> Iterator[MailSink]:
    """A mail server on this machine."""
    sink = MailSink()

    def authenticate(
        _server: object, _session: object, _envelope: object, _how: str, data: Any
    ) -> AuthResult:
        good = isinstance(data, LoginPassword) and password is not None and data.password == password.encode()
        return AuthResult(success=good, handled=good)

    controller = Controller(
        sink,
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=authenticate if password else None,
        auth_required=password is not None,
        auth_require_tls=False,
    )
    controller.start()
    sink.port = controller.port
    try:
        yield sink
    finally:
        controller.stop()


@dataclass
class HookSink:
    """What a web server was called with: heads and body of each call. ``manner`` says how it behaves, call by call."""

    url: str = ""
    calls: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    manner: Callable[[int], str] = lambda _number: "200"
    lock: threading.Lock = field(default_factory=threading.Lock)

    def seen(self) -> dict[str, dict[str, Any]]:
        """The calls by identifier: what an idempotent receiver keeps of those that it answered with 200."""
        return {heads["webhook-id"]: json.loads(body) for heads, body in self.calls}


@contextmanager
def hook_server(manner: Callable[[int], str] = lambda _number: "200") -> Iterator[HookSink]:
    """A web server on this machine, which behaves as ``manner`` says for its first call, its second, …

    "200" and other numbers answer so; "hang" answers nothing; "drip" a byte a second; "close" hangs up before the answer;
    "late close" takes the call and hangs up.
    """
    sink = HookSink(manner=manner)
    count = 0

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            nonlocal count
            with sink.lock:
                count += 1
                how = sink.manner(count)
            length = int(self.headers["Content-Length"])
            body = self.rfile.read(length)
            if len(body) < length:  # who called was killed before all of it was sent
                return
            if how == "close":
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            with sink.lock:
                if how in ("200", "late close", "hang", "drip"):
                    sink.calls.append(({k.lower(): v for k, v in self.headers.items()}, body))
            if how == "late close":
                self.connection.shutdown(socket.SHUT_RDWR)
            elif how == "hang":
                time.sleep(4)
            elif how == "drip":
                for byte in b"HTTP/1.1 200 OK\r\n":
                    try:
                        self.wfile.write(bytes([byte]))
                    except OSError:
                        return
                    time.sleep(0.2)
            else:
                self.send_response(int(how))
                if how.startswith("3"):
                    self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

        do_GET = do_POST  # noqa: N815

        def log_message(self, *told: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    sink.url = f"http://127.0.0.1:{server.server_port}/hook"
    try:
        yield sink
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
