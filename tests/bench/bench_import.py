"""Import of the Synthea bundles into an encrypted store, beside the mere parsing of the same bytes.

    python tests/bench/bench_import.py DATA     # DATA: the folder of reference data

A Bundle of 110 MB is made of one patient's Observations and imported by itself: its memory is measured too. The peer
is fhir.resources (R4B), which only reads and validates, on the first bundles; it is named where it is
installed. Targets: 4 bundles a second, memory under 400 MB whatever the size.
"""

from __future__ import annotations

import gzip
import itertools
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
        greatest = 0
        with subprocess.Popen(command, env=environment, **quiet) as process:
            while process.poll() is None:
                greatest = max(greatest, own_peak(process.pid))
                time.sleep(0.02)
            seconds = time.perf_counter() - begun
        if process.returncode != 0:
            sys.exit("the import failed")
        return seconds, greatest / 1024


def large(folder: Path, place: Path, megabytes: int = 110) -> Path:
    """One Bundle of about so many megabytes: the first patient with Observations until it is full."""
    import orjson

    first = orjson.loads(gzip.decompress(min(folder.glob("*.gz")).read_bytes()))["entry"]
    kinds = {kind: [e for e in first if e["resource"]["resourceType"] == kind] for kind in ("Patient", "Observation")}
    path = place / "large.json"
    with path.open("wb") as file:
        file.write(b'{"resourceType":"Bundle","type":"collection","entry":[')
        file.write(orjson.dumps({"resource": kinds["Patient"][0]["resource"]}))
        for number, entry in enumerate(itertools.cycle(kinds["Observation"])):
            if file.tell() > megabytes * 1_000_000:
                break
            file.write(b"," + orjson.dumps({"resource": entry["resource"] | {"id": f"large-{number}"}}))
        file.write(b"]}")
    return path


def own_peak(process: int) -> int:
    """The most memory a process held by itself (kB), 0 where it is gone; the system's figure counts its parent's."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def peer(folder: Path, most: int = 8) -> float | None:
    """MB a second of fhir.resources reading and validating the first bundles; None where it is not installed."""
    try:
        from fhir.resources.R4B.bundle import Bundle
    except ImportError:
        return None
    begun, size = time.perf_counter(), 0
    for path in sorted(folder.glob("*.gz"))[:most]:
        data = gzip.decompress(path.read_bytes())
        size += len(data)
        Bundle.model_validate_json(data)
    return size / 1e6 / (time.perf_counter() - begun)


def main() -> None:
    folder = Path(sys.argv[1]) / "fhir" / "synthea_r4"
    bundles = len(list(folder.glob("*.gz")))
    floor, size = parsed(folder)
    seconds, megabytes = imported(folder)
    print(f"{bundles} bundles, {size / 1e6:.0f} MB of JSON")
    print(f"orjson alone           {floor:6.1f} s")
    print(f"consilia import        {seconds:6.1f} s   {bundles / seconds:.1f} bundles/s   (target 4 bundles/s)")
    print(f"ratio to parsing       {seconds / floor:6.1f}")
    print(f"greatest memory        {megabytes:6.0f} MB  (target 400 MB)")
    with tempfile.TemporaryDirectory() as place:
        path = large(folder, Path(place))
        seconds_large, megabytes = imported(path)
        print(f"one Bundle of {path.stat().st_size / 1e6:.0f} MB  {seconds_large:6.1f} s   {megabytes:.0f} MB "
              "of memory (target 400 MB)")
    theirs = peer(folder)
    if theirs is None:
        print("fhir.resources is not installed: no peer in this run")
    else:
        ours = size / 1e6 / seconds
        print(f"megabytes a second     {ours:6.1f}     fhir.resources, validation alone {theirs:.1f}   "
              f"ratio {ours / theirs:.1f}")


if __name__ == "__main__":
    main()
