"""The plugin's own process: gives up its rights, loads the entry file, answers one JSON-RPC call and ends.

Started as ``python -I -B runner.py ROOT FOLDER ENTRY MEGABYTES SECONDS`` with an empty environment. One process a call:
nothing of one patient is left for the next. What the plugin prints goes nowhere; only the answer reaches the host.
"""

from __future__ import annotations

import json
import os
import runpy
import sys
import sysconfig
from typing import Any

FAULT, NO_MEMORY, NOT_PROTECTED = -32000, -32001, -32002


def main(arguments: list[str]) -> int:
    root, folder, entry, megabytes, seconds = arguments
    channel = os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    call = json.loads(sys.stdin.buffer.readline())
    sys.path.insert(0, root)
    import engines
    from workstation.plugin_host import sandbox

    paths = sysconfig.get_paths()
    readable = [folder, *engines.__path__, paths["stdlib"], paths["platstdlib"], "/lib", "/lib64", "/usr/lib"]
    try:
        sandbox.restrict(readable, int(megabytes), float(seconds))
    except OSError as error:
        channel.write(b"\n")
        return _answer(channel, call["id"], error={"code": NOT_PROTECTED, "message": str(error)[:200]})
    channel.write(b'{"jsonrpc":"2.0","method":"ready"}\n')
    sys.path[0] = folder
    sys.path.append(root)
    try:
        advise = runpy.run_path(f"{folder}/{entry}", run_name="plugin")["advise"]
        return _answer(channel, call["id"], result=advise(call["params"]))
    except MemoryError:
        return _answer(channel, call["id"], error={"code": NO_MEMORY, "message": "out of memory"})
    except BaseException as error:  # noqa: BLE001 - the process's boundary: the host words it for the user
        message = f"{type(error).__name__}: {error}"[:200]
        return _answer(channel, call["id"], error={"code": FAULT, "message": message})


def _answer(channel: Any, number: int, **content: Any) -> int:
    channel.write(json.dumps({"jsonrpc": "2.0", "id": number, **content}, allow_nan=False).encode() + b"\n")
    return 0


if __name__ == "__main__":
    os._exit(main(sys.argv[1:]))
