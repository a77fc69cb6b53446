"""``make demo``: circulates the sample letter in a new registry, and shows where everything is.

The registry is made in ``demo-registry`` in this project, in place of the one of the last demo; or in the folder given.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent
REGISTRY = SAMPLES.parent / "demo-registry"


def main(wanted: Path = REGISTRY) -> int:
    """Run the commands of the demo, each shown as it would be typed; the status of the first that fails."""
    registry = fresh(wanted)
    say("Verbale takes a letter and makes an official document of it. This is the letter:")
    print((SAMPLES / "joint-letter.md").read_text(encoding="utf-8")[:620].rstrip() + "\n  …")
    say("A registry for a fictional organization of estuary States:")
    run("init", registry, "--profile", "assembly")
    say("The letter goes the whole way:")
    run("circulate", SAMPLES / "joint-letter.md", "--registry", registry)
    say("A letter with eight mistakes goes nowhere:")
    run("circulate", SAMPLES / "eight-mistakes.txt", "--registry", registry, status=2)
    say("What the books say:")
    run("list", "--registry", registry)
    run("series", "--registry", registry)
    run("log", "verify", "--registry", registry)
    say("Where everything is:")
    for path, what in places(registry):
        print(f"  {path}\n      {what}")
    print()
    return 0


def fresh(wanted: Path) -> Path:
    """Where the registry will be made: in place of the last demo's; elsewhere, if something else is there."""
    if (wanted / "verbale.toml").is_file():
        shutil.rmtree(wanted)
    if wanted.exists() or not os.access(wanted.parent, os.W_OK):
        return Path(tempfile.mkdtemp(prefix="verbale-")) / "demo-registry"
    return wanted


def places(registry: Path) -> list[tuple[Path, str]]:
    """The files to look at, and what each of them is."""
    (folder,) = (registry / "documents").iterdir()
    documents = sorted((folder / "en").iterdir(), key=lambda path: path.suffix != ".pdf")
    (notices,) = (path for path in (registry / "outbox").iterdir() if path.is_dir())
    (day,) = (registry / "days").glob("*.html")
    kinds = {
        ".pdf": "the document as PDF: tagged, with links",
        ".html": "the document as one accessible page",
        ".docx": "the document for Word and LibreOffice",
        ".xml": "the document as Akoma Ntoso",
        ".txt": "the document as plain text",
        ".json": "the document as data",
    }
    return [
        *((path, kinds.get(path.suffix, "the document")) for path in documents),
        (next(iter(sorted(notices.iterdir()))), f"one of {len(list(notices.iterdir()))} notices"),
        (day, "the documents of the day; beside it as JSON"),
        (registry / "feed.atom", "the newest documents as a feed"),
        (registry / "books.sqlite3", "the books: cases, numbers, events, outbox"),
    ]


def say(text: str) -> None:
    """A heading."""
    print(f"\n\033[1m{text}\033[0m\n" if sys.stdout.isatty() else f"\n{text}\n", flush=True)


def run(*arguments: str | Path, status: int = 0) -> None:
    """Run one command, shown as it would be typed; ends the demo if it does not end with the status expected."""
    words = [str(argument) for argument in arguments]
    print("$ verbale " + shlex.join(words), flush=True)
    done = subprocess.run([sys.executable, "-m", "verbale", *words], check=False)
    print(flush=True)
    if done.returncode != status:
        sys.exit(done.returncode or 1)


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
