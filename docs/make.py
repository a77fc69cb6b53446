"""Makes the reference pages anew: runs every ``make_….py`` beside this file."""

from __future__ import annotations

import runpy
from pathlib import Path

if __name__ == "__main__":
    for script in sorted(Path(__file__).parent.glob("make_*.py")):
        runpy.run_path(str(script), run_name="__main__")
        print(script.stem.removeprefix("make_"))
