"""What can be set about the post: sections ``mail``, ``webhooks``, ``worker`` and ``mailbox`` of ``verbale.toml``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from email.headerregistry import Address
from email.utils import parseaddr
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta

from verbale.errors import Place, VerbaleError
from verbale.registry.folder import Folder
from verbale.registry.settings import SettingsError, read_section

__all__ = ["SECTIONS", "Mail", "Mailbox", "PostSettings", "Webhooks", "Worker", "load_settings"]

_T = TypeVar("_T", bound=msgspec.Struct)
_ASCII = r"^[\x20-\x7e]+$"


class _Site(msgspec.Struct, frozen=True):
    address: str = ""


class Mail(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """How e-mail is sent."""

    host: Annotated[
        str, Meta(description="The server that takes our mail; without one no e-mail is sent, and it waits.")
    ] = ""
    port: Annotated[int, Meta(description="Its port.", ge=1, le=65535)] = 587
    tls: Annotated[
        Literal["starttls", "tls", "none"],
        Meta(
            description="How the way to it is kept secret: starttls, tls, or none (a server on this machine)."
        ),
    ] = "starttls"
    user: Annotated[str, Meta(description="The name to sign in with, if it wants one.")] = ""
    password: Annotated[
        str, Meta(description="The password. Better in the environment, or in a file named there, than here.")
    ] = ""
    sender: Annotated[
        str,
        Meta(
            description="The address that notices come from: registry@example.org, or with a name before it."
        ),
    ] = ""
    pdf: Annotated[
        Literal["attached", "linked"],
        Meta(description="Whether the PDF goes with the notice, or a link to it."),
    ] = "attached"
    most_megabytes: Annotated[
        float, Meta(description="A PDF larger than this is linked in any case.", gt=0)
    ] = 10
    seconds: Annotated[float, Meta(description="How long the server may take for an answer.", gt=0)] = 30

    def __repr__(self) -> str:
        """Without the password."""
        return f"Mail(host={self.host!r}, port={self.port}, sender={self.sender!r})"


class Webhooks(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """How webhooks are called."""

    seconds: Annotated[float, Meta(description="How long a receiver may take, all in all.", gt=0)] = 5
    allow: Annotated[
        tuple[str, ...],
        Meta(description="Networks that are not public and may be called all the same, as 10.1.0.0/16."),
    ] = ()
    plain_http: Annotated[
        bool, Meta(description="Whether addresses without TLS may be called, beside those allowed above.")
    ] = False


class Worker(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """How a worker works."""

    parallel: Annotated[int, Meta(description="How many receivers are written to at once.", ge=1, le=64)] = 8
    attempts: Annotated[int, Meta(description="How often a notice is tried before it is given up.", ge=1)] = (
        20
    )
    first_wait: Annotated[
        float, Meta(description="Seconds to the second attempt; each wait is twice the one before.", gt=0)
    ] = 60
    longest_wait: Annotated[float, Meta(description="The longest wait, in seconds.", gt=0)] = 6 * 3600
    digest_at: Annotated[
        str,
        Meta(
            description="When the daily digest is gathered, in the organization's time.",
            pattern=r"^\d\d:\d\d$",
        ),
    ] = "06:00"
    look_every: Annotated[
        float, Meta(description="Seconds between two looks into the outbox when nothing waits.", gt=0)
    ] = 2


class Mailbox(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """The mailbox from which communications are taken in."""

    host: Annotated[str, Meta(description="The IMAP server; without one no mailbox is read.")] = ""
    port: Annotated[int, Meta(description="Its port.", ge=1, le=65535)] = 993
    tls: Annotated[
        Literal["tls", "starttls", "none"],
        Meta(
            description="How the way to it is kept secret: tls, starttls, or none (a server on this machine)."
        ),
    ] = "tls"
    user: Annotated[str, Meta(description="The name to sign in with.")] = ""
    password: Annotated[str, Meta(description="The password. Better in the environment than here.")] = ""
    folder: Annotated[str, Meta(description="The folder that is read.", pattern=_ASCII)] = "INBOX"
    taken: Annotated[
        str,
        Meta(
            description="The folder to which messages go when they were taken in; it is made.", pattern=_ASCII
        ),
    ] = "Taken in"
    refused: Annotated[
        str,
        Meta(
            description="The folder for messages in which nothing could be taken in; it is made.",
            pattern=_ASCII,
        ),
    ] = "Not taken in"
    most_megabytes: Annotated[float, Meta(description="A message larger than this is refused.", gt=0)] = 50
    seconds: Annotated[float, Meta(description="How long the server may take for an answer.", gt=0)] = 30

    def __repr__(self) -> str:
        """Without the password."""
        return f"Mailbox(host={self.host!r}, port={self.port}, user={self.user!r}, folder={self.folder!r})"


SECTIONS: dict[str, type[msgspec.Struct]] = {
    "mail": Mail,
    "webhooks": Webhooks,
    "worker": Worker,
    "mailbox": Mailbox,
}


class PostSettings(msgspec.Struct, frozen=True):
    """All that can be set about the post; ``site`` is the public address of the service, without a slash at its end."""

    mail: Mail = Mail()
    webhooks: Webhooks = Webhooks()
    worker: Worker = Worker()
    mailbox: Mailbox = Mailbox()
    site: str = ""

    @property
    def sender(self) -> Address | None:
        """The address that notices come from."""
        return _sender(self.mail.sender) if self.mail.sender else None


def load_settings(folder: Folder, environment: Mapping[str, str] = os.environ) -> PostSettings:
    """The settings of a registry's post. Raises SettingsError with all that is wrong with them."""
    mail, wrong_mail = _section(folder, "mail", Mail, environment)
    webhooks, wrong_webhooks = _section(folder, "webhooks", Webhooks, environment)
    worker, wrong_worker = _section(folder, "worker", Worker, environment)
    mailbox, wrong_mailbox = _section(folder, "mailbox", Mailbox, environment)
    site, _ = _section(folder, "service", _Site, environment)  # what else is wrong there the service says
    problems = [*wrong_mail, *wrong_webhooks, *wrong_worker, *wrong_mailbox, *_beyond(mail, webhooks)]
    if problems:
        raise SettingsError("the settings of the post cannot be used", problems=tuple(problems))
    return PostSettings(mail, webhooks, worker, mailbox, site.address.rstrip("/"))


