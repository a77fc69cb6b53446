"""Those who register at the same moment share a transaction, whoever of them is killed or asks for what cannot be done."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.registry.making import letter, must_hold, new_registry, original
from verbale.errors import RegistryError
from verbale.registry import Folder, Registry
from verbale.registry.queue import Queue

pytestmark = pytest.mark.skipif(not Queue.possible(), reason="this system has no queue")


def test_who_waits_is_done_by_who_leads(tmp_path: Path) -> None:
    queue = Queue(tmp_path / "queue")
    groups: list[list[bytes]] = []
    busy = threading.Event()

    def lead(requests: Sequence[bytes]) -> list[bytes | None]:
        groups.append(list(requests))
        busy.set()
        if len(groups) == 1:
            until = time.monotonic() + 5
            while len(list(queue.folder.glob("slot-*"))) < 8 and time.monotonic() < until:
                time.sleep(0.01)
            time.sleep(0.1)  # for the last to ask
        return [request.upper() if request != b"alone" else None for request in requests]

    answers: dict[bytes, bytes | None] = {}

    def ask(request: bytes) -> None:
        answers[request] = queue.ask(request, lead)

    first = threading.Thread(target=ask, args=(b"first",))
    first.start()
    busy.wait(5)
    others = [
        threading.Thread(target=ask, args=(name,)) for name in (b"a", b"b", b"c", b"d", b"e", b"f", b"alone")
    ]
    for thread in others:
        thread.start()
    for thread in (first, *others):
        thread.join(10)
    assert answers == {b"first": b"FIRST", b"alone": None, **{bytes([c]): bytes([c - 32]) for c in b"abcdef"}}
    assert sum(len(group) for group in groups) == 8
    assert len(groups) < 8
    queue.close()
    assert list(queue.folder.glob("*-*")) == []


def test_where_a_group_fails_each_does_its_own(tmp_path: Path) -> None:
    queue = Queue(tmp_path / "queue")

    def fail(_: Sequence[bytes]) -> list[bytes | None]:
        raise ValueError("it cannot be done")

    with pytest.raises(ValueError, match="cannot be done"):
        queue.ask(b"one", fail)
    assert queue.ask(b"one", list) == b"one"
    queue.close()


def test_the_files_of_the_dead_are_swept(tmp_path: Path) -> None:
    queue = Queue(tmp_path / "queue")
    child = os.fork()
    if child == 0:
        queue.ask(b"x", list)
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert len(list(queue.folder.glob("slot-*"))) == 1
    assert queue.ask(b"mine", list) == b"mine"
    queue.sweep()
    assert len(list(queue.folder.glob("slot-*"))) == 1  # the living one's
    queue.close()
    assert list(queue.folder.glob("*-*")) == []


def test_threads_of_one_registry_register_at_once(registry: Registry) -> None:
    failed: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for number in range(5):
                registry.register(letter(), original(f"{name} {number}"))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(f"thread {number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    must_hold(registry)
    assert [counter.next for counter in registry.series()] == [41, 41]


def test_one_who_cannot_be_served_keeps_nobody_back(registry: Registry) -> None:
    registry.register(letter("PA/12/7", organs=("PA",)), original("bears seven"))
    told: list[object] = []

    def work(name: str, *borne: str) -> None:
        try:
            told.append(registry.register(letter(*borne, organs=("PA",)), original(name)).entry.symbol)
        except RegistryError as error:
            told.append(type(error).__name__)

    threads = [threading.Thread(target=work, args=(f"plain {number}",)) for number in range(8)]
    threads.append(threading.Thread(target=work, args=("bears what is taken", "PA/12/7")))
    threads.append(threading.Thread(target=work, args=("plain 0",)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    symbols = [text for text in told if str(text).startswith("PA/")]
    assert sorted(set(map(str, symbols))) == sorted(f"PA/12/{number}" for number in (1, 2, 3, 4, 5, 6, 8, 9))
    assert told.count("SymbolTaken") == 1
    assert len(told) == 10
    assert registry.verify_all().problems == ()


def _work(root: Path, name: str, start: Any) -> None:
    with Registry(Folder(root), who=name) as registry:
        start.wait()
        for number in range(10_000):
            registry.register(letter(), original(f"{name} {number}"))


def test_a_crowd_whose_members_are_killed_loses_nothing(tmp_path: Path, database: str | None) -> None:
    root = tmp_path / "registry"
    new_registry(root, database).close()
    context = multiprocessing.get_context("fork")
    start = context.Barrier(9)
    crowd = [context.Process(target=_work, args=(root, f"client {number}", start)) for number in range(8)]
    for process in crowd:
        process.start()
    start.wait()
    chosen = random.Random(5)
    for process in crowd:
        time.sleep(chosen.uniform(0.05, 0.4))
        process.kill()
        process.join()
    with Registry(Folder(root), who="the next") as registry:
        must_hold(registry)
        assert registry.verify_all().problems == ()
        before = len(registry.entries())
        registry.register(letter(), original("after"))
        assert len(registry.entries()) == before + 1
        must_hold(registry)
