"""``verbale token``: keys for programs."""

from __future__ import annotations

from pathlib import Path

import click

from verbale.cli import screen

__all__ = ["command"]


@click.group(
    "token",
    cls=screen.Group,
    examples=(
        (
            "verbale token new ada@example.org --name harvester --scope documents",
            "A token that reads documents.",
        ),
        ("verbale token list", "All tokens: what for, until when, used when."),
        ("verbale token revoke 7", "Let token 7 be good for nothing."),
    ),
    status=((0, "done"), (2, "no such person, token or scope; nothing was changed")),
    see=("person", "serve"),
)
def command() -> None:
    """Tokens, with which programs use the API as a person, within scopes.

    A token is shown once, when it is made; the registry keeps its hash. A program sends it as
    "Authorization: Bearer TOKEN".

    \b
    documents      read what the person may read          review         take, return, accept, register
    check          have files read and checked            issue          issue, withdraw, confirm, change
    submit         send communications in                 versions       hand in language versions
    cases          see cases                              series         see and set series
    log            read and verify the log                subscriptions  subscribe
    people         manage people                          tokens         manage the person's own tokens
    """


@command.command("new", cls=screen.Command)
@click.argument("email")
@click.option("--name", required=True, help="What uses it.")
@click.option("--scope", "scopes", multiple=True, required=True, help="What it is for; several may be given.")
@click.option(
    "--days", type=click.IntRange(1, 3650), default=90, show_default=True, help="How long it is good for."
)
@screen.registry_option
@screen.json_option
def new(
    *, email: str, name: str, scopes: tuple[str, ...], days: int, registry: Path | None, as_json: bool
) -> None:
    """Make a token for a person, and show it once."""
    with screen.open_registry(registry) as opened:
        made = opened.people.make_token(email, name, scopes, days=days)
    if as_json:
        screen.print_json(made)
        return
    click.echo(made.secret)
    click.echo(
        f"Token {made.token.id}, for {', '.join(made.token.scopes)}, until {made.token.expires[:10]}. "
        "It is shown this once.",
        err=True,
    )


@command.command("list", cls=screen.Command)
@click.argument("email", required=False)
@screen.registry_option
@screen.json_option
def list_(email: str | None, registry: Path | None, as_json: bool) -> None:
    """List tokens, newest first: all, or those of a person."""
    with screen.open_registry(registry, write=False) as opened:
        found = opened.people.tokens(email)
        names = {person.id: person.email for person in opened.people.all()}
    if as_json:
        screen.print_json(found)
        return
    table = screen.table("No.", "Person", "Name", "For", "Until", "Used", "", numbers=("No.",))
    for token in found:
        table.add_row(
            str(token.id),
            screen.shown(names[token.person]),
            screen.shown(token.name),
            ", ".join(token.scopes),
            token.expires[:10],
            (token.used or "never")[:10],
            f"revoked {token.revoked[:10]}" if token.revoked else "",
        )
    screen.console().print(table)


@command.command("revoke", cls=screen.Command)
@click.argument("number", type=int)
@screen.registry_option
@screen.json_option
def revoke(number: int, registry: Path | None, as_json: bool) -> None:
    """Let a token be good for nothing."""
    with screen.open_registry(registry) as opened:
        token = opened.people.revoke_token(number)
    if as_json:
        screen.print_json(token)
    else:
        click.echo(f"Token {token.id} ({screen.harmless(token.name)}) is revoked.")
