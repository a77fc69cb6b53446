"""Fictional documents in real form, as many as are wanted: the same seed gives the same documents."""

from __future__ import annotations

from verbale.sampling.generating import documents

__all__ = ["documents"]
