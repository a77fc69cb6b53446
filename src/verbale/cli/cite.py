"""``verbale cite``: finds the citations in texts and files."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from verbale.cli.screen import Command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verbale.document import Citation

__all__ = ["command"]

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es", "de")


@click.command(
    cls=Command,
    name="cite",
    examples=[
        ('verbale cite "resolutions 822 (1993) and 884 (1993)"', "The citations of a text."),
        ("verbale cite letter.docx", "Those of a file, part by part."),
        (
            "verbale cite --organ A < paragraph.txt",
            "A text of the General Assembly: its bare numbers are its own.",
        ),
        ("verbale cite --link letter.docx", "A copy with its citations linked: letter.linked.docx."),
        (
            "verbale cite --jsonl < texts.jsonl > citations.jsonl",
            "Many texts, a line each, on all processors.",
        ),
    ],
    status=[(0, "done"), (1, "some lines or files could not be used"), (2, "the input cannot be used")],
    see=["symbol", "links", "check"],
)
@click.argument("sources", metavar="[TEXT|FILE]…", nargs=-1)
@click.option(
    "--language", type=click.Choice(LANGUAGES), help="Language of the addresses. Default: en, or the file's."
)
@click.option(
    "--organ",
    metavar="PREFIX",
    help="The organ that speaks: A, S, E, A/HRC …; its own are not named in full.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON list of citations; for several sources a list of lists."
)
@click.option(
    "--jsonl",
    "as_lines",
    is_flag=True,
    help='Lines of {"id", "text", "language", "organ"} from standard input or a file; lines of {"id", "citations"} out.',
)
@click.option(
    "--link",
    "to_link",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Write a copy of a file (text, Markdown, HTML, Akoma Ntoso, Word) with its citations linked.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help='Where --link writes: a name, or "-" for standard output. Default: FILE.linked, beside the file.',
)
@click.option(
    "--workers", type=click.IntRange(1), help="Processes for --jsonl. Default: one for each processor."
)
def command(
    *,
    sources: tuple[str, ...],
    language: str | None,
    organ: str | None,
    as_json: bool,
    as_lines: bool,
    workers: int | None,
    to_link: Path | None,
    output: Path | None,
) -> None:
    """Find the citations in texts, and name the documents cited.

    Each argument is a text, or a file where one of that name exists; without any, standard input is the text.
    Resolutions and decisions in lists, full symbols, records, Official Records, treaties and the Charter are found in
    Arabic, Chinese, English, French, German, Russian and Spanish. What is not certain is said so, with the reason.
    """
    if to_link is not None:
        from verbale.cli.linking import write_linked

        write_linked(to_link, output, language, organ)
        return
    if as_lines:
        from verbale.citing.stream import cite_stream

        with _lines_of(sources) as lines:
            refused = cite_stream(lines, sys.stdout.buffer, workers)
        if refused:
            click.echo(f"verbale: {refused} lines were refused; their answers say why.", err=True)
            sys.exit(1)
        return
    answers = list(_answers(sources, language, organ))
    if as_json:
        _print_json(answers, several=len(sources) > 1)
        return
    for name, citations in answers:
        if len(answers) > 1:
            click.echo(f"{name}:")
        _show(citations)


@contextmanager
def _lines_of(sources: tuple[str, ...]) -> Iterator[BinaryIO]:
    """The lines for ``--jsonl``: of standard input, or of the one file that is named."""
    if sources in ((), ("-",)):
        yield sys.stdin.buffer
        return
    if len(sources) > 1 or not _is_file(sources[0]):
        raise click.UsageError("--jsonl takes lines of JSON from standard input, or from one file.")
    with Path(sources[0]).open("rb") as file:
        yield file


def _answers(
    sources: tuple[str, ...], language: str | None, organ: str | None
) -> Iterator[tuple[str, list[Citation]]]:
    from verbale.citing import cite

    if not sources or sources == ("-",):
        data = sys.stdin.buffer.read()
        yield "standard input", cite(data.decode("utf-8", "replace"), language, organ)
    for source in sources:
        if source == "-":
            continue
        yield source, _of_file(Path(source)) if _is_file(source) else cite(source, language, organ)


def _is_file(source: str) -> bool:
    try:
        return len(source) < 4096 and "\n" not in source and Path(source).is_file()
    except (OSError, ValueError):
        return False


def _of_file(path: Path) -> list[Citation]:
    from verbale.reading import read

    return list(read(path).citations)


def _print_json(answers: list[tuple[str, list[Citation]]], *, several: bool) -> None:
    import msgspec

    value: object = [citations for _, citations in answers] if several else answers[0][1]
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")


def _show(citations: list[Citation]) -> None:
    if not citations:
        click.echo("No citations found.")
    texts = [" ".join(citation.text.split()) for citation in citations]
    widest = min(44, max(map(len, texts), default=0))
    for citation, text in zip(citations, texts, strict=True):
        names = citation.symbols if citation.kind == "document" else ()
        target = "–".join(names) or citation.symbol or citation.name or "not known"
        line = f"{text:<{widest}}  {target}"
        if citation.locator:
            line += "  [" + ", ".join(f"{k} {v}".strip() for k, v in citation.locator.items()) + "]"
        if citation.status != "certain":
            line += f"  {citation.status}: {citation.why}" if citation.why else f"  {citation.status}"
        click.echo(line)
