"""Run by Alembic with the connection that ``migrate`` put into the configuration."""

from __future__ import annotations

from alembic import context

from workstation.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True,
    transactional_ddl=True, transaction_per_migration=False,
)
context.run_migrations()
