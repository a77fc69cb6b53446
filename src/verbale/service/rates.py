"""How much one may ask for: a bucket for each person and each address, that fills by itself."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Allowed", "Rates"]

_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Allowed:
    """Whether a request is taken: ``wait`` is 0, or the seconds after which the next one is."""

    wait: int
    limit: int
    left: int

    @property
    def headers(self) -> dict[str, str]:
        """What the answer tells of it."""
        return {
            "ratelimit-limit": str(self.limit),
            "ratelimit-remaining": str(self.left),
            "ratelimit-reset": "60",
        }


class Rates:
    """Buckets that hold a minute's requests. The least used are forgotten first, where there are very many."""

    def __init__(self, person: int, address: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = {True: person, False: address}
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def ask(self, key: str, *, of_person: bool) -> Allowed:
        """Take a request from a bucket."""
        limit = self._limits[of_person]
        now = self._clock()
        with self._lock:
            held, at = self._buckets.pop(key, (float(limit), now))
            held = min(float(limit), held + (now - at) * limit / 60)
            taken = held >= 1
            held -= taken
            self._buckets[key] = (held, now)
            if len(self._buckets) > _MOST:
                self._buckets.popitem(last=False)
        wait = 0 if taken else max(1, math.ceil((1 - held) * 60 / limit))
        return Allowed(wait=wait, limit=limit, left=int(held))
