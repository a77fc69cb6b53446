"""``python -m bench.circulate``: how long a letter takes the whole way, as a command and in a process that runs already.

The letter of the samples; and, where the real documents lie beside the project, a real one, with a notice for each member
of the United Nations.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from verbale.circulation import way
from verbale.registry import Registry, create
from verbale.writing import write

ROOT = Path(__file__).resolve().parents[1]
LETTERS = (
    ("assembly", ROOT / "samples" / "joint-letter.md"),
    ("un", ROOT.parent / "shared" / "corpus" / "letters" / "letter-2020-03-31.txt"),
)
RUNS = 5


def main() -> None:
    """Measure and print."""
    wall, processor = _command("--help")
    print(f"verbale --help: {wall * 1000:.0f} ms, {processor * 1000:.0f} ms of it at work (best of {RUNS})")
    for profile, letter in LETTERS:
        if not letter.exists():
            continue
        with (
            tempfile.TemporaryDirectory() as folder,
            create(Path(folder) / "registry", profile, who="bench") as registry,
        ):
            _measure(registry, letter)


def _measure(registry: Registry, letter: Path) -> None:
    place = ["--registry", str(registry.folder.root)]
    wall, processor = _command("circulate", str(letter), "--again", "--anyway", *place)
    passages = [way.circulate(registry, letter, again=True, anyway=True) for _ in range(RUNS + 1)][1:]
    steps = {
        step.name: statistics.median(passage.steps[place].seconds for passage in passages)
        for place, step in enumerate(passages[0].steps)
    }
    entry = passages[0].entry
    if entry is None:
        sys.exit("nothing was circulated")
    document = registry.document(entry)
    pdf = statistics.median(_timed(lambda: write(document, "pdf", registry.profile)) for _ in range(RUNS))
    print(f"\n{letter.name}, profile {registry.profile.name}, {passages[0].notices} notices")
    print(
        f"  as a command, best of {RUNS}:    {wall * 1000:6.0f} ms, {processor * 1000:.0f} ms of it at work"
    )
    print(f"  in a warm process, median:    {sum(steps.values()) * 1000:6.0f} ms")
    for name, seconds in steps.items():
        setting = f"   of which setting the PDF {pdf * 1000:.0f} ms" if name == "issue" else ""
        print(f"    {name:<10} {seconds * 1000:6.1f} ms{setting}")


def _command(*arguments: str) -> tuple[float, float]:
    """The least time that a command takes, and the least that the processor works for it."""
    walls, works = [], []
    for _ in range(RUNS):
        before = os.times()
        walls.append(
            _timed(
                lambda: subprocess.run(
                    [sys.executable, "-m", "verbale", *arguments], check=True, stdout=subprocess.DEVNULL
                )
            )
        )
        after = os.times()
        works.append(
            after.children_user + after.children_system - before.children_user - before.children_system
        )
    return min(walls), min(works)


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
