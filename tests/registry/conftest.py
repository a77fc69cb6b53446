"""What the tests of the registry share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.registry.making import new_registry
from verbale.registry import Registry


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    """A new registry of the fictional organization."""
    with new_registry(tmp_path / "registry") as made:
        yield made
