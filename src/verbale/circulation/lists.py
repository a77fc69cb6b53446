"""The lists that lie in the registry's folder: one for each day, and the feed of the newest documents.

They are made from the books whenever something was issued since they were made last.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from verbale.circulation.days import DayList
from verbale.circulation.feeds import feed_of
from verbale.registry import Registry, entries, log
from verbale.registry.books import explained
from verbale.registry.staging import sync_files

__all__ = ["refresh"]

_STATE = "made.json"


class _Made(msgspec.Struct, frozen=True):
    seq: int


def refresh(registry: Registry) -> tuple[Path, ...]:
    """Make the lists and the feed anew where something was issued since; the files that were written."""
    folder, profile = registry.folder, registry.profile
    with registry.books.read() as connection:
        issued = tuple(log.read(connection, after=_made(folder.days / _STATE), kind="issued"))
        if not issued and folder.feed.exists():
            return ()
        days = {
            day: tuple(entries.listing(connection, issued_on=day, newest_first=False))
            for day in sorted({event.at[:10] for event in issued})
        }
    language = next(iter(profile.languages.working or profile.languages.official))
    made: dict[Path, bytes] = {}
    for day, listed in days.items():
        shown = DayList(date.fromisoformat(day), listed, profile, language)
        made[folder.days / f"{day}.html"] = shown.html()
        made[folder.days / f"{day}.json"] = shown.json()
    made[folder.feed] = feed_of(registry, language).atom()
    _write(made)
    if issued:
        _write({folder.days / _STATE: msgspec.json.encode(_Made(issued[-1].seq))})
    return tuple(made)


def _made(state: Path) -> int:
    try:
        return msgspec.json.decode(state.read_bytes(), type=_Made).seq
    except (FileNotFoundError, msgspec.DecodeError):
        return 0


def _write(made: dict[Path, bytes]) -> None:
    """Write files, each whole or not at all; their content is on the disk before their names are."""
    new = {path: path.with_name(f".{path.name}.new") for path in made}
    for path, data in made.items():
        with explained(path):
            new[path].write_bytes(data)
    sync_files([str(path) for path in new.values()])
    for path, written in new.items():
        written.replace(path)
