"""The real documents beside the project, imported: found by symbol, by their own words, by title; cited as they say."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.registry.making import new_registry
from verbale.archive import catalogue, import_files
from verbale.catalogue import Catalogue, Entry
from verbale.languages.dates import parse_date
from verbale.symbol import Symbol

pytestmark = pytest.mark.corpus
_WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x2F, 0x3A)})
_HAN = re.compile(r"[㐀-鿿]{8,}")


@pytest.fixture(scope="module")
def index(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with new_registry(tmp_path_factory.mktemp("archive") / "registry") as registry:
        made = import_files(registry, [shared / "corpus" / "akn"], processes=2)
        assert made.files == 444
        assert made.failed == 0
        yield catalogue(registry)


def spellings(symbol: str) -> list[str]:
    plain = symbol.replace("(", "").replace(")", "")
    return [
        symbol,
        symbol.lower(),
        plain.replace("/", " "),
        plain.replace("/", "-").replace(" ", "-"),
        symbol.replace("/", "_"),
        symbol.replace(" (", "("),
        symbol.translate(_WIDE),
        symbol.replace("/", " / "),
        Symbol.parse(symbol).url("fr"),
        f"“{symbol}”.",
    ]


def test_every_document_is_found_by_each_symbol_in_ten_spellings(index: Catalogue) -> None:
    symbols = sorted({symbol for entry in index.every() for symbol in entry.symbols})
    assert len(symbols) >= 74
    for symbol in symbols:
        for spelling in spellings(symbol):
            hits = index.find(spelling, limit=1, facets=False, snippets=False).hits
            assert hits, spelling
            assert symbol in hits[0].entry.symbols, spelling


def _phrase(entry: Entry, rng: random.Random) -> str | None:
    paragraphs = [line for line in entry.text.split("\n") if len(line) > 40]
    rng.shuffle(paragraphs)
    for paragraph in paragraphs:
        if entry.language == "zh":
            runs = _HAN.findall(paragraph)
            if runs:
                return str(rng.choice(runs))
        elif '"' not in paragraph and len(words := paragraph.split()) > 8:
            at = rng.randrange(len(words) - 6)
            return " ".join(words[at : at + 6])
    return None


def test_every_version_is_found_by_a_phrase_of_its_own_text(index: Catalogue) -> None:
    rng = random.Random(11)
    tried = 0
    for entry in index.every():
        phrase = _phrase(entry, rng)
        if phrase is None:
            continue
        tried += 1
        quoted = '"' + re.sub(r"[“”„«»]", " ", phrase) + '"'
        assert entry.key in {found.key for found in index.every(quoted)}, (entry.key, phrase)
    assert tried > 430


def test_what_cites_a_resolution_is_what_the_files_say(index: Catalogue, shared: Path) -> None:
    said = set()
    for path in (shared / "corpus" / "akn").rglob("English/*.xml"):
        text = re.sub(r"<[^>]+>", "", path.read_text("utf-8"))
        if re.search(r"\b1325\s*\(2000\)", text):
            said.add(path)
    cited_by = index.citing("S/RES/1325 (2000)")
    assert said
    assert len({entry.symbol for entry in cited_by}) == len(said)


def test_a_title_is_found_first(index: Catalogue, shared: Path) -> None:
    held = {symbol for entry in index.every() for symbol in entry.symbols}
    records = [
        (r["symbol"], r.get("title") or r["resolution_title"], parse_date(r["adoption_date"]))
        for file in sorted((shared / "corpus" / "metadata").glob("*.jsonl"))
        for r in map(json.loads, file.read_text("utf-8").splitlines())
    ]
    index.add(
        Entry(
            key=f"{symbol}|en",
            language="en",
            kind="resolution",
            symbols=(symbol,),
            organs=(symbol[0],),
            date=day,
            title=title,
        )
        for symbol, title, day in records
        if symbol not in held
    )
    index.commit()
    first = 0
    for symbol, title, _ in records:
        hits = index.find(title, limit=1, facets=False, snippets=False).hits
        first += bool(hits) and symbol in hits[0].entry.symbols
    assert len(records) > 390
    assert first / len(records) >= 0.98
