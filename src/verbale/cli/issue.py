"""``verbale issue``: a registered document becomes the document of record."""

from __future__ import annotations

from pathlib import Path

import click

from verbale.cli import screen

__all__ = ["command"]


@click.command(
    "issue",
    cls=screen.Command,
    examples=(
        ("verbale issue A/74/783", "Its notices wait in the outbox until it is circulated."),
        ("verbale circulate A/74/783", "Issue it, if it is not, and tell everybody."),
    ),
    status=screen.STATUS,
    see=("register", "circulate", "version", "show"),
)
@click.argument("symbol", metavar="SYMBOL", shell_complete=screen.complete_symbol)
@screen.alone_option
@screen.registry_option
@screen.json_option
def command(symbol: str, alone: bool, registry: Path | None, as_json: bool) -> None:
    """Issue the languages of SYMBOL that are ready as HTML, PDF, DOCX, Akoma Ntoso, text and JSON.

    The words of all six files are compared first; where one differs, nothing is issued. The files are complete on the
    disk before they are put in their place and recorded with their hashes, in the transaction that also writes the
    notices. What is issued stays as it is. All languages that are ready are issued in one transaction; a document whose
    languages are issued together waits for those that were begun (verbale version).
    """
    from verbale.circulation import way
    from verbale.cli.steps import Steps, show_passage

    with screen.open_registry(registry) as opened:
        watch = None if as_json else Steps()
        passage = way.issue(opened, opened.entry(symbol), watch=watch, alone=alone)
        show_passage(passage, as_json=as_json)
