"""``python -m bench [NAME…]``: run the measurements of this folder, all of them or those named, one after another.

Each is a module of its own with ``main()``; it runs in a process of its own, so that none warms another up.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

NO_SPEED = ("accuracy", "fuzz_")  # what measures something else


def names() -> list[str]:
    """The measurements in this folder."""
    found = sorted(path.stem for path in Path(__file__).parent.glob("*.py"))
    return [name for name in found if not name.startswith(("_", *NO_SPEED))]


def main() -> int:
    """Run them; the exit status is 1 where one of them failed."""
    chosen = sys.argv[1:] or names()
    failed = []
    for name in chosen:
        print(f"── {name} ──", flush=True)
        if subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode:
            failed.append(name)
        print(flush=True)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return int(bool(failed))


if __name__ == "__main__":
    raise SystemExit(main())
