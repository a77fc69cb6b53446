"""``verbale list``: the documents of a registry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import screen

if TYPE_CHECKING:
    from verbale.registry import State

__all__ = ["command"]


@click.command(
    "list",
    cls=screen.Command,
    examples=(
        ("verbale list", "The fifty newest."),
        ("verbale list A/74 --limit 0", "All documents of a series; A alone would be all of the organ."),
        ("verbale list --state registered", "What is registered and not issued yet."),
        ("verbale list --on 2020-04-03 --json", "What was issued on a day, as JSON."),
    ),
    status=((0, "done"), (2, "the registry cannot be read")),
    see=("show", "series", "log"),
)
@click.argument("series", required=False, metavar="[SERIES]")
@click.option(
    "--state", type=click.Choice(["registered", "issued", "circulated"]), help="Only documents in this state."
)
@click.option(
    "--on",
    "issued_on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Only documents issued on this day (UTC).",
)
@click.option(
    "--limit", type=click.IntRange(min=0), default=50, show_default=True, help="How many at most; 0 for all."
)
@screen.registry_option
@screen.json_option
def command(
    *,
    series: str | None,
    state: State | None,
    issued_on: object,
    limit: int,
    registry: Path | None,
    as_json: bool,
) -> None:
    """List the documents of a registry, newest first; those of SERIES, or all."""
    day = f"{issued_on:%Y-%m-%d}" if issued_on else None
    with screen.open_registry(registry, write=False) as opened:
        entries = opened.entries(series=series, state=state, issued_on=day, limit=limit or None)
    if as_json:
        screen.print_json(entries)
        return
    if not entries:
        click.echo("No documents.")
        return
    table = screen.table("symbol", "date", "state", "title")
    for entry in entries:
        symbols = "\n".join(screen.shown(symbol) for symbol in entry.symbols)
        table.add_row(f"[bold]{symbols}[/bold]", entry.date, entry.state, screen.shown(entry.title or "—"))
    screen.console().print(table)
