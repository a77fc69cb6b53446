"""The commands: a thin door. Each command is a module of its own and is imported only when it runs."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from verbale import __version__

__all__ = ["COMMANDS", "main", "verbale"]

# Heading -> name -> what the overview says of it. The module of the same name holds ``command``.
SECTIONS: dict[str, dict[str, str]] = {
    "The way through": {
        "circulate": "Take a file the whole way: read, cite, check, register, issue, circulate.",
        "read": "Read files into documents.",
        "cite": "Find the citations in texts.",
        "check": "Check a document against the rules of its organization.",
        "register": "Read and check a file, and give it its symbols.",
        "issue": "Issue a registered document in all formats.",
    },
    "Cases, and after issue": {
        "case": "Take communications in and lead them to their symbols, step by step.",
        "version": "Follow the languages of a document: in translation, ready, issued, late.",
        "correct": "Issue a corrigendum to an issued document.",
        "add": "Issue an addendum to an issued document.",
        "revise": "Issue a revision of an issued document.",
        "reissue": "Issue a version again, under its symbol; a second person confirms.",
    },
    "The registry": {
        "show": "Show a document: what it is, what happened to it, its files and notices.",
        "list": "List the documents of a registry, newest first.",
        "series": "List the series of symbols; set, reserve and explain their numbers.",
        "log": "Show what happened, and verify that nothing of it was changed.",
        "init": "Make a registry in a folder.",
        "backup": "Make a backup of a registry, while it is written to.",
        "restore": "Make a registry of a backup.",
        "verify": "Compare the books, the log and the files of a registry.",
    },
    "The post": {
        "intake": "Take communications in from a folder or a mailbox.",
        "recipients": "Show who is told of a document, before anything is sent.",
        "worker": "Deliver what waits in the outbox: files, e-mail, webhooks.",
        "deliveries": "Report who was told of a document, how, when, with proof or failure.",
        "address": "Show and keep the addresses at which members are told.",
        "subscribe": "Tell a person of each document that matches.",
        "subscriptions": "List the subscriptions of a person, or of everybody.",
        "unsubscribe": "End a subscription, or all of a person.",
        "digest": "Gather the daily digest.",
        "day": "List the documents of a day: as text, a page, JSON or PDF.",
        "feed": "Write a feed of the documents that match, as Atom or JSON.",
    },
    "The service": {
        "serve": "Serve a registry over HTTP: pages and the API.",
        "person": "The people of a registry: add, list, give roles, disable.",
        "token": "Tokens, with which programs use the API.",
    },
    "The catalogue": {
        "find": "Search documents, issued and imported; export what was found.",
        "graph": "Show what a document cites and what cites it, as text or a picture.",
        "import": "Take documents issued elsewhere into the catalogue.",
        "index": "Make the index of the catalogue anew.",
        "sample": "Write fictional documents in real form, to try things on.",
    },
    "Names and knowledge": {
        "symbol": "Take a document symbol apart.",
        "links": "Find links that lead to another document than their words name.",
        "profile": "Show or check the profile of an organization.",
        "completion": "Print what makes a shell complete commands, options and symbols.",
    },
}
COMMANDS: dict[str, str] = {name: says for section in SECTIONS.values() for name, says in section.items()}

_MODULES = {"import": "import_", "list": "listing"}
_EXAMPLES = """\
  verbale circulate letter.docx
  verbale check letter.docx
  verbale show A/74/783
  verbale circulate --help
"""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = _MODULES.get(cmd_name, cmd_name.replace("-", "_"))
        command: click.Command = import_module(f"verbale.cli.{module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        widest = max(map(len, COMMANDS))
        for heading, commands in SECTIONS.items():
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(widest), says) for name, says in commands.items()])
        with formatter.section("Examples"):
            formatter.write(_EXAMPLES)

    def invoke(self, ctx: click.Context) -> object:
        from verbale.errors import VerbaleError

        try:
            return super().invoke(ctx)
        except VerbaleError as error:
            from verbale.cli.screen import show_error

            show_error(error, ctx)
            ctx.exit(error.exit_status)


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="verbale")
def verbale() -> None:
    """Take a letter and make an official document of it.

    Verbale reads the letter, checks it, gives it its symbols from the registry's books, lays it out and issues it in six
    formats, tells everybody who must know, and keeps it findable, cited and citing.
    """


def main() -> None:
    """Run the command line; errors that a person can mend are printed, without a traceback."""
    try:
        sys.exit(verbale(standalone_mode=False, prog_name="verbale"))
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
    except OSError as error:  # a disk, a right, a name: what no room explained better
        click.echo(f"verbale: {error}", err=True)
        sys.exit(2)
