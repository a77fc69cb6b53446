"""``verbale reissue``: an issued version again, under its symbol."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from verbale.cli import changing, screen

__all__ = ["command"]


@click.command(
    "reissue",
    cls=screen.Command,
    examples=(
        (
            "verbale reissue A/74/783 --language fr --reason 'A page was missing.' --file letter.fr.docx",
            "Asked for; somebody else confirms it with verbale case confirm A/74/783.",
        ),
        ("verbale reissue A/74/783 --reason 'The table was cut off.'", "The same words, laid out anew."),
    ),
    status=(
        (0, "asked for"),
        (2, "the version was not issued, or something waits already; nothing was changed"),
    ),
    see=("case", "correct", "version", "show"),
)
@click.argument("symbol", metavar="SYMBOL", shell_complete=screen.complete_symbol)
@click.option("--reason", required=True, metavar="TEXT", help="Why, in a sentence.")
@click.option(
    "--language",
    type=click.Choice(changing.LANGUAGES),
    help="The version. Default: the one that was registered.",
)
@click.option(
    "--file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The corrected text of this version. Default: its words as they are.",
)
@screen.registry_option
@screen.json_option
def command(
    *,
    symbol: str,
    reason: str,
    language: str | None,
    file: Path | None,
    registry: Path | None,
    as_json: bool,
) -> None:
    """Ask that a version of SYMBOL is issued again for technical reasons; a second person must confirm.

    It keeps its symbol, with an asterisk behind it and a note with the date at the foot of page one, in its own language; the
    second time it has two. Other versions are not touched, and the files that were issued before stay.
    """
    from verbale.circulation import casework

    with screen.open_registry(registry) as opened:
        entry = opened.entry(symbol)
        (chosen,) = changing.languages_of((language or entry.language,))
        request = casework.ask_reissue(opened, entry, chosen, reason, file=file)
    if as_json:
        screen.print_json({"symbol": entry.symbol, **msgspec.to_builtins(request)})
        return
    click.echo(
        screen.harmless(
            f"{request.asked_by} asked that {entry.symbol} is issued again in this language: {chosen}.\n"
            f"Somebody else confirms it with: verbale case confirm {entry.symbols[0]}"
        )
    )
