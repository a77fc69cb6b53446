"""``verbale register``: a file into the books."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from verbale.cli import screen

__all__ = ["command"]


@click.command(
    "register",
    cls=screen.Command,
    examples=(
        ("verbale register letter.docx", "Read, check, and give it the next symbols."),
        ("verbale register letter.docx --date 2020-04-01", "Numbered by this date."),
        ("verbale register letter.docx --again", "Although this file is in the books already."),
    ),
    status=screen.STATUS,
    see=("check", "issue", "circulate", "series"),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@screen.date_option
@screen.anyway_option
@screen.registry_option
@screen.json_option
def command(
    *, file: Path, day: date | None, again: bool, anyway: bool, registry: Path | None, as_json: bool
) -> None:
    """Read and check FILE, open a case for it, and give it its symbols.

    One symbol comes from each organ's own series, all in one transaction: a joint document gets both, or none. The
    General Assembly counts within the session, the Security Council within the year, by the document's date. A file that
    bears symbols is recorded under them and not numbered again; a symbol that another document has is refused.
    """
    apart = screen.read_ahead(registry, file)
    from verbale.circulation import way
    from verbale.cli.steps import Steps, show_passage

    with screen.open_registry(registry) as opened:
        watch = None if as_json else Steps()
        passage = way.register(opened, file, day=day, again=again, anyway=anyway, watch=watch, apart=apart)
        show_passage(passage, as_json=as_json)
