"""``verbale series``: the rows of symbols that count."""

from __future__ import annotations

from pathlib import Path

import click

from verbale.cli import screen

__all__ = ["command"]


@click.group(
    "series",
    cls=screen.Group,
    invoke_without_command=True,
    examples=(
        ("verbale series", "Every series that was used or set."),
        ("verbale series set A/74 783", "The next document of A/74 gets A/74/783."),
    ),
    status=((0, "done"), (2, "the registry cannot be used, or the number is taken")),
    see=("list", "register", "log"),
)
@screen.registry_option
@screen.json_option
@click.pass_context
def command(ctx: click.Context, registry: Path | None, as_json: bool) -> None:
    """List the series of symbols with their next numbers, or set where one goes on.

    A series is named like its symbols without the number: A/74 counts within the seventy-fourth session, S/2020 within
    the year. Numbers are given once and in order; a gap is explained by an event in the log.
    """
    ctx.obj = registry
    if ctx.invoked_subcommand is None:
        _list(registry, as_json=as_json)


@command.command(
    "set",
    cls=screen.Command,
    examples=(("verbale series set A/74 783", "The next document of A/74 gets A/74/783."),),
    status=((0, "done"), (2, "the registry cannot be used, or the number is taken")),
)
@click.argument("key", metavar="SERIES")
@click.argument("number", type=click.IntRange(min=1))
@screen.registry_option
@screen.json_option
@click.pass_obj
def set_(outer: Path | None, key: str, number: int, registry: Path | None, as_json: bool) -> None:
    """Let SERIES go on at NUMBER; recorded, with who did it.

    It can be set forward over numbers that were never used, and back to any number after the highest that is taken.
    """
    with screen.open_registry(registry or outer) as opened:
        counter = opened.set_series(key, number)
    if as_json:
        screen.print_json(counter)
    else:
        click.echo(f"The next number of {counter.key} is {counter.next}.")


def _list(registry: Path | None, *, as_json: bool) -> None:
    with screen.open_registry(registry, write=False) as opened:
        counters = opened.series()
    if as_json:
        screen.print_json(counters)
        return
    if not counters:
        click.echo("No series was used yet.")
        return
    table = screen.table(
        "series", "next", "given", "borne", "highest", numbers=("next", "given", "borne", "highest")
    )
    for counter in counters:
        numbers = (counter.next, counter.given, counter.borne, counter.highest)
        table.add_row(f"[bold]{counter.key}[/bold]", *(str(number) for number in numbers))
    screen.console().print(table)
