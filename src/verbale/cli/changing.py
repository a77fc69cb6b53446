"""What ``correct``, ``add`` and ``revise`` share: a file becomes a document that changes one that was issued."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from verbale.cli import screen

if TYPE_CHECKING:
    from verbale.document import Language

__all__ = ["LANGUAGES", "change", "change_options", "languages_of"]

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es", "de")
STATUS = (
    (0, "done"),
    (1, "the rules found errors"),
    (2, "the document was not issued, or the file or the registry cannot be used; nothing was changed"),
)
_F = TypeVar("_F", bound=Callable[..., Any])


def change_options(command: _F) -> _F:
    """SYMBOL, FILE and the options that all changes have."""
    for decorate in (
        screen.json_option,
        screen.registry_option,
        click.option("--anyway", is_flag=True, help="Go on although the rules found errors. Recorded."),
        screen.date_option,
        click.argument("file", metavar="FILE", type=click.Path(path_type=Path)),
        click.argument("symbol", metavar="SYMBOL", shell_complete=screen.complete_symbol),
    ):
        command = decorate(command)
    return command


def languages_of(codes: tuple[str, ...]) -> tuple[Language, ...]:
    """Codes of languages, each once."""
    from verbale.document import Language

    return tuple(known for known in get_args(Language) if known in codes)


def change(
    kind: str,
    symbol: str,
    file: Path,
    *,
    day: date | None,
    anyway: bool,
    registry: Path | None,
    as_json: bool,
    languages: tuple[str, ...] = (),
) -> None:
    """Read a file and circulate it as a change of an issued document."""
    apart = screen.read_ahead(registry, file)
    from verbale.circulation import way
    from verbale.cli.steps import Steps, show_passage
    from verbale.registry.numbering import ChangeKind

    with screen.open_registry(registry) as opened:
        named = next(known for known in get_args(ChangeKind) if known == kind)
        changes = way.Changes(opened.entry(symbol), named, languages_of(languages))
        watch = None if as_json else Steps()
        passage = way.circulate(
            opened, file, day=day, anyway=anyway, watch=watch, apart=apart, changes=changes
        )
        show_passage(passage, as_json=as_json)
