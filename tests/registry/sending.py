"""Many clients that send the same file at the same moment, each a process. Run as ``python -m tests.registry.sending FOLDER COUNT``.

Prints a line for each: the number of its case, and whether it is new to it.
"""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path

from tests.registry.making import letter, original
from verbale.registry import Folder, Registry
from verbale.registry.cases import Cases

__all__ = ["Cases"]  # loaded once, before there are many

if __name__ == "__main__":
    root, count = Path(sys.argv[1]), int(sys.argv[2])
    fork = multiprocessing.get_context("fork")
    start, told = fork.Barrier(count), fork.SimpleQueue()

    def send(name: str) -> None:
        """Open the registry, wait for the others, send."""
        with Registry(Folder(root), who=name) as registry:
            start.wait(timeout=120)
            taken = registry.cases.take_in(original("same"), letter())
        told.put((taken.case.id, taken.new))

    clients = [fork.Process(target=send, args=(f"client {number}",)) for number in range(count)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    if any(client.exitcode for client in clients):
        sys.exit(1)
    for _ in clients:
        print(*told.get())
