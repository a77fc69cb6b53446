"""What all commands share: help like a manual page, options of one name, JSON and errors of one shape."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from verbale.circulation.reading_apart import ReadingApart
    from verbale.circulation.writing_apart import WritingApart
    from verbale.errors import VerbaleError
    from verbale.registry import Entry, Registry

__all__ = [
    "STATUS",
    "Command",
    "Group",
    "alone_option",
    "anyway_option",
    "complete_symbol",
    "console",
    "date_option",
    "entry_or_none",
    "harmless",
    "json_option",
    "open_registry",
    "print_json",
    "read_ahead",
    "registry_option",
    "show_error",
    "shown",
    "table",
    "who",
    "write_ahead",
]

_JSON = "verbale.json"
_POWERFUL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_F = TypeVar("_F", bound=Callable[..., Any])

STATUS = (
    (0, "done"),
    (1, "the rules found errors"),
    (2, "the input or the registry cannot be used; nothing was changed"),
)


class _Manual(click.Command):
    """A command whose help ends with examples and the exit statuses."""

    def __init__(
        self,
        *args: Any,
        examples: Sequence[tuple[str, str]] = (),
        status: Sequence[tuple[int, str]] = (),
        see: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)
        self.status = tuple(status)
        self.see = tuple(see)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples with what they do, exit statuses, related commands."""
        super().format_epilog(ctx, formatter)
        if self.examples:
            with formatter.section("Examples"):
                for example, what in self.examples:
                    formatter.write(f"{'':>{formatter.current_indent}}{example}\n")
                    formatter.indent()
                    formatter.write_text(what)
                    formatter.dedent()
        if self.status:
            with formatter.section("Exit status"):
                formatter.write_dl([(str(code), what) for code, what in self.status])
        if self.see:
            with formatter.section("See also"):
                formatter.write_text(", ".join(f"verbale {name}" for name in self.see))


class Command(_Manual):
    """A command with a manual."""


class Group(_Manual, click.Group):
    """A command with commands of its own, and a manual."""


def registry_option(command: _F) -> _F:
    """``--registry FOLDER``."""
    return click.option(
        "--registry",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help="The registry's folder. Default: VERBALE_REGISTRY, the registry around the working folder, or one of your own.",
    )(command)


def json_option(command: _F) -> _F:
    """``--json``: passes ``as_json``, and errors come as JSON too."""
    return click.option(
        "--json",
        "as_json",
        is_flag=True,
        callback=_remember_json,
        help="Print one JSON value, errors too, in place of text.",
    )(command)


def date_option(command: _F) -> _F:
    """``--date``: passes ``day``."""
    return click.option(
        "--date",
        "day",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="YYYY-MM-DD",
        callback=lambda _ctx, _option, value: value.date() if value else None,
        help="The document's date, by which it is numbered. Default: the date on the masthead.",
    )(command)


def anyway_option(command: _F) -> _F:
    """``--anyway`` and ``--again``."""
    again = click.option("--again", is_flag=True, help="Register a file a second time. Recorded.")
    anyway = click.option("--anyway", is_flag=True, help="Go on although the rules found errors. Recorded.")
    return anyway(again(command))


def alone_option(command: _F) -> _F:
    """``--alone``."""
    return click.option(
        "--alone", is_flag=True, help="Do not wait for language versions that were begun. Recorded."
    )(command)


def _remember_json(ctx: click.Context, _option: click.Parameter, value: bool) -> bool:
    ctx.meta[_JSON] = value
    return value


def print_json(value: object) -> None:
    """Print a value as one indented JSON value."""
    import msgspec

    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")
    sys.stdout.buffer.flush()


def show_error(error: VerbaleError, ctx: click.Context) -> None:
    """Print an error for a person on standard error; as JSON on standard output where that was asked for."""
    if ctx.meta.get(_JSON):
        shown: dict[str, object] = {"error": error.what, "kind": type(error).__name__}
        if error.where:
            shown["where"] = str(error.where)
        if error.fix:
            shown["fix"] = error.fix
        findings = getattr(error, "findings", None)
        if findings is not None:
            shown["findings"] = findings
        print_json(shown)
    else:
        click.echo(f"verbale: {harmless(str(error))}", err=True)


