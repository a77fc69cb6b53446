"""The people who work with the books."""

from __future__ import annotations

__all__: list[str] = []
