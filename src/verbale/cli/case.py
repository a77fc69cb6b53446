"""``verbale case``: communications on their way, step by step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click
import msgspec

from verbale.cli import screen

if TYPE_CHECKING:
    from verbale.registry import Registry
    from verbale.registry.cases import Case

__all__ = ["command"]

STATES = (
    "received",
    "under-review",
    "returned",
    "accepted",
    "registered",
    "issued",
    "circulated",
    "withdrawn",
)
STATUS = (
    (0, "done"),
    (2, "there is no such case, or the step does not follow on its state; nothing was changed"),
)


@click.group(
    "case",
    cls=screen.Group,
    examples=(
        ("verbale case take letter.docx", "Open a case for a file."),
        ("verbale case list --state under-review", "What is being looked at."),
        ("verbale case return 12 --reason 'The annex is missing.'", "Send it back, with the reason."),
        ("verbale case confirm A/74/783", "Do what somebody else asked for a document."),
    ),
    status=STATUS,
    see=("circulate", "show", "version", "reissue"),
)
def command() -> None:
    """Take communications in and lead them to their symbols, step by step, each in the log.

    A case is received, taken under review, returned with reasons and resubmitted, or accepted; then it is registered,
    issued and circulated. It can be withdrawn; once it has its symbols, a second person must confirm that. The steps that
    verbale circulate makes at once are made here one by one.
    """


@command.command(
    "take",
    cls=screen.Command,
    examples=(
        ("verbale case take letter.docx", "The same file again leads to the same case."),
        ("verbale case take letter.docx --source mission-2024-117", "Known by the sender's own key, too."),
    ),
    status=STATUS,
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--source", metavar="KEY", help="What its sender calls it; used once, for one file.")
@click.option("--member", metavar="CODE", help="Whose it is. Default: its first sender's.")
@click.option("--again", is_flag=True, help="Open a second case for the same file. Recorded.")
@screen.registry_option
@screen.json_option
def take(
    *, file: Path, source: str | None, member: str | None, again: bool, registry: Path | None, as_json: bool
) -> None:
    """Read FILE and open a case for it: once, however often and by how many it is taken in."""
    apart = screen.read_ahead(registry, file)
    from verbale.circulation import casework

    with screen.open_registry(registry) as opened:
        taken = casework.take_in(opened, file, source=source, member=member, again=again, apart=apart)
    if as_json:
        screen.print_json({"new": taken.new, **msgspec.to_builtins(taken.case)})
        return
    known = "" if taken.new else f" (in the books since {taken.case.received[:10]})"
    click.echo(
        screen.harmless(f"Case {taken.case.id}: {taken.case.state}{known}. {taken.case.title or ''}".rstrip())
    )


@command.command(
    "resubmit",
    cls=screen.Command,
    examples=(("verbale case resubmit 12 corrected.docx", "The returned file stays in the books."),),
    status=STATUS,
)
@click.argument("number", metavar="CASE", type=click.IntRange(min=1))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@screen.registry_option
@screen.json_option
def resubmit(number: int, file: Path, registry: Path | None, as_json: bool) -> None:
    """Give the returned CASE its corrected FILE; it is received anew under the same number."""
    apart = screen.read_ahead(registry, file)
    from verbale.circulation import casework

    with screen.open_registry(registry) as opened:
        _say(casework.resubmit(opened, number, file, apart), as_json=as_json)


@command.command(
    "list",
    cls=screen.Command,
    examples=(
        ("verbale case list", "Newest first."),
        ("verbale case list --state returned --member XB", "What was sent back to a member."),
        ("verbale case list --waiting", "What waits for a second person."),
    ),
    status=((0, "done"), (2, "the registry cannot be read")),
)
@click.option("--state", type=click.Choice(STATES), help="Only those in this state.")
@click.option("--member", metavar="CODE", help="Only those of this member.")
@click.option(
    "--door",
    metavar="DOOR",
    help="Only those that came in by this door: command, api, folder, mailbox, page.",
)
@click.option("--waiting", is_flag=True, help="Only those that wait for a second person.")
@click.option(
    "--limit", type=click.IntRange(min=0), default=50, show_default=True, help="How many; 0 for all."
)
@screen.registry_option
@screen.json_option
def list_(
    *,
    state: str | None,
    member: str | None,
    door: str | None,
    waiting: bool,
    limit: int,
    registry: Path | None,
    as_json: bool,
) -> None:
    """List the cases of a registry, newest first."""
    from verbale.registry.log import CaseState

    with screen.open_registry(registry, write=False) as opened:
        found = opened.cases.listing(
            state=next((known for known in get_args(CaseState) if known == state), None),
            member=member,
            door=door,
            limit=None if waiting else limit or None,
        )
    if waiting:
        found = tuple(case for case in found if case.waiting)[: limit or None]
    if as_json:
        screen.print_json(found)
        return
    if not found:
        click.echo("No cases.")
        return
    table = screen.table("case", "state", "received", "member", "symbol", "title", numbers=("case",))
    for case in found:
        asked = f" ({case.waiting.what} asked)" if case.waiting else ""
        table.add_row(
            f"[bold]{case.id}[/bold]",
            case.state + asked,
            case.received[:16].replace("T", " "),
            screen.shown(case.member or "—"),
            screen.shown(case.symbol or "—"),
            screen.shown(case.title or case.file),
        )
    screen.console().print(table)


@command.command(
    "show",
    cls=screen.Command,
    examples=(("verbale case show 12", "What it is, what the rules find, what happened to it."),),
    status=STATUS,
)
@click.argument("named", metavar="CASE|SYMBOL", shell_complete=screen.complete_symbol)
@screen.registry_option
@screen.json_option
def show(named: str, registry: Path | None, as_json: bool) -> None:
    """Show a case: what came in, what the rules find in it, and each step with who made it."""
    with screen.open_registry(registry, write=False) as opened:
        case = opened.cases.get(_number(opened, named))
        document, events = opened.cases.document(case.id), opened.cases.events(case.id)
        former = opened.cases.former_files(case.id)
        findings: tuple[object, ...] = ()
        if document is not None and case.symbol is None:
            from verbale.circulation import casework

            findings = casework.findings(opened, document)
    if as_json:
        screen.print_json(
            {
                **msgspec.to_builtins(case),
                "former_files": [{"name": name, "sha256": digest} for name, digest in former],
                "findings": findings,
                "events": events,
                "document": document,
            }
        )
        return
    _say(case, as_json=False)
    if document is not None:
        from verbale.circulation.telling import of_reading

        for line in of_reading(document):
            click.echo(screen.harmless(f"  {line}"))
    click.echo(screen.harmless(f"  file  {case.file}, received {_moment(case.received)} by {case.door}"))
    for name, digest in former:
        click.echo(screen.harmless(f"  before  {name} ({digest[:12]}…)"))
    from verbale.rules import Finding

    for finding in findings:
        if isinstance(finding, Finding):
            click.echo(
                screen.harmless(f"  {finding.code} {finding.severity}: {finding.message} ({finding.where})")
            )
    for event in events:
        why = event.data.get("reason")
        said = f": {why}" if why else ""
        click.echo(screen.harmless(f"  {_moment(event.at)}  {event.kind}, by {event.who}{said}"))


@command.command(
    "review",
    cls=screen.Command,
    examples=(("verbale case review 12", "Others see that somebody looks at it."),),
    status=STATUS,
)
@click.argument("number", metavar="CASE", type=click.IntRange(min=1))
@screen.registry_option
@screen.json_option
def review(number: int, registry: Path | None, as_json: bool) -> None:
    """Take the received CASE under review."""
    with screen.open_registry(registry) as opened:
        _say(opened.cases.review(number), as_json=as_json)


@command.command(
    "return",
    cls=screen.Command,
    examples=(("verbale case return 12 --reason 'The annex is missing.'", "The reason is recorded."),),
    status=STATUS,
)
@click.argument("number", metavar="CASE", type=click.IntRange(min=1))
@click.option("--reason", required=True, metavar="TEXT", help="Why, in a sentence for who sent it.")
@screen.registry_option
@screen.json_option
def return_(number: int, reason: str, registry: Path | None, as_json: bool) -> None:
    """Return CASE to who sent it, with the reason; what the rules find is recorded with it."""
    with screen.open_registry(registry) as opened:
        document = opened.cases.document(number)
        codes: tuple[str, ...] = ()
        if document is not None:
            from verbale.circulation import casework

            found = casework.findings(opened, document)
            codes = tuple(dict.fromkeys(f.code for f in found if f.severity == "error"))
        _say(opened.cases.return_(number, reason, codes), as_json=as_json)


@command.command(
    "accept",
    cls=screen.Command,
    examples=(
        ("verbale case accept 12", "It can be registered now."),
        ("verbale case accept 12 --anyway", "Although the rules find errors."),
    ),
    status=((0, "done"), (1, "the rules found errors"), STATUS[1]),
)
@click.argument("number", metavar="CASE", type=click.IntRange(min=1))
@click.option("--anyway", is_flag=True, help="Go on although the rules found errors. Recorded.")
@screen.registry_option
@screen.json_option
def accept(*, number: int, anyway: bool, registry: Path | None, as_json: bool) -> None:
    """Accept CASE, in which the rules find no error."""
    from verbale.circulation import casework

    with screen.open_registry(registry) as opened:
        _say(casework.accept(opened, number, anyway=anyway), as_json=as_json)


@command.command(
    "register",
    cls=screen.Command,
    examples=(
        ("verbale case register 12", "Then: verbale circulate SYMBOL."),
        ("verbale case register 12 --date 2020-04-01", "Numbered by this date."),
    ),
    status=STATUS,
)
@click.argument("number", metavar="CASE", type=click.IntRange(min=1))
@screen.date_option
@screen.registry_option
@screen.json_option
def register(*, number: int, day: object, registry: Path | None, as_json: bool) -> None:
    """Give the document of the accepted CASE its symbols."""
    from datetime import date

    with screen.open_registry(registry) as opened:
        opened.cases.must_be_accepted(number)
        opened.cases.register(number, day=day if isinstance(day, date) else None)
        _say(opened.cases.get(number), as_json=as_json)


@command.command(
    "withdraw",
    cls=screen.Command,
    examples=(
        ("verbale case withdraw 12 --reason 'The mission asked for it.'", "Before it has symbols: at once."),
        (
            "verbale case withdraw A/74/783 --reason 'Sent in error.'",
            "Asked for; a second person confirms it.",
        ),
    ),
    status=STATUS,
)
@click.argument("named", metavar="CASE|SYMBOL", shell_complete=screen.complete_symbol)
@click.option("--reason", required=True, metavar="TEXT", help="Why, in a sentence.")
@screen.registry_option
@screen.json_option
def withdraw(named: str, reason: str, registry: Path | None, as_json: bool) -> None:
    """Withdraw a case. Once it has its symbols, this asks for it, and somebody else must confirm.

    A withdrawn document keeps its symbols, which nobody gets again, and its files; nothing more of it is issued.
    """
    with screen.open_registry(registry) as opened:
        _say(opened.cases.withdraw(_number(opened, named), reason), as_json=as_json)


@command.command(
    "confirm",
    cls=screen.Command,
    examples=(("VERBALE_USER=bea verbale case confirm A/74/783", "Bea confirms what somebody else asked."),),
    status=STATUS,
)
@click.argument("named", metavar="CASE|SYMBOL", shell_complete=screen.complete_symbol)
@screen.date_option
@screen.registry_option
@screen.json_option
def confirm(*, named: str, day: object, registry: Path | None, as_json: bool) -> None:
    """Do what somebody else asked for a document: withdraw it, or issue a version again (dated today, or --date).

    Who asked cannot confirm.
    """
    from datetime import date

    from verbale.circulation import casework
    from verbale.circulation.delivering import deliver

    with screen.open_registry(registry) as opened:
        number = _number(opened, named)
        symbol = opened.cases.get(number).symbol
        opened.confirmations.asked(number)
        entry = opened.entry(symbol.split("–", maxsplit=1)[0]) if symbol else None
        if entry is not None:
            casework.confirm(opened, entry, day=day if isinstance(day, date) else None)
            deliver(opened)
        _say(opened.cases.get(number), as_json=as_json)


@command.command(
    "refuse",
    cls=screen.Command,
    examples=(("verbale case refuse A/74/783 --reason 'It stays.'", "Who asked may take it back so, too."),),
    status=STATUS,
)
@click.argument("named", metavar="CASE|SYMBOL", shell_complete=screen.complete_symbol)
@click.option("--reason", required=True, metavar="TEXT", help="Why, in a sentence.")
@screen.registry_option
@screen.json_option
def refuse(named: str, reason: str, registry: Path | None, as_json: bool) -> None:
    """Say no to what was asked for a document; or take it back."""
    with screen.open_registry(registry) as opened:
        _say(opened.confirmations.refuse(_number(opened, named), reason), as_json=as_json)


def _number(registry: Registry, named: str) -> int:
    """A case by its number, or by the symbol of its document. Raises SymbolError and NoSuchDocument."""
    return int(named) if named.isdecimal() and named.isascii() else registry.entry(named).case


def _say(case: Case, *, as_json: bool) -> None:
    if as_json:
        screen.print_json(case)
        return
    head = f"Case {case.id}: {case.state}" + (f", {case.symbol}" if case.symbol else "")
    click.echo(screen.harmless(head))
    if case.title:
        click.echo(screen.harmless(f"  {case.title}"))
    if case.reason:
        click.echo(screen.harmless(f"  reason: {case.reason}"))
    if case.waiting:
        asked = case.waiting
        what = asked.what + (f" of the version in {asked.language}" if asked.language else "")
        click.echo(screen.harmless(f"  {asked.asked_by} asked for its {what}: {asked.reason}"))
        click.echo(f"  somebody else confirms it with: verbale case confirm {case.id}")


def _moment(at: str) -> str:
    return at[:16].replace("T", " ") + " UTC"
