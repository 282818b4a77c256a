"""``consilia tour``: every view pictured without a display, with an index that scripts can read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from workstation.services.clinic import Clinic

ROOT = Path(__file__).resolve().parents[2]
MUST = {"first-run", "sign-in", "sign-in-wrong", "clinic", "clinic-search", "no-patient", "record", "imaging", "vitals",
        "pedigree", "plan", "report", "source", "palette", "keys", "import-report", "state-working", "state-failed",
        "clinic-dark", "clinic-zh", "locked"}


def test_the_tour_pictures_every_view(two_patients: Clinic, tmp_path: Path) -> None:
    place = two_patients.data_dir
    two_patients.close()
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "QT_QPA_PLATFORM")}
    environment |= {"CONSILIA_PASSPHRASE": "correct horse battery staple", "XDG_CONFIG_HOME": str(tmp_path)}
    output = tmp_path / "pictures"
    done = subprocess.run([sys.executable, "main.py", "tour", "-o", str(output), "--data-dir", str(place), "--json"],
                          cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    shots = json.loads(done.stdout)["shots"]
    assert {shot["name"] for shot in shots} >= MUST
    for shot in shots:
        picture = QImage(shot["file"])
        assert not picture.isNull() and shot["ready"], shot
        if shot["name"] in MUST - {"source", "keys", "import-report"}:
            assert (picture.width(), picture.height()) == (1440, 900)
        colours = {picture.pixel(x, y) for x in range(0, picture.width(), 23) for y in range(0, picture.height(), 19)}
        assert len(colours) > 3, f"{shot['name']} is blank"
    assert not (tmp_path / "consilia" / "screen.ini").exists() or "geometry" not in (
        tmp_path / "consilia" / "screen.ini").read_text()


def test_a_wrong_call_says_so_in_one_line(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "main.py", "tour"], cwd=ROOT, capture_output=True, text=True, timeout=60,
                          env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path)})
    assert done.returncode == 2 and "Traceback" not in done.stderr
