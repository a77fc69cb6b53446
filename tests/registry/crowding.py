"""Many clients at once, on either database, with a backup in the middle of it.

Run as ``python -m tests.registry.crowding FOLDER [SECONDS [CLIENTS]]``: for 60 seconds, 32 processes register files (joint
documents) and issue every fifth, all that they can, on SQLite and then on PostgreSQL. Meanwhile a backup is made, which is
restored elsewhere. Then no number may be missing or given twice, and registry and backup must agree with themselves.
Prints a line of JSON for each database.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
import time
from pathlib import Path
from typing import Any

import msgspec

from tests.registry.making import letter, must_hold, new_registry, original, version
from tests.registry.postgresql import Server, binaries
from verbale.registry import Folder, Registry
from verbale.registry.backup import restore

BESIDE = 10.0
"""How many seconds before the end of a long run its backup is made."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a run: documents, issued ones, the longest that a client waited for a number, in seconds, the fewest and
    the most that one did, and how many events the backup had."""

    database: str
    clients: int
    seconds: float
    documents: int
    issued: int
    longest: float
    fewest: int
    most: int
    backed_up: int


def crowd(root: Path, clients: int, seconds: float, database: str | None = None) -> Told:
    """Let them work, make a backup meanwhile, restore it, and look whether all is well. AssertionError where it is not."""
    new_registry(root, database).close()
    context = multiprocessing.get_context("fork")
    start = context.Barrier(clients + 1)
    answers: Any = context.Queue()
    crowd_ = [
        context.Process(target=_client, args=(root, f"client {number}", seconds, start, answers))
        for number in range(clients)
    ]
    for process in crowd_:
        process.start()
    start.wait()
    time.sleep(max(seconds - BESIDE, seconds / 2))
    with Registry(Folder(root), who="the keeper", write=False) as registry:
        backup = registry.backup(root.with_name(f"{root.name}-backup"))
    told = [answers.get(timeout=600) for _ in crowd_]
    for process in crowd_:
        process.join()
        assert process.exitcode == 0
    restore(root.with_name(f"{root.name}-backup"), root.with_name(f"{root.name}-again"), who="the keeper")
    with Registry(Folder(root.with_name(f"{root.name}-again")), who="the keeper") as again:
        assert again.verify_all(head=(backup.events, backup.head)).problems == ()
    counts = [count for count, _, _ in told]
    with Registry(Folder(root), who="the registrar") as registry:
        assert registry.recovered == ()
        must_hold(registry)
        assert registry.verify_all(head=(backup.events, backup.head)).problems == ()
        total = sum(counts) + clients + 1  # each warmed up with one, and all of them sent the same file
        numbers = {
            counter.key: (counter.given, counter.highest, counter.next) for counter in registry.series()
        }
        assert numbers == dict.fromkeys(("PA/12", "HC/2024"), (total, total, total + 1)), numbers
        times = [event.at for event in registry.events()]
        assert times == sorted(times)
    return Told(
        database="sqlite" if database is None else "postgresql",
        clients=clients,
        seconds=seconds,
        documents=sum(counts),
        issued=sum(issued for _, issued, _ in told),
        longest=max(longest for _, _, longest in told),
        fewest=min(counts),
        most=max(counts),
        backed_up=backup.events,
    )


def _client(root: Path, name: str, seconds: float, start: Any, answers: Any) -> None:
    longest, count, issued = 0.0, 0, 0
    with Registry(Folder(root), who=name) as registry:
        registry.register(letter(), original(f"{name} warms up"))  # loads and compiles, once a process
        start.wait()
        until = time.monotonic() + seconds
        registry.register(letter(), original("same"))
        while time.monotonic() < until:
            began = time.perf_counter()
            entry = registry.register(letter(), original(f"{name} {count}")).entry
            longest = max(longest, time.perf_counter() - began)
            count += 1
            if count % 5 == 0:
                registry.issue(entry, version(name))
                issued += 1
    answers.put((count, issued, longest))


def main() -> None:
    """Run it on both databases."""
    root = Path(sys.argv[1])
    root.mkdir(parents=True, exist_ok=True)
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 60.0
    clients = int(sys.argv[3]) if len(sys.argv) > 3 else 32
    print(json.dumps(msgspec.to_builtins(crowd(root / "sqlite", clients, seconds))), flush=True)
    programs = binaries()
    if programs is None:
        sys.exit("PostgreSQL is not installed")
    server = Server(programs, durable=True)
    try:
        told = crowd(root / "postgresql", clients, seconds, server.new_database())
        print(json.dumps(msgspec.to_builtins(told)), flush=True)
    finally:
        server.stop()


if __name__ == "__main__":
    main()
