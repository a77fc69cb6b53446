"""Search on many documents: this catalogue, bare Tantivy on the same index, and SQLite FTS5 beside, in one run.

python -m bench.catalogue            20,000 documents
python -m bench.catalogue 200000     as many as are named (ten minutes)
"""

from __future__ import annotations

import random
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import tantivy

from verbale.catalogue import Catalogue, Entry, entry_of
from verbale.catalogue.analysis import LANGUAGES, analyse, analyser, languages_of, pairs, prepare
from verbale.catalogue.schema import FACETS, schema
from verbale.sampling import documents

DOCUMENTS = 20_000
BATCH = 10_000
QUERIES = 300
HEAP = 64_000_000


def batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Entries, some at a time: they are made outside of what is timed."""
    remaining = iter(entries)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def megabytes() -> float:
    """The memory of this process now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


def texts(entry: Entry) -> tuple[str, str]:
    """What a program without this catalogue would index: the title and the text, folded for the language."""
    title, text = prepare(entry.title, entry.language), prepare(entry.text, entry.language)
    return (pairs(title), pairs(text)) if entry.language == "zh" else (title, text)


def bare_document(entry: Entry) -> tantivy.Document:
    """The least that makes the same text and facets searchable."""
    document = tantivy.Document()
    title, text = texts(entry)
    document.add_text(f"title_{entry.language}", title)
    document.add_text(f"text_{entry.language}", text)
    document.add_text("key", entry.key)
    facets = {
        "organ": entry.organs,
        "session": entry.sessions,
        "item": entry.items,
        "sender": entry.senders,
        "kind": (entry.kind,),
        "language": (entry.language,),
        "year": (str(entry.date.year),) if entry.date else (),
        "origin": (entry.origin,),
    }
    for name, values in facets.items():
        for value in values:
            document.add_text(name, value)
    document.add_integer("date", int(f"{entry.date:%Y%m%d}") if entry.date else 0)
    return document


def queries(sample: list[Entry]) -> list[str]:
    """Words, pairs of words, phrases and symbols of documents that are there, in the languages as they come."""
    rng = random.Random(7)
    made: list[str] = []
    while len(made) < QUERIES:
        entry = rng.choice(sample)
        words = [word.strip(".,«»:()") for word in rng.choice(entry.text.split("\n")).split()]
        words = [word for word in words if len(word) > 3]
        if entry.language == "zh":
            paragraph = rng.choice(entry.text.split("\n"))
            at = rng.randrange(max(1, len(paragraph) - 6))
            made.append(paragraph[at : at + 5])
        elif len(words) > 4:
            at = rng.randrange(len(words) - 3)
            made.append(
                rng.choice(
                    (
                        words[at],
                        " ".join(words[at : at + 2]),
                        f'"{words[at]} {words[at + 1]}"',
                        entry.symbols[0],
                    )
                )
            )
    return made


def quantiles(asked: list[str], ask: Callable[[str], object]) -> tuple[float, float]:
    """The p50 and the p99 of a query in milliseconds, the second time that each is asked."""
    for text in asked[:50]:
        ask(text)
    times = []
    for text in asked:
        began = time.perf_counter()
        ask(text)
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.99)]


class Bare:
    """Tantivy's own parser, search, facets and stored documents, on the same index, as its tutorial has them."""

    def __init__(self, folder: Path) -> None:
        self.index = tantivy.Index(schema(), path=str(folder), reuse=True)
        for language in LANGUAGES:
            self.index.register_tokenizer(f"verbale_{language}", analyser(language))
        self.index.reload()
        self.counts = {name: {"terms": {"field": name, "size": 50}} for name in FACETS}

    def ask(self, text: str) -> int:
        """Ten documents and the counts of all facets."""
        fields = [f"{field}_{language}" for language in languages_of(text) for field in ("title", "text")]
        asked = text.strip('"') if languages_of(text) != ("zh",) else " ".join(analyse(text, "zh"))
        whole = text.startswith('"') or any(not c.isalnum() and c != " " for c in asked)
        query = self.index.parse_query(f'"{asked}"' if whole else asked, fields, conjunction_by_default=True)
        searcher = self.index.searcher()
        result = searcher.search(query, 10, count=True)
        found = [searcher.doc(address) for _, address in result.hits]
        searcher.aggregate(query, self.counts)
        return len(found)


