"""What the tests of the registry share: each that takes ``registry`` or ``database`` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.registry.making import new_registry
from tests.registry.postgresql import postgresql_server, postgresql_url
from verbale.registry import Registry

__all__ = ["postgresql_server", "postgresql_url"]


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str | None:
    """Where the books are: None for the registry's folder, or the address of an empty database."""
    if request.param == "sqlite":
        return None
    address: str = request.getfixturevalue("postgresql_url")
    return address


@pytest.fixture
def registry(tmp_path: Path, database: str | None) -> Iterator[Registry]:
    """A new registry of the fictional organization."""
    with new_registry(tmp_path / "registry", database) as made:
        yield made
