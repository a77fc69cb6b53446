"""Delivering what lies in the outbox: each notice becomes an ``.eml`` file, once, however often this is stopped.

A notice's file has the same name and the same bytes each time, so that doing it again changes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import sha256
from itertools import groupby

import msgspec

from verbale.circulation import lists
from verbale.circulation.about import About
from verbale.circulation.mail import Letterbox
from verbale.registry import Registry, entries, outbox
from verbale.registry.books import explained
from verbale.registry.locks import hold
from verbale.registry.outbox import Delivered, Notice
from verbale.registry.staging import sync_files, sync_folder

__all__ = ["Delivery", "deliver"]

_BATCH = 500


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """What was delivered: how many notices, and the lists that were made anew (relative to the registry's folder)."""

    notices: int
    lists: tuple[str, ...]


def deliver(registry: Registry) -> Delivery:
    """Deliver all that waits in the outbox, and make the lists anew. One process at a time does it; others wait.

    Raises RegistryReadOnly where the disk is full; what was delivered until then stays delivered.
    """
    count = 0
    root = registry.folder.root
    with explained(root), hold(registry.folder.outbox / "outbox.lock"):
        made = lists.refresh(registry)
        while True:
            with registry.books.read() as connection:
                waiting = outbox.pending(connection, limit=_BATCH)
            if not waiting:
                break
            proofs: list[Delivered] = []
            for document, notices in groupby(waiting, key=lambda notice: notice.document):
                proofs += _write(registry, document, tuple(notices))
            with registry.books.write() as connection:
                outbox.delivered(connection, proofs, who=registry.who)
            count += len(proofs)
    return Delivery(notices=count, lists=tuple(path.relative_to(root).as_posix() for path in made))


def _write(registry: Registry, document: int, notices: Sequence[Notice]) -> list[Delivered]:
    with registry.books.read() as connection:
        entry = entries.by_case(connection, notices[0].case)
        record = entries.record(connection, document)
    letterbox = Letterbox(About(entry, record, registry.profile))
    folder = registry.folder.outbox / entry.slug
    folder.mkdir(exist_ok=True)
    written: list[tuple[str, str]] = []
    proofs: list[Delivered] = []
    for notice in notices:
        data = letterbox.message(notice)
        name = f"{notice.member}-{notice.key[:8]}"
        new, final = f"{folder}/{name}.new", f"{folder}/{name}.eml"
        with open(new, "wb", buffering=0) as file:  # noqa: PTH123 - hundreds of them: paths as text are five times as fast
            file.write(data)
        written.append((new, final))
        place = f"{registry.folder.outbox.name}/{entry.slug}/{name}.eml"
        proofs.append(Delivered(key=notice.key, path=place, sha256=sha256(data).hexdigest()))
    sync_files([new for new, _ in written])
    for new, final in written:
        os.replace(new, final)  # noqa: PTH105 - as above
    sync_folder(folder)
    return proofs
