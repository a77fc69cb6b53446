"""``make accuracy``: run the scorers over the real documents beside the project and write docs/accuracy.md.

The files are read once; the tables by language, format and kind are scored from those same answers.
"""

from __future__ import annotations

import datetime
import json
import re
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
VERBALE = Path(sys.executable).with_name("verbale")
PAGE = ROOT / "docs" / "accuracy.md"

# Folder of files -> gold file below it.
READING = {
    "letters": "gold.jsonl",
    "letters (one real letter)": "gold-seed.jsonl",
    "letters-council": "gold.jsonl",
    "letters-council (labelled by pattern)": "gold-without-masthead.jsonl",
    "pdf": "gold.jsonl",
}

Gold = dict[str, object]


def main() -> int:
    """Score everything, print the tables and write the page; 2 where there are no documents to score on."""
    if len(sys.argv) > 1 and sys.argv[1] == "--replay":
        return replay(Path(sys.argv[2]), sys.argv[3:])
    if not SHARED.is_dir():
        print(f"no real documents at {SHARED}", file=sys.stderr)
        return 2
    sections = [HEAD.format(date=datetime.date.today())]
    with tempfile.TemporaryDirectory() as folder:
        for name, gold in READING.items():
            sections.append(reading(name, SHARED / "corpus" / name.split(" (")[0], gold, Path(folder)))
    sections.append(marked_up())
    sections.append(citing())
    text = "\n\n".join(sections) + FOOT
    PAGE.write_text(text, "utf-8")
    print(text)
    return 0


HEAD = """# Accuracy

Measured on {date} by `make accuracy`, over real documents and invented ones in real form that are not part of the project.
A field is right when it equals the gold answer; "blocks" are paragraphs found whole; "cited" are symbols that the gold names.
What is behind these figures, case by case: [citations](accuracy-citations.md), [Akoma Ntoso](accuracy-akn.md),
[draft resolutions](accuracy-drafts.md), [links in the files](link-audit.md). What is written comes back:
[round trips](accuracy-round-trip.md)."""

FOOT = """

## How to repeat it

```
make accuracy
```
"""


def replay(store: Path, files: list[str]) -> int:
    """Stand in for ``verbale read --jsonl``: answer from what was read before."""
    answers = {json.loads(line)["source"]: line for line in store.read_text("utf-8").splitlines()}
    for file in files:
        print(answers.get(file, json.dumps({"source": file, "error": "no answer"})))
    return 0


def reading(name: str, folder: Path, gold_name: str, scratch: Path) -> str:
    """The section on one set of files: over all, then by language, format and kind where the gold tells them."""
    rows: list[Gold] = [
        json.loads(line) for line in (folder / gold_name).read_text("utf-8").splitlines() if line.strip()
    ]
    store = scratch / "answers.jsonl"
    with store.open("wb") as out:
        subprocess.run(
            [str(VERBALE), "read", "--jsonl", *(str(folder / str(r["file"])) for r in rows)],
            stdout=out,
            check=False,
        )
    parts = [f"## Reading: {name}, {len(rows)} files", table_of_fields(score(rows, folder, store, scratch))]
    groups: dict[str, Callable[[Gold], str]] = {
        "language": lambda r: str(expect(r).get("language", "")),
        "format": lambda r: str(r.get("form", "")),
        "kind": lambda r: str(expect(r).get("kind", "")),
    }
    for title, key in groups.items():
        values = sorted({key(r) for r in rows} - {""})
        if len(values) > 1:
            lines = [f"| {title} | files | fields | blocks |", "|---|---:|---:|---:|"]
            for value in values:
                some = [r for r in rows if key(r) == value]
                fields, blocks = totals(score(some, folder, store, scratch))
                lines.append(f"| {value} | {len(some)} | {fields} | {blocks} |")
            parts.append("\n".join(lines))
    return "\n\n".join(parts)


COUNTED = (
    "symbol",
    "date",
    "session",
    "title",
    "preambular",
    "operative",
    "numbered",
    "headings",
    "footnotes",
)


