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
