"""Many processes at once: no gap, no duplicate, one case a file, nobody starves, and a backup in the middle is whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.registry.crowding import crowd
from verbale.registry import Folder, Registry


@pytest.mark.skipif(not hasattr(os, "fork"), reason="its clients are forked")
def test_thirty_two_processes_register_and_issue_at_once(tmp_path: Path, database: str | None) -> None:
    told = crowd(tmp_path / "registry", 32, 3.0, database)
    assert told.documents >= 1
    assert told.longest < 30  # nobody starves, however busy the machine
    with Registry(Folder(tmp_path / "registry"), who="the registrar") as registry:
        assert len(registry.entries(state="issued")) == told.issued
        assert [path.name for path in (registry.folder.root / "queue").rglob("slot-*")] == []
