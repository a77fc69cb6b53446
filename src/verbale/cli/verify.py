"""``verbale verify``: whether the books, the log and the files of a registry agree."""

from __future__ import annotations

from pathlib import Path

import click

from verbale.cli import screen

__all__ = ["command"]


def _head(_ctx: click.Context, _option: click.Parameter, value: str | None) -> tuple[int, str] | None:
    if value is None:
        return None
    seq, _, digest = value.partition(":")
    if not seq.isdigit() or not digest:
        raise click.BadParameter("write the number of the event and its hash, like 1200:5f3a…")
    return int(seq), digest


@click.command(
    "verify",
    cls=screen.Command,
    examples=(
        ("verbale verify", "Every file, record, state and number."),
        (
            "verbale verify --head 1200:5f3a…",
            "Also that these books are not older than a head that you kept.",
        ),
    ),
    status=((0, "all agrees"), (1, "something does not"), (2, "the registry cannot be used")),
    see=("log", "backup", "series"),
)
@click.option(
    "--head",
    callback=_head,
    metavar="EVENT:HASH",
    help="An event that was kept elsewhere, as verbale backup and verbale log verify print it.",
)
@screen.registry_option
@screen.json_option
@click.pass_context
def command(
    ctx: click.Context, *, head: tuple[int, str] | None, registry: Path | None, as_json: bool
) -> None:
    """Compare the books, the log and the files: every hash is computed anew, every number is accounted for."""
    with screen.open_registry(registry, write=False) as opened:
        found = opened.verify_all(head=head)
    if as_json:
        screen.print_json(found)
    else:
        for problem in found.problems:
            click.echo(screen.harmless(f"{problem.kind}: {problem.where}: {problem.what}"))
        looked = f"{found.events} events, {found.documents} documents, {found.files} files"
        click.echo(
            f"{'Does not agree' if found.problems else 'All agrees'}: {looked}; head {found.events}:{found.head}"
        )
    ctx.exit(int(bool(found.problems)))
