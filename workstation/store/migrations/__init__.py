"""Alembic's scripts: one step of the tables a file, never changed once released."""
