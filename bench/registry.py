"""``python -m bench.registry``: how many documents a second get their symbols, and how long the slowest waits.

Beside it, in the same run and the same database file, the least that could give a number: one counter and one row in a
transaction of bare SQLite, with the same file lock and the same ``synchronous=FULL``. A document is joint (two numbers)
and its file is stored and on the disk before it is registered.
"""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from verbale.registry import Folder, Original, Registry, create

ROOT = Path(__file__).resolve().parents[1]
CLIENTS = (1, 2, 8, 32)
SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class Cell:
    """What a crowd of clients did: how much of it a second, the longest wait of one, the fewest and most that one did."""

    rate: float
    longest: float
    fewest: int
    most: int


def main() -> None:
    """Measure and print the table."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    print(f"{os.cpu_count()} processors; {seconds:g} s a cell; durable per transaction")
    print(
        f"{'clients':>7}  {'bare tx/s':>9}  {'documents/s':>11}  {'numbers/s':>9}  {'ratio':>5}  {'longest wait':>12}  {'fewest/most':>11}"
    )
    for clients in CLIENTS:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "registry"
            create(root, "assembly", who="bench").close()
            _prepare(root)
            bare = _crowd(clients, seconds, root, _bare)
            ours = _crowd(clients, seconds, root, _register)
            with Registry(Folder(root), who="bench") as registry:
                counters = registry.series()
                given = sum(counter.given for counter in counters)
                if registry.verify() is not None or any(
                    counter.given != counter.highest for counter in counters
                ):
                    sys.exit("a number is missing, or the log does not hold")
            ratio = ours.rate / bare.rate
            spread = f"{ours.fewest}/{ours.most}"
            print(
                f"{clients:>7}  {bare.rate:>9.0f}  {ours.rate:>11.0f}  {2 * ours.rate:>9.0f}  {ratio:>5.2f}"
                f"  {ours.longest * 1000:>9.0f} ms  {spread:>11}   ({given} numbers, no gap)",
                flush=True,
            )


def _crowd(
    clients: int, seconds: float, root: Path, work: Callable[[Path, str], Callable[[int], object]]
) -> Cell:
    context = multiprocessing.get_context("fork")
    start, answers = context.Barrier(clients), context.Queue()

    def client(name: str) -> None:
        once = work(root, name)
        once(-1)  # what is done once a process does not count
        start.wait()
        count, longest, began = 0, 0.0, time.perf_counter()
        while (now := time.perf_counter()) - began < seconds:
            once(count)
            longest = max(longest, time.perf_counter() - now)
            count += 1
        answers.put((count, longest, time.perf_counter() - began))

    crowd = [context.Process(target=client, args=(f"client {number}",)) for number in range(clients)]
    for process in crowd:
        process.start()
    told = [answers.get() for _ in crowd]
    for process in crowd:
        process.join()
    counts = [count for count, _, _ in told]
    return Cell(
        rate=sum(counts) / max(took for _, _, took in told),
        longest=max(longest for _, longest, _ in told),
        fewest=min(counts),
        most=max(counts),
    )


def _prepare(root: Path) -> None:
    with sqlite3.connect(root / "books.sqlite3") as connection:
        connection.execute("CREATE TABLE bare_counter (id INTEGER PRIMARY KEY, last INTEGER)")
        connection.execute("CREATE TABLE bare_document (number INTEGER PRIMARY KEY, name TEXT)")
        connection.execute("INSERT INTO bare_counter VALUES (1, 0)")
    connection.close()


def _bare(root: Path, name: str) -> Callable[[int], object]:
    connection = sqlite3.connect(root / "books.sqlite3", isolation_level=None, timeout=60)
    connection.execute("PRAGMA synchronous=FULL")
    lock = os.open(root / "bare.lock", os.O_RDWR | os.O_CREAT)

    def once(number: int) -> None:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            connection.execute("BEGIN IMMEDIATE")
            row = connection.execute(
                "UPDATE bare_counter SET last = last + 1 WHERE id = 1 RETURNING last"
            ).fetchone()
            connection.execute("INSERT INTO bare_document VALUES (?, ?)", (row[0], f"{name} {number}"))
            connection.execute("COMMIT")
        finally:
            fcntl.flock(lock, fcntl.LOCK_UN)

    return once


def _register(root: Path, name: str) -> Callable[[int], object]:
    sys.path.insert(0, str(ROOT))
    from tests.registry.making import letter

    registry = Registry(Folder(root), who=name)
    document = letter()

    def once(number: int) -> object:
        file = Original(name="letter.txt", media_type="text/plain", data=f"{name} {number}".encode())
        return registry.register(document, file)

    return once


if __name__ == "__main__":
    main()
