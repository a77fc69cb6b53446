"""E-mail by SMTP: one connection for many messages; what the server says decides whether a message is tried again."""

from __future__ import annotations

import smtplib
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from socket import SHUT_RDWR

from verbale.circulation.settings import PostSettings
from verbale.errors import VerbaleError
from verbale.registry import log
from verbale.registry.attempts import Outcome, Result
from verbale.registry.outbox import Notice

__all__ = ["send_all"]

_PERMANENT = 500
_LONGER = 4
"""One message has several answers to wait for; together they may take so many times as long as one."""


def send_all(
    notices: Sequence[Notice], message: Callable[[Notice], bytes], settings: PostSettings
) -> list[Outcome]:
    """Send notices over one connection; a connection that ends is made anew once for each that is left.

    Where there is no connection, none of the rest is tried: all of them failed for the same reason.
    """
    outcomes: list[Outcome] = []
    connection: smtplib.SMTP | None = None
    try:
        for number, notice in enumerate(notices):
            at, started = log.now(), time.perf_counter()
            try:
                data = message(notice)
            except (OSError, VerbaleError) as error:  # a file of the document that is missing, say
                outcomes.append(_outcome(notice, "failed", f"it cannot be made: {error}", at, started))
                continue
            if connection is None:
                try:
                    connection = _connected(settings)
                except (OSError, smtplib.SMTPException) as error:
                    told = f"no connection to the mail server: {_said(error)}"
                    outcomes += [_outcome(rest, "failed", told, at, started) for rest in notices[number:]]
                    break
            try:
                with _within(connection, settings.mail.seconds * _LONGER):
                    result, told = _sent(connection, notice, data, settings)
            except (OSError, smtplib.SMTPException) as error:
                # Whether the message was taken is not known: it is sent again under the same name.
                result, told = "failed", f"the connection to the mail server ended: {_said(error)}"
                connection.close()
                connection = None
            outcomes.append(_outcome(notice, result, told, at, started))
    finally:
        if connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                connection.quit()
            connection.close()
    return outcomes


def _connected(settings: PostSettings) -> smtplib.SMTP:
    mail = settings.mail
    context = ssl.create_default_context()
    connection: smtplib.SMTP
    if mail.tls == "tls":
        connection = smtplib.SMTP_SSL(mail.host, mail.port, timeout=mail.seconds, context=context)
    else:
        connection = smtplib.SMTP(mail.host, mail.port, timeout=mail.seconds)
    try:
        with _within(connection, mail.seconds * _LONGER):
            if mail.tls == "starttls":
                connection.starttls(context=context)
            if mail.user:
                connection.login(mail.user, mail.password)
    except BaseException:
        connection.close()
        raise
    return connection


def _sent(
    connection: smtplib.SMTP, notice: Notice, data: bytes, settings: PostSettings
) -> tuple[Result, str]:
    sender = settings.sender
    if sender is None or notice.address is None:
        return "refused", "it has no address"
    try:
        connection.ehlo_or_helo_if_needed()
        code, said = connection.mail(sender.addr_spec, [f"size={len(data)}"] if _sizes(connection) else [])
        if code != 250:
            connection.rset()
            return "failed", f"the sender: {code} {_text(said)}"
        code, said = connection.rcpt(notice.address)
        if code not in (250, 251):
            connection.rset()
            return ("refused" if code >= _PERMANENT else "failed"), f"the address: {code} {_text(said)}"
        code, said = connection.data(data)
        if code != 250:
            connection.rset()
            return ("refused" if code >= _PERMANENT else "failed"), f"the message: {code} {_text(said)}"
    except smtplib.SMTPDataError as error:
        connection.rset()
        refused = error.smtp_code >= _PERMANENT
        return (
            ("refused" if refused else "failed"),
            f"the message: {error.smtp_code} {_text(error.smtp_error)}",
        )
    return "delivered", f"{code} {_text(said)}"


def _sizes(connection: smtplib.SMTP) -> bool:
    return bool(connection.does_esmtp) and connection.has_extn("size")


@contextmanager
def _within(connection: smtplib.SMTP, seconds: float) -> Iterator[None]:
    """Close the connection when this takes too long: a server that answers a byte at a time does not hold us up."""

    def end() -> None:
        if connection.sock is not None:
            with suppress(OSError):
                connection.sock.shutdown(SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _outcome(notice: Notice, result: Result, told: str, at: str, started: float) -> Outcome:
    took = round((time.perf_counter() - started) * 1000)
    return Outcome(notice=notice, result=result, told=told, at=at, milliseconds=took)


def _said(error: Exception) -> str:
    """What went wrong; of an answer to a sign-in no more than its number, lest the server repeats what it was told."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"the sign-in was refused ({error.smtp_code})"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return " ".join(str(error).split())[:200] or type(error).__name__


def _text(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return "".join(char if char.isprintable() else " " for char in text)[:200]
