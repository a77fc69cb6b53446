"""Many processes at once: no gap, no duplicate, one case a file, and nobody starves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.registry.making import letter, must_hold, new_registry, original
from verbale.registry import Folder, Registry

PROJECT = Path(__file__).resolve().parents[2]
CROWD, EACH = 8, 25


def test_eight_processes_register_at_once(tmp_path: Path) -> None:
    root = tmp_path / "registry"
    new_registry(root).close()
    crowd = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.registry.crowding", str(root), f"worker {number}", str(EACH)],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(CROWD)
    ]
    (root / "go").touch()
    waits = [float(worker.communicate(timeout=120)[0]) for worker in crowd]
    assert all(worker.returncode == 0 for worker in crowd)
    (root / "go").unlink()
    with Registry(Folder(root), who="the registrar") as registry:
        must_hold(registry)
        numbers = {counter.key: (counter.given, counter.next) for counter in registry.series()}
        assert numbers == dict.fromkeys(("PA/12", "HC/2024"), (CROWD * EACH + 1, CROWD * EACH + 2))
        assert len([entry for entry in registry.entries() if entry.sha256 == original("same").sha256]) == 1
        assert registry.register(letter(), original("same")).new is False
        assert len(registry.entries(state="issued")) == CROWD * EACH // 5
        order = [event.at for event in registry.events()]
        assert order[0] == min(order)
    assert max(waits) < 30  # nobody starves, however busy the machine
