"""The pages of the reading room: server-rendered, whole without script, in the six languages."""

from __future__ import annotations

from verbale.pages import agendas, assets, compare, day, documents, find, graph, members

__all__ = ["ROUTES"]

ROUTES = [
    *assets.ROUTES,
    *find.ROUTES,
    *documents.ROUTES,
    *compare.ROUTES,
    *day.ROUTES,
    *agendas.ROUTES,
    *members.ROUTES,
    *graph.ROUTES,
]
"""What the service mounts."""
