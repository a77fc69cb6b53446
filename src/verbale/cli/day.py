"""``verbale day``: the list of documents of a day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import posting, screen

if TYPE_CHECKING:
    from verbale.circulation.days import DayList
    from verbale.document import Language

__all__ = ["command"]


@click.command(
    "day",
    cls=screen.Command,
    examples=(
        ("verbale day", "Today's documents."),
        ("verbale day 2020-04-03 --format pdf --output day.pdf", "A day's list as PDF."),
        ("verbale day --format html --language ar", "As a page, in Arabic."),
        ("verbale day --json", "For a program."),
    ),
    status=((0, "done"), (2, "the registry cannot be read, or the file cannot be written")),
    see=("list", "feed"),
)
@click.argument("day", metavar="[YYYY-MM-DD]", required=False, type=click.DateTime(["%Y-%m-%d"]))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "json", "pdf"]),
    default="text",
    help="text (for the terminal), html, json or pdf.",
)
@posting.language_option
@posting.output_option
@screen.registry_option
@screen.json_option
def command(
    *,
    day: datetime | None,
    form: str,
    language: Language | None,
    output: Path | None,
    registry: Path | None,
    as_json: bool,
) -> None:
    """List the public documents issued on a day (UTC; today, if none is named): as text, a page, JSON or PDF."""
    from verbale.circulation.days import DayList
    from verbale.circulation.settings import load_settings

    on = day.date() if day else datetime.now(UTC).date()
    with screen.open_registry(registry, write=False) as opened:
        chosen = posting.language_or_first(language, opened.profile)
        entries = opened.entries(issued_on=on.isoformat())
        site = load_settings(opened.folder).site
        shown = DayList(on, tuple(reversed(entries)), opened.profile, chosen, site)
    if as_json or form == "json":
        posting.write_out(shown.json(), output)
    elif form == "html":
        posting.write_out(shown.html(), output)
    elif form == "pdf":
        posting.write_out(shown.pdf(), output)
    else:
        posting.write_out(_text(shown, on).encode(), output)


def _text(shown: DayList, on: date) -> str:
    lines = [screen.harmless(f"{entry.symbol}  {entry.title or ''}".rstrip()) for entry in shown.shown]
    return "\n".join([shown.title, "", *(lines or [f"No document was issued on {on}."])]) + "\n"
