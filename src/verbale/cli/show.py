"""``verbale show``: a document, by its symbol."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from verbale.cli import screen

if TYPE_CHECKING:
    from verbale.registry import Entry, Event, Notice, Registry

__all__ = ["command"]


@click.command(
    "show",
    cls=screen.Command,
    examples=(
        ("verbale show A/74/783", "Either half of a joint symbol leads to the document, in any spelling."),
        ("verbale show s/2020/279 --json", "The record, its events, files and notices as JSON."),
        ("xdg-open $(verbale show A/74/783 --path pdf)", "Open the issued PDF."),
        ("verbale show A/74/783 --path pdf --language fr", "The path of the French one, as issued last."),
    ),
    status=((0, "done"), (2, "no document has this symbol, or the registry cannot be read")),
    see=("list", "log", "circulate"),
)
@click.argument("symbol", metavar="SYMBOL", shell_complete=screen.complete_symbol)
@click.option(
    "--path",
    "wanted",
    metavar="FORMAT",
    help="Print only the path of the file: pdf, docx, html, akn, text, json; or original.",
)
@click.option("--language", metavar="LANGUAGE", help="With --path: the version. Default: the one registered.")
@screen.registry_option
@screen.json_option
def command(
    *, symbol: str, wanted: str | None, language: str | None, registry: Path | None, as_json: bool
) -> None:
    """Show the document SYMBOL: what it is, what happened to it, its files, and who was told."""
    with screen.open_registry(registry, write=False) as opened:
        entry = opened.entry(symbol)
        if wanted is not None:
            click.echo(_path(opened, entry, wanted, language or entry.language))
            return
        events, notices = opened.events(entry), opened.notices(entry)
        if as_json:
            document = opened.document(entry)
            told: dict[str, object] = {"registry": str(opened.folder.root), **msgspec.to_builtins(entry)}
            told |= {"changes": opened.parent_of(entry), "changed_by": opened.changed_by(entry)}
            told["versions"] = opened.versions.listing(entry)
            screen.print_json(told | {"document": document, "events": events, "outbox": notices})
        else:
            _show(opened, entry, events, notices)


def _path(registry: Registry, entry: Entry, wanted: str, language: str) -> str:
    from verbale.errors import NoSuchDocument, NoSuchVersion

    if wanted == "original":
        return str(registry.folder.original(entry.sha256))
    own = [file for file in entry.files if file.language == language]
    found = [file for file in own if file.format == wanted]
    if found:
        return str(registry.folder.root / max(found, key=lambda file: file.reissue).path)
    if entry.files and not own:
        raise NoSuchVersion(
            f"{entry.symbol} was not issued in this language ({language})",
            fix=f"It was issued in {', '.join(dict.fromkeys(file.language for file in entry.files))}",
        )
    have = ", ".join(dict.fromkeys(file.format for file in own)) or "none: it is not issued"
    raise NoSuchDocument(f"{entry.symbol} has no file in the format {wanted}", fix=f"It has {have}")


def _show(registry: Registry, entry: Entry, events: tuple[Event, ...], notices: tuple[Notice, ...]) -> None:
    from verbale.circulation.telling import of_citing, of_reading, size_of

    document = registry.document(entry)
    root = registry.folder.root
    console = screen.console()
    console.print(f"[bold]{screen.shown(entry.symbol)}[/bold]  {entry.state}")
    if entry.title:
        console.print(screen.shown(entry.title))
    rows = [("", line) for line in of_reading(document)]
    rows[0] = ("is", rows[0][1])
    rows += [
        ("item", f"{item.organ} {item.number}  {item.title or ''}".rstrip())
        for item in document.masthead.agenda_items
    ]
    first, *more = of_citing(document)
    rows += [("cites", first), *(("", line) for line in more)]
    parent = registry.parent_of(entry)
    if parent is not None:
        only = f", {', '.join(parent.languages)} only" if parent.languages else ""
        rows.append(("changes", f"{parent.symbol}: its {parent.kind}{only}"))
    rows += [
        ("changed", f"by {one.symbol} ({one.kind}{', withdrawn' if one.state == 'withdrawn' else ''})")
        for one in registry.changed_by(entry)
    ]
    rows += [
        ("from", f"{entry.file}, received {_moment(entry.received)}"),
        ("", str(registry.folder.original(entry.sha256))),
    ]
    rows += [
        ("file" if place == 0 else "", f"{file.format:<5} {size_of(file.size):>7}  {root / file.path}")
        for place, file in enumerate(entry.files)
    ]
    rows += [
        ("event" if place == 0 else "", f"{_moment(event.at)}  {event.kind}, by {event.who}")
        for place, event in enumerate(events)
    ]
    if notices:
        waiting = sum(notice.delivered is None for notice in notices)
        rows.append(
            (
                "told",
                f"{len(notices)} by notice" + (f", {waiting} of them wait in the outbox" if waiting else ""),
            )
        )
    for label, text in rows:
        console.print(f"[dim]{label:<8}[/dim]{screen.shown(text)}", soft_wrap=True)


def _moment(at: str) -> str:
    return at[:16].replace("T", " ") + " UTC"
