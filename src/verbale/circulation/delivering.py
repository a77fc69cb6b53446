"""Laying down what waits in the outbox as files: each notice becomes an ``.eml`` file, once, however often this is stopped.

A notice's file has the same name and the same bytes each time, so that doing it again changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from itertools import groupby

import msgspec

from verbale.circulation import lists
from verbale.circulation.about import About
from verbale.circulation.laying import lay, settle
from verbale.circulation.mail import Letterbox
from verbale.circulation.settings import load_settings
from verbale.registry import Registry, entries, outbox
from verbale.registry.books import explained
from verbale.registry.locks import hold
from verbale.registry.outbox import Delivered, Notice

__all__ = ["Delivery", "deliver"]

_BATCH = 500


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """What was delivered: how many notices, and the lists that were made anew (relative to the registry's folder)."""

    notices: int
    lists: tuple[str, ...]


def deliver(registry: Registry) -> Delivery:
    """Lay down all notices that wait and go to files, and make the lists anew. One process at a time does it; others wait.

    Notices by e-mail and webhook are left to the worker. Raises RegistryReadOnly where the disk is full; what was
    delivered until then stays delivered.
    """
    count = 0
    root = registry.folder.root
    with explained(root), hold(registry.folder.outbox / "outbox.lock"):
        settle(registry.folder.staging)
        made = lists.refresh(registry)
        while True:
            with registry.books.read() as connection:
                waiting = outbox.pending(connection, limit=_BATCH)
            if not waiting:
                break
            proofs: list[Delivered] = []
            for case, notices in groupby(waiting, key=lambda notice: notice.case):
                if case is not None:
                    proofs += _write(registry, case, tuple(notices))
            with registry.books.write() as connection:
                outbox.delivered(connection, proofs, who=registry.who)
            count += len(proofs)
    return Delivery(notices=count, lists=tuple(path.relative_to(root).as_posix() for path in made))


def _write(registry: Registry, case: int, notices: Sequence[Notice]) -> list[Delivered]:
    with registry.books.read() as connection:
        entry = entries.by_case(connection, case)
        record = entries.record(connection, entry.id)
    letterbox = Letterbox(About(entry, record, registry.profile), load_settings(registry.folder))
    folder = registry.folder.outbox / entry.slug
    place = f"{registry.folder.outbox.name}/{entry.slug}"
    written: dict[str, bytes] = {}
    proofs: list[Delivered] = []
    for notice in notices:
        data = letterbox.message(notice)
        name = f"{notice.member}-{notice.key[:8]}.eml"
        written[name] = data
        proofs.append(Delivered(key=notice.key, path=f"{place}/{name}", sha256=sha256(data).hexdigest()))
    lay(registry.folder.staging, folder, written)
    return proofs
