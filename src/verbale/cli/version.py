"""``verbale version``: the languages of a document."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import changing, screen

if TYPE_CHECKING:
    from verbale.registry import Entry, Registry
    from verbale.registry.versions import Version

__all__ = ["command"]

STATUS = (
    (0, "done"),
    (2, "the document has no such version, or the step does not follow on its state; nothing was changed"),
)

_due = click.option(
    "--due",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    callback=lambda _ctx, _option, value: value.date() if value else None,
    help="The day by which it is to be ready.",
)
_symbol = click.argument("symbol", metavar="SYMBOL", shell_complete=screen.complete_symbol)
_language = click.argument("language", type=click.Choice(changing.LANGUAGES), metavar="LANGUAGE")


@click.group(
    "version",
    cls=screen.Group,
    examples=(
        ("verbale version list A/74/783", "Each language: not begun, in translation, ready, issued."),
        ("verbale version begin A/74/783 --due 2020-04-10", "All that are not begun."),
        ("verbale version ready A/74/783 letter.fr.docx", "The French text is ready to be issued."),
        ("verbale version late", "What is past its due date."),
    ),
    status=STATUS,
    see=("issue", "circulate", "reissue", "show"),
)
def command() -> None:
    """Follow the languages of a document: not begun, in translation, ready, issued.

    A General document is issued in all languages that were begun together, unless the profile says otherwise; verbale issue
    and verbale circulate wait for them, except with --alone. A language that nobody has begun holds nothing up.
    """


@command.command(
    "list",
    cls=screen.Command,
    examples=(
        ("verbale version list A/74/783", "With the languages in which text and annexes were submitted."),
    ),
    status=STATUS,
)
@_symbol
@screen.registry_option
@screen.json_option
def list_(symbol: str, registry: Path | None, as_json: bool) -> None:
    """List the languages of SYMBOL, with due dates, and in which language each part was submitted."""
    with screen.open_registry(registry, write=False) as opened:
        entry = opened.entry(symbol)
        _say(opened, entry, opened.versions.listing(entry), as_json=as_json)


@command.command(
    "begin",
    cls=screen.Command,
    examples=(
        ("verbale version begin A/74/783 --due 2020-04-10", "All languages that are not begun."),
        ("verbale version begin A/74/783 fr es", "Only these; the document waits for them."),
    ),
    status=STATUS,
)
@_symbol
@click.argument("languages", nargs=-1, type=click.Choice(changing.LANGUAGES), metavar="[LANGUAGE]...")
@_due
@screen.registry_option
@screen.json_option
def begin(
    *, symbol: str, languages: tuple[str, ...], due: date | None, registry: Path | None, as_json: bool
) -> None:
    """Begin versions of SYMBOL: they are in translation, and its issue waits for them."""
    with screen.open_registry(registry) as opened:
        entry = opened.entry(symbol)
        found = opened.versions.begin(entry, changing.languages_of(languages), due=due)
        _say(opened, entry, found, as_json=as_json)


@command.command(
    "due",
    cls=screen.Command,
    examples=(("verbale version due A/74/783 fr 2020-04-12", "The day by which it is to be ready."),),
    status=STATUS,
)
@_symbol
@_language
@click.argument("day", metavar="YYYY-MM-DD", type=click.DateTime(["%Y-%m-%d"]))
@screen.registry_option
@screen.json_option
def due(*, symbol: str, language: str, day: date, registry: Path | None, as_json: bool) -> None:
    """Set the day on which the version of SYMBOL in LANGUAGE is due."""
    with screen.open_registry(registry) as opened:
        entry = opened.entry(symbol)
        (chosen,) = changing.languages_of((language,))
        found = opened.versions.set_due(entry, chosen, date(day.year, day.month, day.day))
        _say(opened, entry, found, as_json=as_json)


@command.command(
    "ready",
    cls=screen.Command,
    examples=(("verbale version ready A/74/783 letter.fr.docx", "Its language is read from it."),),
    status=STATUS,
)
@_symbol
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--language", type=click.Choice(changing.LANGUAGES), help="Refuse a file in another language.")
@screen.registry_option
@screen.json_option
def ready(*, symbol: str, file: Path, language: str | None, registry: Path | None, as_json: bool) -> None:
    """Take FILE as the text of SYMBOL in its language; it gets the document's masthead and is ready to be issued."""
    from verbale.circulation import casework

    with screen.open_registry(registry) as opened:
        entry = opened.entry(symbol)
        chosen = next(iter(changing.languages_of((language,) if language else ())), None)
        _say(opened, entry, casework.make_ready(opened, entry, file, language=chosen), as_json=as_json)


@command.command(
    "drop",
    cls=screen.Command,
    examples=(("verbale version drop A/74/783 fr", "Nothing waits for it any longer."),),
    status=STATUS,
)
@_symbol
@_language
@screen.registry_option
@screen.json_option
def drop(symbol: str, language: str, registry: Path | None, as_json: bool) -> None:
    """Take back that the version of SYMBOL in LANGUAGE was begun."""
    with screen.open_registry(registry) as opened:
        entry = opened.entry(symbol)
        (chosen,) = changing.languages_of((language,))
        _say(opened, entry, opened.versions.drop(entry, chosen), as_json=as_json)


@command.command(
    "late",
    cls=screen.Command,
    examples=(
        ("verbale version late", "Past their due date today, the latest first."),
        ("verbale version late --on 2020-04-12", "As of that day."),
    ),
    status=((0, "done"), (2, "the registry cannot be read")),
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    callback=lambda _ctx, _option, value: value.date() if value else None,
    help="As of this day. Default: today at the organization's seat.",
)
@screen.registry_option
@screen.json_option
def late(on: date | None, registry: Path | None, as_json: bool) -> None:
    """List the versions that are past their due date and neither ready nor issued."""
    with screen.open_registry(registry, write=False) as opened:
        found = opened.versions.late(today=on)
    if as_json:
        screen.print_json(found)
        return
    if not found:
        click.echo("Nothing is late.")
        return
    table = screen.table("due", "language", "symbol", "title")
    for one in found:
        table.add_row(one.due, one.language, screen.shown(one.symbol), screen.shown(one.title or "—"))
    screen.console().print(table)


def _say(registry: Registry, entry: Entry, found: tuple[Version, ...], *, as_json: bool) -> None:
    originals = registry.versions.originals(entry)
    if as_json:
        screen.print_json({"symbol": entry.symbol, "versions": found, "originals": originals})
        return
    table = screen.table("language", "status", "due", "issued")
    for version in found:
        again = f", issued again {version.reissues}×" if version.reissues else ""
        table.add_row(
            f"[bold]{version.language}[/bold]" + (" (original)" if version.original else ""),
            version.status + again,
            (version.due or "—") + (" late" if version.late else ""),
            (version.issued or "—")[:16].replace("T", " "),
        )
    screen.console().print(table)
    for part in originals[1:]:
        if part.languages != originals[0].languages:
            named = " ".join(filter(None, (part.role, part.number)))
            click.echo(f"{named}: submitted in {', '.join(part.languages)}")
