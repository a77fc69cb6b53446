"""``verbale subscriptions``: all of a person, or of everybody."""

from __future__ import annotations

from pathlib import Path

import click

from verbale.cli import screen

__all__ = ["command"]


@click.command(
    "subscriptions",
    cls=screen.Command,
    examples=(
        ("verbale subscriptions anna@example.org", "All of a person, on one page."),
        ("verbale subscriptions --json", "Of everybody, for a program."),
    ),
    status=((0, "done"), (2, "the registry cannot be read")),
    see=("subscribe", "unsubscribe", "recipients"),
)
@click.argument("person", metavar="[PERSON]", required=False)
@click.option("--ended", is_flag=True, help="Also those that ended.")
@screen.registry_option
@screen.json_option
def command(*, person: str | None, ended: bool, registry: Path | None, as_json: bool) -> None:
    """List the subscriptions of PERSON (an e-mail address), or of everybody.

    With --json also the token of each, which ends it without sign-in.
    """
    with screen.open_registry(registry, write=False) as opened:
        found = opened.post.subscriptions(person, ended=ended)
    if as_json:
        screen.print_json(found)
        return
    if not found:
        click.echo("There are no subscriptions.")
        return
    table = screen.table(
        "number", "person", "of", "how often", "how", "address", "language", "for", numbers=("number",)
    )
    for one in found:
        what = one.query or "every document"
        often = f"ended {one.ended[:10]}" if one.ended else one.often
        row = (one.person, what, often, one.way, one.address, one.language, one.member or "")
        table.add_row(str(one.id), *(screen.shown(text) for text in row))
    screen.console().print(table)
