"""Databases of their own on the server that CONSILIA_TEST_POSTGRESQL names, and the settings that lead there."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict


@dataclass(frozen=True)
class Settings:
    """One database: ``toml`` is what a store's folder says of it."""

    host: str
    port: int
    name: str
    user: str
    password: str
    root_certificate: str

    @property
    def toml(self) -> str:
        lines = [f'host = "{self.host}"', f"port = {self.port}", f'name = "{self.name}"', f'user = "{self.user}"']
        if self.root_certificate:
            lines.append(f'root_certificate = "{self.root_certificate}"')
        return "\n".join(["[database]", *lines, ""])


@contextlib.contextmanager
def database(address: str, locale: str = "C") -> Iterator[Settings]:
    """A new, empty database; dropped at the end, whoever is still connected."""
    name = f"consilia_{secrets.token_hex(6)}"
    parts = conninfo_to_dict(address)
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LOCALE {}").format(
            sql.Identifier(name), sql.Literal(locale)))
        try:
            yield Settings(str(parts["host"]), int(str(parts["port"])), name, str(parts["user"]),
                           str(parts.get("password", "")), str(parts.get("sslrootcert", "")))
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextlib.contextmanager
def store(place: Path, address: str) -> Iterator[Path]:
    """``place`` as a folder whose store will lie in a database of its own; the password is in the environment."""
    with database(address) as settings:
        place.mkdir(parents=True)
        (place / "store.toml").write_text(settings.toml, encoding="utf-8")
        os.environ["CONSILIA_DATABASE_PASSWORD"] = settings.password
        try:
            yield place
        finally:
            os.environ.pop("CONSILIA_DATABASE_PASSWORD", None)
