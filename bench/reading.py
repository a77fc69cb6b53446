"""How fast files are read, against the bare engines on the same files in the same run.

    python -m bench.reading [--rounds 3] [--folder ../shared/corpus]

PDF: pages a second into lines and into documents, against pypdfium2 giving the text of each page and no more. DOCX:
documents a second, against python-docx reading paragraphs, runs, styles and tables. Processor time, the best of several
rounds, rounds of all contenders in turn; the ratio is what counts. Memory: the peak of a process that reads 2,000
documents, against that of the largest one.
"""

from __future__ import annotations

import argparse
import io
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from verbale.reading import read
from verbale.reading.files import open_stream

__all__ = ["Ratio", "main", "measure"]

SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpus"
MANY = 2_000
LARGE = 12  # of the largest files, each is read in a process of its own


class Ratio:
    """Rates of the contenders over the same work; ``ratios`` are against the first."""

    def __init__(self, what: str, unit: str, amount: int, seconds: dict[str, float]) -> None:
        self.what, self.unit, self.amount, self.seconds = what, unit, amount, seconds

    @property
    def ratios(self) -> dict[str, float]:
        """How many times as fast as the first contender each is."""
        first = next(iter(self.seconds.values()))
        return {name: first / seconds for name, seconds in self.seconds.items()}

    def __str__(self) -> str:
        lines = [f"{self.what} ({self.amount} {self.unit})"]
        for name, seconds in self.seconds.items():
            lines.append(
                f"  {name:<34}{self.amount / seconds:>10.0f} {self.unit}/s   ratio {self.ratios[name]:.2f}"
            )
        return "\n".join(lines)


def measure(
    what: str, unit: str, amount: int, contenders: dict[str, Callable[[], object]], rounds: int = 3
) -> Ratio:
    """The best processor time of each contender over some rounds, taken in turn."""
    best = dict.fromkeys(contenders, float("inf"))
    for _ in range(rounds):
        for name, work in contenders.items():
            began = time.process_time()
            work()
            best[name] = min(best[name], time.process_time() - began)
    return Ratio(what, unit, amount, best)


def _bare_pdf(files: list[bytes]) -> int:
    import pypdfium2

    pages = 0
    for data in files:
        document = pypdfium2.PdfDocument(data)
        for page in document:
            text = page.get_textpage()
            text.get_text_range()
            text.close()
            page.close()
            pages += 1
        document.close()
    return pages


def _python_docx(files: list[bytes]) -> int:
    import docx

    seen = 0
    for data in files:
        document = docx.Document(io.BytesIO(data))
        for paragraph in document.paragraphs:
            seen += len(paragraph.style.name or "") if paragraph.style is not None else 0
            for run in paragraph.runs:
                seen += len(run.text) + bool(run.bold) + bool(run.italic)
        for table in document.tables:
            for row in table.rows:
                for cell in row.cells:
                    seen += sum(len(paragraph.text) for paragraph in cell.paragraphs)
    return seen


def _each(files: list[bytes], work: Callable[[bytes], object]) -> Callable[[], object]:
    def all_of_them() -> None:
        for data in files:
            work(data)

    return all_of_them


def _peak(files: list[Path], times: int) -> float:
    """The peak memory, in MB, of a process that reads these files, over and over, so many documents in all."""
    code = (
        "import sys, resource; from pathlib import Path; from verbale.reading import read\n"
        "files = [Path(p) for p in sys.argv[2:]]\n"
        "for i in range(int(sys.argv[1])): read(files[i % len(files)])\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    command = [sys.executable, "-c", code, str(times), *map(str, files)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(told.stdout) / 1024


def main(arguments: list[str]) -> int:
    """Measure and print; 2 where there are no files to measure on."""
    parser = argparse.ArgumentParser(prog="bench.reading", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--folder", type=Path, default=SHARED)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", action="store_true", help="measure memory too")
    options = parser.parse_args(arguments)
    groups = {
        "PDF, resolutions": sorted(options.folder.glob("pdf/*.pdf")),
        "PDF, letters": sorted(options.folder.glob("letters/*.pdf")),
    }
    word = sorted(options.folder.glob("letters/*.docx")) + sorted(options.folder.glob("docx/*.docx"))
    if not any(groups.values()) and not word:
        print(f"no files below {options.folder}", file=sys.stderr)
        return 2
    for what, paths in groups.items():
        files = [path.read_bytes() for path in paths]
        contenders: dict[str, Callable[[], object]] = {
            "pypdfium2, text alone": lambda files=files: _bare_pdf(files),  # type: ignore[misc]
            "into lines": _each(files, open_stream),
            "into documents": _each(files, read),
        }
        print(measure(what, "pages", _bare_pdf(files), contenders, options.rounds))
    files = [path.read_bytes() for path in word]
    contenders = {
        "python-docx": lambda: _python_docx(files),
        "into lines": _each(files, open_stream),
        "into documents": _each(files, read),
    }
    print(measure("DOCX, letters and budgets", "documents", len(files), contenders, options.rounds))
    if options.memory:
        pdf = [path for paths in groups.values() for path in paths]
        others = [*word, *options.folder.glob("letters/*.html"), *options.folder.glob("letters/*.txt")]
        for what, every in (("PDF", pdf), ("all formats", [*groups["PDF, letters"], *sorted(others)])):
            heavy = sorted(every, key=lambda path: -path.stat().st_size)[:LARGE]
            largest = max(_peak([path], 1) for path in heavy)
            many = _peak(every, MANY)
            print(
                f"Memory, {what}: {many:.0f} MB over {MANY} documents, {largest:.0f} MB for the largest, "
                f"ratio {many / largest:.2f}"
            )
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"Peak of this run: {used:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
