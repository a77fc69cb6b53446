"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the project; tests over it are skipped where it is missing, except in CI."""
    if not SHARED.is_dir():
        if os.environ.get("CI"):
            pytest.fail("the folder of real documents is missing beside the checkout")
        pytest.skip("no real documents beside the checkout")
    return SHARED
