"""``verbale circulate``: the whole way, one file by one command."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from verbale.cli import screen

__all__ = ["command"]


@click.command(
    "circulate",
    cls=screen.Command,
    examples=(
        (
            "verbale circulate letter.docx",
            "In the registry around the working folder, or in one of your own.",
        ),
        ("verbale circulate letter.docx --date 2020-04-01", "Numbered by this date."),
        ("verbale circulate A/74/783", "Take a registered document the rest of the way."),
        ("verbale circulate letter.docx --registry FOLDER --json", "What came of it as JSON, for a program."),
    ),
    status=screen.STATUS,
    see=("check", "register", "issue", "version", "correct", "show"),
)
@click.argument("file", metavar="FILE|SYMBOL", shell_complete=None)
@screen.date_option
@screen.anyway_option
@screen.alone_option
@screen.registry_option
@screen.json_option
def command(
    *,
    file: str,
    day: date | None,
    again: bool,
    anyway: bool,
    alone: bool,
    registry: Path | None,
    as_json: bool,
) -> None:
    """Take a letter the whole way, and show each step.

    FILE (text, Markdown, DOCX, PDF, HTML, Akoma Ntoso, or a document's JSON) is read into a document; its citations are
    found and resolved; the rules of the profile check it; a case is opened and the document gets one symbol from each
    organ's series; it is issued as HTML, PDF, DOCX, Akoma Ntoso, text and JSON with the same words in each; and a notice
    for each entitled member is delivered, with the feed and the list of documents of the day.

    Errors that the rules find stop it before anything is registered. A file that bears symbols is recorded under them.
    The same file again is not registered twice: if it stopped in the middle, it goes on from there. A document of which
    other languages were begun (verbale version) waits for them; one of which none was begun is issued as it is, and the log
    tells of which languages it is ahead.
    """
    path = Path(file)
    apart = screen.read_ahead(registry, path)
    writer = screen.write_ahead(registry) if apart else None
    from verbale.circulation import way
    from verbale.cli.steps import Steps, show_passage

    with screen.open_registry(registry) as opened:
        watch = None if as_json else Steps()
        entry = None if path.exists() else screen.entry_or_none(opened, file)
        if entry is not None:
            passage = way.circulate_entry(opened, entry, watch=watch, alone=alone)
        else:
            passage = way.circulate(
                opened,
                path,
                day=day,
                again=again,
                anyway=anyway,
                watch=watch,
                apart=apart,
                writer=writer,
                alone=alone,
            )
        show_passage(passage, as_json=as_json)
