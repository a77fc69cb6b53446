"""What the tests of the circulation share. Where books differ by database, they run on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.registry.making import new_registry
from tests.registry.postgresql import postgresql_server, postgresql_url
from verbale.registry import Registry

__all__ = ["postgresql_server", "postgresql_url"]

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
ON_BOTH = ("test_deliver", "test_sending_crash", "test_worker")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what sends and delivers on both databases; what is above them, on one."""
    if "database" in metafunc.fixturenames:
        both = metafunc.module.__name__.rpartition(".")[2] in ON_BOTH
        metafunc.parametrize("database", ["sqlite", "postgresql"] if both else ["sqlite"], indirect=True)


@pytest.fixture
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


@pytest.fixture
def letter_file() -> Path:
    """The joint letter of the samples."""
    return SAMPLES / "joint-letter.md"
