"""The books of an organization: cases, numbers, events, files, and who must still be told."""

from __future__ import annotations

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
