"""The books of an organization: cases, numbers, events, files, and who must still be told.

Each name is loaded when it is asked for: finding a registry's folder does not load the database.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verbale.registry.entries import Entry, IssuedFile, State
    from verbale.registry.folder import Folder, Found, default_folder, find
    from verbale.registry.issuing import Issued, NewFile, NewVersion
    from verbale.registry.log import Event
    from verbale.registry.outbox import NewNotice, Notice
    from verbale.registry.registering import Original, Registered
    from verbale.registry.registry import Registry, create
    from verbale.registry.series import Counter

__all__ = [
    "Counter",
    "Entry",
    "Event",
    "Folder",
    "Found",
    "Issued",
    "IssuedFile",
    "NewFile",
    "NewNotice",
    "NewVersion",
    "Notice",
    "Original",
    "Registered",
    "Registry",
    "State",
    "create",
    "default_folder",
    "find",
]

_WHERE = {
    "Counter": "series",
    "Entry": "entries",
    "Event": "log",
    "Folder": "folder",
    "Found": "folder",
    "Issued": "issuing",
    "IssuedFile": "entries",
    "NewFile": "issuing",
    "NewNotice": "outbox",
    "NewVersion": "issuing",
    "Notice": "outbox",
    "Original": "registering",
    "Registered": "registering",
    "Registry": "registry",
    "State": "entries",
    "create": "registry",
    "default_folder": "folder",
    "find": "folder",
}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    globals()[name] = value
    return value
