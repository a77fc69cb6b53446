"""Run by Alembic: connects to the books and runs the revisions, each in its transaction."""

from __future__ import annotations

from alembic import context
from sqlalchemy import create_engine

from verbale.registry.schema import metadata

engine = create_engine(f"sqlite+pysqlite:///{context.config.attributes['path']}")
with engine.connect() as connection:
    context.configure(
        connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=True
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
