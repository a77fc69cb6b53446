"""The steps of the way through on the terminal, and what came of them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import msgspec

from verbale.cli import screen

if TYPE_CHECKING:
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
    """Shows each step as it is made: its name, what it found, and how long it took."""

    def __init__(self) -> None:
        self._console = screen.console()
        self._status: Status | None = None

    def begin(self, name: StepName) -> None:
        """Say which step is under way, on a terminal."""
        if sys.stdout.isatty():
            self._status = self._console.status(f"{_DOES[name]} …")
            self._status.start()

    def end(self, step: Step) -> None:
        """Show what a step found."""
        from rich.padding import Padding
        from rich.text import Text

        if self._status:
            self._status.stop()
            self._status = None
        console = self._console
        first, *more = step.found
        head = Text.assemble(
            (f"{_DOES[step.name]:<{_WIDTH}}", "bold"),
            screen.harmless(first),
            (f"  {_time(step.seconds)}", "dim"),
        )
        console.print(head)
        for line in more:
            console.print(
                Padding(screen.shown(line), (0, 0, 0, _WIDTH))
                if console.is_terminal
                else " " * _WIDTH + screen.shown(line)
            )


def show_passage(passage: Passage, *, as_json: bool) -> None:
    """What came of it: symbols, files, notices."""
    entry = passage.entry
    if entry is None:
        return
    root = passage.registry.folder.root
    if as_json:
        told: dict[str, object] = {"registry": str(root), "new": passage.new, **msgspec.to_builtins(entry)}
        told |= {
            "notices": passage.notices,
            "lists": passage.lists,
            "findings": passage.findings,
            "steps": passage.steps,
        }
        screen.print_json(told)
        return
    console = screen.console()
    console.print()
    console.print(f"[bold]{screen.shown(entry.symbol)}[/bold]  {entry.state}")
    if entry.title:
        console.print(screen.shown(entry.title))
    for file in entry.files:
        console.print(f"  {file.format:<5} {screen.shown(str(root / file.path))}")
    if passage.notices:
        console.print(f"  {passage.notices} notices in {screen.shown(str(root / 'outbox' / entry.slug))}")


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
