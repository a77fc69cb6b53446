"""``python -m bench [NAME…]``: run the measurements of this folder, all of them or those named, one after another.

Each is a module of its own with ``main()``; it runs in a process of its own, so that none warms another up. A run of all
writes docs/performance.md, bars that are missed included; a run of some writes nothing.
"""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "performance.md"
NO_SPEED = ("accuracy", "fuzz_")  # what measures something else

HEAD = """# Performance

Measured on {date} by `make bench`: {machine}. Ratios inside one block were taken in one run and are firmer than absolute
figures. Each block is what the measurement of that name in `bench/` printed.
"""


def names() -> list[str]:
    """The measurements in this folder."""
    found = sorted(path.stem for path in Path(__file__).parent.glob("*.py"))
    return [name for name in found if not name.startswith(("_", *NO_SPEED))]


def run(name: str) -> tuple[bool, str]:
    """Run one measurement, showing what it prints as it comes; whether it ended well, and what it printed."""
    environment = os.environ | {"NO_COLOR": "1", "PYTHONUNBUFFERED": "1"}
    printed = []
    with subprocess.Popen(
        [sys.executable, "-m", f"bench.{name}"], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    ) as running:
        for line in running.stdout or ():
            print(line, end="", flush=True)
            printed.append(line)
    return running.returncode == 0, "".join(printed)


def purpose(name: str) -> str:
    """The first sentence of the measurement's own description."""
    text = (Path(__file__).parent / f"{name}.py").read_text("utf-8")
    return text.split('"""')[1].strip().split("\n\n")[0].replace("\n", " ").replace("``", "`")


def main() -> int:
    """Run them; the exit status is 1 where one of them failed."""
    chosen = sys.argv[1:] or names()
    machine = f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    page = [HEAD.format(date=datetime.date.today(), machine=machine)]
    failed = []
    for name in chosen:
        print(f"── {name} ──", flush=True)
        well, printed = run(name)
        print(flush=True)
        if not well:
            failed.append(name)
        page.append(
            f"## {name.replace('_', ' ').capitalize()}\n\n{purpose(name)}\n\n```\n{printed.strip()}\n```\n"
        )
    if failed:
        print(f"failed, or below a bar: {', '.join(failed)}", file=sys.stderr)
    if not sys.argv[1:]:
        PAGE.write_text("\n".join(page), "utf-8")
    return int(bool(failed))


if __name__ == "__main__":
    raise SystemExit(main())
