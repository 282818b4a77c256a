"""Where a clinic of many seats keeps its database: ``store.toml`` in the store's folder names the server.

    [database]
    host = "db.clinic.example"       # a name, an address, or the folder of a local socket
    port = 5432
    name = "consilia"
    user = "consilia"
    root_certificate = "server-ca.pem"   # who vouches for the server; beside this file, "system" for the system's own

There is no password in it. It comes from CONSILIA_DATABASE_PASSWORD, else from the key file where it lies sealed under
the store's master key, else from what every PostgreSQL program reads (PGPASSWORD, pgpass). Beyond this machine the
server must prove by TLS that it is the one named (``verify-full``); there is no setting that turns this off.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workstation.errors import ServerRefused

FILE_NAME = "store.toml"
PASSWORD_VARIABLE = "CONSILIA_DATABASE_PASSWORD"
_LONGEST_FILE = 1 << 16
_FIELDS = {"host": str, "port": int, "name": str, "user": str, "root_certificate": str}


@dataclass(frozen=True, slots=True)
class Server:
    """A database on a server, as the settings name it."""

    host: str
    port: int = 5432
    name: str = "consilia"
    user: str = "consilia"
    root_certificate: str = ""

    @classmethod
    def of(cls, data_dir: Path) -> Server | None:
        """What ``data_dir`` names, None where its store is an embedded one. Raises ServerRefused for wrong settings."""
        file = data_dir / FILE_NAME
        try:
            with file.open("rb") as opened:
                text = opened.read(_LONGEST_FILE)
        except (FileNotFoundError, NotADirectoryError):
            return None
        import tomllib

        try:
            written = tomllib.loads(text.decode())
        except ValueError as error:
            raise ServerRefused(place=str(file), reason="the settings can't be read as TOML") from error
        return _checked(written, file)

    @property
    def place(self) -> str:
        """The server and database as messages name them."""
        return f"{self.host}:{self.port}/{self.name}"

    @property
    def is_local(self) -> bool:
        """True where nothing travels over a network: the loopback or a socket file."""
        if self.host.startswith(("/", "@")) or self.host == "localhost":
            return True
        import ipaddress

        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def _checked(written: dict[str, Any], file: Path) -> Server:
    table = written.get("database")
    if not isinstance(table, dict) or written.keys() != {"database"}:
        raise ServerRefused(place=str(file), reason="the settings need one table [database]")
    for name, value in table.items():
        if name == "password":
            raise ServerRefused(place=str(file), reason="a password must not stand in the settings")
        kind = _FIELDS.get(name)
        if kind is None or not isinstance(value, kind) or isinstance(value, bool):
            raise ServerRefused(place=str(file), reason=f"the setting '{name}' is not known or of the wrong kind")
    host = str(table.get("host", ""))
    if not host or "," in host or not 0 < int(table.get("port", 5432)) < 65536:
        raise ServerRefused(place=str(file), reason="the settings need one host, and a port from 1 to 65535")
    certificate = str(table.get("root_certificate", ""))
    if certificate and certificate != "system":
        certificate = str((file.parent / certificate).resolve())
    server = Server(**{name: value for name, value in table.items() if name != "root_certificate"},
                    root_certificate=certificate)
    if not server.is_local and not certificate:
        raise ServerRefused(place=str(file), reason="a server on the network needs root_certificate, so that it is "
                                                    "known by TLS")
    return server
