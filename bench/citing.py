"""How fast citations are found: as a call, as a process, beside the bare scan and beside eyecite on legal text.

.venv/bin/python -m bench.citing [MEGABYTES]

Ours runs on the real documents beside the project where they are, else on text made from the grammar's own examples;
eyecite 2.7.8 with its Hyperscan tokenizer runs on generated case law of the same size, which cites more often, as
opinions do: the number found is printed beside the speed. Its database is compiled once into a cache folder, outside the measurement.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_cache_path

from verbale.citing import cite
from verbale.citing.scan import _scanner

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
VERBALE = Path(sys.executable).with_name("verbale")
ROUNDS = 3
AS_PROCESS = 7  # runs of the command: the first ones find files that are not in memory yet
ENOUGH = 10.0  # times eyecite's speed
ENOUGH_AS_PROCESS = 12.0  # MB/s on two processors

Row = dict[str, str]


def main() -> int:
    """Measure and print the table; 1 where a bar is not reached."""
    limit = int(float(sys.argv[1]) * 1e6) if len(sys.argv) > 1 else 3_000_000
    rows, source = _real()
    if not rows:
        rows, source = list(_made(limit)), "text made from the grammar's examples"
    part = _cut(rows, limit)
    size = _size(part)
    print(
        f"text: {source}; {_size(rows) / 1e6:.1f} MB in {len(rows)} blocks, of which {size / 1e6:.1f} MB for the calls"
    )
    found = 0

    def ours() -> None:
        nonlocal found
        found = sum(len(cite(row["text"], row["language"], row["organ"])) for row in part)

    def bare() -> None:
        scan = _scanner()
        for row in part:
            for _ in scan.finditer(row["text"].encode()):
                pass

    speed = _speed(ours, size, ROUNDS)
    scan_speed = _speed(bare, size, ROUNDS)
    print(f"{'cite()':44s} {speed:8.2f} MB/s   {found} citations")
    print(
        f"{'bare google-re2 scan for the same words':44s} {scan_speed:8.2f} MB/s   {speed / scan_speed:.2f} of it"
    )
    file, pipe = _process(rows, by_pipe=False), _process(rows, by_pipe=True)
    print(
        f"{f'verbale cite --jsonl < file, {_processors()} processors':44s} {file.speed:8.2f} MB/s   JSON and start included"
    )
    print(
        f"{'… if the processors did nothing else':44s} {file.alone:8.2f} MB/s   {file.used:.2f} s of processor time"
    )
    print(
        f"{'… | verbale cite --jsonl':44s} {pipe.speed:8.2f} MB/s   {pipe.alone:.2f} if the processors did nothing else"
    )
    as_process = file.speed
    ok = as_process >= ENOUGH_AS_PROCESS
    peer = _eyecite(size)
    if peer:
        peer_speed, peer_found = peer
        print(f"{'eyecite 2.7.8, Hyperscan, case law':44s} {peer_speed:8.2f} MB/s   {peer_found} citations")
        print(
            f"cite() is {speed / peer_speed:.1f} times as fast (the bar: {ENOUGH:.0f}); as a process {as_process:.1f} MB/s (the bar: {ENOUGH_AS_PROCESS:.0f})"
        )
        ok = ok and speed >= ENOUGH * peer_speed
    return int(not ok)


def _speed(work: Callable[[], object], size: int, rounds: int) -> float:
    """MB/s of one processor's own time, the best of several rounds."""
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return size / 1e6 / best


def _size(rows: list[Row]) -> int:
    return sum(len(row["text"].encode()) for row in rows)


def _cut(rows: list[Row], limit: int) -> list[Row]:
    """Rows drawn from all over, up to so many bytes."""
    drawn = random.Random(1).sample(rows, len(rows))
    cut, size = [], 0
    for row in drawn:
        if size >= limit:
            break
        cut.append(row)
        size += len(row["text"].encode())
    return cut


def _real() -> tuple[list[Row], str]:
    """The blocks of the real documents, as the scorer reads them."""
    folder = SHARED / "corpus" / "akn"
    if not folder.is_dir():
        return [], ""
    sys.path.insert(0, str(SHARED / "score"))
    import unxml  # type: ignore[import-not-found]

    blocks = [block for path in sorted(folder.rglob("*.xml")) for block in unxml.read(path)]
    return [
        {"id": str(i), "text": b.text, "language": b.language, "organ": b.organ} for i, b in enumerate(blocks)
    ], "corpus/akn"


def _made(limit: int) -> Iterator[Row]:
    """Paragraphs of the grammar's own examples among words that cite nothing."""
    lines = (files("verbale.citing") / "data" / "forms.tsv").read_text("utf-8").splitlines()
    examples = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    dice, size = random.Random(1), 0
    words = [
        "water",
        "school",
        "children",
        "river",
        "seven",
        "music",
        "trees",
        "honest",
        "quickly",
        "green",
        "stones",
        "paper",
    ]
    while size < limit:
        _, language, organ, text, _ = dice.choice(examples)
        around = " ".join(dice.choices(words, k=60))
        row = {
            "id": str(size),
            "text": f"{around} {text}. {around}",
            "language": language,
            "organ": "A" if organ == "-" else organ,
        }
        size += len(row["text"].encode())
        yield row


