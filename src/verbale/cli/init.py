"""``verbale init``: a new registry."""

from __future__ import annotations

from pathlib import Path

import click

from verbale.cli import screen

__all__ = ["command"]


@click.command(
    "init",
    cls=screen.Command,
    examples=(
        ("verbale init registry", "For the United Nations."),
        ("verbale init demo --profile assembly", "For the fictional organization of the samples."),
        (
            "verbale init ours --profile ours.toml",
            "For your own organization; the profile is copied into the folder.",
        ),
        (
            "verbale init registry --database postgresql://verbale@db.example/books",
            "With the books in an empty PostgreSQL database.",
        ),
    ),
    status=((0, "done"), (2, "the folder is taken, or the profile has mistakes: all of them are told")),
    see=("profile", "circulate"),
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--profile",
    "-p",
    default="un",
    show_default=True,
    metavar="NAME|FILE",
    help="un, assembly, or the file or folder of a profile.",
)
@click.option(
    "--database",
    metavar="ADDRESS",
    help="Keep the books in this empty PostgreSQL database. Its password may come from PGPASSWORD.",
)
@screen.json_option
def command(folder: Path, profile: str, database: str | None, as_json: bool) -> None:
    """Make a registry in FOLDER, which must be new or empty.

    It holds the books (SQLite, or the address of a PostgreSQL database that holds them), what comes in (originals/), what is issued (documents/), notices (outbox/), the lists of
    documents of the day (days/) and the feed (feed.atom). A command that runs inside the folder uses it.
    """
    from verbale.registry import create

    with create(folder, profile, who=screen.who(), database=database) as registry:
        root, name, books = registry.folder.root, registry.profile.name, registry.books.place
    if as_json:
        screen.print_json({"registry": str(root), "profile": name, "books": books})
    else:
        click.echo(f"Made a registry with the profile {name} in {root}")
