"""What the tests of the commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.registry.making import new_registry
from verbale.cli import verbale

SAMPLES = Path(__file__).resolve().parents[2] / "samples"

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command line in a working folder of its own, without a registry of anybody's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VERBALE_REGISTRY", raising=False)
    monkeypatch.setenv("VERBALE_USER", "the registrar")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "120")

    def run_(*arguments: str | Path) -> Result:
        result = CliRunner().invoke(
            verbale, [str(argument) for argument in arguments], catch_exceptions=False
        )
        assert "Traceback" not in result.output
        return result

    return run_


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """The folder of a new registry of the fictional organization, which commands use."""
    root = tmp_path / "registry"
    new_registry(root).close()
    monkeypatch.setenv("VERBALE_REGISTRY", str(root))
    return root
