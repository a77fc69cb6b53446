"""The scorer over the real documents: the shares below which reading must not fall."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_READ = f"{Path(sys.executable).parent / 'verbale'} read --jsonl"


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("gold", "fields", "blocks"),
    [
        ("letters/gold-seed.jsonl", 1.0, 0.0),
        ("letters/gold.jsonl", 0.99, 0.96),
        ("letters-council/gold.jsonl", 0.98, 0.0),
        ("letters-council/gold-without-masthead.jsonl", 0.99, 0.0),
    ],
)
def test_shares_of_fields_and_paragraphs_read_right(
    shared: Path, gold: str, fields: float, blocks: float
) -> None:
    done = subprocess.run(
        [
            sys.executable,
            shared / "score/read.py",
            shared / "corpus" / gold,
            "--command",
            _READ,
            "--show",
            "20",
            "--fields",
            str(fields),
            "--blocks",
            str(blocks),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "not read 0" in done.stdout
