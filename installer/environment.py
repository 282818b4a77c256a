"""The Python part: a virtual environment in ``.venv`` holding exactly what the lock names, hash by hash.

Runs under the bare system Python: standard library only. Interrupted set-up is noticed by its marker and begun again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
ROOMS = ("workstation", "views", "engines", "plugins", "resources", "installer", "main.py")
OLDEST = (3, 11)


def python() -> Path:
    """The interpreter of the virtual environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def prepare(for_checks: bool) -> Path:
    """Makes ``.venv`` hold the lock's packages and compiles our own code; quick where nothing changed."""
    if sys.version_info < OLDEST:
        sys.exit(f"Consilia needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {sys.version.split()[0]}.")
    lock = ROOT / ("requirements-dev.lock" if for_checks else "requirements.lock")
    with _one_at_a_time():
        if not _is_current(lock, for_checks):
            _install(lock)
        _write_command()
        _compile_own()
    return python()


def _stamp(lock: Path) -> Path:
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()[:16]
    return VENV / f".{lock.stem}-{digest}-{sys.version_info[0]}.{sys.version_info[1]}"


def _is_current(lock: Path, for_checks: bool) -> bool:
    if (VENV / ".installing").exists() or not python().exists():
        return False
    # what the checks need includes all that the program needs
    return _stamp(lock).exists() or (not for_checks and _stamp(ROOT / "requirements-dev.lock").exists())


def _install(lock: Path) -> None:
    interrupted = (VENV / ".installing").exists()
    if interrupted or not python().exists() or not _answers():
        print("Making the virtual environment in .venv", flush=True)
        _run([sys.executable, "-m", "venv", "--clear", str(VENV)], "The virtual environment could not be made")
    (VENV / ".installing").write_text("set-up under way", encoding="utf-8")
    for old in VENV.glob(".requirements*"):
        old.unlink()
    print(f"Installing the packages of {lock.name} (a few minutes the first time)", flush=True)
    _run(
        [str(python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes",
         "--only-binary", ":all:", "-r", str(lock)],
        "The packages could not be installed; nothing else was changed. Check the network and start again",
    )
    _stamp(lock).touch()
    (VENV / ".installing").unlink()


def _answers() -> bool:
    done = subprocess.run([str(python()), "-m", "pip", "--version"], capture_output=True, check=False)
    return done.returncode == 0


def _write_command() -> None:
    """``consilia`` in the environment's programs, running this checkout (a wheel brings its own console script)."""
    place = python().parent / ("consilia.cmd" if os.name == "nt" else "consilia")
    main = ROOT / "main.py"
    text = f'@"{python()}" "{main}" %*\n' if os.name == "nt" else f'#!/bin/sh\nexec "{python()}" "{main}" "$@"\n'
    if not place.exists() or place.read_text(encoding="utf-8") != text:
        place.write_text(text, encoding="utf-8")
        place.chmod(0o755)


def _compile_own() -> None:
    """Compiles our rooms to bytecode, only files that changed."""
    places = [str(ROOT / room) for room in ROOMS]
    subprocess.run([str(python()), "-m", "compileall", "-q", *places], check=False, stdout=subprocess.DEVNULL)


def _run(command: list[str], failure: str) -> None:
    done = subprocess.run(command, check=False)
    if done.returncode != 0:
        sys.exit(f"{failure} (exit code {done.returncode}).")


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two set-ups at once wait for each other; the lock falls with the process."""
    with (ROOT / ".setup.lock").open("w", encoding="utf-8") as held:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(held.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX)
        yield
