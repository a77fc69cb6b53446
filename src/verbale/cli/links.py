"""``verbale links``: links that name another document than their text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli.screen import Command, print_json

if TYPE_CHECKING:
    from verbale.citing.link_audit import Audit, LinkFinding

__all__ = ["command"]

_WORDS = {
    "other": "leads to another document",
    "impossible": "leads to a document that cannot be",
    "unreadable": "leads to no document",
    "half": "the first half of a joint document",
    "part": "a part of what the text names",
    "set": "the set to which the text's part belongs",
    "unjudged": "the text cites nothing certain",
    "right": "right",
}


@click.command(
    cls=Command,
    name="links",
    examples=[
        ("verbale links resolution.xml", "The links that lead astray."),
        (
            "verbale links --all --jsonl *.xml > links.jsonl",
            "Every link with its verdict, a line of JSON each.",
        ),
    ],
    status=[(0, "all links lead where they say"), (1, "some do not, or a file could not be read")],
    see=["cite", "check"],
)
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--all", "every", is_flag=True, help="Show every link, not only mistakes.")
@click.option("--jsonl", "as_lines", is_flag=True, help="One line of JSON for each link shown.")
@click.option("--json", "as_json", is_flag=True, help="One JSON list of the links shown.")
def command(files: tuple[Path, ...], every: bool, as_lines: bool, as_json: bool) -> None:
    """Compare the links of files (Akoma Ntoso, HTML) with their words.

    The words of a link cite a document, and so does its address at undocs.org or docs.un.org. Told are links where the
    two are not the same. The first half of a joint document, and a part of a composite resolution, are the same.
    """
    from verbale.citing.link_audit import MISTAKES
    from verbale.errors import VerbaleError

    counts: dict[str, int] = {}
    rows: list[dict[str, object]] = []
    failed = False
    for path in files:
        try:
            audit = _audit(path)
        except VerbaleError as error:
            click.echo(f"verbale: {path}: {error}", err=True)
            failed = True
            continue
        for finding in audit.findings:
            counts[finding.verdict] = counts.get(finding.verdict, 0) + 1
            if every or finding.verdict in MISTAKES:
                if as_json:
                    rows.append(_row(path, finding))
                else:
                    _print(path, finding, as_lines=as_lines)
    mistakes = sum(counts.get(verdict, 0) for verdict in MISTAKES)
    if as_json:
        print_json(rows)
    elif not as_lines:
        total = sum(counts.values())
        click.echo(
            f"{total} {'link' if total == 1 else 'links'}, {mistakes} {'mistake' if mistakes == 1 else 'mistakes'}"
        )
    if failed or mistakes:
        sys.exit(1)


def _audit(path: Path) -> Audit:
    from verbale.citing.link_audit import audit_file
    from verbale.errors import ReadError
    from verbale.reading import read

    try:
        document = read(path)
    except ReadError:
        document = None
    return audit_file(path.read_bytes(), document)


def _row(path: Path, finding: LinkFinding) -> dict[str, object]:
    import msgspec

    return {"source": str(path), **msgspec.to_builtins(finding)}


def _print(path: Path, finding: LinkFinding, *, as_lines: bool) -> None:
    if as_lines:
        import msgspec

        sys.stdout.write(msgspec.json.encode(_row(path, finding)).decode() + "\n")
        return
    click.echo(f"{path}: {_WORDS[finding.verdict]}" + (f" ({finding.why})" if finding.why else ""))
    click.echo(f"    …{finding.before[-40:]}[{finding.text}]{finding.after[:30]}…")
    click.echo(f"    text     {', '.join(finding.named) or '—'}")
    click.echo(f"    address  {finding.target or finding.href}")
