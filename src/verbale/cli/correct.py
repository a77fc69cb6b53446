"""``verbale correct``: a corrigendum to an issued document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from verbale.cli import changing, screen

__all__ = ["command"]


@click.command(
    "correct",
    cls=screen.Command,
    examples=(
        ("verbale correct A/74/783 corrections.txt", "Issued as A/74/783/Corr.1, the next as Corr.2."),
        (
            "verbale correct A/74/783 corrections.fr.txt --language fr",
            "Only the French version is concerned, as its masthead says.",
        ),
    ),
    status=changing.STATUS,
    see=("add", "revise", "reissue", "show"),
)
@changing.change_options
@click.option(
    "--language",
    "languages",
    multiple=True,
    type=click.Choice(changing.LANGUAGES),
    help="A version that it concerns; may be given again. Default: all.",
)
def command(
    *,
    symbol: str,
    file: Path,
    languages: tuple[str, ...],
    day: date | None,
    anyway: bool,
    registry: Path | None,
    as_json: bool,
) -> None:
    """Issue and circulate FILE, a text such as “In paragraph 3, for twelve read fourteen”, as a corrigendum to SYMBOL.

    Its masthead is made from the document's: organs, session, items, title. A joint document gets a joint corrigendum.
    The document and its files stay as they are.
    """
    changing.change(
        "corrigendum",
        symbol,
        file,
        languages=languages,
        day=day,
        anyway=anyway,
        registry=registry,
        as_json=as_json,
    )
