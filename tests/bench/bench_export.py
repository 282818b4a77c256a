"""Export of a whole clinic as NDJSON, beside the mere writing of the same bytes.

    python tests/bench/bench_export.py DATA [PATIENTS]     # DATA: the folder of reference data; 1000 patients

The clinic is made of the Synthea charts, each taken several times under ids of its own. Target: 1,000 patients within
60 s and 300 MB on two cores.
"""

from __future__ import annotations

import gzip
import hashlib
import itertools
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
PHRASE = "a phrase for this bench only"


def charts(folder: Path, patients: int) -> Iterator[list[dict[str, Any]]]:
    """Rows of the resource table, a chart each."""
    from workstation.exchange.fhir_read import read_document

    files = [path for path in sorted(folder.glob("*.gz")) if not path.name.startswith(("hospital", "practitioner"))]
    read = [read_document(gzip.decompress(path.read_bytes())) for path in files]
    for number, chart in enumerate(itertools.islice(itertools.cycle(read), patients)):
        clone = f"{number // len(read):04x}".encode()
        owner = next(c.patient_id for c in chart if c.type == "Patient")
        rows: list[dict[str, Any]] = []
        for candidate in chart:
            raw, old = candidate.raw, candidate.key.split("/", 1)[1]
            for identity in {old, owner or old}:
                raw = raw.replace(identity.encode(), identity[:-4].encode() + clone)
            rows.append({
                "key": f"{candidate.type}/{old[:-4]}{clone.decode()}", "type": candidate.type, "version": 1,
                "patient_id": candidate.patient_id and candidate.patient_id[:-4] + clone.decode(),
                "digest": hashlib.sha256(raw).hexdigest(), "body": zlib.compress(raw, 1),
                "received": "2026-01-01T00:00:00+00:00", "source": "bench", "command_id": ""})
        yield rows


def made(store: Path, folder: Path, patients: int) -> int:
    """Fills a new store; returns how many resources it holds."""
    from workstation.domain.user import Role, User
    from workstation.services import sign_in
    from workstation.store.schema import resource

    total, seen = 0, set[str]()
    with sign_in.create(store, User("bench", "Bench", Role.PHYSICIAN), PHRASE) as clinic:
        for rows in charts(folder, patients):
            fresh = [row for row in rows if row["key"] not in seen]      # hospitals stand in many charts
            seen |= {row["key"] for row in fresh}
            clinic.store.writer.submit(lambda conn, fresh=fresh: conn.execute(resource.insert(), fresh)).result()
            total += len(fresh)
    return total


def made_apart(store: Path, folder: Path, patients: int) -> int:
    """The same in a process of its own: Linux counts what a parent holds at the fork as the child's greatest memory."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as apart:
        return apart.submit(made, store, folder, patients).result()


def exported(store: Path, out: Path) -> tuple[float, float]:
    """(seconds, megabytes) of ``consilia export --all`` in a process of its own, its start included."""
    command = [sys.executable, str(ROOT / "main.py"), "export", "--all", "-o", str(out), "--data-dir", str(store)]
    begun = time.perf_counter()
    with subprocess.Popen(command, env={**os.environ, "CONSILIA_PASSPHRASE": PHRASE}, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit("the export failed")
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def written(out: Path, copy: Path) -> tuple[float, int]:
    """(seconds, bytes) of writing the same files again with fsync: the floor that no export can beat."""
    begun, size = time.perf_counter(), 0
    for path in sorted(out.glob("*.ndjson")):
        with path.open("rb") as source, (copy / path.name).open("wb") as target:
            while piece := source.read(1 << 20):
                size += target.write(piece)
            os.fsync(target.fileno())
    return time.perf_counter() - begun, size


def main() -> None:
    patients = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        total = made_apart(folder / "store", Path(sys.argv[1]) / "fhir" / "synthea_r4", patients)
        seconds, megabytes = exported(folder / "store", folder / "out")
        (folder / "copy").mkdir()
        floor, size = written(folder / "out", folder / "copy")
        lines = sum(path.read_bytes().count(b"\n") for path in (folder / "out").glob("*.ndjson"))
        if lines != total:
            sys.exit(f"{total} resources are stored and {lines} were exported")
    print(f"{patients} patients, {total} resources, {size / 1e6:.0f} MB of NDJSON")
    print(f"plain copy             {floor:6.1f} s")
    print(f"consilia export --all  {seconds:6.1f} s   {size / 1e6 / seconds:.0f} MB/s   (target 60 s)")
    print(f"ratio to the copy      {seconds / floor:6.1f}")
    print(f"greatest memory        {megabytes:6.0f} MB  (target 300 MB)")


if __name__ == "__main__":
    main()
