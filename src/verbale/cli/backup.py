"""``verbale backup``: a registry, copied to another place while it is written to."""

from __future__ import annotations

from pathlib import Path

import click

from verbale.cli import screen

__all__ = ["command"]


@click.command(
    "backup",
    cls=screen.Command,
    examples=(("verbale backup /backups/2026-11-24", "Books and files, each compared with its hash."),),
    status=((0, "done"), (2, "the folder is taken, or a file is not what was recorded")),
    see=("restore", "verify"),
)
@click.argument("folder", type=click.Path(path_type=Path))
@screen.registry_option
@screen.json_option
def command(folder: Path, registry: Path | None, as_json: bool) -> None:
    """Make a backup of a registry in FOLDER, which must be new or empty.

    Others may register and issue meanwhile: the backup is one moment of the books, with every file that they had then.
    Keep the event and the hash that it prints elsewhere too: verbale verify --head tells whether books are older.
    """
    with screen.open_registry(registry, write=False) as opened:
        made = opened.backup(folder)
    if as_json:
        screen.print_json(made)
    else:
        click.echo(f"Backed up {made.files} files and {made.events} events to {folder}")
        click.echo(f"The log's head: {made.events}:{made.head}")
