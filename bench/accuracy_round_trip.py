"""``python -m bench.accuracy_round_trip``: write the real Akoma Ntoso documents in every format, read them again, and
count how many come back equal; writes docs/accuracy-round-trip.md.

``--sample N`` takes N documents drawn with a seed instead of all; ``--pdf N`` draws N for PDF, which is slow to set.
``--show FORMAT`` names the documents that differ in a format, and where.
"""

from __future__ import annotations

import argparse
import datetime
import os
import random
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from verbale.document import Document
    from verbale.profiles import Profile

__all__ = ["FORMATS", "Outcome", "compared", "documents", "drawn", "main", "tried"]

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "akn"
PAGE = ROOT / "docs" / "accuracy-round-trip.md"

Format = Literal["akn", "json", "docx", "html", "text", "pdf"]
FORMATS: tuple[Format, ...] = ("akn", "json", "docx", "html", "text", "pdf")
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
SEED = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """One document written in one format and read again: the first difference, empty where there is none."""

    path: str
    language: str
    format: Format
    difference: str = ""


def documents(corpus: Path = CORPUS) -> list[Path]:
    """The Akoma Ntoso files below a folder, sorted."""
    return sorted(corpus.rglob("*.xml"))


def drawn(paths: Sequence[Path], count: int) -> list[Path]:
    """``count`` of the files, drawn with a seed, evenly of each language (the end of a file's name says it)."""
    by_language: dict[str, list[Path]] = {}
    for path in paths:
        by_language.setdefault(path.stem[-2:].lower(), []).append(path)
    source = random.Random(SEED)
    shuffled = [source.sample(group, len(group)) for _, group in sorted(by_language.items())]
    turns = max(map(len, shuffled), default=0)
    order = [group[i] for i in range(turns) for group in shuffled if i < len(group)]
    return sorted(order[:count])


def _apart(before: object, after: object, what: str) -> str:
    """Where two values first differ, with the words round it."""
    import msgspec

    if isinstance(before, msgspec.Struct) and type(before) is type(after):
        for name in before.__struct_fields__:
            if getattr(before, name) != getattr(after, name):
                return _apart(getattr(before, name), getattr(after, name), f"{what}, {name}")
    if isinstance(before, tuple) and isinstance(after, tuple):
        for i, (one, other) in enumerate(zip(before, after, strict=False)):
            if one != other:
                return _apart(one, other, f"{what} {i}")
        return f"{what}: {len(before)} became {len(after)}"
    if isinstance(before, str) and isinstance(after, str):
        pairs = enumerate(zip(before, after, strict=False))
        same = next((i for i, (a, b) in pairs if a != b), min(len(before), len(after)))
        start = max(same - 40, 0)
        return f"{what}: {before[start : same + 40]!r} became {after[start : same + 40]!r}"
    return "" if before == after else f"{what}: {before!r} became {after!r}"


def compared(before: Document, after: Document, form: Format) -> str:
    """The first difference. Of PDF, the masthead, blocks and citations are compared; of the others, everything save
    where the document was read from and what the reading said of itself."""
    blocks = tuple(part.blocks for part in before.parts), tuple(part.blocks for part in after.parts)
    found = _apart(*blocks, "blocks") if blocks[0] != blocks[1] else ""
    if not found and before.masthead != after.masthead:
        found = _apart(before.masthead, after.masthead, "masthead")
    if not found and before.citations != after.citations:
        found = _apart(before.citations, after.citations, "citations")
    if found or form == "pdf":
        return found
    return _apart(_bare(before), _bare(after), "document") if _bare(before) != _bare(after) else ""


def _bare(document: Document) -> Document:
    import msgspec

    return msgspec.structs.replace(document, source=None, notices=(), evidence=msgspec.UNSET)


@cache
def _profile() -> Profile:
    from verbale.profiles import load

    return load("un")


def tried(path: Path, formats: Sequence[Format]) -> list[Outcome]:
    """One document in each of the formats."""
    from verbale.errors import VerbaleError
    from verbale.reading import read
    from verbale.writing import write

    document = read(path)
    made = []
    for form in formats:
        try:
            again = read(
                write(document, form, _profile()), name=f"document.{'txt' if form == 'text' else form}"
            )
            difference = compared(document, again, form)
        except VerbaleError as error:
            difference = str(error)
        made.append(Outcome(path.name, document.language, form, difference))
    return made


def _table(outcomes: Sequence[Outcome]) -> str:
    all_of = Counter((o.format, o.language) for o in outcomes)
    equal = Counter((o.format, o.language) for o in outcomes if not o.difference)
    lines = ["| Format | " + " | ".join(LANGUAGES) + " | all |", "|---|" + "---|" * (len(LANGUAGES) + 1)]
    for form in FORMATS:
        cells = [f"{equal[form, code]} of {all_of[form, code]}" for code in LANGUAGES]
        total = sum(n for (f, _), n in all_of.items() if f == form)
        right = sum(n for (f, _), n in equal.items() if f == form)
        if total:
            lines.append(f"| {form} | " + " | ".join(cells) + f" | {right} of {total} |")
    return "\n".join(lines)


HEAD = """# Round trips

Measured on {date} by `python -m bench.accuracy_round_trip`, over real documents in Akoma Ntoso that are not part of the
project. Each is read, written in a format and read again. A document counts where what came back equals what was written:
for Akoma Ntoso, JSON, Word, HTML and plain text the whole document (masthead, parts, blocks, notes, citations); for PDF
the masthead, the blocks and the citations, in {pdf} documents drawn with a seed. Where a document was
read from, and what the reading was unsure of, are left aside.

In PDF, where places on the page are all that tells, what differs are brackets in an Arabic line and spaces beside Chinese
quotation marks.

"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and write the page; 2 where there are no documents to measure on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, help="how many documents; all where not given")
    parser.add_argument("--pdf", type=int, default=60, help="how many documents for PDF")
    parser.add_argument("--format", action="append", choices=FORMATS, help="only these formats")
    parser.add_argument("--show", choices=FORMATS, help="print the differences in a format")
    options = parser.parse_args(arguments)
    paths = documents()
    if not paths:
        print(f"no real documents at {CORPUS}", file=sys.stderr)
        return 2
    if options.sample:
        paths = drawn(paths, options.sample)
    asked = options.format or list(FORMATS)
    formats = [form for form in asked if form != "pdf"]
    outcomes: list[Outcome] = []
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        if formats:
            for made in workers.map(partial(tried, formats=formats), paths, chunksize=8):
                outcomes += made
        if "pdf" in asked:
            for made in workers.map(partial(tried, formats=["pdf"]), drawn(paths, options.pdf), chunksize=4):
                outcomes += made
    table = _table(outcomes)
    print(table)
    for outcome in outcomes:
        if outcome.difference and outcome.format == options.show:
            print(f"{outcome.path} ({outcome.language}): {outcome.difference}")
    if not options.sample and not options.format:
        pdf = sum(o.format == "pdf" for o in outcomes)
        PAGE.write_text(HEAD.format(date=datetime.date.today(), pdf=pdf) + table + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
