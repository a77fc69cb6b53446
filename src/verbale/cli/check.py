"""``verbale check``: what is wrong with a letter, where, and what to do."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

    from verbale.errors import VerbaleError
    from verbale.rules import Chain, Finding

__all__ = ["command"]

_COLOUR = {"error": "red", "warning": "yellow", "note": "blue"}
_ERRORS, _UNUSABLE = 1, 2


@click.command(name="check")
@click.argument("files", metavar="FILE…", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--profile",
    "profile_name",
    default="un",
    show_default=True,
    metavar="NAME|FILE",
    help="The organization: un, assembly, or a profile of your own.",
)
@click.option(
    "--select", multiple=True, metavar="CODE", help="Only these rules: V401, V4 or annexes; may be repeated."
)
@click.option("--ignore", multiple=True, metavar="CODE", help="Not these rules; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="One JSON list, an object for each file.")
@click.option("--sarif", "as_sarif", is_flag=True, help="SARIF 2.1.0, for editors and code hosts.")
@click.option("--list-rules", is_flag=True, help="Show the rules, and check nothing.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    files: tuple[Path, ...],
    profile_name: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    as_json: bool,
    as_sarif: bool,
    list_rules: bool,
) -> None:
    """Check letters and notes verbales against the rules of an organization.

    Each finding says where it is, what is wrong, what to do, and where the rule is written down. Codes may be listed with
    commas.

    \b
    verbale check letter.docx
    verbale check letter.txt --ignore V503,length
    verbale check letters/*.pdf --sarif > findings.sarif
    verbale check letter.md --profile assembly

    Ends with status 0 when no error is found, 1 when there are errors, 2 when a file cannot be read.
    """
    from verbale.rules import Chain

    chain = Chain().choose(select=_codes(select), ignore=_codes(ignore))
    if list_rules:
        _list(chain, as_json=as_json)
        return
    if not files:
        raise click.UsageError("Give at least one file, or --list-rules.")
    results = _check(chain, files, profile_name)
    if as_sarif:
        _sarif(chain, results)
    elif as_json:
        _json(results)
    else:
        _print(results)
    unread = any(not isinstance(found, list) for _, found in results)
    errors = any(f.severity == "error" for _, found in results if isinstance(found, list) for f in found)
    ctx.exit(_UNUSABLE if unread else _ERRORS if errors else 0)


def _codes(values: tuple[str, ...]) -> list[str]:
    return [code.strip() for value in values for code in value.split(",")]


def _check(
    chain: Chain, files: tuple[Path, ...], profile_name: str
) -> list[tuple[str, list[Finding] | VerbaleError]]:
    from verbale.errors import VerbaleError
    from verbale.profiles import load
    from verbale.reading import read

    profile = load(profile_name)
    results: list[tuple[str, list[Finding] | VerbaleError]] = []
    for file in files:
        try:
            document = read(file, nomenclature=profile.nomenclature, evidence=True)
        except VerbaleError as error:
            results.append((str(file), error))
        else:
            results.append((str(file), chain.check(document, profile)))
    return results


def _list(chain: Chain, *, as_json: bool) -> None:
    if as_json:
        _write(
            [
                {name: getattr(r, name) for name in ("code", "name", "severity", "asks", "source")}
                for r in chain.rules
            ]
        )
        return
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD)
    for column in ("code", "name", "severity", "what must hold"):
        table.add_column(column, overflow="fold", no_wrap=column != "what must hold")
    for rule in chain.rules:
        table.add_row(rule.code, rule.name, f"[{_COLOUR[rule.severity]}]{rule.severity}[/]", rule.asks)
    _console().print(table)


def _json(results: list[tuple[str, list[Finding] | VerbaleError]]) -> None:
    import msgspec

    rows: list[dict[str, Any]] = []
    for file, found in results:
        if isinstance(found, list):
            rows.append({"source": file, "findings": msgspec.to_builtins(found)})
        else:
            rows.append({"source": file, "error": found.what, "fix": found.fix})
    _write(rows)


def _sarif(chain: Chain, results: list[tuple[str, list[Finding] | VerbaleError]]) -> None:
    from verbale.rules.sarif import sarif

    findings = [(file, finding) for file, found in results if isinstance(found, list) for finding in found]
    unread = [(file, found) for file, found in results if not isinstance(found, list)]
    _write(sarif(chain.rules, findings, unread=unread))


def _write(value: object) -> None:
    import msgspec

    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")


def _print(results: list[tuple[str, list[Finding] | VerbaleError]]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console = _console()
    counts = dict.fromkeys(_COLOUR, 0)
    for file, found in results:
        if not isinstance(found, list):
            console.print(Text.assemble((file, "bold"), ": ", ("cannot be read", "red"), f": {found.what}"))
            if found.fix:
                console.print(Padding(Text.assemble(("fix  ", "dim"), found.fix), (0, 0, 0, 2)))
            console.print()
            continue
        for finding in found:
            counts[finding.severity] += 1
            console.print(
                Text.assemble(
                    (f"{file}:{_position(finding)}", "bold"),
                    "  ",
                    (finding.severity, _COLOUR[finding.severity]),
                    f"  {finding.code} ",
                    (finding.rule, "dim"),
                )
            )
            console.print(Padding(Text(f"{finding.message}."), (0, 0, 0, 2)))
            console.print(Padding(Text.assemble(("fix  ", "dim"), finding.fix), (0, 0, 0, 2)))
            console.print(Padding(Text.assemble(("rule ", "dim"), (finding.source, "dim")), (0, 0, 1, 2)))
    console.print(_summary(len(results), sum(not isinstance(found, list) for _, found in results), counts))


def _position(finding: Finding) -> str:
    where = finding.where
    if where.page is None:
        return where.field
    return (
        ":".join(str(number) for number in (where.page, where.line) if number is not None) + f" {where.field}"
    )


def _summary(files: int, unread: int, counts: dict[str, int]) -> str:
    told = [f"{count} {severity}{'s' if count != 1 else ''}" for severity, count in counts.items() if count]
    told += [f"{unread} cannot be read"] if unread else []
    return f"{files} file{'s' if files != 1 else ''}: {', '.join(told) if told else 'nothing found'}."


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, emoji=False)
