"""Workers killed while they send lose nothing, and tell nobody twice under two names: 25 on each database here; the
command ``python -m tests.circulation.killing`` does as many as one likes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes")
def test_killed_while_sending(tmp_path: Path, database: str | None) -> None:
    arguments = [str(tmp_path / "registry"), "13", "12", "20200403", *([database] if database else [])]
    done = subprocess.run(
        [sys.executable, "-m", "tests.circulation.killing", *arguments],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert seen["kills"] == 25
    assert seen["something was left waiting"] >= 5
    assert seen["notices"] % 6 == 0
    assert seen["notices"] >= 6 * 6
