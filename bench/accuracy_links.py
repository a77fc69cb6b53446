"""Judge the links of the United Nations' own XML files by their words, and write docs/link-audit.md.

.venv/bin/python -m bench.accuracy_links
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from verbale.citing.link_audit import MISTAKES, LinkFinding, audit
from verbale.citing.trees import tree_of
from verbale.errors import VerbaleError
from verbale.reading import read

ROOT = Path(__file__).resolve().parents[1]
FILES = ROOT.parent / "shared" / "corpus" / "akn"
PAGE = ROOT / "docs" / "link-audit.md"
VERDICTS = {
    "right": "the document that the words name",
    "set": "the set to which the named part belongs (all parts of A/RES/217 (III) are one file)",
    "half": "the first half of a joint document",
    "part": "a part of the document that the words name",
    "unjudged": "words that cite nothing certain, an address that can be",
    "other": "another document: a mistake",
    "impossible": "a document that cannot be, from words that cite none: a mistake",
    "unreadable": "no document at all: a mistake",
}


@dataclass(frozen=True, order=True)
class Row:
    """A mistake, with the document and language in which it stands."""

    document: str
    language: str
    finding: LinkFinding


def main() -> int:
    """Judge all files and write the page; 2 where there are none."""
    paths = sorted(FILES.rglob("*.xml"))
    if not paths:
        print(f"no files at {FILES}", file=sys.stderr)
        return 2
    counts: Counter[str] = Counter()
    rows: list[Row] = []
    for path in paths:
        try:
            document = read(path)
            root = tree_of(path.read_bytes())
        except VerbaleError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            continue
        organs = document.masthead.organs
        organ = organs[0] if len(organs) == 1 else None
        name = document.masthead.symbols[0] if document.masthead.symbols else path.stem
        for finding in audit(root, document.language, organ).findings:
            counts[finding.verdict] += 1
            if finding.verdict in MISTAKES:
                rows.append(Row(name, document.language, finding))
    PAGE.write_text(page(len(paths), counts, rows), "utf-8")
    print(PAGE.read_text("utf-8"))
    return 0


def page(files: int, counts: Counter[str], rows: list[Row]) -> str:
    """The page on links, in Markdown."""
    total, mistakes = sum(counts.values()), sum(counts[verdict] for verdict in MISTAKES)
    lines = [
        "# Links that lead to another document than their words",
        "",
        "The United Nations publishes resolutions as XML (AKN4UN) in six languages, with links on what they cite. `verbale links`",
        "reads the words of each link and its address, and tells where the two name different documents.",
        "",
        f"Made by `python -m bench.accuracy_links` over {files} files: {total:,} links to undocs.org and docs.un.org,"
        f" {mistakes} of them mistakes ({mistakes / total:.2%}).",
        "",
        "| leads to | links |",
        "|---|---:|",
        *(f"| {says} | {counts[verdict]:,} |" for verdict, says in VERDICTS.items()),
        "",
        "## The mistakes",
        "",
        "Each was looked at. “names” is what the words cite in their context, “leads to” the document of the address.",
        "",
        "| document | language | words of the link | names | leads to |",
        "|---|---|---|---|---|",
    ]
    for row in sorted(rows, key=lambda row: (row.document, row.language, row.finding.text)):
        finding = row.finding
        named = ", ".join(finding.named) or "—"
        target = finding.target or f"`{finding.href}`"
        lines.append(f"| {row.document} | {row.language} | {finding.text} | {named} | {target} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
