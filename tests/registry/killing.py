"""Kills a process in the middle of its work, many times, and looks at what it leaves behind.

Run as ``python -m tests.registry.killing FOLDER CALLS MOMENTS SEED``: registers and issues in child processes; ``CALLS`` of them end by ``kill -9`` at a random call of a function (of Python or of C, counted by the
interpreter), ``MOMENTS`` at a random moment (wherever the processor is, SQLite's own code included). After each, the next
start must settle what was left, and everything must hold. Prints one line of JSON with what was seen.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.registry.making import letter, must_hold, new_registry, original, version
from verbale.registry import Folder, Registry

EACH = 30
"""How many are killed in one registry."""


def main() -> None:
    """Run the kills that the arguments ask for."""
    root = Path(sys.argv[1])
    calls, moments, seed = (int(argument) for argument in sys.argv[2:])
    chosen = random.Random(seed)
    seen: Counter[str] = Counter()
    states: Counter[str] = Counter()
    kills = ["call"] * calls + ["moment"] * moments
    for start in range(0, len(kills), EACH):
        _one_registry(root / str(start), kills[start : start + EACH], chosen, seen, states)
    print(json.dumps({"seen": seen, "states": states, "kills": len(kills)}))


def _one_registry(
    root: Path, kills: list[str], chosen: random.Random, seen: Counter[str], states: Counter[str]
) -> None:
    new_registry(root).close()
    started = time.perf_counter()
    _child(lambda: _work(root, "whole"))
    duration = time.perf_counter() - started
    length = _count(lambda: _work(root, "counted"))
    for number, kind in enumerate(kills):
        content = f"letter {number}"
        if kind == "call":
            _child(lambda: _work(root, content), kill_at=chosen.randint(1, length))  # noqa: B023 - run at once
        else:
            _child(lambda: _work(root, content), kill_after=chosen.uniform(0, duration))  # noqa: B023
        with Registry(Folder(root), who="the next") as registry:
            seen.update(f"{event.data['work']}: {event.data['done']}" for event in registry.recovered)
            must_hold(registry)
            entry = registry.by_file(original(content).sha256)
            seen["ended " + (f"when it was {entry.state}" if entry else "before it was registered")] += 1
    # Whoever comes back with the same files finds each where it stopped, and the numbers go on without a gap.
    for number in range(len(kills)):
        _work(root, f"letter {number}")
    with Registry(Folder(root), who="the last") as registry:
        must_hold(registry)
        states.update(entry.state for entry in registry.entries())


def _work(root: Path, content: str) -> None:
    with Registry(Folder(root), who="the worker") as registry:
        entry = registry.register(letter(), original(content)).entry
        registry.issue(entry, version(content))


def _child(work: Callable[[], None], *, kill_at: int | None = None, kill_after: float | None = None) -> None:
    child = os.fork()
    if child == 0:
        try:
            if kill_at is not None:
                sys.setprofile(_killer(kill_at))
            work()
        except BaseException:
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        os._exit(0)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        sys.exit("the work itself failed")


def _count(work: Callable[[], None]) -> int:
    count = 0

    def counting(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counting)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def _killer(at: int) -> Callable[[object, str, object], None]:
    left = at

    def killing(frame: object, event: str, argument: object) -> None:
        nonlocal left
        if event in {"call", "c_call"}:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return killing


if __name__ == "__main__":
    main()
