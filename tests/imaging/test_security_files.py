"""Every hostile DICOM file gets its verdict: no crash, no hang, one typed sentence."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from workstation import workers
from workstation.errors import ConsiliaError
from workstation.exchange.dicom_load import failure
from workstation.workers import Job, JobFailed

EXAMINE = "workstation.exchange.dicom_jobs:examine"


def rows(reference: Path) -> list[dict]:
    listed = json.loads((reference / "security" / "manifest.json").read_text())
    return [row for row in listed if row["file"].startswith("dicom/")]


def test_every_file_gets_its_verdict(reference):
    wrong: list[str] = []
    pool = workers.pool()
    for row in rows(reference):
        data = (reference / "security" / row["file"]).read_bytes()
        began = time.monotonic()
        try:
            pool.run(Job(EXAMINE, payload=data, seconds=20.0))
            outcome = "taken"
        except JobFailed as failed:
            error = failure(row["file"], failed)
            assert isinstance(error, ConsiliaError) and error.sentence()
            outcome = f"refused ({failed.kind})"
            if failed.kind in ("crash", "timeout"):
                wrong.append(f"{row['file']}: {outcome}")
        if time.monotonic() - began > row["limit_s"]:
            wrong.append(f"{row['file']}: took {time.monotonic() - began:.1f} s")
        if row["expect"] == "REJECT" and outcome == "taken":
            wrong.append(f"{row['file']} ({row['why']}): {outcome}")
        nameless = row["file"].startswith("dicom/pydicom_")     # without identifiers nothing can be stored
        if row["expect"] in ("ACCEPT", "SANITIZE", "QUARANTINE") and outcome != "taken" and not nameless:
            wrong.append(f"{row['file']} ({row['why']}): {outcome}")
    assert wrong == []


@pytest.mark.parametrize("name", ["gen_spacing0", "gen_spacing_neg", "gen_spacing_1e30", "gen_spacing_one"])
def test_spacing_that_can_not_be_locks_measuring(reference, name):
    from workstation.services import imaging
    from workstation.services.progress import Progress

    (_, volume), = imaging.open_folder(reference / "security" / "dicom" / f"{name}.dcm", Progress())
    assert volume is not None
    assert "no-spacing" in volume.warnings
    assert not volume.measurable
