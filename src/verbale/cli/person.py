"""``verbale person``: who works with a registry."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from verbale.cli import screen

if TYPE_CHECKING:
    from verbale.document import Language
    from verbale.registry.people import Person, Role

__all__ = ["command"]

ROLES = ("mission", "registrar", "language-editor", "approver", "reader", "administrator")
_F = TypeVar("_F", bound=Callable[..., Any])
_LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


@click.group(
    "person",
    cls=screen.Group,
    examples=(
        (
            "verbale person add ada@example.org --name 'Ada Lind' --role registrar",
            "Let somebody in; asks for a password.",
        ),
        (
            "verbale person add ilse@mission.example --name 'Ilse Ferrand' --role mission --member XB",
            "Somebody of a mission.",
        ),
        ("verbale person role ada@example.org --give approver", "Give a role."),
        ("verbale person disable ada@example.org", "Let somebody in no more: sessions and tokens end."),
    ),
    status=((0, "done"), (2, "no such person, or the change is refused; nothing was changed")),
    see=("token", "serve"),
)
def command() -> None:
    """The people of a registry: add, list, give roles, disable, set passwords.

    \b
    mission           sends communications in for its member, and sees those
    registrar         reviews, registers, issues, withdraws
    language-editor   hands in language versions
    approver          confirms withdrawals and reissues, as the second person
    reader            reads what is for all members
    administrator     manages people; sees no document by it
    """


def _password_options(of: _F) -> _F:
    return click.option(
        "--password-stdin",
        "from_stdin",
        is_flag=True,
        help="Read the password from standard input, its first line.",
    )(of)


@command.command("add", cls=screen.Command)
@click.argument("email")
@click.option("--name", required=True, help="What the person is called.")
@click.option(
    "--role", "roles", multiple=True, type=click.Choice(ROLES), help="A role; several may be given."
)
@click.option("--member", metavar="CODE", help="The member whose mission they are of.")
@click.option(
    "--language", type=click.Choice(_LANGUAGES), default="en", show_default=True, help="Their language."
)
@click.option("--no-password", is_flag=True, help="They sign in by the provider alone (OpenID Connect).")
@_password_options
@screen.registry_option
@screen.json_option
def add(
    *,
    email: str,
    name: str,
    roles: tuple[str, ...],
    member: str | None,
    language: str,
    no_password: bool,
    from_stdin: bool,
    registry: Path | None,
    as_json: bool,
) -> None:
    """Let somebody in under an e-mail address. The password is asked for."""
    password = None if no_password else _password(from_stdin)
    with screen.open_registry(registry) as opened:
        made = opened.people.add(
            email,
            name,
            language=cast("Language", language),
            given=cast("tuple[Role, ...]", roles),
            member=member,
            password=password,
        )
    _show(made, as_json)


@command.command("list", cls=screen.Command)
@screen.registry_option
@screen.json_option
def list_(registry: Path | None, as_json: bool) -> None:
    """List everybody, with their roles."""
    with screen.open_registry(registry, write=False) as opened:
        everybody = opened.people.all()
    if as_json:
        screen.print_json(everybody)
        return
    if not everybody:
        click.echo(
            "Nobody yet. Let somebody in with: verbale person add EMAIL --name NAME --role administrator"
        )
        return
    table = screen.table("E-mail", "Name", "Roles", "Member", "")
    for person in everybody:
        table.add_row(
            screen.shown(person.email),
            screen.shown(person.name),
            ", ".join(person.roles),
            person.member or "",
            "disabled" if person.status == "disabled" else "",
        )
    screen.console().print(table)


@command.command("role", cls=screen.Command)
@click.argument("email")
@click.option("--give", multiple=True, type=click.Choice(ROLES), help="A role to give.")
@click.option("--take", multiple=True, type=click.Choice(ROLES), help="A role to take away.")
@click.option("--member", metavar="CODE", help="The member whose mission they are of from now on.")
@screen.registry_option
@screen.json_option
def role(
    *,
    email: str,
    give: tuple[str, ...],
    take: tuple[str, ...],
    member: str | None,
    registry: Path | None,
    as_json: bool,
) -> None:
    """Give roles to somebody, and take roles away."""
    with screen.open_registry(registry) as opened:
        person = opened.people.get(email)
        if member is not None:
            person = opened.people.change(email, member=member)
        for name in give:
            person = opened.people.give(email, cast("Role", name))
        for name in take:
            person = opened.people.take(email, cast("Role", name))
    _show(person, as_json)


@command.command("disable", cls=screen.Command)
@click.argument("email")
@screen.registry_option
@screen.json_option
def disable(email: str, registry: Path | None, as_json: bool) -> None:
    """Let somebody in no more. Their sessions end; their tokens are good for nothing."""
    with screen.open_registry(registry) as opened:
        _show(opened.people.disable(email), as_json)


@command.command("enable", cls=screen.Command)
@click.argument("email")
@screen.registry_option
@screen.json_option
def enable(email: str, registry: Path | None, as_json: bool) -> None:
    """Let somebody in again who was disabled."""
    with screen.open_registry(registry) as opened:
        _show(opened.people.enable(email), as_json)


@command.command("password", cls=screen.Command)
@click.argument("email")
@_password_options
@screen.registry_option
@screen.json_option
def password(email: str, from_stdin: bool, registry: Path | None, as_json: bool) -> None:
    """Give somebody a new password. Wherever they are signed in, they are signed out."""
    with screen.open_registry(registry) as opened:
        person = opened.people.get(email)
        opened.people.set_password(email, _password(from_stdin))
    if as_json:
        screen.print_json(person)
    else:
        click.echo(f"{person.email} has a new password.")


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    entered: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return entered


def _show(person: Person, as_json: bool) -> None:
    if as_json:
        screen.print_json(person)
        return
    roles = ", ".join(person.roles) or "no role"
    of = f" of {person.member}" if person.member else ""
    state = ", disabled" if person.status == "disabled" else ""
    click.echo(screen.harmless(f"{person.email} ({person.name}): {roles}{of}{state}"))
