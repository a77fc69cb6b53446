"""What the tests of the service share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.house import House, house


@pytest.fixture(scope="package")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A service with documents of every class. Tests that change something take one of their own."""
    with house(tmp_path_factory.mktemp("full")) as made:
        yield made


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[House]:
    """A service with people and without documents, for one test."""
    with house(tmp_path, documents=False) as made:
        yield made
