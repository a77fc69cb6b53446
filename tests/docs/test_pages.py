"""The pages tell the truth: every command in them runs, every link leads somewhere, every command has its page.

In a ``console`` block, ``$ command`` is run in a folder that holds a copy of ``samples/``; a comment ``# exit 1`` says the
status to expect. Each line of output that the page shows must be among the lines that came; "…" stands for anything.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from verbale.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```console\n(.*?)^```", re.M | re.S)
PROGRAM = re.compile(r"^```python\n(.*?)^```", re.M | re.S)
SETTINGS_OF_THIS_RUN = ("VERBALE_REGISTRY",)


def fold(line: str) -> str:
    """The line without what a terminal's width changes: runs of spaces and the lines of boxes."""
    return re.sub(r"[\s─━│┃╭╮╰╯┏┓┗┛┡┩╇┳┻]+", " ", line).strip()


def shown(line: str, output: list[str]) -> bool:
    """Whether a line of a page stands in the output."""
    pattern = re.compile(".*?".join(map(re.escape, fold(line).split("…"))))
    return any(pattern.search(fold(got)) for got in output) or bool(pattern.search(fold(" ".join(output))))


@pytest.mark.parametrize(
    "page", [p for p in PAGES if BLOCK.search(p.read_text("utf-8"))], ids=lambda p: str(p.relative_to(ROOT))
)
def test_every_command_of_the_page_runs(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    environment = {k: v for k, v in os.environ.items() if k not in SETTINGS_OF_THIS_RUN}
    environment |= {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}",
        "HOME": str(tmp_path / "home"),
        "XDG_DATA_HOME": str(tmp_path / "home" / "share"),
        "COLUMNS": "160",
    }
    for block in BLOCK.findall(page.read_text("utf-8")):
        output: list[str] = []
        for line in block.splitlines():
            if line.startswith("$ "):
                command, _, remark = line[2:].partition("  # exit ")
                if command.startswith("make "):
                    assert re.search(rf"^{command.split()[1]}:", (ROOT / "Makefile").read_text("utf-8"), re.M)
                    continue
                done = subprocess.run(
                    ["bash", "-c", command],
                    check=False,
                    cwd=tmp_path,
                    env=environment,
                    capture_output=True,
                    text=True,
                    timeout=120,
                )
                output = (done.stdout + done.stderr).splitlines()
                assert done.returncode == int(remark or 0), f"{command}\n{done.stdout}{done.stderr}"
            elif line.strip() and output:
                assert shown(line, output), f"{line!r} is not in:\n" + "\n".join(output)


@pytest.mark.parametrize(
    "page", [p for p in PAGES if PROGRAM.search(p.read_text("utf-8"))], ids=lambda p: str(p.relative_to(ROOT))
)
def test_every_program_of_the_page_runs(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    for program in PROGRAM.findall(page.read_text("utf-8")):
        if program.startswith(">>> "):
            examples = doctest.DocTestParser().get_doctest(program, {}, page.name, str(page), 0)
            assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(examples).failed == 0
            continue
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{program}\n{done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.S)
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)\s#]+)", text):
        assert (page.parent / target).exists(), target


def test_every_command_stands_in_the_reference() -> None:
    reference = (ROOT / "docs" / "reference" / "commands.md").read_text("utf-8")
    for name in COMMANDS:
        assert f"verbale {name}" in reference, name
