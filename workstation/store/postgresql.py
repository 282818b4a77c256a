"""A store on a PostgreSQL server: the same tables and the same rules, for many seats at once.

A reading transaction is REPEATABLE READ and read-only: it sees one state of the store. A writing one first takes an
advisory lock of the database, so that all seats write one after another as they do with the embedded file; what is
read after it is what the last one left (READ COMMITTED), the head of the audit chain among it. The lock falls with the
transaction, also where the seat or its network dies.

Text is compared by code points in both databases, so the server's database must be of the collation "C"; sorting by
the system's language rules also changes with updates of the C library, which silently breaks indexes
(PostgreSQL manual, 24.2.2.2).
"""

from __future__ import annotations

from typing import Any

from psycopg import Connection as Driver
from psycopg import DataError
from psycopg.types.string import StrBinaryDumper, StrDumper
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError

from workstation.errors import ConsiliaError, DiskFull, ServerRefused, ServerUnreachable, StoreBusy, StoreDamaged
from workstation.store.server import Server

_WAIT_MS = 5000                    # as long as the embedded store waits for another writer
_CONNECT_S = 5
_LOCK = 0x434F4E53494C4941         # "CONSILIA": one writer at a time in the whole database
_OWNER = "store"                   # the row of ``meta`` that says whose database it is
_TABLES = {"meta", "audit", "resource", "patient_index"}
# A cable that was pulled is noticed after about ten seconds, not after the system's quarter of an hour.
_WATCH = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3, "tcp_user_timeout": 10_000}
# Plans are made for the words at hand: a plan for any word reads half of a long index.
_ALWAYS = f"-c jit=off -c plan_cache_mode=force_custom_plan -c lock_timeout={_WAIT_MS}"
_READING = r"-c default_transaction_read_only=on -c default_transaction_isolation=repeatable\ read"


class PostgreSQL:
    """The database that ``server`` names. ``password`` None leaves it to what PostgreSQL programs read themselves."""

    def __init__(self, server: Server, password: str | None) -> None:
        self._server = server
        self._password = password
        self.place = server.place

    def engine(self, reading: bool) -> Engine:
        url = URL.create("postgresql+psycopg", database=self._server.name)
        # ``pool_pre_ping``: a connection that died while nobody worked is replaced before it costs a command.
        engine = create_engine(
            url, connect_args=self._arguments(reading), pool_pre_ping=True, use_native_hstore=False,
            pool_size=3 if reading else 1, max_overflow=13 if reading else 0, pool_timeout=30,
            pool_use_lifo=True)
        event.listen(engine, "connect", lambda connection, _: _prepare(connection))
        if not reading:
            event.listen(engine, "begin", lambda c: c.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        return engine

    def named(self, error: DBAPIError) -> ConsiliaError | None:
        state = str(getattr(error.orig, "sqlstate", None) or "")
        if state in ("53100",):
            return DiskFull(place=self.place)
        if state in ("55P03", "53300", "40001", "40P01"):
            return StoreBusy(place=self.place)
        if state.startswith("XX"):
            return StoreDamaged(place=self.place, reason="the server finds its files damaged")
        if state[:2] in ("28", "3D") or state == "42501":
            return ServerRefused(place=self.place, reason=_one_line(error))
        if state[:2] in ("08", "57") or error.connection_invalidated:
            return ServerUnreachable(place=self.place, reason="the connection broke off")
        if not state and type(error.orig).__name__ in ("OperationalError", "ConnectionTimeout"):
            return _not_connected(self.place, _one_line(error))
        return None

    def prepare(self, connection: Connection, store_id: str, new: bool) -> None:
        """Refuses a database that sorts otherwise, or that holds another store; marks one that is made now."""
        if not connection.execute(text("SELECT 'B' < 'a' AND 'z' < 'é' AND '-b' < 'a' AND '一' < '丁'")).scalar():
            raise ServerRefused(place=self.place, reason="its text is not sorted by code points; make the database "
                                                         "with --locale=C --encoding=UTF8 --template=template0")
        tables = set(inspect(connection).get_table_names())
        known = connection.execute(text("SELECT value FROM meta WHERE name = :name"), {"name": _OWNER}).scalar() \
            if tables.issuperset(_TABLES) else None
        if not new and known != store_id:
            raise ServerRefused(place=self.place, reason="the database there holds another store" if known
                                else "the database there holds no store")
        if new and tables and (known is None or self._was_used(connection)):
            raise ServerRefused(place=self.place, reason="the database there is not empty")

    def own(self, connection: Connection, store_id: str) -> None:
        """Writes down whose database it is from now on."""
        connection.execute(text("DELETE FROM meta WHERE name = :name"), {"name": _OWNER})
        connection.execute(text("INSERT INTO meta (name, value) VALUES (:name, :value)"),
                           {"name": _OWNER, "value": store_id})

    def settle(self, connection: Connection) -> None:
        """The server keeps its own files in order."""

    def _was_used(self, connection: Connection) -> bool:
        """False for what a making that was killed left: tables in which nobody ever signed in."""
        return any(connection.execute(text(f"SELECT 1 FROM {table} LIMIT 1")).first()
                   for table in ("audit", "resource", "patient_index"))

    def _arguments(self, reading: bool) -> dict[str, Any]:
        server = self._server
        given: dict[str, Any] = {
            "host": server.host, "port": server.port, "user": server.user, "connect_timeout": _CONNECT_S,
            "application_name": "consilia", "client_encoding": "utf8", **_WATCH,
            "sslmode": "verify-full" if server.root_certificate else "prefer",
            "options": f"{_ALWAYS} {_READING}" if reading else _ALWAYS,
        }
        if server.root_certificate:
            given["sslrootcert"] = server.root_certificate
        if self._password is not None:
            given["password"] = self._password
        return given


class _Text(StrDumper):
    """Text without NUL, which PostgreSQL does not take: shown as U+FFFD; the original bytes keep it."""

    def dump(self, obj: str) -> Any:
        try:
            return super().dump(obj)
        except DataError:
            return super().dump(obj.replace("\0", "\ufffd"))


class _BinaryText(StrBinaryDumper):
    """The same where the driver sends text in binary form, which it does not check itself."""

    def dump(self, obj: str) -> Any:
        return super().dump(obj.replace("\0", "\ufffd"))


def _prepare(connection: Driver[Any]) -> None:
    connection.adapters.register_dumper(str, _BinaryText)
    connection.adapters.register_dumper(str, _Text)


def _not_connected(place: str, words: str) -> ConsiliaError:
    """libpq gives no code where a connection does not come about, only English or local words."""
    low = words.lower()
    if "certificate" in low or "ssl" in low or "tls" in low:
        return ServerRefused(place=place, reason=f"TLS did not prove which server it is ({words})")
    if "password" in low or "authentication" in low or "does not exist" in low or "no pg_hba.conf entry" in low:
        return ServerRefused(place=place, reason=words)
    return ServerUnreachable(place=place, reason=words)


def _one_line(error: DBAPIError) -> str:
    """The server's or the driver's own first line, without the address that the message names already."""
    lines = [line for line in str(error.orig).splitlines() if line.strip()]
    words = lines[0].rsplit("failed: ", 1)[-1].rsplit("FATAL: ", 1)[-1] if lines else "no reason given"
    return words.strip().rstrip(".")[:200]
