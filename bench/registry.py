"""``python -m bench.registry [SECONDS]``: how many documents a second get their symbols, and how long the slowest waits.

On SQLite and on PostgreSQL, in the same run and the same database, three kinds of clients (processes), one kind after
another, in turns:

- ``bare``: the least that could give a number, a counter and a row in a transaction of the bare driver, durable, with
  the registry's own kind of lock;
- ``registering``: prepared documents get their symbols: of accepted cases, whose files were stored when they came in, and
  which each client has read from the books already;
- ``from files``: files that nobody saw before come in, are stored and on the disk, and get their symbols.

A document is joint: it takes two numbers and a production number, and is in the books with its record, symbols and
events. The ratio is that of ``registering`` to ``bare``, and has to be 0.5 or more at 32 clients, where no client may wait
over a second for its number.
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
from statistics import median
from typing import Any

import msgspec

from verbale.registry import Folder, Original, Registry, create, numbering, registering
from verbale.registry.books_postgresql import engine_of
from verbale.registry.database import Database

ROOT = Path(__file__).resolve().parents[1]
CLIENTS = (1, 8, 32)
SECONDS = 3.0
TURNS = 3
BAR, LONGEST = 0.5, 1.0

Once = Callable[[int], object]
Work = Callable[[Path, str], Once]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a crowd of clients did: how much of it a second, the longest wait of one, the fewest and most that one did."""

    rate: float
    longest: float
    fewest: int
    most: int


def main() -> int:
    """Measure and print the tables; 1 where a bar is missed."""
    sys.path.insert(0, str(ROOT))
    from tests.registry.postgresql import Server, binaries

    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    print(
        f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; {TURNS} turns of {seconds:g} s each; medians; durable"
    )
    well = _table("SQLite", seconds, lambda: None)
    programs = binaries()
    if programs is None:
        print("PostgreSQL is not installed")
        return 1
    server = Server(programs, durable=True)
    try:
        well &= _table("PostgreSQL", seconds, server.new_database)
    finally:
        server.stop()
    return int(not well)


def _table(name: str, seconds: float, new_database: Callable[[], str | None]) -> bool:
    print(
        f"{name}\n{'clients':>7}  {'bare tx/s':>9}  {'registering/s':>13}  {'ratio':>5}  {'longest wait':>12}"
        f"  {'fewest/most':>11}  {'from files/s':>12}  {'longest wait':>12}"
    )
    well = True
    for clients in CLIENTS:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "registry"
            create(root, "assembly", who="bench", database=new_database()).close()
            bare_work = _prepare(root)
            bare, ours, files = [], [], []
            for turn in range(TURNS):
                bare.append(_crowd(clients, seconds, root, bare_work))
                stock = _accept(root, clients, int(seconds * 2 * bare[-1].rate / clients) + 50, turn)
                ours.append(_crowd(clients, seconds, root, _registering(stock)))
                files.append(_crowd(clients, seconds, root, _from_files(turn)))
            _must_hold(root)
        ratio = median(cell.rate for cell in ours) / median(cell.rate for cell in bare)
        longest = max(cell.longest for cell in ours)
        spread = f"{min(cell.fewest for cell in ours)}/{max(cell.most for cell in ours)}"
        print(
            f"{clients:>7}  {median(cell.rate for cell in bare):>9.0f}  {median(cell.rate for cell in ours):>13.0f}"
            f"  {ratio:>5.2f}  {longest * 1000:>9.0f} ms  {spread:>11}"
            f"  {median(cell.rate for cell in files):>12.0f}  {max(cell.longest for cell in files) * 1000:>9.0f} ms",
            flush=True,
        )
        if clients == max(CLIENTS):
            well = ratio >= BAR and longest <= LONGEST
    return well


def _must_hold(root: Path) -> None:
    with Registry(Folder(root), who="bench") as registry:
        counters = registry.series()
        if registry.verify() is not None or any(one.given != one.highest for one in counters):
            sys.exit("a number is missing, or the log does not hold")