def marked_up() -> str:
    """The section on Akoma Ntoso: what was read in each language. Translations of one text hold the same of each, so that
    a language with less of something shows what is missing there."""
    files = sorted((SHARED / "corpus" / "akn").rglob("*.xml"))
    lines = run_verbale(["read", "--jsonl", *map(str, files)])
    counts: dict[str, Counter[str]] = {}
    for row in map(json.loads, lines):
        document = row.get("document")
        language = document["language"] if document else "unread"
        count = counts.setdefault(language, Counter())
        count["files"] += 1
        if not document:
            continue
        masthead = document["masthead"]
        blocks = [block for part in document["parts"] for block in part["blocks"]]
        count["symbol"] += bool(masthead["symbols"])
        count["date"] += bool(masthead["date"])
        count["session"] += bool(masthead["sessions"])
        count["title"] += bool(masthead["title"])
        count["preambular"] += sum(block.get("clause") == "preambular" for block in blocks)
        count["operative"] += sum(block.get("clause") == "operative" for block in blocks)
        count["numbered"] += sum(
            bool(block.get("number")) for block in blocks if block["type"] == "paragraph"
        )
        count["headings"] += sum(block["type"] == "heading" for block in blocks)
        count["footnotes"] += len(document.get("footnotes") or [])
    table = [f"| language | files | {' | '.join(COUNTED)} |", "|---|" + "---:|" * (len(COUNTED) + 1)]
    for language, count in sorted(counts.items()):
        cells = " | ".join(str(count[name]) for name in ("files", *COUNTED))
        table.append(f"| {language} | {cells} |")
    unread = counts["unread"]["files"] if "unread" in counts else 0
    read = f"{len(files) - unread} of {len(files)} files were read; how many have each thing, and how many of it there are:"
    return "\n\n".join(["## Reading: Akoma Ntoso", read, "\n".join(table)])


def run_verbale(arguments: list[str]) -> list[str]:
    """The lines that a command of ours prints."""
    return subprocess.run(
        [str(VERBALE), *arguments], capture_output=True, text=True, check=False
    ).stdout.splitlines()


def expect(row: Gold) -> dict[str, object]:
    """What the gold says of a file."""
    value = row["expect"]
    return value if isinstance(value, dict) else {}


def score(rows: Iterable[Gold], folder: Path, store: Path, scratch: Path) -> list[str]:
    """The lines that the scorer prints for these rows."""
    gold = scratch / "some.jsonl"
    gold.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    command = shlex.join([sys.executable, str(Path(__file__)), "--replay", str(store)])
    return run([str(SHARED / "score" / "read.py"), str(gold), "--root", str(folder), "--command", command])


def run(arguments: list[str]) -> list[str]:
    """Run a scorer and give its lines."""
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=False
    ).stdout.splitlines()


def totals(lines: list[str]) -> tuple[str, str]:
    """The shares of fields and blocks from the scorer's last line."""
    match = re.search(r"fields ([\d.]+)\s+blocks ([\d.]+)", lines[-1])
    if match is None:
        return "–", "–"
    return match[1], match[2] if tells_blocks(lines) else "–"


def tells_blocks(lines: list[str]) -> bool:
    """Whether the gold names any block: the scorer says 0 where it names none."""
    return any(re.match(r"blocks\s+\d+ /", line) for line in lines)


def table_of_fields(lines: list[str]) -> str:
    """The scorer's lines as a table."""
    rows = ["| field | right | of | share |", "|---|---:|---:|---:|"]
    for line in lines:
        if match := re.fullmatch(r"(.+?)\s+(\d+) /\s+(\d+)\s+([\d.]+)", line):
            rows.append(f"| {match[1]} | {match[2]} | {match[3]} | {match[4]} |")
    summary = re.sub(r"\s+", " ", re.sub(r"[\d.]+ s ", "", lines[-1])) if lines else "no answer"
    if not tells_blocks(lines):
        summary = re.sub(r" blocks [\d.]+$", "", summary)
    return "\n".join([*rows, "", f"In all: {summary}."])


def citing() -> str:
    """The section on citations: the finder against the links of the files in six languages."""
    lines = run(
        [
            str(SHARED / "score" / "cite.py"),
            str(SHARED / "corpus" / "akn"),
            "--command",
            f"{VERBALE} cite --jsonl",
        ]
    )
    rows = ["## Citing: 444 files in six languages", "", "| | gold | found |", "|---|---:|---:|"]
    for line in lines:
        if match := re.fullmatch(r"(.+?)\s+gold\s+(\d+)\s+found ([\d.]+)", line):
            rows.append(f"| {match[1]} | {match[2]} | {match[3]} |")
    return "\n".join([*rows, "", *(f"    {line}" for line in lines[-1:])])


if __name__ == "__main__":
    raise SystemExit(main())
