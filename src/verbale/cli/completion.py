"""``verbale completion``: commands, options and symbols completed by the shell."""

from __future__ import annotations

import click

from verbale.cli import screen

__all__ = ["command"]


@click.command(
    "completion",
    cls=screen.Command,
    examples=(
        ('eval "$(verbale completion bash)"', "In ~/.bashrc."),
        ('eval "$(verbale completion zsh)"', "In ~/.zshrc."),
        ("verbale completion fish > ~/.config/fish/completions/verbale.fish", "Once."),
    ),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print what makes SHELL complete the commands, options and symbols of verbale."""
    from click.shell_completion import get_completion_class

    from verbale.cli import verbale

    found = get_completion_class(shell)
    if found is None:  # pragma: no cover - the choices above are those that click has
        raise click.BadParameter(f"no completion for {shell}")
    click.echo(found(verbale, {}, "verbale", "_VERBALE_COMPLETE").source())
