"""Every command has a manual, ``--json``, and is fast to ask."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.cli.conftest import Run
from verbale.cli import COMMANDS, screen, verbale


def commands() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(verbale)
    for name in COMMANDS:
        command = verbale.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {below}", command.commands[below]) for below in command.commands)


ALL = dict(commands())
OURS = {name: command for name, command in ALL.items() if isinstance(command, screen.Command | screen.Group)}


@pytest.mark.parametrize("name", ALL)
def test_each_command_has_help(run: Run, name: str) -> None:
    result = run(*name.split(), "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: verbale ")
    assert ALL[name].help


@pytest.mark.parametrize("name", OURS)
def test_each_option_is_explained(name: str) -> None:
    for parameter in OURS[name].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.name}"


def answers(command: click.Command) -> bool:
    """Whether it does something itself, and is not only a name above others."""
    return not isinstance(command, click.Group) or command.invoke_without_command


@pytest.mark.parametrize("name", [name for name in ALL if answers(ALL[name]) and name != "completion"])
def test_each_command_answers_in_json(name: str) -> None:
    options = {option for parameter in ALL[name].params for option in parameter.opts}
    assert options & {"--json", "--jsonl"}


@pytest.mark.parametrize("name", [name for name, command in OURS.items() if command.examples])
def test_examples_name_the_command_and_its_options(name: str) -> None:
    known = {option for command in ALL.values() for parameter in command.params for option in parameter.opts}
    for example, what in OURS[name].examples:
        assert "verbale " in example
        assert what.endswith(".")
        words = example[example.index("verbale ") :].replace(")", " ").replace('"', " ").split()
        assert words[1] in COMMANDS
        assert {word for word in words if word.startswith("-")} <= known


def test_what_is_related_exists() -> None:
    for command in OURS.values():
        assert set(command.see) <= set(COMMANDS)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(run: Run, shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_VERBALE_COMPLETE" in result.stdout


def test_completion_knows_commands_and_symbols(run: Run, registry: Path) -> None:
    from tests.registry.making import letter, original
    from verbale.registry import Folder, Registry

    with Registry(Folder(registry), who="me") as opened:
        opened.register(letter(), original("a"))
    verbale_path = Path(sys.executable).with_name("verbale")

    def complete(words: str) -> str:
        env = {
            **os.environ,
            "_VERBALE_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split()) - 1),
        }
        return subprocess.run([verbale_path], env=env, capture_output=True, text=True, check=True).stdout

    assert "plain,circulate" in complete("verbale circ")
    assert complete("verbale show PA/").split() == ["plain,PA/12/1"]


def test_asking_for_help_is_fast() -> None:
    """The least of several runs, in time of the processor, so that a busy machine does not count."""
    works = []
    for _ in range(7):
        before = os.times()
        subprocess.run([sys.executable, "-m", "verbale", "--help"], stdout=subprocess.DEVNULL, check=True)
        after = os.times()
        works.append(
            after.children_user + after.children_system - before.children_user - before.children_system
        )
    assert min(works) < 0.15


@pytest.mark.parametrize("module", ["sqlalchemy", "rich", "lxml", "typst", "pypdfium2", "msgspec", "re2"])
def test_help_loads_nothing_heavy(module: str) -> None:
    program = f"import sys, verbale.cli, verbale.errors; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
