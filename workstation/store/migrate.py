"""Brings a store to this version's tables, or refuses one that a newer version made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from workstation.errors import StoreDamaged

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0007"                      # the newest revision in migrations/versions; a test compares it


def migrate(connection: Connection, place: str) -> None:
    """Runs what is missing, within the caller's transaction. Alembic is imported only where something is missing."""
    found = _revision(connection)
    if found == HEAD:
        return
    from alembic import command
    from alembic.util import CommandError

    config = alembic_config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreDamaged(place=place, reason=f"a newer version of Consilia made it (tables {found})") from error


def alembic_config() -> Config:
    """Alembic's configuration without an ini file: the scripts lie in this package."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
