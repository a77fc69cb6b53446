"""``verbale find``: search the documents that the registry issued and that were imported."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import screen

if TYPE_CHECKING:
    from rich.text import Text

    from verbale.catalogue import Found, Hit, Order
    from verbale.registry import Registry

__all__ = ["command"]

FORMATS = ("bibtex", "csl", "csv", "json", "jsonld", "marcxml", "ris")
_FACETS = ("organ", "session", "item", "sender", "kind", "language", "year", "origin")
_SHOWN = 6  # values of a facet
_MARKED = re.compile(r"<b>(.*?)</b>", re.DOTALL)


@click.command(
    "find",
    cls=screen.Command,
    examples=(
        (
            "verbale find a 74 783",
            "A symbol in any spelling; half of a joint one; res 822; 67/97; an address.",
        ),
        ('verbale find "safety of navigation"', "A title as it was pasted, and all that has these words."),
        ("verbale find pilotage kind:letter date:2026-01..", "Words, a field, a range of dates."),
        ("verbale find cites:A/74/783 --order newest", "What cites a document, newest first."),
        ("verbale find pilotage --facet organ=PA --facet language=fr", "Narrowed by facets."),
        ("verbale find pilotage --format bibtex", "All that was found, for a list of references."),
    ),
    status=(
        (0, "done, whether something was found or not"),
        (2, "the query cannot be meant, or the index not be read"),
    ),
    see=("show", "graph", "import", "index"),
)
@click.argument("query", nargs=-1, metavar="[QUERY]...")
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many are shown."
)
@click.option("--offset", type=click.IntRange(min=0), default=0, help="How many are passed over first.")
@click.option(
    "--order",
    type=click.Choice(["relevance", "newest", "oldest"]),
    default="relevance",
    show_default=True,
    help="What comes first.",
)
@click.option(
    "--facet",
    "facets",
    multiple=True,
    metavar="NAME=VALUE",
    help=f"Only documents with this value of {', '.join(_FACETS)}; of one name, any of the values.",
)
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="LANGUAGE",
    help="Only in this language: ar zh en fr ru es.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Write all that was found, not a page of it, in this format.",
)
@screen.registry_option
@screen.json_option
def command(
    *,
    query: tuple[str, ...],
    limit: int,
    offset: int,
    order: Order,
    facets: tuple[str, ...],
    languages: tuple[str, ...],
    form: str | None,
    registry: Path | None,
    as_json: bool,
) -> None:
    r"""Find documents by QUERY: words, phrases in quotes, symbols, titles, fields. Without one, the newest.

    \b
    water treaty             both words          sender:XA organ:PA        fields
    "water treaty"           the phrase          date:2020-01..2020-06     a range; open: date:2020..
    water OR treaty          either              cites:A/74/783            what cites a document
    water -treaty            not the second      cited-by:A/74/783         what a document cites
    (water OR river) law     groups              kind:letter item:69(b)    session:74 language:fr …

    The page "Search" of the documentation tells it all.
    """
    text = " ".join(query)
    filters = _filters(facets, languages)
    with screen.open_registry(registry, write=False) as opened:
        from verbale.archive import catalogue

        index = catalogue(opened)
        if form is not None:
            _write(opened, form, text, order, filters)
            return
        found = index.find(text, limit=limit, offset=offset, order=order, filters=filters, snippets=True)
    if as_json:
        screen.print_json(_told(found))
    else:
        _show(found)


def _filters(facets: Iterable[str], languages: Iterable[str]) -> dict[str, tuple[str, ...]]:
    chosen: dict[str, tuple[str, ...]] = {}
    for facet in [*facets, *(f"language={language}" for language in languages)]:
        name, equals, value = facet.partition("=")
        if not equals or name not in _FACETS or not value:
            raise click.BadParameter(
                f"{facet!r} is not NAME=VALUE with one of {', '.join(_FACETS)}", param_hint="--facet"
            )
        chosen[name] = (*chosen.get(name, ()), value)
    return chosen


def _write(
    registry: Registry, form: str, text: str, order: Order, filters: dict[str, tuple[str, ...]]
) -> None:
    from verbale.archive import catalogue
    from verbale.archive.publishing import house_of
    from verbale.catalogue.exports import write_found

    index = catalogue(registry)
    entries = index.every(text, order=order, filters=filters)
    for piece in write_found(form, entries, index, house_of(registry.profile)):
        sys.stdout.buffer.write(piece.encode())
    sys.stdout.buffer.flush()


def _told(found: Found) -> dict[str, object]:
    """What was found, each document without its whole text."""
    import msgspec

    hits = []
    for hit in found.hits:
        entry = msgspec.to_builtins(hit.entry)
        entry.pop("text", None)
        citations = entry.pop("citations", [])
        hits.append(
            {**entry, "cites": [c["symbol"] for c in citations], "score": hit.score, "snippet": hit.snippet}
        )
    return {
        "query": found.query,
        "total": found.total,
        "offset": found.offset,
        "documents": hits,
        "facets": found.facets,
    }


def _show(found: Found) -> None:
    console = screen.console()
    if not found.hits:
        click.echo("Nothing was found." if not found.total else f"There are only {found.total} documents.")
        return
    for hit in found.hits:
        entry = hit.entry
        symbol = " – ".join(entry.symbols) or entry.key
        facts = [str(entry.date or ""), entry.language, entry.kind]
        facts += ["imported"] if entry.origin == "imported" else []
        line = "  ".join(screen.shown(fact) for fact in facts if fact)
        console.print(f"[bold]{screen.shown(symbol)}[/bold]  [dim]{line}[/dim]")
        if entry.title:
            console.print(f"  {screen.shown(' '.join(entry.title.split()))}")
        if hit.snippet:
            console.print(_passage(hit), style="dim")
    last = found.offset + len(found.hits)
    console.print(f"\n{found.offset + 1}–{last} of {found.total}")
    for name, counts in found.facets.items():
        if len(counts) > 1:
            shown = [f"{screen.shown(value)} {count}" for value, count in list(counts.items())[:_SHOWN]]
            rest = f", {len(counts) - _SHOWN} more" if len(counts) > _SHOWN else ""
            console.print(f"[dim]{name:<8} {', '.join(shown)}{rest}[/dim]")


def _passage(hit: Hit) -> Text:
    """The snippet for the terminal: the words that matched are bold."""
    import html

    from rich.text import Text

    passage = Text("  ")
    for place, piece in enumerate(_MARKED.split(" ".join(hit.snippet.split()))):
        passage.append(screen.harmless(html.unescape(piece)), style="bold" if place % 2 else "")
    return passage
