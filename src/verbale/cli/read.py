"""``verbale read``: files into documents."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from verbale.cli.screen import Command

__all__ = ["command"]


@click.command(
    "read",
    cls=Command,
    examples=(
        ("verbale read letter.docx", "What was read, for a person to check."),
        ("verbale read --json --evidence letter.pdf", "As JSON, with the place of each value on the page."),
        (
            "verbale read --jsonl archive/*.pdf > documents.jsonl",
            "Many files, a line each, on all processors.",
        ),
    ),
    status=(
        (0, "all were read"),
        (1, "some file of several could not be read"),
        (2, "a file cannot be used"),
    ),
    see=("check", "cite", "circulate"),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--json", "as_json", is_flag=True, help="The document as JSON; of several files, one a line.")
@click.option(
    "--jsonl",
    "as_lines",
    is_flag=True,
    help='One line a file: {"source", "document"} or {"source", "error"}.',
)
@click.option("--evidence", is_flag=True, help="Say where each value was read: page, line and text.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=None,
    help="How many processes read; as many as there are processors by default.",
)
@click.option(
    "--profile",
    metavar="NAME|FILE",
    default=None,
    help="Whose organs and members to know: un, assembly, or a profile's file.",
)
def command(  # noqa: PLR0917 - click gives its options by name
    files: tuple[str, ...],
    as_json: bool,
    as_lines: bool,
    evidence: bool,
    workers: int | None,
    profile: str | None,
) -> None:
    """Read FILES into documents: letters, notes and other documents in PDF, Word, HTML, Markdown, text, Akoma Ntoso.

    A dash reads standard input. Without --json or --jsonl, what was read is shown for a person to check.
    A file that cannot be read never stops the others.
    """
    from verbale.cli.reading import answers

    failed = 0
    for answer in answers(files, evidence=evidence, workers=workers, profile=profile):
        failed += answer.error is not None
        if as_lines:
            sys.stdout.buffer.write(answer.line() + b"\n")
            sys.stdout.buffer.flush()
        elif answer.error is not None:
            click.echo(f"verbale: {answer.error}", err=True)
        elif as_json:
            sys.stdout.buffer.write(answer.document_json() + b"\n")
            sys.stdout.buffer.flush()
        else:
            from verbale.cli.summary import summary

            click.echo(summary(answer.document(), Path(answer.source).name))
    if failed:
        sys.exit(1 if as_lines or len(files) > 1 else 2)
