"""What the tests of people share: a registry on SQLite and on PostgreSQL."""

from __future__ import annotations

from tests.registry.conftest import database, registry
from tests.registry.postgresql import postgresql_server, postgresql_url

__all__ = ["database", "postgresql_server", "postgresql_url", "registry"]
