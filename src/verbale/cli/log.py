"""``verbale log``: what happened, and whether it still says so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import screen

if TYPE_CHECKING:
    from verbale.registry import Event

__all__ = ["command"]

_STATUS = ((0, "done"), (1, "the log was changed"), (2, "the registry cannot be read"))


@click.group(
    "log",
    cls=screen.Group,
    invoke_without_command=True,
    examples=(
        ("verbale log", "Every event, oldest first."),
        ("verbale log of A/74/783", "What happened to one document."),
        ("verbale log verify", "Follow the chain of hashes from the first event to the last."),
    ),
    status=_STATUS,
    see=("show", "series"),
)
@screen.registry_option
@screen.json_option
@click.pass_context
def command(ctx: click.Context, registry: Path | None, as_json: bool) -> None:
    """Show what happened in the registry, and verify that nothing of it was changed.

    Events are only added, never changed. Each holds the hash of the one before, so that a changed or missing event shows.
    """
    ctx.obj = registry
    if ctx.invoked_subcommand is None:
        with screen.open_registry(registry, write=False) as opened:
            events = opened.events()
        _show(events, as_json=as_json)


@command.command(
    "of", cls=screen.Command, examples=(("verbale log of A/74/783", "Either half of a joint symbol."),)
)
@click.argument("symbol", metavar="SYMBOL", shell_complete=screen.complete_symbol)
@screen.registry_option
@screen.json_option
@click.pass_obj
def of(outer: Path | None, symbol: str, registry: Path | None, as_json: bool) -> None:
    """Show what happened to the document SYMBOL."""
    with screen.open_registry(registry or outer, write=False) as opened:
        events = opened.events(opened.entry(symbol))
    _show(events, as_json=as_json)


@command.command("verify", cls=screen.Command, status=_STATUS)
@screen.registry_option
@screen.json_option
@click.pass_obj
@click.pass_context
def verify(ctx: click.Context, outer: Path | None, registry: Path | None, as_json: bool) -> None:
    """Follow the chain of hashes, and name the first event that does not fit."""
    with screen.open_registry(registry or outer, write=False) as opened:
        finding, head = opened.verify(), opened.head()
    if as_json:
        screen.print_json({"whole": finding is None, "finding": finding, "events": head[0], "head": head[1]})
    elif finding is None:
        click.echo(f"The log is whole: {head[0]} events, head {head[1]}.")
    else:
        click.echo(f"The log was changed at event {finding.seq}: {finding.why}.")
    ctx.exit(0 if finding is None else 1)


def _show(events: tuple[Event, ...], *, as_json: bool) -> None:
    if as_json:
        screen.print_json(events)
        return
    console = screen.console()
    for event in events:
        data = ", ".join(f"{key} {_short(value)}" for key, value in event.data.items())
        case = f"case {event.case}" if event.case is not None else ""
        head = f"[dim]{event.seq:>5}  {event.at[:19].replace('T', ' ')}[/dim]  [bold]{event.kind:<11}[/bold] {case:<9}"
        console.print(f"{head} {screen.shown(event.who)}  {screen.shown(data)}", soft_wrap=True)


def _short(value: object) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    if isinstance(value, dict):
        return " ".join(map(str, value))
    text = str(value)
    return f"{text[:12]}…" if len(text) == 64 else text
