"""``verbale digest``: gather the daily digest."""

from __future__ import annotations

from pathlib import Path

import click

from verbale.cli import screen

__all__ = ["command"]


@click.command(
    "digest",
    cls=screen.Command,
    examples=(
        ("verbale digest", "Gather what was issued until now; the worker sends it."),
        ("verbale digest --look", "How many would be gathered."),
    ),
    status=((0, "done"), (2, "the registry cannot be used")),
    see=("subscribe", "worker"),
)
@click.option("--look", is_flag=True, help="Only tell how many would be gathered.")
@screen.registry_option
@screen.json_option
def command(*, look: bool, registry: Path | None, as_json: bool) -> None:
    """Gather what matched daily subscriptions into one notice for each reader, and put it into the outbox.

    A worker does it by itself each day, at the hour that is set (worker.digest-at). Nothing is gathered twice.
    """
    from datetime import UTC, datetime

    from verbale.circulation.telling import counted

    now = datetime.now(UTC)
    with screen.open_registry(registry, write=not look) as opened:
        if look:
            count = opened.post.digests_waiting(now)
            if as_json:
                screen.print_json({"digests": count})
            else:
                click.echo(f"{counted(count, 'digest')} would be gathered.")
            return
        made = opened.post.make_digests(now)
    if as_json:
        screen.print_json(made)
    else:
        click.echo(f"{counted(made.digests, 'digest')} of {counted(made.documents, 'document')} gathered.")
