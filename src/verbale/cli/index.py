"""``verbale index``: the index of the catalogue."""

from __future__ import annotations

from pathlib import Path

import click

from verbale.cli import screen

__all__ = ["command"]


@click.group(
    "index",
    cls=screen.Group,
    invoke_without_command=True,
    examples=(
        ("verbale index", "How many documents it holds, of which languages and kinds, and where it lies."),
    ),
    status=((0, "done"), (2, "the index cannot be read")),
    see=("find", "import"),
)
@screen.registry_option
@screen.json_option
@click.pass_context
def command(ctx: click.Context, registry: Path | None, as_json: bool) -> None:
    """Say how the index of the catalogue stands, or make it anew."""
    if ctx.invoked_subcommand is not None:
        return
    with screen.open_registry(registry, write=False) as opened:
        from verbale.archive import catalogue

        index = catalogue(opened)
        found = index.find("", limit=1, snippets=False)
        folder = str(index.folder)
    if as_json:
        screen.print_json({"folder": folder, "documents": found.total, "facets": found.facets})
        return
    click.echo(f"{found.total} documents in {folder}")
    for name in ("origin", "language", "kind"):
        counts = ", ".join(f"{value} {count}" for value, count in found.facets[name].items())
        if counts:
            click.echo(f"{name:<8} {counts}")


@command.command(
    "rebuild",
    cls=screen.Command,
    examples=(
        ("verbale index rebuild", "After a change of versions, or when the index is lost or damaged."),
    ),
    status=((0, "done"), (2, "the index cannot be written, or an issued file not be read")),
    see=("find", "import"),
)
@screen.registry_option
@screen.json_option
def rebuild(registry: Path | None, as_json: bool) -> None:
    """Make the index anew, from the issued files and the imported documents. The old one answers until then."""
    with screen.open_registry(registry) as opened:
        from verbale.archive import rebuild as make

        kept = make(opened)
    if as_json:
        screen.print_json(kept)
    else:
        click.echo(f"Made anew: {kept.issued} issued and {kept.imported} imported documents.")
