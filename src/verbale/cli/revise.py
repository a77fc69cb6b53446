"""``verbale revise``: a revision of an issued document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from verbale.cli import changing, screen

__all__ = ["command"]


@click.command(
    "revise",
    cls=screen.Command,
    examples=(
        ("verbale revise A/74/783 letter.docx", "Issued as A/74/783/Rev.1; a revision of that is Rev.2."),
    ),
    status=changing.STATUS,
    see=("correct", "add", "reissue", "show"),
)
@changing.change_options
def command(
    *, symbol: str, file: Path, day: date | None, anyway: bool, registry: Path | None, as_json: bool
) -> None:
    """Issue and circulate FILE as a revision of SYMBOL: the whole text anew, in its place.

    Its masthead is made from the document's: organs, session, items, and the title where FILE has none. The document that it
    replaces stays and is found as before.
    """
    changing.change("revision", symbol, file, day=day, anyway=anyway, registry=registry, as_json=as_json)
