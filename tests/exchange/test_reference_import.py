"""Real exports: Synthea, international patient summaries, official examples, bulk data."""

from __future__ import annotations

import gzip
import json
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from workstation.domain.resource import FileStatus
from workstation.exchange.fhir_slices import slices_of
from workstation.services import exporting, importing, patients, record
from workstation.services.clinic import Clinic
from workstation.store import schema

ROOT = Path(__file__).resolve().parents[2]
_MEGABYTES = 600


def sums(report: importing.ImportReport) -> Counter[str]:
    """Of resources; what a C-CDA's sections say of themselves is counted beside."""
    held = report.totals().items()
    return sum((Counter(counts) for kind, counts in held if not kind.startswith("section ")), Counter())


def test_the_synthea_bundles_come_in_whole_and_go_out_byte_equal(
    clinic: Clinic, reference_data: Path, tmp_path: Path
) -> None:
    folder = reference_data / "fhir" / "synthea_r4"
    report = importing.import_paths(clinic, [folder])
    assert all(file.status is FileStatus.IMPORTED for file in report.files)
    total = sums(report)
    assert total["found"] == total["stored"] + total["unchanged"] and total["found"] > 30_000
    assert len(patients.search(clinic, limit=1000)) == 119
    assert sums(importing.import_paths(clinic, [folder]))["stored"] == 0
    for path in random.Random(7).sample(sorted(folder.glob("*.gz")), 5):
        _same_bytes(clinic, gzip.decompress(path.read_bytes()), tmp_path / "out.json")


_PEAK = """
import sys
from main import main
code = main(sys.argv[1:])
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1], file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the peak is read from /proc")
def test_the_import_keeps_its_memory_small(reference_data: Path, tmp_path: Path) -> None:
    """In a process of its own, and told by itself: getrusage would count what the test's process held at the fork."""
    command = [sys.executable, "-c", _PEAK, "import", str(reference_data / "fhir" / "synthea_r4"),
               "--data-dir", str(tmp_path / "store"), "--json"]
    environment = {**os.environ, "CONSILIA_PASSPHRASE": "a phrase for this test only"}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          text=True, check=True)
    assert int(done.stderr.split()[-1]) < _MEGABYTES * 1024


def _same_bytes(clinic: Clinic, data: bytes, out: Path) -> None:
    """Every resource of the bundle stands in the export with its own bytes (shared ones may be another version)."""
    pieces = slices_of(data).slices
    person = next((p.value for p in pieces if p.value and p.value["resourceType"] == "Patient"), None)
    if person is None:
        return
    exporting.export(clinic, person["id"], "bundle", out)
    given = {piece.raw for piece in slices_of(out.read_bytes()).slices}
    sent = {p.raw for p in pieces if p.value and p.value["resourceType"] not in ("Practitioner", "Organization")}
    assert sent <= given


def test_patient_summaries_of_many_vendors_lose_nothing(clinic: Clinic, reference_data: Path) -> None:
    folder = reference_data / "fhir" / "ips"
    report = importing.import_paths(clinic, [folder])
    total = sums(report)
    assert total["refused"] == 0
    assert total["found"] == total["stored"] + total["unchanged"] + total["quarantined"]
    rejected = [file for file in report.files if file.status is FileStatus.REJECTED]
    assert all(Path(file.path).suffix == ".xml" for file in rejected)
    for row in patients.search(clinic, limit=1000):
        record.summary(clinic, row.id)


def test_official_examples_come_in_with_their_bytes(clinic: Clinic, reference_data: Path) -> None:
    folder = reference_data / "fhir" / "r4_official"
    report = importing.import_paths(clinic, [folder])
    rejected = [Path(file.path).name for file in report.files if file.status is FileStatus.REJECTED]
    assert rejected == ["Bundle-bundle-request-simplesummary.json"]         # requests only, no resource
    with clinic.read() as conn:
        held = dict(conn.execute(select(schema.resource.c.key, schema.resource.c.digest)).all())
    for file in sorted(folder.glob("*.json"))[::10]:
        raw = file.read_bytes().strip()
        value = json.loads(raw)
        if value["resourceType"] != "Bundle" and f"{value['resourceType']}/{value.get('id')}" in held:
            assert record.source(clinic, f"{value['resourceType']}/{value['id']}").raw == raw


def test_bulk_data_comes_in_line_by_line(clinic: Clinic, reference_data: Path) -> None:
    report = importing.import_paths(clinic, [reference_data / "fhir" / "bulk_ndjson_2025_100"])
    total = sums(report)
    assert total["found"] == total["stored"] + total["unchanged"] and total["refused"] == 0
    with clinic.read() as conn:
        assert conn.execute(select(schema.dangling_reference).limit(1)).first() is not None


_IMPORTER = """
import sys
from pathlib import Path
from workstation.services import importing, sign_in
clinic = sign_in.sign_in(Path(sys.argv[1]), "ann", "correct horse battery staple")
for file in sorted(Path(sys.argv[2]).iterdir()):
    report = importing.import_paths(clinic, [file])
    print(file.name, flush=True)
clinic.close()
"""


def test_a_kill_in_the_middle_loses_nothing_and_a_second_run_completes(clinic: Clinic, tmp_path: Path) -> None:
    """kill -9 at several moments: what was acknowledged is there, each file is in whole or not at all."""
    from workstation.services import audit, sign_in

    place, inbox = clinic.data_dir, tmp_path / "in"
    clinic.close()
    inbox.mkdir()
    for number in range(40):
        held = [{"resource": {"resourceType": "Patient", "id": f"p{number}", "name": [{"family": f"N{number}"}]}}]
        held += [{"resource": {"resourceType": "Observation", "id": f"o{number}-{n}", "status": "final",
                               "code": {"text": "K"}, "subject": {"reference": f"Patient/p{number}"}}}
                 for n in range(50)]
        bundle = {"resourceType": "Bundle", "type": "collection", "entry": held}
        (inbox / f"{number:02}.json").write_text(json.dumps(bundle))
    for after in (1, 7, 15):
        child = subprocess.Popen([sys.executable, "-c", _IMPORTER, str(place), str(inbox)], stdout=subprocess.PIPE,
                                 text=True)
        assert child.stdout is not None
        told = [child.stdout.readline().strip() for _ in range(after)]
        child.kill()
        told += [line.strip() for line in child.stdout]
        child.wait()
        child.stdout.close()
        with sign_in.sign_in(place, "ann", "correct horse battery staple") as again:
            there = {row.id for row in patients.search(again, limit=1000)}
            assert {f"p{int(name[:2])}" for name in told if name} <= there
            assert all(len(record.resources(again, person)) == 51 for person in there)
            assert audit.verify(again).ok
    with sign_in.sign_in(place, "ann", "correct horse battery staple") as again:
        importing.import_paths(again, [inbox])
        assert len(patients.search(again, limit=1000)) == 40
        assert sums(importing.import_paths(again, [inbox]))["unchanged"] == 40 * 51
