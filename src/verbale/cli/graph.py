"""``verbale graph``: what a document cites, what cites it, and how far that goes."""

from __future__ import annotations

from pathlib import Path

import click

from verbale.cli import screen

__all__ = ["command"]


@click.command(
    "graph",
    cls=screen.Command,
    examples=(
        ("verbale graph A/74/783", "What it cites and what cites it, as a tree on the terminal."),
        (
            "verbale graph S/RES/822 --depth 2 --cites --format svg --output chain.svg",
            "Resolutions recalled, and what those recall.",
        ),
        ("verbale graph A/74/783 --co-cited", "What is cited beside it most often."),
        ("verbale graph --format graphml --output all.graphml", "The citations of the whole catalogue."),
        ("verbale graph --format parquet --output all.parquet", "The same for DuckDB, Polars or pandas."),
    ),
    status=((0, "done"), (2, "the catalogue holds no such document and no citation of it")),
    see=("find", "show"),
)
@click.argument("symbol", required=False, metavar="[SYMBOL]", shell_complete=screen.complete_symbol)
@click.option(
    "--depth", type=click.IntRange(1, 6), default=1, show_default=True, help="How many citations far."
)
@click.option("--cites", "only_cites", is_flag=True, help="Only what it cites.")
@click.option("--cited-by", "only_cited_by", is_flag=True, help="Only what cites it.")
@click.option(
    "--co-cited", "beside", is_flag=True, help="The documents that are cited beside it, most often first."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "svg", "dot", "graphml", "json", "csv", "parquet"]),
    help="How it is written. Default: text; the whole catalogue: json.",
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write to.")
@screen.registry_option
@screen.json_option
def command(
    *,
    symbol: str | None,
    depth: int,
    only_cites: bool,
    only_cited_by: bool,
    beside: bool,
    form: str | None,
    output: Path | None,
    registry: Path | None,
    as_json: bool,
) -> None:
    """Show the citations about SYMBOL; without it, those of the whole catalogue.

    What is cited and not in the catalogue stands there too, marked as not known, until the document arrives.
    """
    form = "json" if as_json or (symbol is None and form is None) else form or "text"
    if symbol is None and (beside or form == "text"):
        raise click.UsageError(
            "Name the document, or a format for the whole catalogue: svg, dot, graphml, json, csv, parquet."
        )
    if form == "parquet" and output is None:
        raise click.UsageError("Parquet is not for the screen: name a file with --output.")
    with screen.open_registry(registry, write=False) as opened:
        from verbale.archive import catalogue
        from verbale.catalogue.graph import around, co_cited, whole
        from verbale.catalogue.spelling import symbol_in

        index = catalogue(opened)
        named = str(symbol_in(symbol) or symbol) if symbol else ""
        if beside:
            _show_beside(co_cited(index, named), as_json=as_json)
            return
        both = only_cites == only_cited_by
        graph = (
            around(index, named, depth=depth, cites=both or only_cites, cited_by=both or only_cited_by)
            if symbol
            else whole(index)
        )
    if form == "text":
        from verbale.catalogue.graph_text import tree

        content = ("\n".join(screen.harmless(line) for line in tree(graph)) + "\n").encode()
    elif form == "parquet":
        from verbale.catalogue.graph_formats import parquet

        content = parquet(graph)
    else:
        from verbale.catalogue.graph_formats import write_graph

        content = write_graph(graph, form).encode()
    if output is None:
        click.echo(content.decode(), nl=False)
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        from verbale.errors import Place, WriteError

        raise WriteError(f"it cannot be written: {error.strerror}", where=Place(file=str(output))) from error
    click.echo(f"{output}: {len(graph.nodes)} documents, {len(graph.edges)} citations")


def _show_beside(found: list[tuple[str, int]], *, as_json: bool) -> None:
    if as_json:
        screen.print_json([{"symbol": symbol, "documents": count} for symbol, count in found])
        return
    for symbol, count in found:
        click.echo(f"{count:>6}  {screen.harmless(symbol)}")
    if not found:
        click.echo("No document cites it beside another.")
