"""Taking older books forward, by Alembic, with a backup first. New books are made from the schema itself."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from verbale.registry.locks import hold
from verbale.registry.schema import REVISION

__all__ = ["forward"]


def forward(path: Path) -> Path:
    """Take the books at ``path`` to the newest revision; the backup that was made first."""
    from alembic import command
    from alembic.config import Config

    with hold(path.with_name("books.lock")):
        backup = _backup(path)
        settings = Config()
        settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
        settings.attributes["path"] = path
        command.upgrade(settings, REVISION)
    return backup


def _backup(path: Path) -> Path:
    with sqlite3.connect(path) as source:
        found = source.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        target_path = path.with_name(f"{path.stem}-before-{found}-to-{REVISION}{path.suffix}")
        target = sqlite3.connect(target_path)
        source.backup(target)
        target.close()
    source.close()
    return target_path
