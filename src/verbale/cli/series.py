"""``verbale series``: the rows of symbols that count."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import screen

if TYPE_CHECKING:
    from verbale.registry.reservations import Reservation

__all__ = ["command"]


@click.group(
    "series",
    cls=screen.Group,
    invoke_without_command=True,
    examples=(
        ("verbale series", "Every series that was used or set."),
        ("verbale series set A/74 783", "The next document of A/74 gets A/74/783."),
        (
            "verbale series reserve A/74 --for 2d --why 'report of the Board'",
            "Keep the next number for two days.",
        ),
        ("verbale series show A/74", "What of A/74 is reserved, given back, or a gap, and why."),
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


_key = click.argument("key", metavar="SERIES")
_numbers = click.argument("numbers", metavar="NUMBER...", type=click.IntRange(min=1), nargs=-1, required=True)
_why = click.option("--why", required=True, metavar="TEXT", help="The reason, which stands in the log.")


@command.command(
    "reserve",
    cls=screen.Command,
    examples=(
        (
            "verbale series reserve A/74 --for 2d --why 'report of the Board'",
            "The next number, for two days.",
        ),
        (
            "verbale series reserve S/2020 --count 3 --for 12h --why 'letters expected'",
            "Three, until tonight.",
        ),
    ),
    status=((0, "done"), (2, "the registry cannot be used, or there is no such series")),
)
@_key
@click.option("--count", default=1, show_default=True, type=click.IntRange(1, 100), help="How many numbers.")
@click.option(
    "--for",
    "hours",
    default="1d",
    show_default=True,
    metavar="TIME",
    callback=lambda _ctx, _option, value: _hours(value),
    help="How long, in hours (12h) or days (2d). Then the series gives them again.",
)
@_why
@screen.registry_option
@screen.json_option
@click.pass_obj
def reserve(
    outer: Path | None,
    *,
    key: str,
    count: int,
    hours: int,
    why: str,
    registry: Path | None,
    as_json: bool,
) -> None:
    """Keep the next numbers of SERIES for documents to come.

    A file whose masthead bears a reserved number is registered under it.
    """
    from datetime import UTC, datetime, timedelta

    with screen.open_registry(registry or outer) as opened:
        opened.must_have_series(key)
        until = datetime.now(UTC) + timedelta(hours=hours)
        kept = opened.reservations.reserve(key, count, until=until, reason=why)
    _tell(kept, "Reserved", as_json=as_json)


@command.command(
    "release",
    cls=screen.Command,
    examples=(("verbale series release A/74 784 --why 'not needed'", "A/74 gives 784 next."),),
    status=((0, "done"), (2, "the registry cannot be used, or the number is not reserved")),
)
@_key
@_numbers
@_why
@screen.registry_option
@screen.json_option
@click.pass_obj
def release(
    outer: Path | None, *, key: str, numbers: tuple[int, ...], why: str, registry: Path | None, as_json: bool
) -> None:
    """Give reserved numbers of SERIES back: it gives them next."""
    with screen.open_registry(registry or outer) as opened:
        given = opened.reservations.release(key, numbers, reason=why)
    _tell(given, "Given back", as_json=as_json)


@command.command(
    "explain",
    cls=screen.Command,
    examples=(
        ("verbale series explain A/74 784 --why 'withdrawn by the sender before issue'", "Leave it unused."),
    ),
    status=((0, "done"), (2, "the registry cannot be used, or a document has the number")),
)
@_key
@_numbers
@_why
@screen.registry_option
@screen.json_option
@click.pass_obj
def explain(
    outer: Path | None, *, key: str, numbers: tuple[int, ...], why: str, registry: Path | None, as_json: bool
) -> None:
    """Say why numbers of SERIES will never be used."""
    with screen.open_registry(registry or outer) as opened:
        told = opened.reservations.explain(key, numbers, reason=why)
    _tell(told, "Explained", as_json=as_json)


@command.command(
    "show",
    cls=screen.Command,
    examples=(("verbale series show A/74", "Its gaps and reservations."),),
    status=((0, "every gap is explained"), (1, "a gap is not explained"), (2, "the registry cannot be used")),
)
@_key
@screen.registry_option
@screen.json_option
@click.pass_obj
@click.pass_context
def show(ctx: click.Context, outer: Path | None, key: str, registry: Path | None, as_json: bool) -> None:
    """Show the numbers of SERIES that no document has, and why."""
    with screen.open_registry(registry or outer, write=False) as opened:
        opened.must_have_series(key)
        gaps, kept = opened.reservations.gaps(key), opened.reservations.of(key)
    if as_json:
        screen.print_json({"series": key, "gaps": gaps, "reservations": kept})
    elif not gaps:
        click.echo(f"{key} has no gap.")
    for gap in () if as_json else gaps:
        numbers = str(gap.first) if gap.first == gap.last else f"{gap.first}–{gap.last}"
        click.echo(screen.harmless(f"{key}/{numbers}  {gap.why or 'not explained'}"))
    ctx.exit(int(any(gap.why is None for gap in gaps)))


def _tell(kept: tuple[Reservation, ...], done: str, *, as_json: bool) -> None:
    if as_json:
        screen.print_json(kept)
        return
    for one in kept:
        until = f" until {one.until[:16].replace('T', ' ')} UTC" if one.until else ""
        click.echo(f"{done}: {one.series}/{one.number}{until}")


def _hours(text: str) -> int:
    found = re.fullmatch(r"([1-9][0-9]{0,3})([hd])", text)
    if found is None:
        raise click.BadParameter("write hours or days, like 12h or 2d")
    return int(found[1]) * (24 if found[2] == "d" else 1)


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
