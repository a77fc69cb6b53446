"""``verbale deliveries``: who was told of a document, how, when, with proof or failure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import screen

if TYPE_CHECKING:
    from verbale.registry import Entry
    from verbale.registry.attempts import Delivery

__all__ = ["command"]


@click.command(
    "deliveries",
    cls=screen.Command,
    examples=(
        ("verbale deliveries A/74/783", "The report of a document."),
        ("verbale deliveries A/74/783 --attempts", "With each attempt and what the receiver said."),
        ("verbale deliveries A/74/783 --retry", "Try what was given up again, from the first attempt on."),
        ("verbale deliveries A/74/783 --json", "For a program."),
    ),
    status=(
        (0, "everybody was told, or waits to be"),
        (1, "somebody was given up"),
        (2, "nothing under SYMBOL"),
    ),
    see=("recipients", "worker", "show"),
)
@click.argument("symbol", metavar="SYMBOL", shell_complete=screen.complete_symbol)
@click.option("--attempts", is_flag=True, help="Show each attempt.")
@click.option("--retry", is_flag=True, help="Make what was given up due again. Recorded.")
@screen.registry_option
@screen.json_option
@click.pass_context
def command(
    ctx: click.Context, *, symbol: str, attempts: bool, retry: bool, registry: Path | None, as_json: bool
) -> None:
    """Report who was told of the document SYMBOL: why, how, when, and the proof or the failure."""
    with screen.open_registry(registry, write=retry) as opened:
        entry = opened.entry(symbol)
        if retry:
            opened.post.take_up(entry)
        found = opened.post.deliveries(entry)
    if as_json:
        screen.print_json({"symbol": entry.symbol, "state": entry.state, "deliveries": found})
    else:
        _show(entry, found, attempts=attempts)
    ctx.exit(
        1
        if any(one.state == "undelivered" and one.proof not in ("unsubscribed", "withdrawn") for one in found)
        else 0
    )


def _show(entry: Entry, found: tuple[Delivery, ...], *, attempts: bool) -> None:
    from collections import Counter

    counts = Counter(one.state for one in found)
    told = ", ".join(
        f"{counts[state]} {state}" for state in ("delivered", "waiting", "undelivered") if counts[state]
    )
    click.echo(screen.harmless(f"{entry.symbol}: {told or 'nobody is told'}"))
    if not found:
        return
    table = screen.table(
        "who", "why", "how", "address", "state", "when", "tries", "what was said", numbers=("tries",)
    )
    for one in found:
        when = one.at or one.due or ""
        tries = len(one.attempts)
        row = (one.name or one.member, one.reason, one.way, one.address or "", one.state, _moment(when))
        table.add_row(*(screen.shown(text) for text in row), str(tries), screen.shown(one.proof or ""))
        for attempt in one.attempts if attempts else ():
            said = f"{attempt.outcome} after {attempt.milliseconds} ms: {attempt.told}"
            table.add_row("", "", "", "", "", _moment(attempt.at), "", screen.shown(said))
    screen.console().print(table)


def _moment(at: str) -> str:
    return at[:19].replace("T", " ")
