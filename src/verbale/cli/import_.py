"""``verbale import``: documents issued elsewhere, taken into the catalogue."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import screen

if TYPE_CHECKING:
    from verbale.archive import Attention, ImportedFile

__all__ = ["command"]

_SHOWN = 20


@click.command(
    "import",
    cls=screen.Command,
    examples=(
        ("verbale import archive/", "Every file in a folder and the folders in it."),
        (
            "verbale import archive/ --processes 4",
            "Four files at a time. Stopped and called again, it goes on.",
        ),
        ("verbale import --look", "Which of the imported files need a look, and why."),
    ),
    status=((0, "done, whatever could not be read"), (2, "nothing can be kept in the registry's folder")),
    see=("find", "graph", "index", "read"),
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    default=lambda: min(os.cpu_count() or 1, 8),
    show_default="one a processor, 8 at most",
    help="How many files are read at a time.",
)
@click.option("--again", is_flag=True, help="Read files that are known once more.")
@click.option("--look", is_flag=True, help="List all imported files that need a look.")
@screen.registry_option
@screen.json_option
def command(
    *, paths: tuple[Path, ...], processes: int, again: bool, look: bool, registry: Path | None, as_json: bool
) -> None:
    """Import files and folders of documents issued elsewhere, of every kind that is read, into the catalogue.

    They are found, cited and citing; the books do not know them. A file is known by its content, so that it is imported
    once. Files are only read. What could not be read, or not with certainty, is listed.
    """
    if bool(paths) == look:
        raise click.UsageError("Name files or folders to import, or --look.")
    with screen.open_registry(registry) as opened:
        from verbale.archive import Store, import_files
        from verbale.archive.keeping import store_path

        if look:
            listed: tuple[ImportedFile, ...] = ()
            if store_path(opened).exists():
                with Store(store_path(opened)) as store:
                    listed = tuple(store.attention())
            if as_json:
                screen.print_json(listed)
            else:
                _list(listed)
            return
        with _Progress(paths, hidden=as_json or not sys.stderr.isatty()) as progress:
            made = import_files(opened, paths, processes=processes, again=again, told=progress.told)
    if as_json:
        screen.print_json(made)
        return
    click.echo(
        f"{made.files} files: {made.new} imported, {made.known} known, {made.failed} not read; {made.seconds:.1f} s"
    )
    _list(made.attention[:_SHOWN])
    if len(made.attention) > _SHOWN:
        click.echo(f"… and {len(made.attention) - _SHOWN} more: verbale import --look")


def _list(files: Iterable[Attention | ImportedFile]) -> None:
    for file in files:
        named = f"{file.symbol}  " if file.symbol else ""
        click.echo(f"{named}{screen.harmless(file.path)}")
        for line in (file.error, *file.notices):
            if line:
                click.echo(f"    {screen.harmless(line)}")


class _Progress:
    """A bar on the terminal; it counts the files first."""

    def __init__(self, paths: tuple[Path, ...], *, hidden: bool) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        from verbale.archive.importing import files_in

        columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
        self._bar = Progress(*columns, console=Console(stderr=True), disable=hidden, transient=True)
        self._task = self._bar.add_task("", total=None if hidden else sum(1 for _ in files_in(paths)))

    def __enter__(self) -> _Progress:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def told(self, path: Path, _file: ImportedFile | None) -> None:
        """A file was read, or was known."""
        self._bar.update(self._task, advance=1, description=screen.shown(path.name[:40]))
