"""``verbale add``: an addendum to an issued document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from verbale.cli import changing, screen

__all__ = ["command"]


@click.command(
    "add",
    cls=screen.Command,
    examples=(("verbale add A/74/783 replies.docx", "Issued as A/74/783/Add.1, the next as Add.2."),),
    status=changing.STATUS,
    see=("correct", "revise", "reissue", "show"),
)
@changing.change_options
def command(
    *, symbol: str, file: Path, day: date | None, anyway: bool, registry: Path | None, as_json: bool
) -> None:
    """Issue and circulate FILE as an addendum to SYMBOL: text that is read together with it.

    Its masthead is made from the document's: organs, session, items, and the title where FILE has none. The document and its
    files stay as they are.
    """
    changing.change("addendum", symbol, file, day=day, anyway=anyway, registry=registry, as_json=as_json)
