"""``verbale check``: what is wrong with a letter, where, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verbale.cli import screen

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from verbale.citing.link_audit import LinkFinding
    from verbale.document import Document
    from verbale.errors import VerbaleError
    from verbale.registry import Registry
    from verbale.rules import Chain, Finding

__all__ = ["command"]

_COLOUR = {"error": "red", "warning": "yellow", "note": "blue"}
_ERRORS, _UNUSABLE = 1, 2


@click.command(
    "check",
    cls=screen.Command,
    examples=(
        ("verbale check letter.docx", "What is wrong, where, and what to do."),
        ("verbale check letter.txt --ignore V503,length", "Without two of the rules."),
        ("verbale check letters/*.pdf --sarif > findings.sarif", "For editors and code hosts."),
        ("verbale check letter.md --profile assembly", "By the rules of another organization."),
        ("verbale check --list-rules", "All rules, with what must hold."),
    ),
    status=(
        (0, "no errors"),
        (1, "the rules found errors"),
        (2, "a file cannot be read, or the profile has mistakes"),
    ),
    see=("read", "register", "profile"),
)
@click.argument("files", metavar="FILE…", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--profile",
    "profile_name",
    metavar="NAME|FILE",
    help="The organization: un, assembly, or a profile of your own. Default: the registry's, or un without one.",
)
@click.option(
    "--select", multiple=True, metavar="CODE", help="Only these rules: V401, V4 or annexes. Repeatable."
)
@click.option("--ignore", multiple=True, metavar="CODE", help="Not these rules. Repeatable.")
@click.option(
    "--catalogue",
    "ask_catalogue",
    is_flag=True,
    help="Note what is cited and not in the registry's catalogue.",
)
@click.option("--sarif", "as_sarif", is_flag=True, help="Print SARIF 2.1.0.")
@click.option("--list-rules", is_flag=True, help="Show the rules, and check nothing.")
@screen.registry_option
@screen.json_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    files: tuple[Path, ...],
    profile_name: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    ask_catalogue: bool,
    as_sarif: bool,
    list_rules: bool,
    registry: Path | None,
    as_json: bool,
) -> None:
    """Check FILES, letters and notes verbales, against the rules of an organization. Nothing is registered.

    Each finding says where it is, what is wrong, what to do, and where the rule is written down. Codes may be listed with
    commas. In a registry, or with one named, the books are asked too: whether the same communication was registered before.
    """
    from verbale.rules import Chain

    chain = Chain().choose(select=_codes(select), ignore=_codes(ignore))
    if list_rules:
        _list(chain, as_json=as_json)
        return
    if not files:
        raise click.UsageError("Give at least one file, or --list-rules.")
    results = _check(chain, files, profile_name, registry, ask_catalogue=ask_catalogue)
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
    chain: Chain,
    files: tuple[Path, ...],
    profile_name: str | None,
    chosen: Path | None,
    *,
    ask_catalogue: bool,
) -> list[tuple[str, list[Finding] | VerbaleError]]:
    from verbale.errors import DamagedFile, VerbaleError
    from verbale.profiles import load
    from verbale.reading import read

    results: list[tuple[str, list[Finding] | VerbaleError]] = []
    with _books(profile_name, chosen) as books:
        profile = load(profile_name) if profile_name else books.profile if books else load("un")
        catalogued = _catalogue(books) if ask_catalogue else None
        for file in files:
            try:
                document = read(file, nomenclature=profile.nomenclature, evidence=True)
            except VerbaleError as error:
                results.append((str(file), error))
            except Exception as error:  # one file must not stop the rest, whatever it holds
                what = f"the reader stopped at it ({type(error).__name__}: {error})"
                results.append(
                    (str(file), DamagedFile(what, fix="Send it as another format, and report it."))
                )
            else:
                links = _links(file, document)
                found = chain.check(document, profile, known=books, links=links, catalogued=catalogued)
                results.append((str(file), found))
    return results


def _catalogue(books: Registry | None) -> Callable[[str], bool]:
    """Asks the registry's catalogue whether it holds a symbol. Raises UsageError where there is no registry."""
    if books is None:
        raise click.UsageError("--catalogue asks a registry: run it in one, or name one with --registry.")
    from verbale.archive.keeping import catalogue

    index = catalogue(books)
    return lambda symbol: bool(index.of_symbol(symbol))


