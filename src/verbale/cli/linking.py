"""``verbale cite --link``: a copy of a file with its citations linked."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from verbale.errors import WriteError

__all__ = ["write_linked"]

_MARKDOWN = {".txt": ".md", ".text": ".md"}


def write_linked(source: Path, to: Path | None, language: str | None, organ: str | None) -> None:
    """Writes the copy beside the file ("letter.linked.docx"), or to ``to`` ("-": standard output), and says what was done.

    Language and organ are the file's own where they are not given. Raises VerbaleError.
    """
    from verbale.citing.linker import link

    if language is None or organ is None:
        language, organ = _of(source, language, organ)
    made = link(source.read_bytes(), source.suffix, language, organ)
    if str(to) == "-":
        sys.stdout.buffer.write(made.data)
        return
    suffix = source.suffix.lower()
    # a.txt becomes a.txt.linked.md, so that a.md beside it keeps its own copy
    stem = source.name if suffix in _MARKDOWN else source.stem
    target = to or source.with_name(f"{stem}.linked{_MARKDOWN.get(suffix, suffix)}")
    if target.exists() and target.samefile(source):
        raise WriteError("the copy would take the place of the file", fix="Give --output another name.")
    target.write_bytes(made.data)
    left = f", {made.left} left as they were" if made.left else ""
    click.echo(f"{target}: {made.linked} {'citation' if made.linked == 1 else 'citations'} linked{left}")


def _of(source: Path, language: str | None, organ: str | None) -> tuple[str | None, str | None]:
    """The language of a document, and its organ where it is one only."""
    from verbale.errors import ReadError
    from verbale.reading import read

    try:
        document = read(source)
    except ReadError:
        return language, organ  # what is no document may be linked all the same
    organs = document.masthead.organs
    return language or document.language, organ or (organs[0] if len(organs) == 1 else None)
