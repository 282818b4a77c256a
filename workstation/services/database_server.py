"""The database server of a clinic of many seats: how it is reached, and its password under the store's keys."""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlalchemy import text

from workstation.errors import UserMistake
from workstation.services.clinic import Clinic
from workstation.store.server import PASSWORD_VARIABLE


@dataclass(frozen=True, slots=True)
class ServerState:
    """``round_trip_ms``: one question and its answer. ``encrypted``: the connection, by TLS."""

    place: str
    version: str
    encrypted: bool
    round_trip_ms: float
    seats: int
    password_kept: bool


def state(clinic: Clinic) -> ServerState | None:
    """How the server is reached; None where the store is an embedded one. Raises ServerUnreachable, StoreBusy."""
    server = clinic.store.server
    if server is None:
        return None
    with clinic.read() as conn:
        version = str(conn.execute(text("SELECT current_setting('server_version')")).scalar_one())
        encrypted = bool(conn.execute(text(
            "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")).scalar())
        seats = int(conn.execute(text(
            "SELECT count(DISTINCT (client_addr, usename)) FROM pg_stat_activity "
            "WHERE application_name = 'consilia' AND datname = current_database()")).scalar_one())
        begun = time.perf_counter()
        conn.execute(text("SELECT 1")).scalar()
        seconds = time.perf_counter() - begun
    kept = clinic.store.keys.secret(PASSWORD_VARIABLE, clinic.store.ring.master) is not None
    return ServerState(server.place, version, encrypted, seconds * 1000, seats, kept)


def keep_password(clinic: Clinic, password: str) -> None:
    """Seals the server's password in the key file: whoever unlocks the store needs no other. Raises NotAllowed.

    Raises UserMistake where there is no server or no password.
    """
    if clinic.store.server is None:
        raise UserMistake(reason="This store lies in its own folder; it has no database server")
    if not password:
        raise UserMistake(reason="There is no password to keep")
    clinic.act("clinic.settings", detail="asked to keep the password of the database server under the keys")
    keys = clinic.store.keys
    keys.refresh()
    keys.keep_secret(PASSWORD_VARIABLE, password, clinic.store.ring.master)
    keys.save()
