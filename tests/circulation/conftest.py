"""What the tests of the circulation share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.registry.making import new_registry
from verbale.registry import Registry

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    """A new registry of the fictional organization."""
    with new_registry(tmp_path / "registry") as made:
        yield made


@pytest.fixture
def letter_file() -> Path:
    """The joint letter of the samples."""
    return SAMPLES / "joint-letter.md"
