"""``verbale restore``: a registry, made of a backup."""

from __future__ import annotations

from pathlib import Path

import click

from verbale.cli import screen

__all__ = ["command"]


@click.command(
    "restore",
    cls=screen.Command,
    examples=(
        ("verbale restore /backups/2026-11-24 registry", "In a new folder."),
        (
            "verbale restore /backups/2026-11-24 registry --lost registry.old",
            "No number that the old one issued is given again.",
        ),
        (
            "verbale restore backup registry --database postgresql://verbale@db.example/books",
            "From a file of SQLite to PostgreSQL, or the other way.",
        ),
    ),
    status=((0, "done"), (2, "the folder is taken, or the backup is incomplete, damaged or newer")),
    see=("backup", "verify"),
)
@click.argument("backup", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--database", metavar="ADDRESS", help="Keep the books in this empty PostgreSQL database.")
@click.option(
    "--lost",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="What is left of the registry that this one replaces: the series go on after what it issued.",
)
@screen.json_option
def command(backup: Path, folder: Path, database: str | None, lost: Path | None, as_json: bool) -> None:
    """Make a registry in FOLDER, which must be new or empty, of a BACKUP; the log tells that it was restored."""
    from verbale.registry.backup import restore

    made = restore(backup, folder, who=screen.who(), database=database, lost=lost)
    if as_json:
        screen.print_json(made)
    else:
        click.echo(f"Restored {made.files} files and {made.events} events of {made.made[:16]} to {folder}")
