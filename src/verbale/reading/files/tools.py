"""Programs of the system that help with some formats, run with limits and without a shell."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

from verbale.errors import DamagedFile, OverLimit

__all__ = ["find_tool", "run_tool"]


def find_tool(*names: str) -> str | None:
    """The path of the first of these programs that is installed."""
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    return None


def run_tool(command: list[str], *, seconds: float, folder: Path, what: str) -> bytes:
    """What a program writes to its standard output, run in a folder of its own with a small environment.

    Raises OverLimit where it takes longer than ``seconds`` (it and its children are ended), DamagedFile where it fails.
    """
    environment = {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LC_ALL": "C.UTF-8",
        "OMP_THREAD_LIMIT": "1",
    }
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment,
        start_new_session=True,
    ) as process:
        try:
            output, errors = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as late:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise OverLimit(
                f"{what} took longer than {seconds:.0f} seconds", fix="Send the file as a PDF"
            ) from late
        if process.returncode != 0:
            told = errors.decode("utf-8", "replace").strip().splitlines()
            raise DamagedFile(
                f"{what} failed" + (f": {told[-1][:200]}" if told else ""),
                fix="Send the file as a PDF or a Word file",
            )
    return output
