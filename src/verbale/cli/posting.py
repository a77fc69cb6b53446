"""What the commands of the post share: addresses, secrets, languages, files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from verbale.document import Language
    from verbale.profiles import Profile
    from verbale.registry.outbox import Way

__all__ = ["language_option", "language_or_first", "output_option", "show_secret", "way_of", "write_out"]

language_option = click.option(
    "--language", metavar="LANGUAGE", help="The language to write in. Default: the first working one."
)
output_option = click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write to FILE."
)


def way_of(address: str) -> Way:
    """How an address is written to."""
    return "webhook" if "://" in address else "e-mail"


def show_secret(secret: str | None) -> None:
    """Show a new secret, once."""
    if secret is not None:
        click.echo(f"Its secret, which is not shown again: {secret}")


def language_or_first(language: Language | None, profile: Profile) -> Language:
    """The language asked for, which must be an official one, or the first working one."""
    languages = profile.languages
    chosen = language or next(iter(languages.working or languages.official))
    if chosen not in languages.official:
        raise click.BadParameter(f"choose one of {', '.join(languages.official)}", param_hint="--language")
    return chosen


def write_out(data: bytes, output: Path | None) -> None:
    """Write to a file, or to standard output."""
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        output.write_bytes(data)