def console() -> Console:
    """The terminal, for text with a look; plain where the output is no terminal or NO_COLOR is set."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


def shown(text: str) -> str:
    """A text that came from outside, for rich: its markup is text, and it has no power over the terminal.

    Control characters (escape sequences among them) and characters that turn the direction of what follows are shown as
    a replacement character.
    """
    from rich.markup import escape

    return escape(harmless(text))


def harmless(text: str) -> str:
    """A text that came from outside without what has power over the terminal (see ``shown``)."""
    return text if text.isprintable() else _POWERFUL.sub("\N{REPLACEMENT CHARACTER}", text)


def table(*columns: str, numbers: Sequence[str] = ()) -> Table:
    """An empty table with these columns, plain and without lines; ``numbers`` stand at the right."""
    from rich.table import Table

    made = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        made.add_column(column, justify="right" if column in numbers else "left", overflow="fold")
    return made


def who() -> str:
    """Who works: ``VERBALE_USER``, or the user's name on this system."""
    import getpass

    try:
        return os.environ.get("VERBALE_USER") or getpass.getuser()
    except (KeyError, OSError):  # a system without a name for this user
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "a user"


def read_ahead(chosen: Path | None, file: Path) -> ReadingApart | None:
    """Begin to read a file for a registry, while that is opened; None where there is nothing to read, or no way to.

    Raises RegistryError where the chosen folder is not a registry.
    """
    from verbale.circulation.apart import Apart
    from verbale.circulation.reading_apart import ReadingApart
    from verbale.registry import find

    found = find(chosen)
    if not (found.folder.exists and file.is_file() and Apart.possible()):
        return None
    return ReadingApart(file, found.folder.profile, found.folder.kept_profile)


def write_ahead(chosen: Path | None) -> WritingApart | None:
    """Make a writer ready for a registry, while that is opened; None where there is no way to."""
    from verbale.circulation.apart import Apart
    from verbale.circulation.writing_apart import WritingApart
    from verbale.registry import find

    found = find(chosen)
    if not (found.folder.exists and Apart.possible()):
        return None
    return WritingApart(found.folder.profile, found.folder.kept_profile)


@contextmanager
def open_registry(chosen: Path | None, *, write: bool = True) -> Iterator[Registry]:
    """The registry to use. Without any, one is made in the default folder, and named on the screen.

    What the start found cut off, and settled, is told on standard error.
    """
    from verbale.errors import RegistryError
    from verbale.registry import Registry, create, find

    found = find(chosen)
    if found.by == "default" and not found.folder.exists:
        try:
            create(found.folder.root, "un", who=who()).close()
            click.echo(f"Made a registry with the profile un in {found.folder.root}", err=True)
        except RegistryError:
            if not found.folder.exists:  # and not made by another process meanwhile
                raise
    with Registry(found.folder, who=who(), write=write) as registry:
        for event in registry.recovered:
            click.echo(f"Recovered: {event.data['of']}: {event.data['done']}.", err=True)
        if found.by == "default":
            click.echo(f"Registry: {found.folder.root}", err=True)
        yield registry


def entry_or_none(registry: Registry, text: str) -> Entry | None:
    """The document with the symbol that a text is; None where it is no symbol, but the name of a file, say.

    Raises NoSuchDocument.
    """
    from verbale.errors import SymbolError

    try:
        return registry.entry(text)
    except SymbolError:
        return None


def complete_symbol(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Symbols in the registry that begin so, for the shell."""
    from verbale.errors import VerbaleError
    from verbale.registry import Registry, find

    try:
        found = find(ctx.params.get("registry"))
        if not found.folder.exists:
            return []
        with Registry(found.folder, who=who(), write=False) as registry:
            return [symbol for symbol in registry.symbols(incomplete) if symbol.startswith(incomplete)]
    except VerbaleError:
        return []
