"""``verbale unsubscribe``: be told no more."""

from __future__ import annotations

from pathlib import Path

import click

from verbale.cli import screen

__all__ = ["command"]


@click.command(
    "unsubscribe",
    cls=screen.Command,
    examples=(
        ("verbale unsubscribe 3", "End one subscription, by its number."),
        ("verbale unsubscribe anna@example.org", "End all of a person."),
    ),
    status=((0, "done"), (2, "there is no such subscription, or the registry cannot be written")),
    see=("subscriptions", "subscribe"),
)
@click.argument("which", metavar="NUMBER|PERSON")
@screen.registry_option
@screen.json_option
def command(which: str, registry: Path | None, as_json: bool) -> None:
    """End a subscription, or all of a person. What waits to be sent by it is not sent any more."""
    from verbale.errors import RegistryError

    with screen.open_registry(registry) as opened:
        if which.isdecimal():
            numbers = [int(which)]
        else:
            numbers = [one.id for one in opened.post.subscriptions(which)]
            if not numbers:
                raise RegistryError(f"{which} has no subscription", fix="See: verbale subscriptions")
        ended = [opened.post.unsubscribe(number) for number in numbers]
    if as_json:
        screen.print_json(ended)
        return
    for one in ended:
        click.echo(
            screen.harmless(f"{one.person} is no longer told of: {one.query or 'every document'} ({one.id}).")
        )
