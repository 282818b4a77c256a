"""Sets up what the checks need and runs them all: style, contracts between rooms, types, tests.

Words behind it go to pytest: ``./installer/check tests/store``.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from installer import environment, postgresql, system_libraries  # noqa: E402 - found through the line above


def main() -> int:
    """0 where everything holds, else 1; every check runs, so that one run tells all."""
    system_libraries.provide(for_checks=True)
    interpreter = environment.prepare(for_checks=True)
    tools = interpreter.parent
    checks = (
        ("style", [str(tools / "ruff"), "check", "."]),
        ("contracts between rooms", [str(tools / "lint-imports"), "--no-cache"]),
        ("types", [str(tools / "pyright")]),
        ("tests", [str(interpreter), "-m", "pytest", *sys.argv[1:]]),
    )
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    env = {**os.environ, "QT_QPA_PLATFORM": platform, "PYTHONPATH": str(environment.ROOT)}
    with contextlib.ExitStack() as held:
        if postgresql.VARIABLE not in env and postgresql.programs() is not None:
            env[postgresql.VARIABLE] = held.enter_context(postgresql.server())
        failed = [name for name, command in checks if not _holds(name, command, env)]
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nEverything holds.", flush=True)
    return 1 if failed else 0


def _holds(name: str, command: list[str], env: dict[str, str]) -> bool:
    print(f"\n== {name}", flush=True)
    begun = time.monotonic()
    code = subprocess.run(command, cwd=environment.ROOT, env=env, check=False).returncode
    print(f"-- {name}: {'holds' if code == 0 else f'FAILED ({code})'}, {time.monotonic() - begun:.0f} s", flush=True)
    return code == 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Stopped.")