def _section(
    folder: Folder, name: str, of: type[_T], environment: Mapping[str, str]
) -> tuple[_T, tuple[VerbaleError, ...]]:
    """A section as it is set; one that nothing speaks of is not looked into, which would take a millisecond for each."""
    begins = f"VERBALE_{name.upper()}_"
    if not any(variable.startswith(begins) for variable in environment):
        with suppress(OSError, UnicodeDecodeError):
            if name not in folder.settings.read_text(encoding="utf-8"):
                return of(), ()
    return read_section(folder, name, of, environment)


def _beyond(mail: Mail, webhooks: Webhooks) -> list[VerbaleError]:
    from ipaddress import ip_network

    problems: list[VerbaleError] = []
    if mail.host and not mail.sender:
        problems.append(
            VerbaleError(
                "mail needs a sender",
                where=Place(field="mail.sender"),
                fix='Add it under [mail]: sender = "registry@example.org"',
            )
        )
    if mail.sender and _sender(mail.sender) is None:
        problems.append(
            VerbaleError(
                f"not an address: {mail.sender}",
                where=Place(field="mail.sender"),
                fix="Write registry@example.org or Registry <registry@example.org>",
            )
        )
    for network in webhooks.allow:
        try:
            ip_network(network)
        except ValueError as error:
            problems.append(
                VerbaleError(str(error), where=Place(field="webhooks.allow"), fix="Write it as 10.1.0.0/16")
            )
    return problems


def _sender(text: str) -> Address | None:
    from email.errors import MessageError

    name, spec = parseaddr(text)
    try:
        address = Address(display_name=name, addr_spec=spec)
    except (ValueError, IndexError, MessageError):
        return None
    return address if address.username and address.domain and text.isprintable() else None
