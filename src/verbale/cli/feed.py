"""``verbale feed``: documents as a feed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import posting, screen

if TYPE_CHECKING:
    from verbale.document import Language

__all__ = ["command"]


@click.command(
    "feed",
    cls=screen.Command,
    examples=(
        ("verbale feed", "The newest documents, as Atom."),
        ("verbale feed organ:S --output council.atom", "Those of an organ."),
        ("verbale feed sender:PT --format json", "Those from a State, as JSON Feed."),
        (
            'verbale feed "water treaty" --language fr',
            "Those that a search finds; the feed's title in French.",
        ),
    ),
    status=((0, "done"), (2, "the query cannot be meant, or the registry cannot be read")),
    see=("find", "day", "subscribe"),
)
@click.argument("query", metavar="[QUERY]...", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(["atom", "json"]),
    default="atom",
    help="atom (RFC 4287) or json (JSON Feed).",
)
@posting.language_option
@click.option(
    "--limit", type=click.IntRange(1, 500), default=50, show_default=True, help="How many documents."
)
@posting.output_option
@screen.registry_option
@screen.json_option
def command(
    *,
    query: tuple[str, ...],
    form: str,
    language: Language | None,
    limit: int,
    output: Path | None,
    registry: Path | None,
    as_json: bool,
) -> None:
    """Write a feed of the public documents that match QUERY (any search; see verbale find), newest issue first.

    The service offers the same feeds at addresses of their own.
    """
    from verbale.circulation.feeds import feed_of
    from verbale.circulation.settings import load_settings

    with screen.open_registry(registry, write=False) as opened:
        chosen = posting.language_or_first(language, opened.profile)
        site = load_settings(opened.folder).site
        feed = feed_of(opened, chosen, query=" ".join(query), site=site, limit=limit)
    posting.write_out(feed.json() if as_json or form == "json" else feed.atom(), output)
