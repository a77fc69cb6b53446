"""``python -m verbale``."""

from __future__ import annotations

from verbale.cli import main

main()
