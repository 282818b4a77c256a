"""Import of the Synthea bundles into an encrypted store, beside the mere parsing of the same bytes.

    python tests/bench/bench_import.py DATA     # DATA: the folder of reference data

Target: 120 bundles within 60 s on two cores, memory under 600 MB.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def parsed(folder: Path) -> tuple[float, int]:
    """(seconds, bytes) of reading and parsing every bundle with orjson: the floor that no import can beat."""
    import orjson

    begun, size = time.perf_counter(), 0
    for path in sorted(folder.glob("*.gz")):
        data = gzip.decompress(path.read_bytes())
        size += len(data)
        orjson.loads(data)
    return time.perf_counter() - begun, size


def imported(folder: Path) -> tuple[float, float]:
    """(seconds, megabytes) of ``consilia import`` in a process of its own, its start included."""
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, str(ROOT / "main.py"), "import", str(folder), "--data-dir", f"{place}/store"]
        environment = {**os.environ, "CONSILIA_PASSPHRASE": "a phrase for this bench only"}
        begun = time.perf_counter()
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with subprocess.Popen(command, env=environment, **quiet) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit("the import failed")
        return time.perf_counter() - begun, usage.ru_maxrss / 1024


def main() -> None:
    folder = Path(sys.argv[1]) / "fhir" / "synthea_r4"
    bundles = len(list(folder.glob("*.gz")))
    floor, size = parsed(folder)
    seconds, megabytes = imported(folder)
    print(f"{bundles} bundles, {size / 1e6:.0f} MB of JSON")
    print(f"orjson alone           {floor:6.1f} s")
    print(f"consilia import        {seconds:6.1f} s   {bundles / seconds:.1f} bundles/s   (target 60 s)")
    print(f"ratio to parsing       {seconds / floor:6.1f}")
    print(f"greatest memory        {megabytes:6.0f} MB  (target 600 MB)")


if __name__ == "__main__":
    main()