class _Run(NamedTuple):
    """The best of several runs of the command, in MB of text a second from its start to its end.

    ``alone`` is what its processor time (``used``, in seconds) comes to on so many processors that do nothing else: the
    figure for a machine on which others work too.
    """

    speed: float
    alone: float
    used: float


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _process(rows: list[Row], *, by_pipe: bool) -> _Run:
    """The command over all rows, as lines of JSON from a file or from a pipe that another process fills."""
    size = _size(rows) / 1e6
    took = used = float("inf")
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as given:
        given.writelines(json.dumps(row).encode() + b"\n" for row in rows)
        given.flush()
        for _ in range(AS_PROCESS):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            began = time.perf_counter()
            with (
                subprocess.Popen(["cat", given.name] if by_pipe else ["true"], stdout=subprocess.PIPE) as cat,
                Path(given.name).open("rb") as file,
            ):
                subprocess.run(
                    [VERBALE, "cite", "--jsonl"],
                    stdin=cat.stdout if by_pipe else file,
                    stdout=subprocess.DEVNULL,
                    check=True,
                )
            took = min(took, time.perf_counter() - began)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            used = min(used, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return _Run(size / took, size * _processors() / used, used)


def _case_law(size: int) -> list[str]:
    """Paragraphs of case law of this size: full, parallel, short and repeated citations, as opinions have them."""
    dice = random.Random(2)
    made: list[str] = []
    total = 0
    while total < size:
        sentences = [_sentence(dice) for _ in range(dice.randint(2, 6))]
        made.append(" ".join(sentences))
        total += len(made[-1])
    return made


WORDS = [
    "the",
    "court",
    "held",
    "that",
    "a",
    "motion",
    "for",
    "summary",
    "judgment",
    "may",
    "be",
    "granted",
    "where",
    "no",
    "genuine",
    "issue",
    "of",
    "material",
    "fact",
    "remains",
    "and",
    "plaintiff",
    "failed",
    "to",
    "show",
    "standing",
    "under",
    "the",
    "statute",
    "as",
    "amended",
    "which",
    "defendant",
    "denies",
    "in",
    "its",
    "answer",
    "to",
    "the",
    "complaint",
]
PARTIES = ("Smith", "Jones", "Acme Corp.", "United States", "Doe", "Miller", "City of Springfield", "Brown")
REPORTERS = ("U.S.", "F.3d", "F.2d", "F. Supp. 2d", "S. Ct.", "N.E.2d", "Cal. App. 4th", "P.3d")


def _sentence(dice: random.Random) -> str:
    """A sentence of an opinion, most of them with a citation at the end."""
    said = " ".join(dice.choices(WORDS, k=dice.randint(12, 30))).capitalize()
    first, second = dice.sample(PARTIES, 2)
    volume, page, year = dice.randint(1, 600), dice.randint(1, 1400), dice.randint(1900, 2020)
    reporter = dice.choice(REPORTERS)
    pin = page + dice.randint(0, 30)
    forms = (
        f"{said}. {first} v. {second}, {volume} {reporter} {page}, {pin} ({year}).",
        f"{said}. See {first} v. {second}, {volume} U.S. {page}, {pin}, {volume // 5 + 1} S. Ct. {page + 7} ({year}) (emphasis added).",
        f"{said}. {first}, {volume} {reporter} at {pin}.",
        f"{said}. Id. at {pin}.",
        f"{said} under 42 U.S.C. § {page}.",
        f"{said}. {first}, supra, at {pin}.",
        f"{said}.",
        f"{said}.",
    )
    return dice.choice(forms)


def _eyecite(size: int) -> tuple[float, int] | None:
    """eyecite's speed in MB/s, and how many it found; None where it is not installed."""
    try:
        from eyecite import get_citations
        from eyecite.tokenizers import HyperscanTokenizer
    except ImportError:
        print("eyecite is not installed: make bench installs it", file=sys.stderr)
        return None
    cache = user_cache_path("verbale") / "bench"
    cache.mkdir(parents=True, exist_ok=True)
    tokenizer = HyperscanTokenizer(cache_dir=str(cache))
    get_citations("1 U.S. 12 (1999)", tokenizer=tokenizer)
    paragraphs = _case_law(size)
    found = 0

    def theirs() -> None:
        nonlocal found
        found = sum(len(get_citations(paragraph, tokenizer=tokenizer)) for paragraph in paragraphs)

    return _speed(theirs, sum(map(len, paragraphs)), ROUNDS), found


if __name__ == "__main__":
    raise SystemExit(main())