class Fts:
    """SQLite's full text, one table for all languages, with counts of one facet at a time."""

    def __init__(self, path: Path) -> None:
        self.books = sqlite3.connect(path)
        columns = ", ".join(f"{name} UNINDEXED" for name in FACETS)
        self.books.execute(f"CREATE VIRTUAL TABLE texts USING fts5(title, text, {columns})")

    def add(self, entries: list[Entry]) -> None:
        """Put entries, in one transaction."""
        with self.books:
            self.books.executemany(
                f"INSERT INTO texts VALUES ({', '.join('?' * (2 + len(FACETS)))})", map(self._row, entries)
            )

    def _row(self, entry: Entry) -> tuple[str | None, ...]:
        def first(values: tuple[str, ...]) -> str | None:
            return values[0] if values else None

        facets = (first(entry.organs), first(entry.sessions), first(entry.items), first(entry.senders))
        return (*texts(entry), *facets, entry.kind, entry.language, str(entry.date)[:4], entry.origin)

    def ask(self, text: str) -> int:
        """Ten documents and the counts of all facets."""
        asked = text.strip('"')
        if languages_of(asked) == ("zh",):
            match = '"' + " ".join(analyse(asked, "zh")) + '"'
        elif text.startswith('"') or "/" in asked:
            match = f'"{asked}"'
        else:
            match = " ".join(f'"{word}"' for word in asked.split())
        found = self.books.execute(
            "SELECT rowid, title, text FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 10", (match,)
        ).fetchall()
        for name in FACETS:
            self.books.execute(
                f"SELECT {name}, count(*) FROM texts WHERE texts MATCH ? GROUP BY 1", (match,)
            ).fetchall()
        return len(found)


def main() -> int:
    """Build, ask, and print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    folder = Path(tempfile.mkdtemp(prefix="verbale-bench-"))
    spent = {"samples": 0.0, "ours": 0.0, "bare": 0.0, "fts": 0.0}
    sample: list[Entry] = []
    before = megabytes()
    ours = Catalogue(folder / "ours", heap=HEAP)
    bare_index = tantivy.Index(schema(), path=str(_made(folder / "bare")))
    for language in LANGUAGES:
        bare_index.register_tokenizer(f"verbale_{language}", analyser(language))
    writer = bare_index.writer(HEAP, 1)
    fts = Fts(folder / "fts.sqlite3")
    began = time.perf_counter()
    # each batch is committed, so that no engine works on while another one's time is taken
    for batch in batches(entry_of(document) for document in documents(count)):
        now = time.perf_counter()
        spent["samples"] += now - began
        sample += batch[:: max(1, count // 2000)]
        ours.add(batch, fresh=True)
        ours.commit()
        spent["ours"] += time.perf_counter() - now
        now = time.perf_counter()
        for entry in batch:
            writer.add_document(bare_document(entry))
        writer.commit()
        spent["bare"] += time.perf_counter() - now
        now = time.perf_counter()
        fts.add(batch)
        spent["fts"] += time.perf_counter() - now
        began = time.perf_counter()
    ours.close()
    writer.wait_merging_threads()
    print(
        f"{count:,} documents ({spent['samples']:.0f} s to make); memory {megabytes() - before:.0f} MB more than at the start"
    )
    print(f"indexing: {spent['ours']:.1f} s, {count / spent['ours']:,.0f}/s; bare Tantivy {spent['bare']:.1f} s; "
          f"SQLite FTS5 {spent['fts']:.1f} s; speed {spent['bare'] / spent['ours']:.2f} of bare")  # fmt: skip
    sizes = {
        name: sum(f.stat().st_size for f in (folder / name).rglob("*")) / 1e6 for name in ("ours", "bare")
    }
    print(f"on the disk: {sizes['ours']:.0f} MB with the entries; bare {sizes['bare']:.0f} MB; "
          f"SQLite {(folder / 'fts.sqlite3').stat().st_size / 1e6:.0f} MB")  # fmt: skip
    asked = queries(sample)
    catalogue, bare = Catalogue(folder / "ours"), Bare(folder / "ours")
    runs: dict[str, Callable[[str], object]] = {
        "bare Tantivy, facets": bare.ask,
        "catalogue, facets": lambda text: catalogue.find(text, limit=10, snippets=False),
        "catalogue, facets, snippets": lambda text: catalogue.find(text, limit=10),
        "SQLite FTS5, facets": fts.ask,
    }
    base: tuple[float, float] | None = None
    for name, ask in runs.items():
        half, most = quantiles(asked if "SQLite" not in name else asked[:100], ask)
        base = base or (half, most)
        print(
            f"{name:28} p50 {half:8.2f} ms   p99 {most:8.2f} ms   {half / base[0]:.2f}× and {most / base[1]:.2f}× bare"
        )
    print(f"memory at the end: {megabytes():.0f} MB")
    shutil.rmtree(folder)
    return 0


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


if __name__ == "__main__":
    raise SystemExit(main())