def _crowd(clients: int, seconds: float, root: Path, work: Work) -> Cell:
    context = multiprocessing.get_context("fork")
    start, answers = context.Barrier(clients), context.Queue()

    def client(name: str) -> None:
        once = work(root, name)
        for number in range(2):
            once(-number - 1)  # what is done once a process does not count
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
    told = [answers.get(timeout=600) for _ in crowd]
    for process in crowd:
        process.join()
    counts = [count for count, _, _ in told]
    return Cell(
        rate=sum(counts) / max(took for _, _, took in told),
        longest=max(longest for _, longest, _ in told),
        fewest=min(counts),
        most=max(counts),
    )


def _prepare(root: Path) -> Work:
    made = (
        "CREATE TABLE bare_counter (id INTEGER PRIMARY KEY, last INTEGER)",
        "CREATE TABLE bare_document (number INTEGER PRIMARY KEY, name TEXT)",
        "INSERT INTO bare_counter VALUES (1, 0)",
    )
    database = Folder(root).database
    if database is None:
        with sqlite3.connect(root / "books.sqlite3") as connection:
            for statement in made:
                connection.execute(statement)
        connection.close()
        return _bare_sqlite
    engine = engine_of(database)
    with engine.begin() as other:
        for statement in made:
            other.exec_driver_sql(statement)
    engine.dispose()
    return _bare_postgresql


def _bare_sqlite(root: Path, name: str) -> Once:
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


def _bare_postgresql(root: Path, name: str) -> Once:
    import pg8000.native

    database = Folder(root).database
    assert isinstance(database, Database)
    connection = pg8000.native.Connection(**database.arguments())
    count = connection.prepare("UPDATE bare_counter SET last = last + 1 WHERE id = 1 RETURNING last")
    add = connection.prepare("INSERT INTO bare_document VALUES (:number, :name)")

    def once(number: int) -> None:
        connection.run("BEGIN")
        ((last,),) = count.run()
        add.run(number=last, name=f"{name} {number}")
        connection.run("COMMIT")

    return once


def _accept(root: Path, clients: int, each: int, turn: int) -> dict[str, list[int]]:
    """Accepted cases for each client, as the intake leaves them: their ids."""
    from sqlalchemy import insert
    from tests.registry.making import letter

    from verbale.document import encode
    from verbale.registry import log
    from verbale.registry.schema import cases

    record, at = encode(letter()), log.now()
    names = [f"{turn}-{number}" for number in range(clients * each)]
    rows = [
        {
            "intake_key": name,
            "sha256": name,
            "name": "letter.txt",
            "media_type": "text/plain",
            "size": 100,
            "received": at,
            "changed": at,
            "state": "accepted",
            "record": record,
        }
        for name in names
    ]
    statement: Any = insert(cases).returning(cases.c.id)
    with Registry(Folder(root), who="bench") as registry, registry.books.write() as connection:
        ids = [
            row.id
            for start in range(0, len(rows), 500)
            for row in connection.execute(statement, rows[start : start + 500])
        ]
    return {f"client {number}": ids[number * each : (number + 1) * each] for number in range(clients)}


def _registering(stock: dict[str, list[int]]) -> Work:
    def work(root: Path, name: str) -> Once:
        registry = Registry(Folder(root), who=name)
        first = registry.cases.get(stock[name][0])
        document = registry.cases.document(first.id)
        assert document is not None
        day = numbering.dated(document)
        ours = iter(stock[name])

        def once(_: int) -> object:
            case = msgspec.structs.replace(first, id=next(ours))
            plan = numbering.plan(document, registry.profile, day)
            entry = registering.ask(registry.folder, registry.books, case, document, plan, day=day, who=name)
            assert entry is not None
            return entry

        return once

    return work


def _from_files(turn: int) -> Work:
    from tests.registry.making import letter

    def work(root: Path, name: str) -> Once:
        registry = Registry(Folder(root), who=name)
        document = letter()

        def once(number: int) -> object:
            data = f"{turn} {name} {number}".encode()
            return registry.register(
                document, Original(name="letter.txt", media_type="text/plain", data=data)
            )

        return once

    return work


if __name__ == "__main__":
    raise SystemExit(main())
