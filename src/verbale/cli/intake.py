"""``verbale intake``: take communications in from a folder or a mailbox."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import screen

if TYPE_CHECKING:
    from threading import Event

    from verbale.circulation.intake.desk import TakenIn
    from verbale.circulation.intake.mailbox import Message

__all__ = ["command"]

_STATUS = ((0, "done"), (2, "the folder, the mailbox or the registry cannot be used"))


@click.group(
    "intake",
    cls=screen.Group,
    examples=(
        ("verbale intake folder incoming", "Take in what is in a folder."),
        ("verbale intake folder incoming --watch", "And what comes, until it is stopped."),
        ("verbale intake mailbox --watch", "What comes by e-mail."),
    ),
    status=_STATUS,
    see=("register", "circulate", "import"),
)
def command() -> None:
    """Take communications in from a folder that is watched, or from a mailbox.

    Each file is read in a process of its own, with limits and without network, and becomes a case, once: the same file
    again is the case that there is. A scan or a damaged file becomes a case too, for the registrar to deal with.
    """


@command.command(
    "folder",
    cls=screen.Command,
    examples=(
        ("verbale intake folder incoming", "Take in what is there and did not change for two seconds."),
        ("verbale intake folder incoming --watch --settled 10", "For slow writers."),
    ),
    status=_STATUS,
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--watch", is_flag=True, help="Go on until it is stopped (Ctrl-C, SIGTERM).")
@click.option(
    "--settled",
    type=click.FloatRange(min=0),
    default=2,
    show_default=True,
    metavar="SECONDS",
    help="A file is whole when it did not change for so long.",
)
@screen.registry_option
@screen.json_option
def folder(*, folder: Path, watch: bool, settled: float, registry: Path | None, as_json: bool) -> None:
    """Take in the files in DIR. What was taken in is moved to DIR/taken-in, with its case's number before its name; the
    rest to DIR/not-taken-in, with a note that says why.

    Hidden files, links and folders are left alone, and what a program is still writing.
    """
    from verbale.circulation.intake.folder import WatchedFolder

    with screen.open_registry(registry) as opened:
        watched = WatchedFolder(opened, folder, settled=settled)
        if watch:
            for one in watched.watch(_stopping()):
                _tell(one, as_line=as_json)
            return
        found = watched.once()
    if as_json:
        screen.print_json(found)
        return
    for one in found:
        _tell(one, as_line=False)
    if not found:
        click.echo("Nothing to take in.")


@command.command(
    "mailbox",
    cls=screen.Command,
    examples=(
        ("verbale intake mailbox", "Take in what is there."),
        ("verbale intake mailbox --watch --every 60", "And look again every minute."),
    ),
    status=_STATUS,
)
@click.option("--watch", is_flag=True, help="Go on until it is stopped (Ctrl-C, SIGTERM).")
@click.option(
    "--every",
    type=click.FloatRange(min=1),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="How often to look, with --watch.",
)
@screen.registry_option
@screen.json_option
def mailbox(*, watch: bool, every: float, registry: Path | None, as_json: bool) -> None:
    """Take in the files that came by e-mail. Each message is moved to another folder of the mailbox: one for those of which
    something was taken in, one for the rest.

    The mailbox stands under [mailbox] in the registry's verbale.toml (IMAP); the password best in the environment, as
    VERBALE_MAILBOX_PASSWORD.
    """
    from verbale.circulation.intake.mailbox import read_mailbox
    from verbale.circulation.settings import load_settings
    from verbale.errors import RegistryError, RegistryReadOnly

    with screen.open_registry(registry) as opened:
        settings = load_settings(opened.folder).mailbox
        if not watch:
            found = []
            for message in read_mailbox(opened, settings):
                found.append(message)
                if not as_json:
                    _tell_message(message)
            if as_json:
                screen.print_json(found)
            elif not found:
                click.echo("Nothing to take in.")
            return
        stopping = _stopping()
        while not stopping.is_set():
            try:
                for message in read_mailbox(opened, settings):
                    _tell_message(message, as_line=as_json)
                    if stopping.is_set():
                        return
            except RegistryReadOnly:
                raise
            except RegistryError as error:  # a server that is away comes back
                click.echo(f"verbale: {error}", err=True)
            stopping.wait(every)


def _stopping() -> Event:
    import signal
    from threading import Event

    event = Event()
    stop: Callable[..., None] = lambda *_: event.set()  # noqa: E731
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    return event


def _tell_message(message: Message, *, as_line: bool = False) -> None:
    import msgspec

    if as_line:
        click.echo(msgspec.json.encode(message))
        return
    click.echo(screen.harmless(message.identifier) + (f": {message.why}" if message.why else ""))
    for file in message.files:
        _tell(file, as_line=False, margin="  ")


def _tell(one: TakenIn, *, as_line: bool, margin: str = "") -> None:
    import msgspec

    if as_line:
        click.echo(msgspec.json.encode(one))
        return
    if one.case is None:
        told = f"not taken in: {one.why}"
    else:
        told = f"case {one.case}" + ("" if one.new else ", which it was already")
        told += f": {one.title}" if one.title else ""
        told += f"; it could not be read: {one.why}" if one.why else ""
    click.echo(screen.harmless(f"{margin}{one.name}: {told}"))
