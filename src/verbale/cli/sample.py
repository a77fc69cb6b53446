"""``verbale sample``: fictional documents, as many as are wanted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import screen

if TYPE_CHECKING:
    from verbale.writing import Format

__all__ = ["command"]

_IN_A_FOLDER = 1000


@click.command(
    "sample",
    cls=screen.Command,
    examples=(
        ("verbale sample --documents 100 --to letters/", "A hundred documents as JSON, to try things on."),
        ("verbale sample --documents 20 --to letters/ --format docx", "As Word files."),
    ),
    status=((0, "done"), (2, "the folder cannot be written")),
    see=("import", "circulate"),
)
@click.option(
    "--documents", "count", type=click.IntRange(min=1), default=10, show_default=True, help="How many."
)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder to write to.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "text", "docx", "html"]),
    default="json",
    show_default=True,
    help="The format of the files.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Another number gives other documents.")
@screen.json_option
def command(*, count: int, folder: Path, form: Format, seed: int, as_json: bool) -> None:
    """Write fictional documents in real form, in six languages, which cite one another.

    The same number, seed and format give the same files. Members, matters and places are invented.
    """
    from verbale.errors import Place, WriteError
    from verbale.profiles import load
    from verbale.sampling import documents
    from verbale.writing import SUFFIXES, write

    profile = load("assembly")
    try:
        for number, document in enumerate(documents(count, seed=seed)):
            place = folder / f"{number // _IN_A_FOLDER:04}" if count > _IN_A_FOLDER else folder
            place.mkdir(parents=True, exist_ok=True)
            slug = document.masthead.symbols[0].replace("/", "_")
            path = place / f"{slug}-{document.language}{SUFFIXES[form]}"
            path.write_bytes(write(document, form, profile))
    except OSError as error:
        raise WriteError(f"it cannot be written: {error.strerror}", where=Place(file=str(folder))) from error
    if as_json:
        screen.print_json({"folder": str(folder), "documents": count, "seed": seed})
    else:
        click.echo(f"{count} documents in {folder}")
