"""``verbale profile``: what an organization is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import screen

if TYPE_CHECKING:
    from verbale.profiles import Profile

__all__ = ["command"]


@click.command(
    "profile",
    cls=screen.Command,
    examples=(
        ("verbale profile", "That of the registry."),
        ("verbale profile un", "One that is shipped."),
        (
            "verbale profile ours.toml",
            "Check one of your own: every mistake is told, with file, key and fix.",
        ),
    ),
    status=((0, "done"), (2, "there is no such profile, or it has mistakes")),
    see=("init",),
)
@click.argument("name", required=False, metavar="[NAME|FILE]")
@screen.registry_option
@screen.json_option
def command(name: str | None, registry: Path | None, as_json: bool) -> None:
    """Show the profile NAME, or check the one in FILE: organs, series, sessions, members, offices, languages."""
    from verbale.profiles import load

    if name is None:
        with screen.open_registry(registry, write=False) as opened:
            profile = opened.profile
    else:
        profile = load(name)
    if as_json:
        screen.print_json(profile)
    else:
        _show(profile)


def _show(profile: Profile) -> None:
    from verbale.circulation.telling import counted

    console = screen.console()
    console.print(
        f"[bold]{screen.shown(profile.name_of('en'))}[/bold]  ({screen.shown(profile.name)}, {screen.shown(profile.source)})"
    )
    states = [member for member in profile.members if member.status == "member"]
    observers = sum(member.status == "observer" for member in profile.members)
    working = f" (working: {' '.join(profile.languages.working)})" if profile.languages.working else ""
    facts = [
        counted(len(states), "member") + (f", {counted(observers, 'observer')}" if observers else ""),
        f"languages: {' '.join(profile.languages.official)}{working}",
        "distribution: " + ", ".join(category.id for category in profile.distributions),
        counted(len(profile.offices), "office"),
        f"{counted(len(profile.agendas), 'agenda')}: {counted(sum(len(a.items) for a in profile.agendas), 'item')}",
    ]
    for fact in facts:
        console.print(f"  {screen.shown(fact)}")
    table = screen.table("organ", "name", "series", "sessions", numbers=("sessions",))
    names = profile.nomenclature
    for organ in profile.organs:
        try:
            called = names.organ_name(organ.prefix, "en")
        except KeyError:
            called = "—"
        listed = [session.session for session in profile.sessions if session.organ == organ.prefix]
        series = "\n".join(screen.shown(rule.pattern) for rule in organ.series)
        since = f"years from {organ.first_year}" if organ.counts == "years" else str(len(listed))
        table.add_row(f"[bold]{screen.shown(organ.prefix)}[/bold]", screen.shown(called), series, since)
    console.print(table)
