"""A private PostgreSQL server for tests and benchmarks: on the loopback, on a free port, in a folder that goes with it.

No cluster of the system is touched, stopped or asked. Where we are root the server runs as the unprivileged user that
Debian's package brings (PostgreSQL refuses root). It speaks TLS too, with a certificate authority of its own.
Runs under the bare system Python: standard library only.

    python -m installer.postgresql COMMAND...     # runs COMMAND with CONSILIA_TEST_POSTGRESQL set
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

VARIABLE = "CONSILIA_TEST_POSTGRESQL"
_USER = "postgres"
_SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
max_connections = 200
ssl = on
ssl_cert_file = 'server.crt'
ssl_key_file = 'server.key'
logging_collector = off
"""
_SUBJECT = ("-subj", "/CN=consilia test", "-nodes", "-newkey", "rsa:2048", "-keyout")


def programs() -> Path | None:
    """The folder of initdb and postgres: on the path, or the newest that Debian's packages brought."""
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: _version(place.parent.name))[::-1]
    return next((place for place in places if (place / "initdb").exists() and (place / "postgres").exists()), None)


@contextlib.contextmanager
def server(durable: bool = False) -> Iterator[str]:
    """A running server as a libpq address, whose ``sslrootcert`` vouches for it. It ends with the context.

    ``durable``: with fsync, as a clinic's server has it, for honest times. Raises RuntimeError where it does not start.
    """
    binaries = programs()
    if binaries is None:
        raise RuntimeError("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with tempfile.TemporaryDirectory(prefix="consilia-postgresql-") as name:
        folder = Path(name)
        as_user = _unprivileged()
        if as_user:
            shutil.chown(folder, _USER)
        password, port = secrets.token_hex(12), _free_port()
        data = _prepared(folder, binaries, password, as_user, durable)
        with (folder / "log").open("wb") as log:
            running = subprocess.Popen([*as_user, str(binaries / "postgres"), "-D", str(data), "-p", str(port)],
                                       stdout=log, stderr=log, cwd=folder)
        try:
            ready = [str(binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port), "-t", "1"]
            for _ in range(300):
                if running.poll() is not None:
                    said = (folder / "log").read_text(encoding="utf-8", errors="replace")
                    raise RuntimeError(f"PostgreSQL did not start: {said[-500:]}")
                if subprocess.run(ready, check=False).returncode == 0:
                    break
                time.sleep(0.1)
            yield f"postgresql://{_USER}:{password}@127.0.0.1:{port}/postgres?sslrootcert={folder / 'ca.crt'}"
        finally:
            _stop(running, binaries, data, as_user)


def _prepared(folder: Path, binaries: Path, password: str, as_user: list[str], durable: bool) -> Path:
    data, words = folder / "data", folder / "password"
    words.write_text(password, encoding="utf-8")
    words.chmod(0o644)                                # gone in a moment; the folder is not open to others
    _run([*as_user, str(binaries / "initdb"), "-D", str(data), "-U", _USER, "--pwfile", str(words), "-A",
          "scram-sha-256", "--locale=C", "--encoding=UTF8", *([] if durable else ["--no-sync"])], folder)
    words.unlink()
    settings = _SETTINGS.replace("fsync = off\n", "") if durable else _SETTINGS
    with (data / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write(settings)
    _certificates(folder, data)
    if as_user:
        for file in ("server.crt", "server.key"):
            shutil.chown(data / file, _USER, _USER)
    return data


def _certificates(folder: Path, data: Path) -> None:
    """A certificate authority and a server's certificate for 127.0.0.1."""
    request, key = folder / "server.csr", data / "server.key"
    _run(["openssl", "req", "-x509", "-days", "2", "-out", str(folder / "ca.crt"), *_SUBJECT,
          str(folder / "ca.key")], folder)
    _run(["openssl", "req", "-new", "-out", str(request), *_SUBJECT, str(key)], folder)
    (folder / "names").write_text("subjectAltName=IP:127.0.0.1\n", encoding="utf-8")
    _run(["openssl", "x509", "-req", "-days", "2", "-in", str(request), "-CA", str(folder / "ca.crt"), "-CAkey",
          str(folder / "ca.key"), "-CAcreateserial", "-extfile", str(folder / "names"), "-out",
          str(data / "server.crt")], folder)
    key.chmod(0o600)
    (folder / "ca.crt").chmod(0o644)
    folder.chmod(0o755)


def _unprivileged() -> list[str]:
    """The words before a command that make it run as the server's user; none where we are no root."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid", _USER, "--regid", _USER, "--init-groups", "--pdeathsig", "TERM"]


def _stop(running: subprocess.Popen[bytes], binaries: Path, data: Path, as_user: list[str]) -> None:
    subprocess.run([*as_user, str(binaries / "pg_ctl"), "stop", "-D", str(data), "-m", "immediate", "-s"],
                   check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        running.wait(timeout=20)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{Path(command[0]).name} failed: {(done.stderr or done.stdout)[-500:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _version(name: str) -> float:
    try:
        return float(name)
    except ValueError:
        return 0.0


def main() -> int:
    """Runs the command behind it with a server; its exit code is ours."""
    with server(durable="--durable" in sys.argv[1:2]) as address:
        command = [word for word in sys.argv[1:] if word != "--durable"] or ["sh"]
        return subprocess.run(command, env={**os.environ, VARIABLE: address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
