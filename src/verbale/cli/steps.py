"""The steps of the way through on the terminal, and what came of them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
import msgspec

from verbale.cli import screen

if TYPE_CHECKING:
    from rich.console import Console
    from rich.status import Status

    from verbale.circulation.way import Passage, Step, StepName

__all__ = ["Steps", "show_passage"]

_DOES = {
    "read": "Reads",
    "cite": "Cites",
    "check": "Checks",
    "register": "Registers",
    "issue": "Issues",
    "circulate": "Circulates",
}
_WIDTH = 12


class Steps:
    """Shows each step as it is made: its name, what it found, and how long it took.

    On a terminal with the step that is under way and with lines that keep their margin; elsewhere as plain lines.
    """

    def __init__(self) -> None:
        self._console: Console | None = screen.console() if sys.stdout.isatty() else None
        self._status: Status | None = None

    def begin(self, name: StepName) -> None:
        """Say which step is under way, on a terminal."""
        if self._console:
            self._status = self._console.status(f"{_DOES[name]} …")
            self._status.start()

    def end(self, step: Step) -> None:
        """Show what a step found."""
        self.stop(step.name)
        first, *more = step.found
        head, took = f"{_DOES[step.name]:<{_WIDTH}}", f"  {_time(step.seconds)}"
        if self._console is None:
            click.echo(screen.harmless(f"{head}{first}{took}"))
            for line in more:
                click.echo(screen.harmless(f"{'':{_WIDTH}}{line}"))
            return
        from rich.padding import Padding
        from rich.text import Text

        self._console.print(Text.assemble((head, "bold"), screen.harmless(first), (took, "dim")))
        for line in more:
            self._console.print(Padding(Text(screen.harmless(line)), (0, 0, 0, _WIDTH)))

    def stop(self, name: StepName) -> None:
        """Say no longer that a step is under way."""
        if self._status:
            self._status.stop()
            self._status = None


def show_passage(passage: Passage, *, as_json: bool) -> None:
    """What came of it: symbols, files, notices."""
    entry = passage.entry
    if entry is None:
        return
    root = passage.registry.folder.root
    if as_json:
        told: dict[str, object] = {
            "registry": str(root),
            "new": passage.new,
            **msgspec.to_builtins(entry),
            "notices": passage.notices,
            "lists": passage.lists,
            "findings": passage.findings,
            "steps": passage.steps,
        }
        screen.print_json(told)
        return
    click.echo()
    click.echo(click.style(screen.harmless(entry.symbol), bold=True) + f"  {entry.state}")
    if entry.title:
        click.echo(screen.harmless(entry.title))
    for file in entry.files:
        click.echo(f"  {file.format:<5} {root / file.path}")
    if passage.laid:
        click.echo(f"  {passage.laid} notices in {root / 'outbox' / entry.slug}")


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
