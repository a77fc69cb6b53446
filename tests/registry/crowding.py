"""One of many processes that register at the same time. Run as ``python -m tests.registry.crowding FOLDER NAME COUNT``.

Prints the longest wait for a number in seconds. A file named "same" is sent by all of them.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from tests.registry.making import letter, original, version
from verbale.registry import Folder, Registry

if __name__ == "__main__":
    root, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    longest = 0.0
    with Registry(Folder(root), who=name) as registry:
        while not (root / "go").exists():
            time.sleep(0.005)
        registry.register(letter(), original("same"))
        for number in range(count):
            started = time.perf_counter()
            entry = registry.register(letter(), original(f"{name} {number}")).entry
            longest = max(longest, time.perf_counter() - started)
            if number % 5 == 0:
                registry.issue(entry, version(name))
    print(longest)
