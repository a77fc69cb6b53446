"""The commands: a thin door. Each command is a module of its own and is imported only when it runs."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from verbale import __version__

__all__ = ["COMMANDS", "main"]

# Name -> what the overview says of it. The module of the same name holds ``command``.
COMMANDS: dict[str, str] = {
    "read": "Read files into documents.",
    "cite": "Find the citations in texts.",
    "symbol": "Take a document symbol apart.",
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"verbale.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="verbale")
def verbale() -> None:
    """Take a letter and make an official document of it."""


def main() -> None:
    """Run the command line; errors that a person can mend are printed, without a traceback."""
    from verbale.errors import VerbaleError

    try:
        verbale(standalone_mode=False)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except VerbaleError as error:
        click.echo(f"verbale: {error}", err=True)
        sys.exit(error.exit_status)
