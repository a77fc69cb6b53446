"""``verbale address``: where the members of the organization are told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import posting, screen

if TYPE_CHECKING:
    from verbale.document import Language

__all__ = ["command"]

_STATUS = ((0, "done"), (2, "the address cannot be used, or the registry cannot be written"))


@click.group(
    "address",
    cls=screen.Group,
    invoke_without_command=True,
    examples=(
        ("verbale address", "Every address."),
        ("verbale address add PT mission@example.org", "Tell a member by e-mail."),
        ("verbale address add PT https://example.org/hook", "Tell it by webhook; the secret is shown once."),
        ("verbale address remove 3", "Tell it there no more."),
    ),
    status=_STATUS,
    see=("recipients", "worker", "subscribe"),
)
@screen.registry_option
@screen.json_option
@click.pass_context
def command(ctx: click.Context, registry: Path | None, as_json: bool) -> None:
    """Show and keep the addresses at which members are told of documents.

    Members are named by their codes in the profile. A member may have any number of addresses; one without any is told by
    a file in the outbox.
    """
    ctx.obj = registry
    if ctx.invoked_subcommand is None:
        with screen.open_registry(registry, write=False) as opened:
            found = opened.post.addresses()
        if as_json:
            screen.print_json(found)
            return
        if not found:
            click.echo("No member has an address; all are told by files in the outbox.")
            return
        table = screen.table("number", "member", "how", "address", "language", numbers=("number",))
        for one in found:
            shown = (one.member, one.way, one.address, one.language or "its own")
            table.add_row(str(one.id), *(screen.shown(text) for text in shown))
        screen.console().print(table)


@command.command(
    "add",
    cls=screen.Command,
    examples=(
        ("verbale address add PT mission@example.org --language fr", "In French, whatever its own language."),
    ),
    status=_STATUS,
)
@click.argument("member", metavar="MEMBER")
@click.argument("address", metavar="ADDRESS")
@click.option(
    "--language", metavar="LANGUAGE", help="The language of its notices. Default: the member's own."
)
@click.option(
    "--secret-file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="A file with the secret of a webhook, if there is one already. Default: one is made, and shown once.",
)
@screen.registry_option
@screen.json_option
@click.pass_obj
def add(
    outer: Path | None,
    *,
    member: str,
    address: str,
    language: Language | None,
    secret_file: Path | None,
    registry: Path | None,
    as_json: bool,
) -> None:
    """Tell MEMBER at ADDRESS: an e-mail address, or the https:// address of a webhook."""
    from verbale.circulation.subscribing import add_address

    with screen.open_registry(registry or outer) as opened:
        given = secret_file.read_text(encoding="utf-8").strip() if secret_file else None
        made, secret = add_address(
            opened, member, posting.way_of(address), address, language=language, secret=given
        )
    if as_json:
        screen.print_json({"address": made, "secret": None if given else secret})
        return
    click.echo(f"{made.member} is told by {made.way} at {made.address} (address {made.id}).")
    posting.show_secret(None if given else secret)


@command.command(
    "remove", cls=screen.Command, examples=(("verbale address remove 3", "By its number."),), status=_STATUS
)
@click.argument("number", type=int)
@screen.registry_option
@screen.json_option
@click.pass_obj
def remove(outer: Path | None, number: int, registry: Path | None, as_json: bool) -> None:
    """Forget the address NUMBER. What waits for it is still sent."""
    with screen.open_registry(registry or outer) as opened:
        gone = opened.post.remove_address(number)
    if as_json:
        screen.print_json(gone)
    else:
        click.echo(f"{gone.member} is no longer told at {gone.address}.")
