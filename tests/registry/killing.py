"""Kills a process in the middle of its work, many times, and looks at what it leaves behind.

Run as ``python -m tests.registry.killing FOLDER CALLS MOMENTS SEED [postgresql]``: registers, issues and sends in child
processes. ``CALLS`` of them end by ``kill -9`` at a random call of a function (of Python or of C, counted by the
interpreter), ``MOMENTS`` at a random moment (wherever the processor is, the database's own code included). After each, the
next start must settle what was left, and everything must hold. Prints one line of JSON with what was seen.

``python -m tests.registry.killing FOLDER`` does 2,000 of them on each database, which takes long.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from tests.registry.making import letter, must_hold, new_registry, original, version
from tests.registry.postgresql import Server, binaries
from verbale.circulation.delivering import deliver
from verbale.registry import Folder, Registry

EACH = 30
"""How many are killed in one registry."""


def main() -> None:
    """Run the kills that the arguments ask for."""
    root = Path(sys.argv[1])
    if len(sys.argv) == 2:
        for name in ("sqlite", "postgresql"):
            print(name, json.dumps(run(root / name, 1500, 500, 20200401, postgresql=name == "postgresql")))
        return
    calls, moments, seed = (int(argument) for argument in sys.argv[2:5])
    print(json.dumps(run(root, calls, moments, seed, postgresql=sys.argv[5:] == ["postgresql"])))


def run(root: Path, calls: int, moments: int, seed: int, *, postgresql: bool) -> dict[str, object]:
    """Kill, and say what was seen."""
    chosen = random.Random(seed)
    seen: Counter[str] = Counter()
    states: Counter[str] = Counter()
    kills = ["call"] * calls + ["moment"] * moments
    programs = binaries() if postgresql else None
    server = Server(programs) if programs else None
    try:
        for start in range(0, len(kills), EACH):
            database = server.new_database() if server else None
            folder = root / str(start)
            _one_registry(
                folder, database, kills[start : start + EACH], chosen=chosen, seen=seen, states=states
            )
            print(f"{start + len(kills[start : start + EACH])} killed", file=sys.stderr, flush=True)
            shutil.rmtree(folder)
            if server and database:
                server.drop(database)
    finally:
        if server:
            server.stop()
    return {"seen": seen, "states": states, "kills": len(kills)}


def _one_registry(
    root: Path,
    database: str | None,
    kills: Sequence[str],
    *,
    chosen: random.Random,
    seen: Counter[str],
    states: Counter[str],
) -> None:
    root.parent.mkdir(parents=True, exist_ok=True)
    new_registry(root, database).close()
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
            _sent(registry)
            entry = registry.by_file(original(content).sha256)
            seen["ended " + (f"when it was {entry.state}" if entry else "before it was registered")] += 1
    # Whoever comes back with the same files finds each where it stopped, and the numbers go on without a gap.
    for number in range(len(kills)):
        _work(root, f"letter {number}")
    with Registry(Folder(root), who="the last") as registry:
        must_hold(registry)
        _sent(registry)
        if problems := registry.verify_all().problems:
            sys.exit(f"the registry does not agree with itself: {problems}")
        states.update(entry.state for entry in registry.entries())
        unsent = [
            entry.symbol
            for entry in registry.entries()
            for notice in registry.notices(entry)
            if not notice.delivered
        ]
        if unsent:
            sys.exit(f"notices are missing: {unsent}")


def _work(root: Path, content: str) -> None:
    """What a process does with a file; each step goes on where an earlier process stopped."""
    with Registry(Folder(root), who="the worker") as registry:
        entry = registry.register(letter(), original(content)).entry
        registry.issue(entry, version(content))
        deliver(registry)


def _sent(registry: Registry) -> None:
    """What is said to be sent is there, with its hash; no notice has two keys."""
    keys: set[str] = set()
    for entry in registry.entries():
        for notice in registry.notices(entry):
            assert notice.key not in keys
            keys.add(notice.key)
            if notice.delivered and notice.path:
                data = (registry.folder.root / notice.path).read_bytes()
                assert sha256(data).hexdigest() == notice.sha256


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
