"""``verbale recipients``: who is told of a document, before anything is sent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import screen

if TYPE_CHECKING:
    from datetime import date

    from verbale.circulation.recipients import Recipients
    from verbale.document import Document
    from verbale.registry import NewNotice, Registry

__all__ = ["command"]


@click.command(
    "recipients",
    cls=screen.Command,
    examples=(
        ("verbale recipients letter.docx", "Who would be told of a letter; nothing is registered."),
        ("verbale recipients A/74/783", "Who would be told of a document that is in the registry."),
        ("verbale recipients letter.docx --all", "Each of them, with way and address."),
    ),
    status=((0, "done"), (2, "the file or the registry cannot be read")),
    see=("circulate", "deliveries", "address", "subscriptions"),
)
@click.argument("file", metavar="FILE|SYMBOL")
@click.option("--all", "every", is_flag=True, help="List each recipient.")
@screen.date_option
@screen.registry_option
@screen.json_option
def command(*, file: str, every: bool, day: date | None, registry: Path | None, as_json: bool) -> None:
    """Show who is told of a document when it is issued, by the rule of its distribution and by subscription.

    Nothing is sent and nothing is written. A member is told at each of its addresses, and by a file in the outbox where it
    has none. A document that is not public reaches by subscription only those who act for an entitled member.
    """
    from verbale.circulation.recipients import recipients
    from verbale.circulation.telling import of_recipients

    with screen.open_registry(registry, write=False) as opened:
        document, on = _document(opened, file, day)
        found = recipients(opened, document, on)
    if as_json:
        screen.print_json(found)
        return
    for line in of_recipients(found) or ("Nobody is entitled to be told.",):
        click.echo(line)
    if every:
        _show(found)


def _document(registry: Registry, file: str, day: date | None) -> tuple[Document, date]:
    from datetime import date as day_type

    path = Path(file)
    entry = None if path.exists() else screen.entry_or_none(registry, file)
    if entry is not None:
        return registry.document(entry), day or day_type.fromisoformat(entry.date)
    from verbale.citing import cite_document
    from verbale.reading import read
    from verbale.reading.files import load

    data, _ = load(path)
    document = cite_document(read(data, name=path.name, nomenclature=registry.profile.nomenclature))
    return document, day or document.masthead.date or day_type.today()


def _show(found: Recipients) -> None:
    table = screen.table("who", "why", "how", "address", "language")
    for notice in found.notices:
        table.add_row(*(screen.shown(text) for text in _row(notice)))
    screen.console().print(table)


def _row(notice: NewNotice) -> tuple[str, ...]:
    why = "daily digest" if notice.daily else notice.reason
    return notice.name or notice.member, why, notice.way, notice.address or "", notice.language
