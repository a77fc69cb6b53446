"""The page on symbols says what is so."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

from verbale.symbol import Symbol

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "symbols.md"


def test_its_examples_run() -> None:
    text = re.sub(r"```(?:python)?", "", PAGE.read_text("utf-8"))
    examples = doctest.DocTestParser().get_doctest(text, {}, PAGE.name, str(PAGE), 0)
    assert len(examples.examples) >= 5
    assert doctest.DocTestRunner().run(examples).failed == 0


def test_its_table_of_normal_forms_is_right() -> None:
    rows = [
        line.split(" | ")
        for line in PAGE.read_text("utf-8").splitlines()
        if line.startswith("| ") and "`" in line
    ]
    tried = 0
    for row in rows:
        typed, normal = re.findall(r"`([^`]+)`", row[1]), re.findall(r"`([^`]+)`", row[-1])
        if len(row) != 3 or not typed or not normal:
            continue
        for text in typed:
            if (text[0].isalpha() and "/" in text) or "_" in text:
                assert str(Symbol.parse(text.replace("\\|", "|"))) in normal, text
                tried += 1
    assert tried > 15
