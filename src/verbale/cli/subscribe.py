"""``verbale subscribe``: be told of documents that match."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import posting, screen

if TYPE_CHECKING:
    from verbale.document import Language

__all__ = ["command"]


@click.command(
    "subscribe",
    cls=screen.Command,
    examples=(
        ("verbale subscribe anna@example.org --organ S --sender PT", "Letters from Portugal to the Council."),
        ('verbale subscribe anna@example.org "kind:letter water" --daily', "Any search, once a day."),
        ("verbale subscribe anna@example.org --item 69 --language ar", "Told in Arabic."),
        ("verbale subscribe anna@example.org --to https://example.org/hook", "Everything, by webhook."),
    ),
    status=((0, "done"), (2, "the query or the address cannot be used, or the registry cannot be written")),
    see=("subscriptions", "unsubscribe", "find", "digest"),
)
@click.argument("person", metavar="PERSON")
@click.argument("words", metavar="[QUERY]...", nargs=-1)
@click.option("--organ", "organs", multiple=True, metavar="ORGAN", help="Documents of an organ. Repeatable.")
@click.option("--item", "items", multiple=True, metavar="NUMBER", help="Under an agenda item. Repeatable.")
@click.option("--sender", "senders", multiple=True, metavar="STATE", help="From a State. Repeatable.")
@click.option("--cites", multiple=True, metavar="SYMBOL", help="That cite a document. Repeatable.")
@click.option(
    "--in", "languages", multiple=True, metavar="LANGUAGE", help="Versions in a language. Repeatable."
)
@click.option("--daily", is_flag=True, help="Once a day in a digest, in place of at once.")
@click.option("--to", "address", metavar="ADDRESS", help="Another address, or a webhook. Default: PERSON.")
@click.option(
    "--language", metavar="LANGUAGE", help="The language of the notices. Default: the first working one."
)
@click.option(
    "--member",
    metavar="MEMBER",
    help="The member that PERSON acts for: also what only this member is entitled to.",
)
@screen.registry_option
@screen.json_option
def command(
    *,
    person: str,
    words: tuple[str, ...],
    organs: tuple[str, ...],
    items: tuple[str, ...],
    senders: tuple[str, ...],
    cites: tuple[str, ...],
    languages: tuple[str, ...],
    daily: bool,
    address: str | None,
    language: Language | None,
    member: str | None,
    registry: Path | None,
    as_json: bool,
) -> None:
    """Tell PERSON (an e-mail address) of each document that matches, as soon as it is issued or once a day.

    QUERY is any search (see verbale find); without it and without options, everything. Options of one kind are either,
    options of several kinds are all. Documents that are not public are told only to those who act for an entitled member.
    """
    from verbale.circulation.subscribing import Wish, query_of, subscribe

    with screen.open_registry(registry) as opened:
        wish = Wish(
            organs=organs,
            items=items,
            senders=senders,
            cites=cites,
            languages=languages,
            words=" ".join(words),
        )
        made, secret = subscribe(
            opened,
            person,
            query_of(wish, opened.profile),
            way=posting.way_of(address or person),
            address=address,
            language=language,
            often="daily" if daily else "at-once",
            member=member,
        )
    if as_json:
        screen.print_json({"subscription": made, "secret": secret})
        return
    what = made.query or "every document"
    how = "in a daily digest" if daily else "at once"
    click.echo(screen.harmless(f"{made.address} is told {how} of: {what} (subscription {made.id})."))
    posting.show_secret(secret)
