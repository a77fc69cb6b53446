"""``verbale symbol``: takes document symbols apart."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from verbale.cli.screen import Command
from verbale.errors import SymbolError

if TYPE_CHECKING:
    from verbale.symbol import Symbol

__all__ = ["command"]


@click.command(
    cls=Command,
    name="symbol",
    examples=[
        ("verbale symbol 's/res/822(1993)'", "One symbol, however it is typed."),
        ("verbale symbol --language fr A-RES-68-173 'A 74 783'", "Several, with their addresses in French."),
        ("verbale symbol --jsonl < symbols.txt", "A list of symbols, a line of JSON for each."),
    ],
    status=[(0, "all are symbols"), (2, "one is not")],
    see=["cite", "check"],
)
@click.argument("texts", metavar="[TEXT]…", nargs=-1)
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON value: an object, or a list for several texts."
)
@click.option(
    "--jsonl",
    "as_lines",
    is_flag=True,
    help="One JSON object a line, for each TEXT or line of standard input.",
)
@click.option(
    "--language", default="en", metavar="CODE", help="Language of the address: ar zh en fr ru es (de)."
)
@click.pass_context
def command(ctx: click.Context, texts: tuple[str, ...], as_json: bool, as_lines: bool, language: str) -> None:
    """Take document symbols apart: normal form, parts by name, address.

    TEXT is a symbol as printed or typed, or a list of them. Without TEXT, each line of standard input is one. Ends with
    status 2 where one is not a symbol.
    """
    import msgspec

    if language not in ("ar", "zh", "en", "fr", "ru", "es", "de"):
        raise click.BadParameter("one of ar zh en fr ru es de", param_hint="--language")
    failed = False
    rows = []
    for text in texts or _lines(sys.stdin):
        row = _row(text, language)
        failed = failed or "error" in row
        if as_lines:
            sys.stdout.write(msgspec.json.encode(row).decode() + "\n")
        elif as_json:
            rows.append(row)
        else:
            _show(text, row, language)
    if as_json and not as_lines:
        value: object = rows[0] if len(texts) == 1 else rows
        click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())
    ctx.exit(2 if failed else 0)


def _lines(stream: Iterable[str]) -> Iterable[str]:
    return (line.rstrip("\r\n") for line in stream)


def _row(text: str, language: str) -> dict[str, Any]:
    """What the contract says of one input: the fields of a symbol, or why it is none."""
    symbols = _read(text)
    if isinstance(symbols, SymbolError):
        position = symbols.where.position if symbols.where else None
        return {"input": text, "error": symbols.what, "position": position or 0}
    first = symbols[0]
    row: dict[str, Any] = {"input": text, **_fields(first, language)}
    if len(symbols) > 1:
        row["others"] = [_fields(symbol, language) for symbol in symbols[1:]]
    return row


def _read(text: str) -> list[Symbol] | SymbolError:
    from verbale.symbol import Symbol, parse_many

    try:
        return [Symbol.parse(text)]
    except SymbolError as error:
        try:
            several = parse_many(text)
        except SymbolError:
            return error
        return several if len(several) > 1 else error


def _fields(symbol: Symbol, language: str) -> dict[str, Any]:
    return {
        "normal": str(symbol),
        "organ": symbol.organ,
        "body": symbol.body,
        "series": symbol.series,
        "session": symbol.session,
        "year": symbol.year,
        "number": symbol.number,
        "letters": symbol.letters or None,
        "suffixes": list(symbol.suffixes),
        "kind": symbol.kind,
        "known": symbol.known,
        "reissue": symbol.reissue,
        "base": None if symbol.base == symbol else str(symbol.base),
        "joint": [str(half) for half in symbol.halves] if symbol.is_joint else [],
        "slug": symbol.slug,
        "url": symbol.url(language),
    }


def _show(text: str, row: dict[str, Any], language: str) -> None:
    if "error" in row:
        position = row["position"]
        click.secho(row["error"], fg="red")
        click.echo(f"  {text}\n  {' ' * position}^")
        return
    for fields in (row, *row.get("others", ())):
        click.secho(fields["normal"] + "*" * fields["reissue"], bold=True)
        for name in (
            "organ",
            "body",
            "series",
            "session",
            "year",
            "number",
            "letters",
            "suffixes",
            "kind",
            "base",
            "joint",
        ):
            value = fields[name]
            if value not in (None, [], ""):
                click.echo(f"  {name:10}{', '.join(value) if isinstance(value, list) else value}")
        if not fields["known"]:
            click.echo("  unknown   the form is right; the body is in no table of series")
        click.echo(f"  {'address':10}{fields['url']}")
