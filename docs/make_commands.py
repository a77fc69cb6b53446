"""Makes docs/reference/commands.md from the commands themselves.

.venv/bin/python docs/make_commands.py
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from verbale.cli import SECTIONS, verbale

PAGE = Path(__file__).parent / "reference" / "commands.md"
HEAD = """# Commands

Every command of `verbale`, with its options. Made from the code by `docs/make_commands.py`; `verbale COMMAND --help` says
the same on the terminal.

A command that works on a registry uses the one given with `--registry`, else that of the environment variable
`VERBALE_REGISTRY`, else the one around the working folder, else one of your own, which is made on first use and named on
the screen. `VERBALE_USER` is the name under which what you do stands in the log; without it, your name on the system.
`NO_COLOR` switches colours off.
"""


def page() -> str:
    """The page as the commands are now."""
    parts = [HEAD]
    context = click.Context(verbale, info_name="verbale")
    for heading, names in SECTIONS.items():
        parts.append(f"## {heading}")
        parts.append(
            "\n".join(f"- [`verbale {name}`](#verbale-{name}): {says}" for name, says in names.items())
        )
        for name in names:
            command = verbale.get_command(context, name)
            if command is None:  # pragma: no cover - every name has its command
                raise LookupError(name)
            parts += _entry(command, context, f"verbale {name}", 3)
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _entry(command: click.Command, parent: click.Context, path: str, level: int) -> Iterator[str]:
    context = click.Context(command, info_name=path.rpartition(" ")[2], parent=parent)
    yield f"{'#' * level} {path}"
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"```\n{path} {usage}\n```"
    yield from _help(command.help or "")
    options = [option for option in command.get_params(context) if isinstance(option, click.Option)]
    rows = [
        record
        for option in options
        if (record := option.get_help_record(context)) and "--help" not in option.opts
    ]
    if rows:
        table = [f"| `{_cell(option)}` | {_cell(says)} |" for option, says in rows]
        yield "\n".join(["| option | what it does |", "|---|---|", *table])
    examples = getattr(command, "examples", ())
    if examples:
        yield "```\n" + "\n".join(f"{example}\n    {says}" for example, says in examples) + "\n```"
    status = getattr(command, "status", ())
    if status:
        yield "Exit status: " + "; ".join(f"{code} {what}" for code, what in status) + "."
    related = getattr(command, "see", ())
    if related:
        yield "See also: " + ", ".join(f"[`verbale {name}`](#verbale-{name})" for name in related) + "."
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from _entry(below, context, f"{path} {name}", level + 1)


def _help(text: str) -> Iterator[str]:
    r"""The paragraphs of a help text; one that is laid out by hand (marked with \b) as it is."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        if paragraph.startswith("\b"):
            yield "```\n" + paragraph.lstrip("\b\n") + "\n```"
        elif paragraph.strip():
            yield " ".join(paragraph.split())


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