def _links(file: Path, document: Document) -> tuple[LinkFinding, ...]:
    """The links of a file that has any (Akoma Ntoso, HTML), judged by their words."""
    if not document.source or not document.source.media_type.endswith(("xml", "html")):
        return ()
    from verbale.citing.link_audit import audit_file
    from verbale.errors import VerbaleError

    try:
        return audit_file(file.read_bytes(), document).findings
    except VerbaleError:
        return ()


@contextmanager
def _books(profile_name: str | None, chosen: Path | None) -> Iterator[Registry | None]:
    """The registry that is named, or around the working folder. Another profile than its own is checked without books."""
    from verbale.registry import Registry, find

    found = find(chosen) if chosen is not None or profile_name is None else None
    if found is None or found.by == "default":
        yield None
        return
    with Registry(found.folder, who=screen.who(), write=False) as registry:
        yield registry


def _list(chain: Chain, *, as_json: bool) -> None:
    if as_json:
        names = ("code", "name", "severity", "asks", "detail", "source")
        screen.print_json([{name: getattr(rule, name) for name in names} for rule in chain.rules])
        return
    table = screen.table("code", "name", "severity", "what must hold")
    for rule in chain.rules:
        table.add_row(rule.code, rule.name, f"[{_COLOUR[rule.severity]}]{rule.severity}[/]", rule.asks)
    screen.console().print(table)


def _json(results: list[tuple[str, list[Finding] | VerbaleError]]) -> None:
    import msgspec

    rows: list[dict[str, Any]] = []
    for file, found in results:
        if isinstance(found, list):
            rows.append({"source": file, "findings": msgspec.to_builtins(found)})
        else:
            rows.append({"source": file, "error": found.what, "fix": found.fix})
    screen.print_json(rows)


def _sarif(chain: Chain, results: list[tuple[str, list[Finding] | VerbaleError]]) -> None:
    from verbale.rules.sarif import sarif

    findings = [(file, finding) for file, found in results if isinstance(found, list) for finding in found]
    unread = [(file, found) for file, found in results if not isinstance(found, list)]
    screen.print_json(sarif(chain.rules, findings, unread=unread))


def _print(results: list[tuple[str, list[Finding] | VerbaleError]]) -> None:
    from rich.text import Text

    console = screen.console()
    counts = dict.fromkeys(_COLOUR, 0)
    for file, found in results:
        if not isinstance(found, list):
            console.print(Text.assemble((file, "bold"), ": ", ("cannot be read", "red"), f": {found.what}"))
            if found.fix:
                _say(console, Text.assemble(("fix  ", "dim"), found.fix))
            console.print()
            continue
        for finding in found:
            counts[finding.severity] += 1
            console.print(
                Text.assemble(
                    (f"{file}{_position(file, finding)}", "bold"),
                    "  ",
                    (finding.severity, _COLOUR[finding.severity]),
                    f"  {finding.code} ",
                    (finding.rule, "dim"),
                )
            )
            _say(console, Text(f"{finding.message}."))
            _say(console, Text.assemble(("fix  ", "dim"), finding.fix))
            _say(console, Text.assemble(("rule ", "dim"), (finding.source, "dim")))
            console.print()
    console.print(_summary(len(results), sum(not isinstance(found, list) for _, found in results), counts))


def _say(console: Console, text: Text) -> None:
    """A paragraph set in by two: wrapped on a terminal, one line elsewhere."""
    from rich.padding import Padding

    if console.is_terminal:
        console.print(Padding(text, (0, 0, 0, 2)))
    else:
        console.print("  ", text, sep="")


def _position(file: str, finding: Finding) -> str:
    """As editors take it, file:line, where the reader counts the lines of the file; else in words."""
    from verbale.rules.sarif import LINED

    where = finding.where
    if where.line is not None and file.lower().endswith(LINED):
        return f":{where.line}"
    return f" ({where})"


def _summary(files: int, unread: int, counts: dict[str, int]) -> str:
    told = [f"{count} {severity}{'s' if count != 1 else ''}" for severity, count in counts.items() if count]
    told += [f"{unread} cannot be read"] if unread else []
    return f"{files} file{'s' if files != 1 else ''}: {', '.join(told) if told else 'nothing found'}."
