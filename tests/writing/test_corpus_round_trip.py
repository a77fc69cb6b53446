"""Real documents, drawn with a seed in all six languages, come back from what is written of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.accuracy_round_trip import Format, documents, drawn, tried

_EXACT: tuple[Format, ...] = ("akn", "json", "docx", "html")


@pytest.mark.corpus
def test_exact_formats(shared: Path) -> None:
    for path in drawn(documents(shared / "corpus" / "akn"), 18):
        for outcome in tried(path, _EXACT):
            assert not outcome.difference, f"{path.name} as {outcome.format}: {outcome.difference}"


@pytest.mark.corpus
def test_plain_text(shared: Path) -> None:
    """Plain text has no marks of its own for what a line is, so that a few come back otherwise."""
    outcomes = [
        made for path in drawn(documents(shared / "corpus" / "akn"), 30) for made in tried(path, ["text"])
    ]
    differing = [f"{made.path}: {made.difference}" for made in outcomes if made.difference]
    assert len(differing) <= len(outcomes) * 0.2, "\n".join(differing)
